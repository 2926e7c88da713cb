"""The best passages for weighed terms, with NumPy: every posting of the terms is added up.

The oracle's way without its loops; `kernel` skips most postings where it could be compiled.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple, Protocol

import numpy as np

from bot.retrieval.bm25 import saturation
from bot.retrieval.live import LiveSegment
from bot.retrieval.segment import Array

# A passage found: `rank` orders its article, `segment` and `doc` are its place in the index.
RANKED = np.dtype([("score", "f8"), ("rank", "u4"), ("segment", "u2"), ("doc", "u2")])
_BLOCK = 64


class Asked(NamedTuple):
    """A question's terms, weighed. T distinct terms."""

    sequence: Array  # int32: the terms in the order asked, repeats kept
    repeats: Array  # int32 [T]
    idf: Array  # float64 [T]
    found: Array  # int32 [segments, T]: the term's number in each segment, -1 for none


class Ranker(Protocol):
    """Finds the best passages of fixed segments."""

    def rank(self, asked: Asked, k: int, admitted: Sequence[Array | None]) -> Array:
        """Give the k best passages as `RANKED`, best first; `admitted` is bool [N] a segment."""
        ...


class NumpyRanker:
    """Scores every passage that holds a term."""

    def __init__(self, segments: Sequence[LiveSegment], mean_length: float) -> None:
        self._segments = segments
        self._norms = [live.norms(mean_length) for live in segments]

    def rank(self, asked: Asked, k: int, admitted: Sequence[Array | None]) -> Array:
        """Give the k best passages as `RANKED`, best first; `admitted` is bool [N] a segment."""
        parts = [self._rank_segment(number, asked, k, mask) for number, mask in enumerate(admitted)]
        ranked = np.concatenate(parts) if parts else np.zeros(0, RANKED)
        order = (ranked["doc"], ranked["segment"], ranked["rank"], -ranked["score"])
        return ranked[np.lexsort(order)[:k]]

    def _rank_segment(self, number: int, asked: Asked, k: int, mask: Array | None) -> Array:
        live = self._segments[number]
        scores = self._scores(number, asked)
        if mask is not None:
            scores[: len(mask)][~mask] = 0
        docs = _reaching_kth(scores, k)
        ranked = np.zeros(len(docs), RANKED)
        ranked["score"] = scores[docs]
        ranked["rank"] = live.ranks[live.segment.articles[docs]]
        ranked["segment"] = number
        ranked["doc"] = docs
        return ranked

    def _scores(self, number: int, asked: Asked) -> Array:
        """Score all passages of a segment; the array is filled up with 0 to whole blocks.

        The terms are added in the order asked, as the reference adds them: to the last bit.
        """
        segment = self._segments[number].segment
        blocks = -(-len(segment) // _BLOCK)
        terms = asked.found[number][asked.sequence]
        present = terms >= 0
        if not present.any():
            return np.zeros(blocks * _BLOCK)
        starts, ends = segment.starts[terms[present]], segment.starts[terms[present] + 1]
        lists = [slice(*ends) for ends in zip(starts.tolist(), ends.tolist(), strict=True)]
        docs = np.concatenate([segment.docs[postings] for postings in lists])
        counts = np.concatenate([segment.counts[postings] for postings in lists])
        idf = np.repeat(asked.idf[asked.sequence[present]], ends - starts)
        impacts = idf * saturation(counts, self._norms[number][docs])
        return np.bincount(docs, impacts, minlength=blocks * _BLOCK)


def _reaching_kth(scores: Array, k: int) -> Array:
    """Give the passages whose score may be among the k best, those that tie included.

    The k-th largest of the blocks' largest scores is reached by k passages at least: finding it
    takes a twentieth of the time of finding the k-th largest score.
    """
    largest = scores.reshape(-1, _BLOCK).max(axis=1)
    least = np.partition(largest, -k)[-k] if k < len(largest) else 0.0
    return np.flatnonzero(scores >= least) if least > 0 else np.flatnonzero(scores)
