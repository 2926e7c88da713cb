"""Follow-ups: what a question takes over from the exchange before, and how that is said."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from bot.answering.completions import Turn, completed
from bot.answering.ellipsis import followup_signs
from bot.answering.kinds import Kind
from bot.answering.matters import matters_asked
from bot.answering.names import NameKind
from bot.answering.question import Question, only_asks
from bot.answering.reading.wanted import FIGURES
from bot.answering.story import Story
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

_ONWARDS = frozenset({Kind.MORE, Kind.ANOTHER})
# They ask of the whole paper, or look at the exchange before themselves.
_SELF_CONTAINED = frozenset(
    {
        *(Kind.CHAT, Kind.OUTSIDE, Kind.EDITION, Kind.BYLINE, Kind.NAVIGATION, Kind.DATING),
        *_ONWARDS,
    }
)
_POINTERS = ("thing", "more", "then")
_THAT = re.compile("^[那这]个?")
_SIGNS = ("person", "elliptic", *_POINTERS)
# Offices that the zone has none of.
_FIRM_OFFICES = frozenset({"董事长", "总经理", "总裁", "创始人", "厂长", "经理"})


@dataclass(frozen=True)
class Lean:
    """A question as it may be meant: in full words, within some articles; remarks say how so.

    `meant` is the question in full, where it is asked in other words; `about` is the question that
    named what is talked about, where this one does not.
    """

    question: Question
    within: Filter = EVERYTHING
    remarks: tuple[Remark, ...] = ()
    meant: str = ""
    about: str = ""

    @property
    def resolved(self) -> str:
        """The question in full words."""
        return self.meant or self.question.plain


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
    earlier = understanding.understand(before.resolved)
    root = understanding.understand(before.about) if before.about else earlier
    turn = Turn(question, earlier, root, before, understanding)
    text = completed(turn)
    if not text:
        yield from _continuing(turn)
        return
    yield from _leaning(turn, understanding.understand(text))
    if not _is_signed(question, (*_SIGNS, "choice")) and can_stand_alone(question):
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


def _is_signed(question: Question, signs: Iterable[str] = _SIGNS) -> bool:
    return any(followup_signs()[sign].search(question.plain) for sign in signs)


def _points(question: Question) -> bool:
    """Whether a question points back: 这个奖, 它, 那, 还有."""
    return _is_signed(question, _POINTERS)


def _leaning(turn: Turn, full: Question) -> Iterator[Lean]:
    """Lean in the articles before, where what was talked about need not be said again; in all."""
    if full.kind in _ONWARDS:
        yield Lean(full)
        return
    articles, remarks = _articles_of(turn.before), _remarks(turn, full)
    subject = subject_words(turn.root)
    about = turn.root.plain if subject and subject in full.plain else ""
    if articles is not EVERYTHING:
        yield Lean(_with_carried(turn, full), articles, remarks, full.plain, about)
    yield Lean(_as_typed(turn, full), EVERYTHING, remarks, full.plain, about)


def _remarks(turn: Turn, full: Question) -> tuple[Remark, ...]:
    """Say what is gone on with: what is talked about, if it is still asked about.

    Where no words are taken over, only where to look, it is the article.
    """
    told = _told(turn)
    if told and full.plain == turn.question.plain:
        label = told[0].article.title
    else:
        labels = (subject_label(turn.root, measured=measured) for measured in (True, False))
        kept = (label for label in labels if label.lower() in full.plain)
        label = next(kept, None) or subject_label(full)
    return (Remark("follows_up", {"subject": label}),)


def _with_carried(turn: Turn, full: Question) -> Question:
    """Spare a question what was talked about, but not what it asks of that: 那2023年呢."""
    taken = (topic for topic in full.topics if topic not in turn.question.plain)
    carried = frozenset(one for one in taken if not is_measured(one))
    return _as_typed(turn, full, carried)


def _as_typed(turn: Turn, full: Question, carried: frozenset[str] = frozenset()) -> Question:
    """Let a question in full be known by what was typed, and say how that was read."""
    typed, remarks = turn.question.text, (*turn.question.remarks, *full.remarks)
    return replace(full, text=typed, remarks=remarks, carried=carried)


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
    if anew := _named_anew(turn):
        yield Lean(anew)
        return
    texts = [] if _asks_of_no_deed(turn) else _continued(turn)
    if not texts:
        yield _unpointed(turn)
        return
    going_on = [_going_on(turn, text, texts[-1]) for text in texts]
    if not (_points(question) or _is_of_the_talk(turn)):
        yield alone
        if question.kind not in {Kind.WHY, Kind.HOW}:  # what any sentence may seem to tell
            yield from going_on
        return
    in_own_words = replace(going_on[0], question=question)
    if question.qualifiers:  # 其中20亿以上的 has no need of the 亿元以上 before
        yield in_own_words
    yield from going_on
    if things_of(question):
        yield in_own_words
    of_firm = question.office and turn.earlier.named(NameKind.ORGANISATION)
    if can_stand_alone(question) and not (_is_signed(question) or of_firm):
        yield alone
    timed = turn.understanding.understand(_time_before(turn) + texts[0])
    yield replace(going_on[0], question=_as_typed(turn, timed), within=EVERYTHING)


def _named_anew(turn: Turn) -> Question | None:
    """Take 那个红色会客厅多大 without what points, where the talk has told of no such thing."""
    plain = turn.question.plain
    bare = _THAT.sub("", plain)
    opening = [one for one in things_of(turn.question) if bare != plain and bare.startswith(one)]
    told = any(turn.question.is_said(one, s.all_text) for one in opening for s in _told(turn))
    return _as_typed(turn, turn.understanding.understand(bare)) if opening and not told else None


def _told(turn: Turn) -> list[Story]:
    """Give the articles that the exchange before showed."""
    quotes = turn.before.answer.quotes or turn.before.answer.nearest
    articles = {quote.article.id: quote.article for quote in quotes}
    return list(map(turn.understanding.library.story, articles.values()))


def _going_on(turn: Turn, text: str, meant: str) -> Lean:
    """Take a question as going on, in the words of `text`, in the articles before."""
    full = turn.understanding.understand(text)
    carried, remarks = _with_carried(turn, full), _remarks(turn, full)
    return Lean(carried, _articles_of(turn.before), remarks, meant, turn.root.plain)


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
    rival = any(matter.rival_in(question.plain) for matter in matters_asked(turn.root))
    if is_named(question) or elsewhere or rival:
        return False
    things = [thing for thing in things_of(question) if library.is_printed(thing)][:1]
    return any(all(question.is_said(one, s.all_text) for one in things) for s in _told(turn))


def can_stand_alone(question: Question) -> bool:
    """Whether a question means something by itself: it has a subject, or asks for an office."""
    told = things_of(question) or question.qualifiers or question.office
    return is_named(question) or bool(told)


def _continued(turn: Turn) -> list[str]:
    """Ask on about what was talked about, in its full words; [] where there is nothing such.

    First of what the question before asked about, then only of what the talk is about, so that it
    stays that in the end. What was not found is gone on with only if it has a name, or is pointed
    at. 这个奖 is the answer, where a prize was asked for.
    """
    question, earlier = turn.question, turn.earlier
    if not (turn.before.answer.quotes or is_named(earlier) or _is_signed(question, ("thing",))):
        return []
    points = followup_signs()["thing"].search(question.plain)
    text = followup_signs()["then"].sub("", question.plain)
    answer = turn.before.answer.short
    if points and answer and earlier.wanted.focus and text.startswith(earlier.wanted.focus, 2):
        return [answer.text + text[2 + len(earlier.wanted.focus) :]]
    text = followup_signs()["thing"].sub("", text) if points else text
    measured = question.wanted.type in RATES
    last, subject = (subject_words(one, measured=measured) for one in (earlier, turn.root))
    subjects = (last if subject in last else "", subject)
    return list(dict.fromkeys(one + text for one in subjects if one or not (last or subject)))
