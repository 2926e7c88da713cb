"""A few sentences laid end to end, so that the spans of all are worked out in one go.

Work on arrays costs by the operation, hardly by the number of values: four sentences laid end to
end take little longer than one.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from bot.answering.reading.edges import Bools, Edges, Ints, join_edges
from bot.answering.reading.prepared import Asked, Prepared, covered

# Sentences lie so many characters apart: what stands near one stands near no other.
APART = 4


@dataclass(frozen=True, slots=True)
class Standing:
    """How a sentence stands among those read: its rank from 0, its score behind the best."""

    rank: int
    behind: float

    @classmethod
    def of(cls, scores: NDArray[np.float64], rank: int, number: int) -> Standing:
        """Tell the standing of one sentence by the scores of all."""
        return cls(rank, float(scores.max() - scores[number]))


class Opened(NamedTuple):
    """A sentence opened for its spans."""

    prepared: Prepared
    edges: Edges
    standing: Standing


@dataclass(frozen=True, eq=False)
class Strip:
    """Sentences as a question sees them, laid end to end: one at least.

    Edges and characters are counted through, and between two sentences `APART` characters that no
    sentence has.
    """

    asked: Asked
    sentences: Sequence[Opened]

    @cached_property
    def edges(self) -> Edges:
        """What each edge offers."""
        return join_edges([one.edges for one in self.sentences])

    @cached_property
    def offsets(self) -> list[int]:
        """Where each sentence begins."""
        sizes = (len(one.prepared.text) + APART for one in self.sentences[:-1])
        return list(accumulate(sizes, initial=0))

    @cached_property
    def places(self) -> Ints:
        """Where each edge stands."""
        parts = zip(self.sentences, self.offsets, strict=True)
        return np.concatenate([one.prepared.edges + offset for one, offset in parts])

    @cached_property
    def text(self) -> str:
        """The text."""
        return ("\n" * APART).join(one.prepared.text for one in self.sentences)

    @cached_property
    def lowered(self) -> str:
        """The text in small letters."""
        return ("\n" * APART).join(one.prepared.lowered for one in self.sentences)

    @cached_property
    def heads(self) -> Ints:
        """The first edge of each sentence."""
        return self.tails + 1 - self._sizes

    @cached_property
    def tails(self) -> Ints:
        """The last edge of each sentence."""
        return np.cumsum(self._sizes) - 1

    @cached_property
    def owners(self) -> Ints:
        """The number of each edge's sentence."""
        return np.repeat(np.arange(len(self.sentences)), self._sizes)

    @cached_property
    def _sizes(self) -> list[int]:
        return [len(one.prepared.edges) for one in self.sentences]

    @cached_property
    def marks(self) -> bytes:
        """A 1 for each character that the question says too."""
        return bytes(APART).join(covered(self.asked, [one.prepared for one in self.sentences]))

    @cached_property
    def said(self) -> Ints:
        """How many characters before each edge the question says."""
        marks = np.frombuffer(self.marks, np.int8)
        return np.concatenate([[0], np.cumsum(marks)])[self.places]

    @cached_property
    def token_sizes(self) -> Ints:
        """How many characters the token after each edge has; none after a sentence's last edge."""
        return self._after_edges(self.places)

    @cached_property
    def token_said(self) -> Ints:
        """How many of them the question says."""
        return self._after_edges(self.said)

    def _after_edges(self, counts: Ints) -> Ints:
        sizes = np.diff(counts, append=counts[-1:])
        sizes[self.tails] = 0
        return sizes

    @cached_property
    def says_after(self) -> Bools:
        """Whether the question says the token after each edge, for the most part."""
        return self.token_said * 2 > self.token_sizes

    @cached_property
    def says_before(self) -> Bools:
        """Whether it says the token before each edge."""
        return np.concatenate([[False], self.says_after[:-1]])

    @cached_property
    def nouns(self) -> list[tuple[int, int]]:
        """Where the noun stands that is asked for, where one thing is: start and end."""
        if self.asked.wanted.many:
            return []
        return [
            (offset + start, offset + end)
            for one, offset in zip(self.sentences, self.offsets, strict=True)
            for start, end in self.asked.focus_in(one.prepared.lowered)
        ]
