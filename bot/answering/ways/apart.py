"""The sides of a comparison asked apart, each as a question of its own, and shown together."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import chain, combinations, product

from bot.answering.answers import answered, not_found
from bot.answering.desk import Desk
from bot.answering.language.candidates import find_candidates
from bot.answering.language.dimensions import asked_dimensions
from bot.answering.language.periods import Agreement, Period, agreement, find_periods
from bot.answering.language.wanted import FIGURES
from bot.answering.question.question import Question
from bot.answering.ways.pairs import FIGURE_KINDS, are_unlike
from bot.answering.ways.sides import Side
from bot.folding import fold
from bot.model import Answer, Quote, Remark, Status
from bot.ports import Filter

_UNIT = re.compile(r"(?<=\d)[万亿余多]*[^\W\d]+$")


async def answer_each(question: Question, sides: Sequence[Side], desk: Desk) -> Answer:
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
    starts = [
        at for at, one in found if side.period and agreement(side.period, one) is Agreement.SAME
    ]
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
