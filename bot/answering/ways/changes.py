"""What has changed, as printed: both figures of a change, or the difference between them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache

from bot.answering.answers import answered
from bot.answering.desk import Desk
from bot.answering.evidence.evidence import Evidence
from bot.answering.language.candidates import Kind, find_candidates
from bot.answering.language.dimensions import dimensions, dimensions_of, unit_pattern
from bot.answering.language.wanted import AnswerType
from bot.answering.library.quotes import quote
from bot.answering.question.question import Question
from bot.answering.ways.sides import comparison_words
from bot.model import Answer
from corpus.model import Printed

# Of what is asked about, what a sentence must have to tell of a difference, or an article of both
# sides. Of 141 comparisons with an answer in all sets, at .4, .5, .6 and .7 there are 112, 113, 112
# and 112 with the right evidence, 99, 100, 100 and 97 with every figure.
MIN_SUPPORT = 0.5
# What must be measured is often a guess (产能 in money); so likely a sentence tells all the same.
LIKELY = 0.5
# Conditions that no other words outweigh. Phases are no such: often they are the sides.
_HARD = frozenset({"not_of", "other_period"})
_UNIT = re.compile(r"(?<=\d)\s*[^\W\d]+$")

Shown = tuple[Evidence, Printed]


async def printed_difference(question: Question, desk: Desk) -> Answer | None:
    """Answer 比上年多多少 with a printed difference from just that; nothing is subtracted."""
    than = comparison_words()["than"].search(question.plain)
    if not than:
        return None
    compared = re.compile(rf"[比较][^，。；,;]{{0,4}}{re.escape(than['what'][:2])}")
    timeless = replace(question, periods=()) if question.periods else question
    found = next(iter(await desk.evidence(timeless)), None)
    if not found or not may_tell(found):
        return None
    text = found.story.folded[found.at]
    start = compared.search(text)
    figure = _rise().match(text, start.start()) if start else None
    if not figure:
        return None
    words = found.sentence.printed.cut(*figure.span("figure"))
    return answered([quote(found.story, found.at)], [words], signals=found.signals)


@cache
def _rise() -> re.Pattern[str]:
    """What is printed of a difference: 比去年多80万元, 较上年同期前进七位."""
    figure = (
        rf"(?P<figure>(?:\d[\d.,]*|[一二两三四五六七八九十]+)\s*个?(?:{unit_pattern()}|百分点|位))"
    )
    more = "多|少|高|低|快|慢|大|小|增|减|升|降|涨|跌|长|短|前进|提|后退"
    return re.compile(rf"[比较][^，。；,;]*?(?:{more})[^，。；,;\d]{{0,4}}?{figure}")


@cache
def _change() -> re.Pattern[str]:
    """Two figures of which the one became the other: 由47天压缩到12天, 原来3元, 现在2元."""
    figure = rf"(?:\d[\d.,]*\s*{unit_pattern()}(?:\d+秒)?|[千万百]分之[\d一二三四五六七八九十]+)"
    before = (
        rf"(?:由|从|原来的?|过去的?|以前|之前|平均|要等)[^，。；;\d]{{0,8}}?(?P<before>{figure})"
    )
    return re.compile(
        rf"{before}[^。；;\d]{{0,12}}?(?:到|至|为|成|现在)[^，。；;\d]{{0,4}}(?P<after>{figure})"
    )


def told_changes(question: Question, evidence: Sequence[Evidence]) -> Iterator[list[Shown]]:
    """Give both figures of a change that one sentence tells, in a measure that may answer."""
    for found in evidence:
        match = _change().search(found.story.folded[found.at])
        likely = found.own_chance >= LIKELY
        fits = match and (likely or _is_of_measure(question, match["after"]))
        if match and fits and may_tell(found):
            spans = (match.span("before"), match.span("after"))
            yield [(found, found.sentence.printed.cut(*span)) for span in spans]


def may_tell(found: Evidence) -> bool:
    """Whether a sentence fails nothing grave and has enough of what is asked about."""
    return found.supported >= MIN_SUPPORT and not fails_gravely(found)


def fails_gravely(found: Evidence) -> bool:
    """Whether a sentence is of another name or of another time."""
    return any(one.code in _HARD for one in found.failed)


def _is_of_measure(question: Question, figure: str) -> bool:
    """Whether a figure may be what is asked; counts (起, 件) are told by many measure words."""
    if question.wanted.type is AnswerType.DURATION:
        return any(one.kind is Kind.DURATION for one in find_candidates(figure, ()))
    unit, wanted = _UNIT.search(figure), question.wanted.dimension
    names = dimensions_of(unit[0]) if unit else frozenset()
    counted = any(dimensions()[name].counted for name in names)
    return not (names and wanted) or counted or wanted in names
