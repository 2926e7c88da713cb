"""Two or more figures side by side, each with its own period; nothing is computed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import chain, combinations, product

from bot.answering.answers import answered, not_found
from bot.answering.desk import Desk
from bot.answering.evidence.evidence import Evidence
from bot.answering.evidence.support import share_said
from bot.answering.language.candidates import find_candidates
from bot.answering.language.dimensions import asked_dimensions
from bot.answering.language.names import NameKind
from bot.answering.language.periods import Agreement, Period, agreement, find_periods
from bot.answering.language.wanted import FIGURES
from bot.answering.library.quotes import quote
from bot.answering.library.story import Story
from bot.answering.question.question import Question
from bot.answering.ways.changes import Shown, printed_difference, told_changes
from bot.answering.ways.facts import has_answer, refusal
from bot.answering.ways.neighbours import chance_together, quote_together, with_neighbour
from bot.answering.ways.pairs import FIGURE_KINDS, are_unlike, paired, tellers, then_and_now
from bot.answering.ways.persons import Held, offices
from bot.answering.ways.sides import Side, comparison_words, sides_of
from bot.folding import fold
from bot.model import Answer, Quote, Remark, Status
from bot.ports import Filter
from corpus.model import Printed

MIN_SIDES, MAX_SIDES = 2, 4
# How likely words must be, and how much of what is asked they must say, to be shown where the sides
# cannot be told apart. Of 33 comparisons answered by nothing, 10 are told so, 9 of them rightly; of
# 125 whose answers are erased, 5. Without the second, 11 and 10 of them, and 11; from .3, 13 and 9,
# and 7.
LIKELY, MOST_SAID = 0.5, 0.8
_UNIT = re.compile(r"(?<=\d)[万亿余多]*[^\W\d]+$")
_SAME = Agreement.SAME
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
    return _side_by_side(pair) or await _each(question, sides[:MAX_SIDES], desk)


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


async def _each(question: Question, sides: Sequence[Side], desk: Desk) -> Answer:
    """Ask of every side alone; where one is not printed, say which, and compare nothing."""
    told: list[Answer] = []
    missing: list[str] = []
    for side in sides:
        answer = await _fresh_answer(question, side, told, desk)
        if answer:
            told.append(answer)
        else:
            missing.append(side.label)
    if not missing and not _measure_alike(told):
        missing.append(sides[-1].label)
    if not missing:
        return _together(told, desk)
    nearest = tuple(one.quotes[0] for one in told)[:1]
    return not_found(Remark("no_period", {"asked": "、".join(missing)}), nearest)


def _measure_alike(told: Sequence[Answer]) -> bool:
    """Whether the sides are told in one measure: no sum stands against a count, no share either."""
    words = (fold(one.short.text) for one in told if one.short)
    found = (next(find_candidates(text, ()), None) for text in words)
    figures = [one for one in found if one and one.kind in FIGURE_KINDS]
    return all(not are_unlike(one, other) for one, other in combinations(figures, 2))


def _says_attribute(question: Question, text: str, answer: Answer) -> bool:
    """Whether what is compared is printed, the narrower (总投资 for 投资) by its very word."""
    asked = [topic for topic in question.topics if topic in text and _is_measured(topic)]
    if not asked or len(asked[-1]) < 3:
        return True
    said = fold(answer.quotes[0].text)
    narrow = any(end - at < len(asked[-1]) for at, end, _ in asked_dimensions(asked[-1]))
    return asked[-1] in said or (not narrow and question.is_said(asked[-1], said))


def _is_measured(topic: str) -> bool:
    return any(not dimension.counted for *_, dimension in asked_dimensions(topic))


async def _fresh_answer(
    question: Question, side: Side, told: Sequence[Answer], desk: Desk
) -> Answer | None:
    """Answer a side in the first of its wordings that finds words no other side has.

    A time is looked for in the articles of that time first.
    """
    places = {one.short.spans for one in told if one.short}
    is_figure = question.wanted.type in FIGURES
    for text, within in product(side.texts, _scopes(side, desk, is_figure=is_figure)):
        answer = await desk.ask(text, within)
        if answer.status is not Status.ANSWERED or not answer.short:
            continue
        answer = _of_its_time(answer, side, desk)
        fresh = answer.short is not None and answer.short.spans not in places
        if fresh and _says_attribute(question, text, answer):
            return answer
    return None


def _of_its_time(answer: Answer, side: Side, desk: Desk) -> Answer:
    """Take the side's figure of a sentence that tells of several times (去年7万元, 2018年6万元)."""
    first = answer.quotes[0]
    story = desk.library.story(first.article)
    text, unit = fold(first.text), _UNIT.search(fold(answer.short.text)) if answer.short else None
    found = [(at, one.against(story.year)) for at, _, one in find_periods(text) if not one.compared]
    starts = [at for at, one in found if side.period and agreement(side.period, one) is _SAME]
    if not unit or len({one.start for _, one in found}) < 2 or len(starts) != 1:
        return answer
    end = min((at for at, _ in found if at > starts[0]), default=len(text))
    figures = re.compile(rf"\d[\d.]*[万亿余多]*{unit[0][-1]}")
    figure = next(figures.finditer(text, starts[0], end), None)
    short = first.printed.cut(*figure.span()) if figure else answer.short
    return replace(answer, short=short, items=(short,) if short else ())


def _scopes(side: Side, desk: Desk, *, is_figure: bool) -> Iterator[Filter]:
    counted = is_figure and not (side.period and side.period.first)
    if side.period and not counted and side.period.first == side.period.last:
        same = [
            articles
            for day, articles in desk.library.articles_of_day.items()
            if agreement(side.period, Period.of_date(day)) >= Agreement.PART
        ]
        if same:
            yield Filter(articles=frozenset(chain.from_iterable(same)))
    yield desk.within


def _together(told: Sequence[Answer], desk: Desk) -> Answer:
    """Show the answers of all sides, with the date of each where they are not of one time."""
    quotes = list(dict.fromkeys(one.quotes[0] for one in told))
    items = [one.short for one in told if one.short]
    dates = dict.fromkeys(_date_of(one, desk) for one in quotes)
    periods = Remark("different_periods", {"periods": "、".join(filter(None, dates))})
    return answered(
        quotes,
        items,
        remarks=[periods] if len(dates) > 1 else [],
        signals=min(told, key=lambda one: one.confidence).signals,
    )


def _date_of(one: Quote, desk: Desk) -> str:
    return desk.library.sort_date(desk.library.story(one.article))


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
