"""Follow-ups: what a question takes over from the exchange before, and how that is said."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from itertools import islice

from bot.answering.kinds import Kind
from bot.answering.names import NameKind
from bot.answering.parts_of_speech import Part, part_of
from bot.answering.question import Question, general_words
from bot.answering.reading.dimensions import dimensions
from bot.answering.reading.wanted import FIGURES
from bot.answering.understanding import Understanding
from bot.answering.wording import load_data, zone_names
from bot.model import Exchange, Remark
from bot.ports import EVERYTHING, Filter

_SELF_CONTAINED = frozenset(
    {Kind.CHAT, Kind.OUTSIDE, Kind.LATEST, Kind.EDITION, Kind.BYLINE, Kind.NAVIGATION, Kind.DATING}
)
_NAMED = frozenset({NameKind.ORGANISATION, NameKind.PERSON, NameKind.PLACE, NameKind.UNDERTAKING})
_ELLIPSIS_WORDS = re.compile(r"^(那么?|还有)?[,，]?|(呢|咧|又|的)*[?]*$")


@dataclass(frozen=True)
class Lean:
    """A question as it may be meant: in full words, within some articles; remarks say how so."""

    question: Question
    within: Filter = EVERYTHING
    remarks: tuple[Remark, ...] = ()


@cache
def _signs() -> dict[str, re.Pattern[str]]:
    return {name: re.compile(cue) for name, cue in load_data("grammar.toml")["followup"].items()}


@dataclass(frozen=True)
class Turn:
    """A question, the exchange before it, and the question of that exchange."""

    question: Question
    earlier: Question
    before: Exchange
    understanding: Understanding


def ways_to_lean(
    question: Question, before: Exchange | None, understanding: Understanding
) -> Iterator[Lean]:
    """Give the ways to take a question, the likeliest first, to be tried until one is answered.

    A follow-up leans on the exchange before, in its articles and then in all, or stands alone
    after all; any other question stands alone, or continues in the articles before.
    """
    alone = Lean(question)
    if not before or question.kind in _SELF_CONTAINED or not before.resolved:
        yield alone
        return
    turn = Turn(question, understanding.understand(before.resolved), before, understanding)
    text = next(filter(None, (complete(turn) for complete in _COMPLETIONS)), None)
    if text:
        yield from _leaning(turn, understanding.understand(text))
        signed = any(sign.search(question.plain) for sign in _signs().values())
        if not signed and _can_stand_alone(question):
            yield alone
    else:
        yield alone
        continued = _continued(turn)
        if continued:
            yield from islice(_leaning(turn, understanding.understand(continued)), 1)


def _leaning(turn: Turn, full: Question) -> Iterator[Lean]:
    """Lean in the articles before, where what was talked about need not be said again; in all."""
    subject = _subject_words(turn.earlier) or turn.earlier.plain
    remarks = (Remark("follows_up", {"subject": subject}),)
    articles = _articles_of(turn.before)
    if articles is not EVERYTHING:
        carried = frozenset(topic for topic in full.topics if topic not in turn.question.plain)
        yield Lean(replace(full, carried=carried), articles, remarks)
    yield Lean(full, EVERYTHING, remarks)


def _articles_of(before: Exchange) -> Filter:
    quotes = before.answer.quotes or before.answer.nearest
    articles = frozenset(quote.article.id for quote in quotes)
    return Filter(articles=articles) if articles else EVERYTHING


def _by_person(turn: Turn) -> str | None:
    """他还说了什么 → 刘志伟还说了什么."""
    question, earlier, before = turn.question, turn.earlier, turn.before
    pronoun = _signs()["person"].search(question.plain)
    if not pronoun:
        return None
    short = before.answer.short.text if before.answer.short else ""
    named = [name.text for name in earlier.named(NameKind.PERSON)]
    person = short if 2 <= len(short) <= 4 else next(iter(named), None) or _main_person(turn)
    if not person:
        return None
    return question.plain[: pronoun.start()] + person + question.plain[pronoun.end() :]


def _main_person(turn: Turn) -> str | None:
    """Give the person whom the article talked about names most often."""
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


def _by_ellipsis(turn: Turn) -> str | None:
    """那2022年呢 and 亿元以上的呢: the same question with one part changed."""
    question, earlier = turn.question, turn.earlier
    asks_itself = question.wanted.word and question.kind is not Kind.COMPARISON
    if asks_itself or not _signs()["elliptic"].search(question.plain):
        return None  # 排第几呢 asks by its own word
    part = _ELLIPSIS_WORDS.sub("", question.plain)
    if question.periods and not question.topics:
        return _with_period(question, earlier)
    return _exchanged(question, earlier) or _with_part(part, earlier)


def _exchanged(question: Question, earlier: Question) -> str | None:
    """Put one phase for another (二期呢 after 一期), or one name for another of its kind."""
    for qualifier in question.qualifiers:
        for old in earlier.qualifiers:
            if old[-1] == qualifier[-1] and old in earlier.plain:
                return earlier.plain.replace(old, qualifier)
    for form, name in question.names:
        for old_form, old_name in earlier.names:
            if old_name.kind is name.kind:
                return earlier.plain.replace(old_form, form)
    return None


def _with_part(part: str, earlier: Question) -> str:
    """Ask of another attribute (规划面积呢), or of a narrower thing (工业项目呢, 亿元以上的呢).

    What was asked by no figure keeps its question word: 起点在哪, 终点呢.
    """
    left = [topic for topic in earlier.topics if topic in earlier.wanted.left]
    if left and earlier.wanted.type not in FIGURES and earlier.wanted.word:
        at = earlier.plain.rfind(left[-1], 0, earlier.wanted.start)
        return earlier.plain[:at] + part + earlier.plain[at + len(left[-1]) :]
    if left and _is_measured(left[-1]) and _is_attribute(part):
        return f"{earlier.plain[: earlier.plain.rfind(left[-1])]}{part}是多少"
    of_subject = len(left) > 1 and (_is_measured(left[-1]) or part_of(left[-1]) is Part.VERB)
    if of_subject and not _is_attribute(part):
        alike = next((topic for topic in left if topic[-1] == part[-1]), left[0])
        return earlier.plain.replace(alike, part)  # gdp增速多少, 服务业呢; 博士补多少, 硕士呢
    start, end = earlier.wanted.start, earlier.wanted.end
    noun = next((t for t in earlier.topics if earlier.plain[end:].startswith(t)), "")
    attribute = any(part.endswith(ask) for _, ask in _asks())
    if attribute or not (noun or earlier.wanted.measure):
        subject = _subject_words(earlier)
        asked = left[-1] if len(left) > 1 else ""
        return f"{subject.removesuffix(asked)}{part}是多少"
    thing = part if not noun or part.endswith(noun) else part + noun
    return earlier.plain[:start] + thing + earlier.wanted.word


def _is_attribute(word: str) -> bool:
    """Whether anything may have what the word names: 增速, 净利润."""
    return word in general_words() or _is_measured(word)


def _is_measured(word: str) -> bool:
    return any(word.endswith(ask) for _, ask in _asks())


@cache
def _asks() -> tuple[tuple[str, str], ...]:
    """Give what may be asked of anything by a figure: dimension, attribute (面积, 投资)."""
    rows = dimensions().values()
    return tuple((row.name, ask) for row in rows if row.units for ask in row.asks if len(ask) > 1)


def _with_period(question: Question, earlier: Question) -> str:
    asked = "".join(period.printed for period in question.periods)
    if not earlier.periods:
        return asked + earlier.plain
    old = earlier.periods[0].printed
    if all(period.first is None for period in question.periods):  # 那2021年呢 asks of its 1-9月
        months = old.partition("年")[2]
        asked += months if earlier.periods[0].first else ""
    kept = earlier.plain.replace(old, asked)
    return kept if asked in kept else asked + earlier.plain


def _by_subject(turn: Turn) -> str | None:
    """啥时候完工, 这个奖是谁主办的: about what was talked about."""
    question = turn.question
    if not turn.before.answer.quotes:  # what was not found is no subject to go on with
        return None
    points = _signs()["thing"].search(question.plain) or _signs()["more"].search(question.plain)
    # 书记是谁 asks of the zone, 老总是谁 of the firm talked about.
    elsewhere = question.office and not turn.earlier.named(NameKind.ORGANISATION)
    nameless = not (_names_subject(question) or elsewhere)
    return _continued(turn) if points or nameless else None


def _names_subject(question: Question) -> bool:
    """Whether a question names a subject of its own: more than a deed (谁施工的)."""
    things = [topic for topic in question.subject if part_of(topic) is not Part.VERB]
    zone = any(name in question.plain for name in zone_names())
    return bool(things or question.names or question.qualifiers or zone)


def _can_stand_alone(question: Question) -> bool:
    """Whether a question means something by itself: it has a subject, or asks for an office."""
    return _names_subject(question) or bool(question.office)


def _continued(turn: Turn) -> str | None:
    """Ask on about what was talked about, in its full words."""
    if not turn.before.answer.quotes:
        return None
    question = turn.question
    points = _signs()["thing"].search(question.plain)
    subject = _subject_words(turn.earlier)
    text = _signs()["thing"].sub("", question.plain) if points else question.plain
    return f"{subject}{text}" if subject else None


def _subject_words(earlier: Question) -> str:
    """What the question before was about: its name, else its subject words."""
    name = next((form for form, name in earlier.names if name.kind in _NAMED), None)
    if name:
        return name
    words = [*earlier.subject, *(form for form, _ in earlier.names)]
    places = [(earlier.plain.find(word), word) for word in words if word in earlier.plain]
    left = [
        (at, word) for at, word in places if at < earlier.wanted.start or not earlier.wanted.start
    ]
    if not left:
        return "".join(dict.fromkeys(words))
    start, end = min(at for at, _ in left), max(at + len(word) for at, word in left)
    return earlier.plain[start:end]


_COMPLETIONS = (_by_person, _by_ellipsis, _by_subject)
