"""The spans of sentences that could answer a question."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from bot.answering.reading.edges import Ints
from bot.answering.reading.strip import Strip

# Longer spans only where they begin and end with a clause: what breaks off inside one is short.
MAX_INNER_TOKENS = 25

# How a span sits in its sentence. `exact`: it is a strict candidate of the type asked for.
FORMS = ("exact", "inside", "begins clause", "ends clause", "clause")


@dataclass(frozen=True, eq=False)
class Spans:
    """Spans of the sentences of a strip, in its order: from edge `first` to edge `last`."""

    strip: Strip
    first: Ints
    last: Ints

    @cached_property
    def owner(self) -> Ints:
        """The number of each span's sentence."""
        return self.strip.owners[self.first]

    @cached_property
    def starts(self) -> Ints:
        """Where the spans begin in the strip."""
        return self.strip.places[self.first]

    @cached_property
    def ends(self) -> Ints:
        """Where the spans end in the strip."""
        return self.strip.places[self.last]

    @cached_property
    def sides(self) -> Ints:
        """Which sides of each are a clause's: 0 none, 1 the left, 2 the right, 3 both (`FORMS`)."""
        edges = self.strip.edges
        return np.asarray(edges.clause_starts[self.first] + 2 * edges.clause_ends[self.last])

    def by_sentence(self) -> Iterator[tuple[slice, Ints, Ints]]:
        """Give for each sentence which spans are its, and where in it they begin and end."""
        numbers = np.arange(len(self.strip.sentences) + 1)
        bounds = np.searchsorted(self.owner, numbers).tolist()
        for number, offset in enumerate(self.strip.offsets):
            own = slice(bounds[number], bounds[number + 1])
            yield own, self.starts[own] - offset, self.ends[own] - offset


def find_spans(strip: Strip) -> Spans:
    """Pair the edges of each sentence where an answer may begin with those where it may end.

    Beside a sentence's own edges an answer may begin where the question's words end, and end
    where they begin, or with the noun asked for and right before it.
    """
    edges, before, after = strip.edges, strip.says_before, strip.says_after
    starts = edges.starts | (before & ~after & edges.may_start)
    ends = edges.ends | (after & ~before & edges.may_end)
    if strip.nouns:
        ends |= np.isin(strip.places, strip.nouns) & edges.may_end
    return _pairs(strip, np.flatnonzero(starts), np.flatnonzero(ends))


def _pairs(strip: Strip, starts: Ints, ends: Ints) -> Spans:
    """Pair each start with the ends that come after it in its sentence."""
    tails = strip.tails[strip.owners[starts]]
    low = np.searchsorted(ends, starts, side="right")
    counts = np.searchsorted(ends, tails, side="right") - low
    first = np.repeat(starts, counts)
    number = np.arange(len(first)) - np.repeat(np.cumsum(counts) - counts, counts)
    last = ends[np.repeat(low, counts) + number]
    whole = strip.edges.clause_starts[first] & strip.edges.clause_ends[last]
    good = (last - first <= MAX_INNER_TOKENS) | whole
    return Spans(strip, first[good], last[good])
