"""Two or more figures side by side, each with its own period; nothing is computed."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from bot.answering.answers import answered, not_found
from bot.answering.desk import Desk
from bot.answering.evidence.evidence import Evidence
from bot.answering.evidence.support import share_said
from bot.answering.language.names import NameKind
from bot.answering.language.periods import Agreement, Period, agreement
from bot.answering.library.quotes import quote
from bot.answering.library.story import Story
from bot.answering.question.question import Question
from bot.answering.ways.apart import answer_each
from bot.answering.ways.changes import Shown, printed_difference, told_changes
from bot.answering.ways.facts import has_answer, refusal
from bot.answering.ways.neighbours import chance_together, quote_together, with_neighbour
from bot.answering.ways.pairs import paired, tellers, then_and_now
from bot.answering.ways.persons import Held, offices
from bot.answering.ways.sides import comparison_words, sides_of
from bot.folding import fold
from bot.model import Answer, Remark, Status
from corpus.model import Printed

MIN_SIDES, MAX_SIDES = 2, 4
# How likely words must be, and how much of what is asked they must say, to be shown where the sides
# cannot be told apart. Of 33 comparisons answered by nothing, 10 are told so, 9 of them rightly; of
# 125 whose answers are erased, 5. Without the second, 11 and 10 of them, and 11; from .3, 13 and 9,
# and 7.
LIKELY, MOST_SAID = 0.5, 0.8
_NUMBER = re.compile(r"\d[\d.]*(?!\d*[年月日号])(?![\d.])")
_CLAUSE = re.compile(r"[^，。；,;：:！？…（）()]+")
_WORDING = re.compile(r"名字|名称|叫法|提法|说法|全称")
_TITLE = re.compile(r"《[^《》]{4,60}》")
_OFFICE_WORDS = re.compile(r"头衔|职务|职位|身份|官职")


async def answer_comparison(question: Question, desk: Desk) -> Answer:
    """Answer with each side's printed figure; name a side that is not printed.

    Where they cannot be told apart, what tells of all that is asked is shown as it stands.
    """
    answer = await _compared(question, desk)
    if answer.status is Status.ANSWERED:
        return answer
    return _told_at_once(question, await desk.evidence(question)) or answer


async def _compared(question: Question, desk: Desk) -> Answer:
    answer = (
        _offices_of(question, desk)
        or await _told_by_words(question, desk)
        or await printed_difference(question, desk)
    )
    if answer:
        return answer
    sides = sides_of(question)
    if not sides:
        return await _of_no_sides(question, desk)
    apart = tellers(question, sides)
    pair = paired(question, apart, await desk.evidence(question)) if apart else []
    return _side_by_side(pair) or await answer_each(question, sides[:MAX_SIDES], desk)


def _told_at_once(question: Question, evidence: Sequence[Evidence]) -> Answer | None:
    """Show the words that most likely tell of all that is compared; None where none do."""
    sound = [found for found in evidence if not found.failed]
    told = with_neighbour(sound[0], sound) if sound else []
    quoted = fold(quote_together(told).text) if told else ""
    if chance_together(told) < LIKELY or share_said(question, quoted) < MOST_SAID:
        return None
    return answered([quote_together(told)], [sound[0].words], signals=sound[0].signals)


async def _of_no_sides(question: Question, desk: Desk) -> Answer:
    """Show the figures that are named, else one of each article; not where one must be chosen."""
    evidence = await desk.evidence(question)
    if comparison_words()["which"].search(question.plain):  # and not both are known by name
        return refusal(question, evidence)
    shown = _of_numbers(question, evidence) or _distinct(question, evidence, desk)
    return _side_by_side(shown) or refusal(question, evidence)


async def _told_by_words(question: Question, desk: Desk) -> Answer | None:
    """Show what a question asks for by its very words: a change, wordings, two figures named."""
    if _WORDING.search(question.plain):
        return _side_by_side(_distinct(question, await desk.evidence(question), desk))
    if comparison_words()["gap"].search(question.plain):
        best = (await desk.evidence(_without_times(question)))[:1]
        return _side_by_side(next(told_changes(question, best), ()))
    if comparison_words()["change"].search(question.plain):
        evidence = await desk.evidence(_without_times(question))
        changes = next(told_changes(question, evidence), None) or then_and_now(question, evidence)
        apart = _distinct(question, evidence, desk)  # three figures are of three things
        return _side_by_side(changes or (apart if len(apart) == MIN_SIDES else ()))
    either = "还是" in question.plain and len(_NUMBER.findall(question.plain)) > 1
    if either or comparison_words()["difference"].search(question.plain):
        return _side_by_side(_of_numbers(question, await desk.evidence(question)))
    return None


def _without_times(question: Question) -> Question:
    """Take away the words for before and now: print tells them in its own."""
    times = comparison_words()["times"]
    return replace(question, topics=tuple(t for t in question.topics if not times.fullmatch(t)))


def _distinct(question: Question, evidence: Sequence[Evidence], desk: Desk) -> list[Shown]:
    """Show one side an article, from old to new."""
    shown: dict[Story, Shown] = {}
    for found in evidence:
        words = _words(question, found)
        if words and not found.failed and len(shown) < MAX_SIDES:
            shown.setdefault(found.story, (found, words))
    return sorted(
        shown.values(), key=lambda one: (desk.library.sort_date(one[0].story), one[0].period.start)
    )


def _words(question: Question, found: Evidence) -> Printed | None:
    """Cut the title, where wordings are compared, or a span of the type asked for."""
    if _WORDING.search(question.plain):
        match = _TITLE.search(found.story.folded[found.at])
        return found.sentence.printed.cut(*match.span()) if match else None
    return found.span if has_answer(question, found) else None


def _of_numbers(question: Question, evidence: Sequence[Evidence]) -> list[Shown]:
    """Show what each of the figures named is printed of."""
    numbers = dict.fromkeys(_NUMBER.findall(question.plain))
    return list(filter(None, (_of_number(number, evidence) for number in numbers)))


def _of_number(number: str, evidence: Sequence[Evidence]) -> Shown | None:
    """Give the first clause that prints a figure."""
    pattern = re.compile(rf"(?<![\d.]){re.escape(number)}(?![\d.])")
    for found in evidence:
        for clause in _CLAUSE.finditer(found.story.folded[found.at]):
            if pattern.search(clause[0]):
                return found, found.sentence.printed.cut(*clause.span())
    return None


def _side_by_side(shown: Sequence[Shown]) -> Answer | None:
    """Show the sides, and where they are not of one time, that; one alone compares nothing."""
    if len(shown) < MIN_SIDES:
        return None
    periods = dict.fromkeys(found.period.worded for found, _ in shown if found.period.worded)
    remark = Remark("different_periods", {"periods": "、".join(periods)})
    return answered(
        list(dict.fromkeys(quote(found.story, found.at) for found, _ in shown)),
        [words for _, words in shown],
        remarks=[remark] * (len(periods) > 1),
        signals=shown[0][0].signals,
    )


def _offices_of(question: Question, desk: Desk) -> Answer | None:
    persons = question.named(NameKind.PERSON)
    person = persons[0] if len(persons) == 1 else None
    if not person or not _OFFICE_WORDS.search(question.plain):
        return None
    return _offices_held(person.text, question.periods, desk)


def _offices_held(person: str, periods: Sequence[Period], desk: Desk) -> Answer:
    """Show every wording of a person's office, from old to new, each once; of the times asked."""
    held: dict[str, Held] = {}
    for story, at, words in offices(person, desk.library):
        asked = [one for one in periods if agreement(one, story.day) >= Agreement.PART]
        if asked or not periods:
            held.setdefault(words.text, (story, at, words))
    rows = sorted(held.values(), key=lambda row: desk.library.sort_date(row[0]))
    if not rows:
        return not_found(Remark("not_printed", {"word": person}))
    items = tuple(words for *_, words in rows)
    return answered(
        tuple(quote(story, at, alone=True) for story, at, _ in rows),
        items,
        remarks=(Remark("side_by_side"),),
    )
