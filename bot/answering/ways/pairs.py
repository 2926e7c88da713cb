"""Both figures of a comparison read off one place, where one article prints them side by side.

Each side is told by words of its own (一期 | 二期, 美国 | 欧盟), or by its time (过去 | 如今). A
figure belongs to the side whose words it follows before any other's; both must measure the same.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import product
from typing import NamedTuple

from bot.answering.evidence.evidence import Evidence
from bot.answering.language.candidates import Candidate, Kind, find_candidates
from bot.answering.language.dimensions import dimensions, dimensions_of, same_measure
from bot.answering.language.wanted import FIGURES, TIMES
from bot.answering.question.question import Question
from bot.answering.spans.usable import what_fits
from bot.answering.ways.changes import Shown, fails_gravely, may_tell
from bot.answering.ways.sides import Side, comparison_words

FIGURE_KINDS = frozenset({Kind.FIGURE, Kind.PERCENT, Kind.DURATION})
_RISE, _FALL = (
    re.compile(r"(?:增长|上升|提高|增加|上涨)了?$"),
    re.compile(r"(?:下降|减少|降低|回落|下跌)了?$"),
)
_STOP = re.compile(r"[；;。]")
_RANGE = re.compile(r"[到至~—-]+\d")


class _Place(NamedTuple):
    """A figure of a side, and how many characters it stands behind the side's words."""

    found: Evidence
    figure: Candidate
    distance: int

    @property
    def shown(self) -> Shown:
        return self.found, self.found.sentence.printed.cut(self.figure.start, self.figure.end)


def paired(question: Question, tellers: Sequence[str], evidence: Sequence[Evidence]) -> list[Shown]:
    """Give a figure for each of two sides, each told by its word, from one article.

    [] where no article prints both.
    """
    pair = _pair(evidence, lambda row, side: _places(question, row, tellers, side))
    return _with_signs(pair) if pair else []


def then_and_now(question: Question, evidence: Sequence[Evidence]) -> list[Shown]:
    """Give the figure of before and that of now from one article (过去要87天 … 已降到40天)."""
    words = comparison_words()["before"], comparison_words()["now"]
    pair = _pair(evidence, lambda row, side: _told_as(question, row, words[side]))
    return [one.shown for one in pair or ()]


def tellers(question: Question, sides: Sequence[Side]) -> list[str]:
    """Give the word that tells each of two sides from the other, next to the joint, if several.

    [] where there are not two with a word of their own; times are asked for one by one.
    """
    if len(sides) != 2 or any(side.period for side in sides):
        return []
    words = [*question.topics, *question.qualifiers]
    first, second = ([word for word in words if word in side.label] for side in sides)
    own = [word for word in first if word not in second][-1:]
    other = [word for word in second if word not in first][:1]
    return own + other if own and other else []


def _pair(
    evidence: Sequence[Evidence], places: Callable[[list[Evidence], int], Iterable[_Place]]
) -> tuple[_Place, _Place] | None:
    """Give the figures of both sides, from the first article that has both."""
    pairs = (_closest(places(row, 0), places(row, 1)) for row in _by_story(evidence))
    return next(filter(None, pairs), None)


def _with_signs(pair: tuple[_Place, _Place]) -> list[Shown]:
    """Cut both figures; with 增长 and 下降 where the one has risen and the other fallen."""
    befores = [one.found.story.folded[one.found.at][: one.figure.start] for one in pair]
    signs = [_RISE.search(before) or _FALL.search(before) for before in befores]
    differ = any(map(_RISE.search, befores)) and any(map(_FALL.search, befores))
    starts = [
        sign.start() if sign and differ else one.figure.start
        for sign, one in zip(signs, pair, strict=True)
    ]
    return [
        (one.found, one.found.sentence.printed.cut(start, one.figure.end))
        for start, one in zip(starts, pair, strict=True)
    ]


def _by_story(evidence: Sequence[Evidence]) -> list[list[Evidence]]:
    """Group what may be looked at by article, the article of the best sentence first."""
    rows: dict[str, list[Evidence]] = {}
    for found in evidence:
        if not fails_gravely(found):
            rows.setdefault(found.story.article.id, []).append(found)
    return [row for row in rows.values() if any(map(may_tell, row))]


def _places(
    question: Question, row: Iterable[Evidence], tellers: Sequence[str], side: int
) -> Iterator[_Place]:
    """Give the figures that follow a side's words before the other side's."""
    for found in row:
        text = found.story.folded[found.at]
        ends = sorted(_mentions(question, text, tellers[1 - side], at_end=False))
        for start in _mentions(question, text, tellers[side], at_end=True):
            stop = _STOP.search(text, start)
            limit = min(
                [end for end in ends if end >= start] + [stop.start() if stop else len(text)]
            )
            for figure in _figures(question, text):
                if start <= figure.start and figure.end <= limit:
                    yield _Place(found, figure, figure.start - start)


def _mentions(question: Question, text: str, teller: str, *, at_end: bool) -> list[int]:
    """Give where a side's words stand in a text, their ends or their beginnings."""
    matches = (
        match for word in question.words_of(teller) for match in re.finditer(re.escape(word), text)
    )
    return [match.end() if at_end else match.start() for match in matches]


def _told_as(
    question: Question, row: Iterable[Evidence], words: re.Pattern[str]
) -> Iterator[_Place]:
    """Give the figures that follow words of a time (过去, 已降到) in their clause."""
    for found in row:
        text = found.story.folded[found.at]
        for match in words.finditer(text):
            following = (one for one in _figures(question, text) if one.start >= match.end())
            figure = min(following, key=lambda one: one.start, default=None)
            if figure and not _STOP.search(text, match.end(), figure.start):
                yield _Place(found, figure, figure.start - match.end())


def _figures(question: Question, text: str) -> list[Candidate]:
    """Give the figures of a sentence that may answer."""
    fits = what_fits(question) if question.wanted.type in FIGURES | TIMES else None
    found = (one for one in find_candidates(text, ()) if one.kind in FIGURE_KINDS)
    whole = (one for one in found if not _RANGE.match(text, one.end))
    return [one for one in whole if not fits or fits(one)]


def _closest(first: Iterable[_Place], second: Iterable[_Place]) -> tuple[_Place, _Place] | None:
    """Take the two figures of one measure that stand closest to what tells their sides."""
    pairs = [
        (one, other)
        for one, other in product(first, second)
        if _is_alike(one.figure, other.figure) and one.shown[1].spans != other.shown[1].spans
    ]
    return min(pairs, key=_strain, default=None)


def _strain(pair: tuple[_Place, _Place]) -> tuple[bool, int, int]:
    """Say how ill two figures go together: in two units, in sentences apart, far from their words.

    Of 100 comparisons answered whole, one is lost without the units (8.6万平方米 | 63亩), two
    without the sentences; weighed against each other these did no better.
    """
    one, other = pair
    unlike = not same_measure(one.figure.unit, other.figure.unit)
    return unlike, abs(one.found.at - other.found.at), one.distance + other.distance


def _is_alike(one: Candidate, other: Candidate) -> bool:
    """Whether two figures measure the same: both percentages, or of one unit or dimension."""
    if one.kind is not other.kind:
        return False
    if same_measure(one.unit, other.unit) and same_measure(other.unit, one.unit):
        return True
    shared = dimensions_of(one.unit) & dimensions_of(other.unit)
    return any(not dimensions()[name].counted for name in shared)


def are_unlike(one: Candidate, other: Candidate) -> bool:
    """Whether two figures measure what cannot be compared; firms and persons are counted alike."""
    if one.kind is not other.kind:
        return True
    rows = [[dimensions()[name] for name in dimensions_of(unit)] for unit in (one.unit, other.unit)]
    counted = all(any(row.counted for row in each) for each in rows)
    return not counted and not _is_alike(one, other)
