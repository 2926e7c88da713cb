"""The best passages for a question's terms, with NumPy: every posting of the terms is added up.

The oracle's way without its loops; `kernel` skips most postings where it could be compiled.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Protocol

import numpy as np

from bot.ports import Filter
from bot.retrieval.bits import Array
from bot.retrieval.bm25 import Statistics, inverse_document_frequency, length_norm, saturation
from bot.retrieval.keys import term_key
from bot.retrieval.live import LiveSegment
from bot.retrieval.recent import RecentLists

_GROUP = 64

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
    """Scores every passage that has a term.

    Lists are unpacked when they are first asked for, and kept as long as there is room.
    """

    def __init__(self, segments: Sequence[LiveSegment], statistics: Statistics) -> None:
        self._segments = segments
        self._statistics = statistics
        self._lists = RecentLists(self._unpack)
        self._idf = lru_cache(maxsize=1 << 14)(self._weigh)
        self._admitted = lru_cache(maxsize=8)(self._admit)

    def rank(self, terms: Sequence[str], k: int, within: Filter) -> list[Found]:
        """Give the k best passages, best first; see `Ranker`."""
        keys = [term_key(term) for term in terms]
        idf = [self._idf(key) for key in keys]
        masks = self._admitted(within)
        best = [self._best(number, keys, idf, k, mask) for number, mask in enumerate(masks)]
        scores, ranks, docs = map(np.concatenate, zip(*best, strict=True))
        segments = np.repeat(np.arange(len(best)), [len(part[0]) for part in best])
        order = np.lexsort((docs, segments, ranks, -scores))[:k]
        columns = (column[order].tolist() for column in (scores, ranks, segments, docs))
        return list(zip(*columns, strict=True))

    def _admit(self, within: Filter) -> list[Array | None]:
        return [live.admitted(within) for live in self._segments]

    def _weigh(self, key: int) -> float:
        """Give a term's idf over all segments."""
        containing = sum(live.containing(live.segment.table.find(key)) for live in self._segments)
        return inverse_document_frequency(self._statistics.passages, containing)

    def _unpack(self, number: int, key: int) -> tuple[Array, Array]:
        """Give the passages of a segment that have a term, and what its repetitions count there."""
        segment = self._segments[number].segment
        term = segment.table.find(key)
        if term < 0:
            return np.zeros(0, np.uint16), np.zeros(0)
        _, docs, counts = segment.postings_of(term)
        norms = length_norm(segment.lengths[docs], self._statistics.mean_length)
        return docs.astype(np.uint16), saturation(counts, norms)

    def _best(
        self, number: int, keys: Sequence[int], idf: Sequence[float], k: int, mask: Array | None
    ) -> tuple[Array, Array, Array]:
        """Give scores, ranks and numbers of the passages of a segment that may be among the best.

        The terms are added in the order asked, as the reference adds them: to the last bit.
        """
        live = self._segments[number]
        lists = [self._lists.get(number, key) for key in keys]
        docs = np.concatenate([docs for docs, _ in lists])
        weighed = np.concatenate(
            [weight * worth for weight, (_, worth) in zip(idf, lists, strict=True)]
        )
        # Filled up with 0 to whole groups.
        scores = np.bincount(docs, weighed, -(-len(live.segment) // _GROUP) * _GROUP)
        if mask is not None:
            scores[: len(mask)][~mask] = 0
        best = _reaching_kth(scores, k)
        return scores[best], live.ranks[live.segment.articles[best]], best


def _reaching_kth(scores: Array, k: int) -> Array:
    """Give the passages whose score may be among the k best, those that tie included.

    Of groups of 64 scores, k reach the k-th largest of the groups' largest: so do k passages at
    least. Finding it takes a twentieth of the time that the k-th largest score itself takes.
    """
    largest = scores.reshape(_GROUP, -1).max(axis=0)
    least = np.partition(largest, -k)[-k] if k < len(largest) else 0.0
    return np.flatnonzero(scores >= least) if least > 0 else np.flatnonzero(scores)
