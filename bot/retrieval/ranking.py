"""The best passages for a question's terms, with NumPy alone.

`kernel` does the same several times as fast where it could be compiled.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Protocol

from bot.ports import Filter
from bot.retrieval.bits import Array
from bot.retrieval.bm25 import Statistics, inverse_document_frequency
from bot.retrieval.keys import term_key
from bot.retrieval.live import LiveSegment
from bot.retrieval.postings import UnpackedList
from bot.retrieval.recent import RecentLists
from bot.retrieval.scoring import Asked, Best, SegmentScorer

# A passage found: its score, its article's rank, and its place in the index, segment and number.
# The best has the highest score; of equal ones the first by rank, segment and number. It is a plain
# tuple: to name the fields of ten would take a tenth of a question's time at 1 000 passages.
Found = tuple[float, int, int, int]


class Ranker(Protocol):
    """Finds the best passages of fixed segments."""

    def rank(self, terms: Sequence[str], k: int, within: Filter) -> Sequence[Found]:
        """Give the k best of the passages that the filter lets through, best first.

        `terms` are in the order asked, repeats kept, one at least; k is 1 at least.
        """
        ...


class NumpyRanker:
    """Scores every passage that has a term that is not common.

    Lists are unpacked when they are first asked for, and kept as long as there is room.
    """

    def __init__(self, segments: Sequence[LiveSegment], statistics: Statistics) -> None:
        self._segments = segments
        self._statistics = statistics
        self._scorers = [SegmentScorer(live, statistics.mean_length) for live in segments]
        self._lists = RecentLists(self._unpack)
        self._idf = lru_cache(maxsize=1 << 14)(self._weigh)
        self._admitted = lru_cache(maxsize=8)(self._admit)

    def rank(self, terms: Sequence[str], k: int, within: Filter) -> list[Found]:
        """Give the k best passages, best first; see `Ranker`."""
        asked = Asked.of(list(map(term_key, terms)), self._idf)
        lists = list(zip(*map(self._lists.get, asked.keys), strict=True))
        best = Best(k)
        for scorer, here, mask in zip(self._scorers, lists, self._admitted(within), strict=True):
            scorer.find(here, asked, mask, best)
        found: list[Found] = []
        for number, scores, docs in best.left():
            live = self._segments[number]
            ranks = live.ranks[live.segment.articles[docs]]
            columns = (column.tolist() for column in (-scores, ranks, docs))
            found += [(below, rank, number, doc) for below, rank, doc in zip(*columns, strict=True)]
        found.sort()
        return [(-below, rank, number, doc) for below, rank, number, doc in found[:k]]

    def _admit(self, within: Filter) -> list[Array | None]:
        return [live.admitted(within) for live in self._segments]

    def _weigh(self, key: int) -> float:
        """Give a term's idf over all segments."""
        containing = sum(live.containing(live.segment.table.find(key)) for live in self._segments)
        return inverse_document_frequency(self._statistics.passages, containing)

    def _unpack(self, key: int) -> tuple[UnpackedList, ...]:
        """Give the lists of a term, one a segment."""
        return tuple(live.segment.list_of(key) for live in self._segments)
