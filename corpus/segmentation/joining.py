"""How well each line of a page follows the one above it: within a paragraph, within a title."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from corpus.segmentation import forms
from corpus.segmentation.columns import INDENT, Measure, is_full
from corpus.segmentation.evidence import PartScores, part_scores, title_score
from corpus.segmentation.lines import Line
from corpus.segmentation.looks import Look
from corpus.segmentation.weights import LINK


@dataclass(frozen=True)
class MeasuredPage:
    """The lines of a page, and what their setting and words tell.

    `words_go_on` weighs for each line whether a word or phrase goes across the break above it;
    `gaps` are what `weigh_gaps` makes of the page.
    """

    lines: Sequence[Line]
    looks: Sequence[Look]
    measure: Measure
    words_go_on: Sequence[float]
    gaps: tuple[float, float]

    @cached_property
    def scored(self) -> Sequence[PartScores]:
        """The parts that each line may play, and the score of each."""
        lines = zip(self.lines, self.looks, self.measure.columns, strict=True)
        return [part_scores(line, look, column, self.measure) for line, look, column in lines]

    @cached_property
    def joined(self) -> Sequence[float]:
        """How much speaks for each line's going on with the paragraph above it."""
        return [0.0, *(_join_evidence(self, at) for at in range(1, len(self.lines)))]


def weigh_gaps(
    lines: Sequence[Line], looks: Sequence[Look], measured: Measure
) -> tuple[float, float]:
    """Weigh a gap as small as inside paragraphs, and a larger one, for a join.

    How often each stands where a paragraph must go on, and where one may end, is counted on the
    page itself; the logarithm of the ratio is the evidence.
    """
    inside, between = [], []
    usual = measured.usual_column
    for line, following, look, column in zip(
        lines, lines[1:], looks, measured.columns, strict=False
    ):
        if column and usual and abs(column - usual) > _OTHER * usual:
            continue  # titles one below the other measure a column, but no paragraph's
        full = bool(column and is_full(line, column))
        if full and not look.ends:
            inside.append(following.gap > measured.wrap_gap)
        elif look.ends and not full:
            between.append(following.gap > measured.wrap_gap)
    larger = [
        (sum(found) + _SEEN * share) / (len(found) + _SEEN)
        for found, share in zip((inside, between), _LARGER, strict=True)
    ]
    return (
        LINK["same_gap"] + LINK["gap"] * math.log((1 - larger[0]) / (1 - larger[1])),
        LINK["gap"] * math.log(larger[0] / larger[1]),
    )


_OTHER = 0.3
_SEEN = 6.0  # as if so many gaps of each kind had been seen before, and of them …
_LARGER = (0.17, 0.4)  # … this share were larger: inside a paragraph, below its end


def _join_evidence(page: MeasuredPage, at: int) -> float:
    """Weigh how line `at` follows the line before: for a join, against it."""
    before, line = page.lines[at - 1], page.lines[at]
    column = page.measure.columns[at - 1]
    if _quote_goes_on(before.text, line.text):
        return LINK["quote_goes_on"]
    if page.looks[at].signature and column and before.width + line.width > column:
        return LINK["credit_runs_in"]
    if column and before.width + before.indent < column - _SHORT:
        return LINK["short_before"]
    evidence = _gap_evidence(page, at)
    if page.looks[at - 1].ends_open:
        item = "list_item" in page.looks[at].signs and before.text[-1] in _BEFORE_ITEMS
        evidence += 0.0 if item else LINK["open_end"]
    elif page.looks[at].opens_paragraph:
        evidence += LINK["opens_paragraph"]
    if page.measure.indented and line.indent >= INDENT:
        evidence += LINK["indented"]
    if before.text.endswith(_QUOTE_ENDS) and forms.SAYS.match(line.text):
        evidence += LINK["says"]
    return evidence + page.words_go_on[at]


def _gap_evidence(page: MeasuredPage, at: int) -> float:
    if not page.measure.columns[at]:
        return 0.0
    off = page.lines[at].gap - page.measure.wrap_gap
    return -LINK["tight"] if off < 0 else page.gaps[off > 0]


_BEFORE_ITEMS = "：:；;"  # a list's head and its items end so
_QUOTE_ENDS = ("。”", "？”", "！”", "……”")


def _quote_goes_on(before: str, after: str) -> bool:
    """Tell whether a line closes the quotation, bracket or title that the line before opened."""
    return bool(_OPENING.search(before)) and any(
        before.rfind(opening) > before.rfind(closing) and closing in after.partition(opening)[0]
        for opening, closing in _PAIRS
    )


_PAIRS = (("“", "”"), ("（", "）"), ("《", "》"), ("「", "」"))
_OPENING = re.compile("[“（《「]")
_SHORT = 4.5  # a line this much narrower than its column ends there


def title_wraps(page: MeasuredPage, at: int) -> float:
    """Weigh whether line `at` is one title with the title above it."""
    above = page.lines[at - 1]
    wraps = title_goes_on(page, at) + LINK["tight"] * _are_halves(page, at)
    hangs = above.text.endswith(("：", "，")) and above.width <= _HALF
    return wraps + LINK["colon_between"] * hangs


def title_goes_on(page: MeasuredPage, at: int) -> float:
    """Weigh whether line `at` goes on with the title above it."""
    column = page.measure.columns[at]
    if not column or not is_full(page.lines[at - 1], column):
        return 0.0
    return page.words_go_on[at]


def _are_halves(page: MeasuredPage, at: int) -> bool:
    """Tell whether two short lines stand closer than the lines of the body do."""
    before, line = page.lines[at - 1], page.lines[at]
    return line.gap < page.measure.wrap_gap and max(before.width, line.width) <= _HALF


_HALF = 16.0  # the lines of a headline set on two are hardly wider


def runs_on(page: MeasuredPage, at: int) -> float:
    """Weigh the signs that a title line is the beginning of the paragraph below it."""
    line, look, column = page.lines[at], page.looks[at], page.measure.columns[at]
    if at + 1 == len(page.lines) or line.level or line.bold or line.bullet:
        return _NO_PARAGRAPH
    below = page.looks[at + 1]
    if below.opens_paragraph or below.begins_news:
        return _NO_PARAGRAPH
    if page.measure.indented or (column and not is_full(line, column)):
        return _NO_PARAGRAPH
    return page.words_go_on[at + 1] - min(0.0, title_score(look))


_NO_PARAGRAPH = -10.0
