"""The best passages for a question's terms, with NumPy: every posting of the terms is added up.

The oracle's way without its loops; `kernel` skips most postings where it could be compiled.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

import numpy as np

from bot.retrieval.bm25 import Statistics, inverse_document_frequency, saturation
from bot.retrieval.live import LiveSegment
from bot.retrieval.segment import Array

# A passage found: `rank` orders its article, `segment` and `doc` are its place in the index.
RANKED = np.dtype([("score", "f8"), ("rank", "u4"), ("segment", "u2"), ("doc", "u2")])
_GROUP = 64


class Ranker(Protocol):
    """Finds the best passages of fixed segments."""

    def rank(self, keys: Array, k: int, admitted: Sequence[Array | None]) -> Array:
        """Give the k best passages as `RANKED`, best first; ties by rank, segment, doc.

        `keys` are the terms in the order asked, repeats kept; `admitted` says for each segment
        which passages may be found, None for all.
        """
        ...


class NumpyRanker:
    """Scores every passage that has a term."""

    def __init__(self, segments: Sequence[LiveSegment], statistics: Statistics) -> None:
        self._segments = segments
        self._passages = statistics.passages
        self._norms = [live.norms(statistics.mean_length) for live in segments]

    def rank(self, keys: Array, k: int, admitted: Sequence[Array | None]) -> Array:
        """Give the k best passages as `RANKED`, best first; see `Ranker`."""
        found = [live.segment.find(keys) for live in self._segments]
        idf = self._weigh(found)
        parts = []
        for number, (terms, mask) in enumerate(zip(found, admitted, strict=True)):
            scores = self._score(number, terms, idf)
            if mask is not None:
                scores[: len(mask)][~mask] = 0
            parts.append(self._best(number, scores, k))
        ranked = np.concatenate(parts)
        order = (ranked["doc"], ranked["segment"], ranked["rank"], -ranked["score"])
        return ranked[np.lexsort(order)[:k]]

    def _weigh(self, found: Sequence[Array]) -> Array:
        """Give each term's idf over all segments."""
        counts = np.sum(list(map(LiveSegment.containing, self._segments, found)), axis=0)
        return np.array([inverse_document_frequency(self._passages, n) for n in counts.tolist()])

    def _score(self, number: int, terms: Array, idf: Array) -> Array:
        """Score all passages of a segment; the array is filled up with 0 to whole groups.

        The terms are added in the order asked, as the reference adds them: to the last bit.
        """
        segment = self._segments[number].segment
        size = -(-len(segment) // _GROUP) * _GROUP
        present = np.flatnonzero(terms >= 0)
        if not len(present):
            return np.zeros(size)
        starts, ends = segment.starts[terms[present]], segment.starts[terms[present] + 1]
        lists = [slice(*ends) for ends in zip(starts.tolist(), ends.tolist(), strict=True)]
        docs = np.concatenate([segment.docs[postings] for postings in lists]).astype(np.intp)
        counts = np.concatenate([segment.counts[postings] for postings in lists])
        weights = np.repeat(idf[present], ends - starts)
        impacts = weights * saturation(counts, self._norms[number].take(docs))
        return np.bincount(docs, impacts, size)

    def _best(self, number: int, scores: Array, k: int) -> Array:
        live, docs = self._segments[number], _reaching_kth(scores, k)
        ranked = np.empty(len(docs), RANKED)
        ranked["score"] = scores[docs]
        ranked["rank"] = live.ranks[live.segment.articles[docs]]
        ranked["segment"] = number
        ranked["doc"] = docs
        return ranked


def _reaching_kth(scores: Array, k: int) -> Array:
    """Give the passages whose score may be among the k best, those that tie included.

    Of groups of 64 scores, k reach the k-th largest of the groups' largest: so do k passages at
    least. Finding it takes a twentieth of the time that the k-th largest score itself takes.
    """
    largest = scores.reshape(_GROUP, -1).max(axis=0)
    least = np.partition(largest, -k)[-k] if k < len(largest) else 0.0
    return np.flatnonzero(scores >= least) if least > 0 else np.flatnonzero(scores)
