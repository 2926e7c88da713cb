"""The spans of a sentence that could answer a question."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from bot.answering.reading.edges import Bools, Edges, Ints
from bot.answering.reading.prepared import Asked, Prepared, covered

# Longer spans only where they begin and end with a clause: what breaks off inside one is short.
MAX_INNER_TOKENS = 25

# How a span sits in its sentence. `exact`: it is a strict candidate of the type asked for.
FORMS = ("exact", "inside", "begins clause", "ends clause", "clause")


@dataclass(frozen=True, slots=True)
class Standing:
    """How a sentence stands among those read: its rank from 0, its score behind the best."""

    rank: int
    behind: float

    @classmethod
    def of(cls, scores: NDArray[np.float64], rank: int, number: int) -> Standing:
        """Tell the standing of one sentence by the scores of all."""
        return cls(rank, float(scores.max() - scores[number]))


@dataclass(frozen=True, eq=False)
class Spans:
    """Spans of one sentence as a question sees them: from edge `first` to edge `last`.

    `marks` has a 1 for every character that the question says too; `focus` gives the places of the
    noun asked for.
    """

    asked: Asked
    sentence: Prepared
    edges: Edges
    standing: Standing
    marks: Ints
    focus: Sequence[tuple[int, int]]
    first: Ints
    last: Ints

    @cached_property
    def starts(self) -> Ints:
        """Where the spans begin in the text."""
        return self.sentence.edges[self.first]

    @cached_property
    def ends(self) -> Ints:
        """Where the spans end in the text."""
        return self.sentence.edges[self.last]

    @cached_property
    def said(self) -> Ints:
        """How many characters before each edge the question says."""
        return np.concatenate([[0], np.cumsum(self.marks)])[self.sentence.edges]

    @cached_property
    def said_tokens(self) -> Bools:
        """Which tokens the question says, for the most part."""
        return _said_tokens(self.said, self.sentence.edges)


def _said_tokens(said: Ints, places: Ints) -> Bools:
    return np.diff(said) * 2 > np.diff(places)


def find_spans(asked: Asked, sentence: Prepared, edges: Edges, standing: Standing) -> Spans:
    """Pair the edges where an answer may begin with those where it may end.

    Beside the sentence's own edges an answer may begin where the question's words end, and end
    where they begin, or with the noun asked for and right before it.
    """
    marks = covered(asked, sentence)
    focus = [] if asked.wanted.many else asked.focus_in(sentence.text.lower())
    said = np.concatenate([[0], np.cumsum(marks)])[sentence.edges]
    tokens = np.concatenate([[False], _said_tokens(said, sentence.edges), [False]])
    before, after = tokens[:-1], tokens[1:]
    at_noun = np.isin(sentence.edges, [at for place in focus for at in place]) & edges.may_end
    starts = np.flatnonzero(edges.starts | (before & ~after & edges.may_start))
    ends = np.flatnonzero(edges.ends | (after & ~before & edges.may_end) | at_noun)
    first, last = np.meshgrid(starts, ends, indexing="ij")
    whole = edges.clause_starts[first] & edges.clause_ends[last]
    good = (first < last) & ((last - first <= MAX_INNER_TOKENS) | whole)
    first, last = first[good].astype(np.int32), last[good].astype(np.int32)
    return Spans(asked, sentence, edges, standing, marks, focus, first, last)
