"""Headlines printed away from their bodies, matched one to one to the bodies that lack one.

The titles are read in their order; each goes on with the headline before it, begins the headline of
a body that has none yet, or is nobody's. The best such assignment is looked for with a beam: what a
title shares with a body counts most, then how the lines are set, then the order of the bodies.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from operator import itemgetter
from typing import NamedTuple

from corpus.segmentation.blocks import Block
from corpus.segmentation.headlines import are_one, halves_of, names_occasion
from corpus.segmentation.layouts import Layout
from corpus.segmentation.outlines import Outline, OutlineDoubt
from corpus.segmentation.weighing import Weigher
from corpus.segmentation.weights import GAP, MATCH

_BEAM = 40  # assignments kept; a hundred gave the same on all generated pages
_MAX_BARE = 24
_NOBODY = -1


class _Assignment(NamedTuple):
    """The bodies of the titles read so far, linked to the beginning."""

    score: float
    body: int
    used: frozenset[int]
    before: _Assignment | None = None

    def bodies(self) -> list[int]:
        """Give the body of each title, in order."""
        found: list[int] = []
        link: _Assignment | None = self
        while link and link.before:
            found.append(link.body)
            link = link.before
        return found[::-1]


class Matching(NamedTuple):
    """How well the titles left over fit the articles that they were matched to.

    `score` is that of the titles. `matched` is what the articles that got a headline would cost
    without it, `lacking` what those cost that have none.
    """

    score: float = 0.0
    matched: float = 0.0
    lacking: float = 0.0

    def score_under(self, layout: Layout) -> float:
        """Score it under a hypothesis: part of what lacking a headline costs is charged before."""
        charged = GAP["charged_if_remote"] if layout.remote else 1.0
        return self.score + (1 - charged) * self.lacking - charged * self.matched


def match_left_over(
    weigher: Weigher, articles: Sequence[Outline], left: Sequence[Block]
) -> Matching:
    """Match titles that stand away from any body to the articles that have none."""
    bare = [article for article in articles if not article.titles][:_MAX_BARE]
    if not left or not bare:
        return Matching(lacking=sum(map(_cost_of_lacking, bare)))
    fits = _fits(weigher, left, bare)
    best = _assign(left, fits, weigher)
    for title, body in zip(left, best.bodies(), strict=True):
        if body != _NOBODY:
            bare[body].titles.append(title)
    _doubt(bare, best, fits)
    matched = sum(_cost_of_lacking(bare[body]) for body in best.used)
    return Matching(best.score, matched, sum(map(_cost_of_lacking, bare)) - matched)


def _doubt(bare: Sequence[Outline], best: _Assignment, fits: Sequence[Sequence[float]]) -> None:
    """Tell of each headline found elsewhere whether another body fits it nearly as well."""
    bodies = best.bodies()
    for body in best.used:
        rows = [row for row, taken in zip(fits, bodies, strict=True) if taken == body]
        shared = [sum(column) for column in zip(*rows, strict=True)]
        others = [fit for number, fit in enumerate(shared) if number != body]
        ahead = shared[body] - max(others, default=MATCH["nobody"] * len(rows))
        if ahead < MATCH["doubt"]:
            weight = 2 / (1 + math.exp(ahead))
            message = "标题取自版面别处，凭用词相合配到这篇"
            bare[body].doubts.append(OutlineDoubt(weight, bare[body].titles[0], message))


def _cost_of_lacking(article: Outline) -> float:
    """Give what an article costs that has no headline: a photo may do without."""
    photo = any(byline.is_photo_credit for byline in article.bylines)
    return GAP["no_headline_of_photo" if photo else "no_headline"]


def _fits(weigher: Weigher, left: Sequence[Block], bare: Sequence[Outline]) -> list[list[float]]:
    """Weigh what each title shares with each body."""
    places = {id(block.lines[-1]): at for at, block in enumerate(weigher.paragraphs)}
    bodies = [[places[id(block.lines[-1])] for block in article.paragraphs] for article in bare]
    share = weigher.stretches.share_all
    return [[GAP["content"] * share(title.pairs, body) for body in bodies] for title in left]


def _assign(
    left: Sequence[Block], fits: Sequence[Sequence[float]], weigher: Weigher
) -> _Assignment:
    beam = [_Assignment(0.0, _NOBODY, frozenset())]
    for number, row in enumerate(fits):
        bond = _bond(left, number, weigher) if number else 0.0
        ways = [way for earlier in beam for way in _ways(earlier, row, bond)]
        ways.sort(key=itemgetter(0), reverse=True)
        beam = [_take(*way) for way in ways[:_BEAM]]
    bodies = len(fits[0])
    return max(beam, key=lambda done: done.score + MATCH["lacking"] * (bodies - len(done.used)))


def _ways(
    earlier: _Assignment, row: Sequence[float], bond: float
) -> list[tuple[float, int, _Assignment]]:
    """Score whose the next title may be: `bond` is how well it goes on with the one before."""
    score, last, used, _ = earlier
    ways = [(score + MATCH["nobody"], _NOBODY, earlier)]
    if last != _NOBODY:
        ways.append((score + bond + row[last], last, earlier))
    following = max(used, default=-1) + 1
    ways += [
        (score + fit + MATCH["in_order"] * (body == following), body, earlier)
        for body, fit in enumerate(row)
        if body not in used
    ]
    return ways


def _take(score: float, body: int, earlier: _Assignment) -> _Assignment:
    used = earlier.used if body == _NOBODY else earlier.used | {body}
    return _Assignment(score, body, used, earlier)


def _bond(left: Sequence[Block], number: int, weigher: Weigher) -> float:
    """Weigh whether a title line goes on with the headline of the line before."""
    above, title = left[number - 1], left[number]
    if title.lines[0].gap < weigher.usual_gap:
        return MATCH["tight"]
    halves = halves_of(title.lines[0], weigher.setting)
    if title.goes_on or are_one(above, title, weigher.setting, halves):
        return MATCH["one"]
    return MATCH["kicker"] if names_occasion(above.text) else MATCH["apart"]
