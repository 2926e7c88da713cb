"""Stretches of body: paragraphs with nothing between them, and what they share with each other."""

from __future__ import annotations

import math
from collections.abc import Sequence

from corpus.segmentation.blocks import Block
from corpus.segmentation.content import Affinity
from corpus.segmentation.gaps import Gap

_HEADING = 16.0  # headings inside an article are shorter than a headline mostly is
_LONGEST_BODY = 12  # stretches; keeps a page of headings alone from costing its square


class Stretches:
    """The stretches of a page: `of[i]` is the number of paragraph i's stretch."""

    def __init__(self, gaps: Sequence[Gap], paragraphs: Sequence[Block]) -> None:
        self.of: list[int] = []
        bodies: list[list[int]] = []
        words: list[list[frozenset[str]]] = []
        for gap, paragraph in zip(gaps, paragraphs, strict=False):
            label = paragraph.starts_news or gaps[gap.at + 1].credits_photo
            if not self.of or gap.titles or gap.bylines or label or paragraph.is_dated:
                heads = bool(gap.titles) and not gap.bylines and not label
                _extend(bodies, len(words), inside=heads and _are_small(gap.titles))
                words.append([])
            self.of.append(len(words) - 1)
            words[-1].append(paragraph.pairs)
        self._bodies = {number: tuple(body) for body in bodies for number in body}
        self._affinity = Affinity([first.union(*rest) for first, *rest in words])
        self._best: dict[frozenset[str], float] = {}
        self._cohesion: dict[int, float] = {}

    def share(self, title: frozenset[str], paragraph: int) -> float:
        """Weigh what a title shares with the body that a paragraph belongs to."""
        return self._affinity.evidence(title, self._bodies[self.of[paragraph]])

    def share_all(self, title: frozenset[str], paragraphs: Sequence[int]) -> float:
        """Weigh what a title shares with paragraphs wherever they stand."""
        return self._affinity.evidence(title, tuple(sorted({self.of[at] for at in paragraphs})))

    def best_share(self, titles: Sequence[frozenset[str]]) -> float:
        """Weigh what titles share, each with the stretch it fits best, wherever that is."""
        return sum(map(self._best_of, titles))

    def _best_of(self, title: frozenset[str]) -> float:
        if title not in self._best:
            self._best[title] = self._affinity.best_evidence(title)
        return self._best[title]

    def cohesion(self, at: int) -> float:
        """Weigh what a paragraph's stretch shares with the one before it: 0 to 1."""
        one, other = self.of[at - 1], self.of[at]
        if one == other:
            return _SAME
        if at not in self._cohesion:
            self._cohesion[at] = self._affinity.cohesion(one, other)
        return self._cohesion[at]

    def unlikeness(self, at: int) -> float:
        """Weigh how little a paragraph's stretch shares with the one before it, as log odds.

        Of the dated paragraphs of our gold pages that have nothing above them, those that begin an
        article share 0 to 0.04 with the stretch before, the others 0.02 to 0.19.
        """
        return math.log(_UNLIKE / (self.cohesion(at) + _UNLIKE / 3))


_UNLIKE = 0.06
_SAME = 0.65  # nothing stands between two paragraphs: as good as much in common


def _extend(bodies: list[list[int]], number: int, *, inside: bool) -> None:
    if inside and bodies and len(bodies[-1]) < _LONGEST_BODY:
        bodies[-1].append(number)
    else:
        bodies.append([number])


def _are_small(titles: Sequence[Block]) -> bool:
    return all(title.lines[0].width <= _HEADING for title in titles)
