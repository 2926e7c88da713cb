"""Half questions put in full: by the item numbered, the person or the part that is meant."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass

from bot.answering.ellipsis import filled, followup_signs
from bot.answering.names import NameKind
from bot.answering.periods import numeral
from bot.answering.person_names import person_pattern
from bot.answering.question import Question
from bot.answering.quotes import is_headline
from bot.answering.reading.wanted import AnswerType
from bot.answering.understanding import Understanding
from bot.folding import fold
from bot.model import Exchange


@dataclass(frozen=True)
class Turn:
    """A question, the exchange before it, and what that asked.

    `earlier` is the question of that exchange, `root` the one that named what is talked about.
    """

    question: Question
    earlier: Question
    root: Question
    before: Exchange
    understanding: Understanding


def completed(turn: Turn) -> str | None:
    """Give a half question in full words; None for a whole one."""
    return next(filter(None, (complete(turn) for complete in _COMPLETIONS)), None)


def _by_number(turn: Turn) -> str | None:
    """第二个, after a choice or a list: the question offered, or what was listed, so numbered.

    第三家是做什么的 asks that of the third; of headlines the article is meant.
    """
    picked = followup_signs()["choice"].match(turn.question.plain)
    answer = turn.before.answer
    offered = answer.choices or tuple(item.text for item in answer.items)
    if not picked or len(offered) < 2:
        return None
    number, rest = numeral(picked["bare"] or picked["number"]), picked["rest"] or ""
    if not 0 < number <= len(offered) or (answer.choices and rest):
        return None
    headlines = not answer.choices and all(map(is_headline, answer.quotes))
    told = not rest or rest.startswith(("说", "讲"))
    return f"第{number}条" if headlines and told else offered[number - 1] + rest


def _by_person(turn: Turn) -> str | None:
    """他还说了什么 → 刘志伟还说了什么."""
    plain = turn.question.plain
    pronoun = followup_signs()["person"].search(plain)
    person = _person_before(turn) if pronoun else None
    return (
        plain[: pronoun.start()] + person + plain[pronoun.end() :] if pronoun and person else None
    )


def _person_before(turn: Turn) -> str | None:
    """Give whom the question before named, whom its answer names, or the article most often."""
    named = next(iter(turn.earlier.named(NameKind.PERSON)), None)
    if named:
        return named.text
    short = turn.before.answer.short.text if turn.before.answer.short else ""
    if turn.earlier.wanted.type is AnswerType.PERSON and re.fullmatch(person_pattern(), short):
        return short
    opening = next((one for one in turn.earlier.topics[:1]), "")
    if re.fullmatch(person_pattern(), opening):
        return opening
    return _main_person(turn)


def _main_person(turn: Turn) -> str | None:
    for quote in turn.before.answer.quotes[:1]:
        library = turn.understanding.library
        story = library.story(quote.article)
        named = Counter(
            name.text
            for at in range(len(story.sentences))
            for *_, name in library.names_at(story, at)
            if name.kind is NameKind.PERSON and name.text not in quote.article.authors
        )
        return next((name for name, _ in named.most_common(1)), None)
    return None


def _by_firm(turn: Turn) -> str | None:
    """那家公司叫什么 → 柏塘泵业叫什么, of the firm asked about, answered, or else quoted."""
    plain = turn.question.plain
    pointed = followup_signs()["firm"].match(plain)
    if not pointed or turn.earlier.named(NameKind.ORGANISATION):
        return None
    firm = _firm_before(turn)
    return firm + plain[pointed.end() :] if firm else None


def _firm_before(turn: Turn) -> str | None:
    """Give the one firm that the answer before names, or its quote; None for none or several."""
    answer, find = turn.before.answer, turn.understanding.library.names.find
    texts = [answer.short.text if answer.short else "", *(one.text for one in answer.quotes[:1])]
    for text in map(fold, texts):
        firms = {name.text for *_, name in find(text) if name.kind is NameKind.ORGANISATION}
        if firms:
            return firms.pop() if len(firms) == 1 else None
    return None


def _by_part(turn: Turn) -> str | None:
    return filled(turn.question, turn.earlier)


_COMPLETIONS: tuple[Callable[[Turn], str | None], ...] = (
    _by_number,
    _by_person,
    _by_firm,
    _by_part,
)
"""The last fills 那2022年呢, 亿元以上的呢, 二期呢, 以前呢 from the question before."""
