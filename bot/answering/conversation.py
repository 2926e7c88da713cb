"""Follow-ups: what a question takes over from the exchange before, and how that is said."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from bot.answering.ellipsis import filled, followup_signs
from bot.answering.kinds import Kind
from bot.answering.names import NameKind
from bot.answering.person_names import person_pattern
from bot.answering.question import Question, only_asks
from bot.answering.reading.wanted import FIGURES, AnswerType
from bot.answering.subjects import (
    RATES,
    is_deed,
    is_measured,
    is_named,
    subject_label,
    subject_words,
    things_of,
)
from bot.answering.understanding import Understanding
from bot.model import Exchange, Remark
from bot.ports import EVERYTHING, Filter

# They ask of the whole paper, or look at the exchange before themselves.
_SELF_CONTAINED = frozenset(
    {
        *(Kind.CHAT, Kind.OUTSIDE, Kind.EDITION, Kind.BYLINE, Kind.NAVIGATION, Kind.DATING),
        *(Kind.MORE, Kind.ANOTHER),
    }
)
_POINTERS = ("thing", "more", "then")
# Offices that the zone has none of.
_FIRM_OFFICES = frozenset({"董事长", "总经理", "总裁", "创始人", "厂长", "经理"})


@dataclass(frozen=True)
class Lean:
    """A question as it may be meant: in full words, within some articles; remarks say how so.

    `meant` is the question in full, where it is asked in fewer words.
    """

    question: Question
    within: Filter = EVERYTHING
    remarks: tuple[Remark, ...] = ()
    meant: str = ""

    @property
    def resolved(self) -> str:
        """The question in full words."""
        return self.meant or self.question.plain


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
    if not before or not before.resolved or _is_self_contained(question):
        yield alone
        return
    turn = Turn(question, understanding.understand(before.resolved), before, understanding)
    text = next(filter(None, (complete(turn) for complete in _COMPLETIONS)), None)
    if not text:
        yield from _continuing(turn)
        return
    yield from _leaning(turn, understanding.understand(text))
    if not _is_signed(question) and can_stand_alone(question):
        yield alone


def _is_self_contained(question: Question) -> bool:
    """Whether a question asks of the whole paper; 进展如何, without a topic, goes on.

    谁写的 asks of the article before, whatever it was found by.
    """
    own = [topic for topic in question.topics if not only_asks(topic)]
    if question.kind is Kind.LATEST:
        goes_on = not own and followup_signs()["state"].search(question.plain)
        return not (goes_on or _points(question))
    return question.kind in _SELF_CONTAINED or (question.kind is Kind.CREDIT and not own)


def points_at_nobody(question: Question) -> bool:
    """Whether nothing but 他 or 那边 says whom or what a question is about."""
    signs, said = followup_signs(), question.names or things_of(question)
    person = not said and signs["person"].search(question.plain)
    return bool(person or signs["bare"].fullmatch(question.plain))


def _is_signed(
    question: Question, signs: Iterable[str] = ("person", "elliptic", *_POINTERS)
) -> bool:
    return any(followup_signs()[sign].search(question.plain) for sign in signs)


def _points(question: Question) -> bool:
    """Whether a question points back: 这个奖, 它, 那, 还有."""
    return _is_signed(question, _POINTERS)


def _leaning(turn: Turn, full: Question) -> Iterator[Lean]:
    """Lean in the articles before, where what was talked about need not be said again; in all."""
    articles, remarks = _articles_of(turn.before), _remarks(turn, full)
    if articles is not EVERYTHING:
        yield Lean(_with_carried(turn, full), articles, remarks)
    yield Lean(full, EVERYTHING, remarks)


def _remarks(turn: Turn, full: Question) -> tuple[Remark, ...]:
    """Say what is gone on with: of the question before, what is still asked about."""
    label = subject_label(turn.earlier)
    kept = label if label.lower() in full.plain else subject_label(full)
    return (Remark("follows_up", {"subject": kept}),)


def _with_carried(turn: Turn, full: Question) -> Question:
    """Spare a question what was talked about, but not what it asks of that: 那2023年呢."""
    taken = (topic for topic in full.topics if topic not in turn.question.plain)
    return replace(full, carried=frozenset(one for one in taken if not is_measured(one)))


def _articles_of(before: Exchange) -> Filter:
    quotes = before.answer.quotes or before.answer.nearest
    articles = frozenset(quote.article.id for quote in quotes)
    return Filter(articles=articles) if articles else EVERYTHING


def _continuing(turn: Turn) -> Iterator[Lean]:
    """Take a whole question: as going on, alone; first as the likelier of the two.

    It goes on if it points back, or names no subject but what the articles before tell of. In
    them the time that was asked about need not be said again.
    """
    question, alone = turn.question, Lean(turn.question)
    text = None if _asks_of_no_deed(turn) else _continued(turn)
    if not text:
        yield _unpointed(turn)
        return
    full, articles = turn.understanding.understand(text), _articles_of(turn.before)
    remarks = _remarks(turn, full)
    going_on = Lean(_with_carried(turn, full), articles, remarks)
    if not (_points(question) or _is_of_the_talk(turn)):
        yield alone
        if question.kind not in {Kind.WHY, Kind.HOW}:  # what any sentence may seem to tell
            yield going_on
        return
    in_own_words = Lean(question, articles, remarks, full.plain)
    if question.qualifiers:  # 其中20亿以上的 has no need of the 亿元以上 before
        yield in_own_words
    yield going_on
    if things_of(question):
        yield in_own_words
    of_firm = question.office and turn.earlier.named(NameKind.ORGANISATION)
    if can_stand_alone(question) and not (_is_signed(question) or of_firm):
        yield alone
    yield Lean(turn.understanding.understand(_time_before(turn) + text), EVERYTHING, remarks)


def _asks_of_no_deed(turn: Turn) -> bool:
    """Whether all that a question says is a deed that is never printed: 几点结束的."""
    topics, library = turn.question.topics, turn.understanding.library
    return bool(topics) and not any(map(library.is_printed, topics)) and all(map(is_deed, topics))


def _unpointed(turn: Turn) -> Lean:
    """Take a question that points at nothing (那边有什么政策) without what points."""
    plain = turn.question.plain
    bare = followup_signs()["thing"].sub("", plain)
    return Lean(turn.understanding.understand(bare) if bare != plain else turn.question)


def _time_before(turn: Turn) -> str:
    """Give the time that the question before asked about, where a figure of one is asked for."""
    question, earlier = turn.question, turn.earlier
    timed = question.wanted.type in FIGURES and not question.periods
    return "".join(period.printed for period in earlier.periods[:1] if timed)


def _is_of_the_talk(turn: Turn) -> bool:
    """Whether a question names nothing, or a thing that the articles before tell of."""
    question, library = turn.question, turn.understanding.library
    # 书记是谁 asks of the zone, 老总是谁 of the firm talked about.
    of_zone = question.office and not _FIRM_OFFICES.intersection(question.office)
    elsewhere = of_zone and not turn.earlier.named(NameKind.ORGANISATION)
    if is_named(question) or elsewhere:
        return False
    things = [thing for thing in things_of(question) if library.is_printed(thing)][:1]
    quotes = turn.before.answer.quotes or turn.before.answer.nearest
    stories = {quote.article.id: library.story(quote.article) for quote in quotes}.values()
    return any(all(question.is_said(one, s.all_text) for one in things) for s in stories)


def can_stand_alone(question: Question) -> bool:
    """Whether a question means something by itself: it has a subject, or asks for an office."""
    told = things_of(question) or question.qualifiers or question.office
    return is_named(question) or bool(told)


def _continued(turn: Turn) -> str | None:
    """Ask on about what was talked about, in its full words; None where there is nothing such.

    What was not found is gone on with only if it has a name.
    这个奖 is the answer, where a prize was asked for.
    """
    if not turn.before.answer.quotes and not is_named(turn.earlier):
        return None
    question, earlier = turn.question, turn.earlier
    points = followup_signs()["thing"].search(question.plain)
    text = followup_signs()["then"].sub("", question.plain)
    answer = turn.before.answer.short
    if points and answer and earlier.wanted.focus and text.startswith(earlier.wanted.focus, 2):
        return answer.text + text[2 + len(earlier.wanted.focus) :]
    text = followup_signs()["thing"].sub("", text) if points else text
    subject = subject_words(earlier, measured=question.wanted.type in RATES)
    return subject + text if subject else None


def _by_choice(turn: Turn) -> str | None:
    """第二个, after a choice was offered: the question that was offered so."""
    picked = followup_signs()["choice"].fullmatch(turn.question.plain)
    choices = turn.before.answer.choices
    number = "一二三四".find(picked["number"]) if picked else -1
    return choices[number] if 0 <= number < len(choices) else None


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


def _by_ellipsis(turn: Turn) -> str | None:
    return filled(turn.question, turn.earlier)


_COMPLETIONS = (_by_choice, _by_person, _by_ellipsis)
