"""How much titles between two paragraphs look like headings inside one article."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from itertools import pairwise

from corpus.segmentation import forms
from corpus.segmentation.blocks import Block
from corpus.segmentation.gaps import Gap
from corpus.segmentation.lines import Line
from corpus.segmentation.weights import GAP

_SMALL = 14.0
_BRIEF = 18.0  # headings in a column of briefs are narrower; the widest of ours has 14
_HEADING, _STEP = 11.0, 4.0  # as wide, a title is as often a headline as a heading inside


class Headings:
    """What the titles of one page tell of its headings: their levels, and which are alike."""

    def __init__(self, gaps: Sequence[Gap]) -> None:
        self._gaps = gaps

    def score(self, gap: Gap, count: int) -> float:
        """Score the first `count` titles of a gap as headings inside an article."""
        titles = gap.titles[:count]
        total = sum(map(self._shape, titles))
        total += GAP["heading_inside"] + GAP["further_heading"] * (count - 1)
        total += GAP["label_inside"] * titles[0].is_column_label
        if forms.BOX_LABEL.match(titles[0].text):
            return total + GAP["box_label"]
        total += GAP["sole_heading"] * self._is_sole
        total += GAP["parallel_heading"] * (gap.at in self._parallel)
        return total + GAP["brief"] * (gap.at in self._briefs)

    def _shape(self, title: Block) -> float:
        line = title.lines[0]
        wide = line.width - _SMALL
        small = min(1.0, max(-1.0, (_HEADING - line.width) / _STEP))
        score = GAP["small_heading"] * small + GAP["wide_heading"] * max(0.0, wide)
        if line.level and self._top_level:
            score += GAP["lower_level"] * min(line.level - self._top_level, 2)
            score += GAP["only_level" if self._has_one_level else "headline_level"]
        elif self._top_level:
            score += GAP["lower_level"]
        score += GAP["bold_heading"] * (line.bold and self._bold_are_headings)
        score += GAP["heading_bullet"] * bool(line.bullet)
        score += GAP["run_in"] * (line.run_in and self._run_in and not self._has_briefs)
        return score + GAP["heading_number"] * bool(forms.LIST_ITEM.match(line.text))

    @cached_property
    def _is_sole(self) -> bool:
        """Whether only one gap of the page could hold headings inside an article."""
        return sum(bool(gap.titles) and not gap.bylines for gap in self._gaps[1:-1]) < 2

    @cached_property
    def _parallel(self) -> frozenset[int]:
        """The gaps whose one small title looks like that of the next such gap, or the last."""
        lone = [gap for gap in self._gaps[1:-1] if len(gap.titles) == 1 and not gap.bylines]
        alike: set[int] = set()
        for one, other in pairwise(lone):
            first, second = one.titles[0].lines[0], other.titles[0].lines[0]
            near = (
                abs(first.width - second.width) <= 8
                and max(first.width, second.width) <= _SMALL + 2
            )
            if near and _look(first) == _look(second):
                alike |= {one.at, other.at}
        return frozenset(alike)

    @cached_property
    def _briefs(self) -> frozenset[int]:
        """The gaps with the headings of a column of briefs: short titles one after the other."""
        found: set[int] = set()
        running = False
        mark = ""
        for gap in self._gaps[:-1]:
            if any(title.is_briefs_label for title in gap.titles):
                running, mark = True, gap.titles[-1].lines[0].bullet
            elif gap.bylines or len(gap.titles) > 1:
                running = False
            elif gap.titles and running:
                line = gap.titles[0].lines[0]
                running = line.width <= _BRIEF and (not mark or line.bullet == mark)
                found |= {gap.at} if running else set()
        return frozenset(found)

    @cached_property
    def _top_level(self) -> int:
        """The heading level of headlines; a level used once, at the top, is the lead's alone."""
        titles = [
            title.lines[0] for gap in self._gaps for title in gap.titles if title.lines[0].level
        ]
        levels = sorted({line.level for line in titles})
        if not levels:
            return 0
        alone = [line.level for line in titles].count(levels[0]) == 1
        return (
            levels[1] if len(levels) > 1 and alone and titles[0].level == levels[0] else levels[0]
        )

    @cached_property
    def _bold_are_headings(self) -> bool:
        """Whether the page's first titles are set plain, so that bold sets headings apart."""
        first = next((gap.titles for gap in self._gaps if gap.titles), ())
        lines = [title.lines[0] for title in first]
        return not any(line.bold or line.level for line in lines)

    @cached_property
    def _has_one_level(self) -> bool:
        """Whether all titles are marked alike, so that their level tells nothing."""
        return len({title.lines[0].level for gap in self._gaps for title in gap.titles}) == 1

    @cached_property
    def _run_in(self) -> bool:
        """Whether most titles have the text run on below them on their line: headlines do then."""
        titles = [title.lines[0].run_in for gap in self._gaps for title in gap.titles]
        return 2 * sum(titles) > len(titles)

    @cached_property
    def _has_briefs(self) -> bool:
        """Whether a title names a column of briefs."""
        titles = (title for gap in self._gaps for title in gap.titles)
        return any(title.is_briefs_label for title in titles)


def _look(line: Line) -> tuple[int, bool, str, bool, bool]:
    numbered = bool(forms.LIST_ITEM.match(line.text))
    return line.level, line.bold, line.bullet, " " in line.text, numbered
