"""A segment's passages scored with NumPy: all of them nearly, a few as the reference does.

The lists of common terms hold two thirds of a question's postings and tell least, so they are not
added up: what may be among the best with what it has so far is looked up in them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from functools import cached_property
from typing import NamedTuple

import numpy as np

from bot.retrieval.bits import Array
from bot.retrieval.bm25 import K1, length_norm, saturation
from bot.retrieval.live import LiveSegment
from bot.retrieval.postings import UnpackedList

_GROUP = 64
# Near scores are sums of float32: those of some thousand terms are nearer than this to exact ones.
_NEARLY = 1 - 1e-4
_CELLS = 1 << 20  # counts of terms in passages that are looked at together: some 30 MB
_ANY = 1e-30  # every passage that has a term scores more


class Asked(NamedTuple):
    """The terms of a question: T distinct ones."""

    keys: list[int]  # [T]
    idf: Array  # float64 [T]
    weights: Array  # float32 [T]: idf times how often the term is asked
    order: list[int]  # numbers of the distinct terms as they were asked

    @classmethod
    def of(cls, keys: Sequence[int], idf_of: Callable[[int], float]) -> Asked:
        """Tell the distinct terms apart."""
        repeats = Counter(keys)
        numbers = {key: number for number, key in enumerate(repeats)}
        idf = np.array(list(map(idf_of, repeats)))
        weights = (idf * list(repeats.values())).astype(np.float32)
        return cls(list(repeats), idf, weights, [numbers[key] for key in keys])


class SegmentScorer:
    """Scores the passages of one segment for questions."""

    def __init__(self, live: LiveSegment, mean_length: float) -> None:
        self._segment = live.segment
        self._mean_length = mean_length

    @cached_property
    def _norms(self) -> Array:
        return length_norm(self._segment.lengths, self._mean_length)

    @cached_property
    def _near_norms(self) -> Array:
        return self._norms.astype(np.float32)

    def find(
        self, lists: Sequence[UnpackedList], asked: Asked, mask: Array | None, best: Best
    ) -> None:
        """Hand over the passages that may be among the best."""
        common = [term for term, found in enumerate(lists) if found.docs is None]
        rest = float(asked.weights[common].sum()) * (K1 + 1) if common else 0.0
        rare = _Rare.of(lists)
        scores = self._added_up(rare, asked)
        groups = _Groups.of(_masked(scores, mask))
        needed = best.needed(groups.largest) - rest
        if common and needed <= 0:  # common terms alone may be enough
            for term in common:
                near = asked.weights[term] * self._near(lists[term].counts, slice(None))
                scores[: len(near)] += near
            groups = _Groups.of(_masked(scores, mask))
            needed = best.needed(groups.largest)
        docs = groups.reaching(max(needed, _ANY))
        best.take(self._exact(docs, lists, rare, asked), docs)

    def _added_up(self, rare: _Rare, asked: Asked) -> Array:
        """Score all passages by these lists, nearly; gives whole groups of scores."""
        size = -(-len(self._segment) // _GROUP) * _GROUP
        if not len(rare.docs):
            return np.zeros(size)
        worth = self._near(rare.counts, rare.docs)
        worth *= asked.weights[rare.terms].repeat(rare.sizes)
        scores: Array = np.bincount(rare.docs, worth, size)
        return scores

    def _near(self, counts: Array, docs: Array | slice) -> Array:
        """Give nearly what counts are worth in passages."""
        near = counts.astype(np.float32)
        norms = self._near_norms[docs] + near
        np.divide(near, norms, out=near)
        near *= np.float32(K1 + 1)
        return near

    def _exact(
        self, docs: Array, lists: Sequence[UnpackedList], rare: _Rare, asked: Asked
    ) -> Array:
        """Score passages, which ascend, as the reference adds them up, some of many at a time."""
        most = max(1, _CELLS // len(lists))
        if len(docs) > most:
            portions = (docs[start : start + most] for start in range(0, len(docs), most))
            return np.concatenate([self._exact(some, lists, rare, asked) for some in portions])
        counts = np.zeros((len(lists), len(docs)))
        for term, found in enumerate(lists):
            if found.docs is None:
                counts[term] = found.counts[docs]
        rare.look_up(docs, len(self._segment), counts)
        worth = asked.idf[:, None] * saturation(counts, self._norms[docs])
        scores: Array = worth.take(asked.order, axis=0).cumsum(axis=0)[-1]  # in the order asked
        return scores


class _Rare(NamedTuple):
    """The lists of a question's terms that are not common, one after the other."""

    terms: list[int]
    sizes: list[int]
    docs: Array
    counts: Array

    @classmethod
    def of(cls, lists: Sequence[UnpackedList]) -> _Rare:
        """Put them together."""
        rare = [
            (term, docs, counts) for term, (docs, counts) in enumerate(lists) if docs is not None
        ]
        if not rare:
            return cls([], [], np.zeros(0, np.uint16), np.zeros(0, np.uint8))
        terms, docs, counts = map(list, zip(*rare, strict=True))
        return cls(terms, list(map(len, docs)), np.concatenate(docs), np.concatenate(counts))

    def look_up(self, docs: Array, passages: int, counts: Array) -> None:
        """Put into `counts`, a row a term, how often each stands in passages, which ascend."""
        wanted = np.zeros(passages, bool)
        wanted[docs] = True
        hits = wanted[self.docs].nonzero()[0]
        terms = np.array(self.terms, np.int64).repeat(self.sizes)[hits]
        counts[terms, docs.searchsorted(self.docs[hits])] = self.counts[hits]


class _Groups(NamedTuple):
    """Near scores in groups of 64, a group a column, and the largest of each.

    Where k groups reach a score, k passages do so at least. To find that score takes a twentieth of
    the time that the k-th largest score itself takes.
    """

    scores: Array
    largest: Array

    @classmethod
    def of(cls, near: Array) -> _Groups:
        """Group scores."""
        scores = near.reshape(_GROUP, -1)
        return cls(scores, scores.max(axis=0))

    def reaching(self, needed: float) -> Array:
        """Give the passages with such a score, ascending."""
        columns = (self.largest >= needed).nonzero()[0]
        rows, within = (self.scores[:, columns] >= needed).nonzero()
        docs: Array = rows * len(self.largest) + columns[within]
        return docs


def _masked(scores: Array, mask: Array | None) -> Array:
    """Take their scores, in place, from passages that may not be found."""
    if mask is not None:
        scores[: len(mask)] *= mask
    return scores


class Best:
    """The passages that may be among the k best, those that tie included."""

    def __init__(self, k: int) -> None:
        self._k = k
        self._least = _ANY
        self._top = np.zeros(0)
        self._found: list[tuple[Array, Array]] = []

    def needed(self, scores: Array) -> float:
        """Give the near score that a passage must have; as many passages have these, or more."""
        return max(self._least, _kth_largest(scores, self._k)) * _NEARLY

    def take(self, scores: Array, docs: Array) -> None:
        """Take passages of the next segment."""
        self._found.append((scores, docs))
        self._top = np.concatenate([self._top, scores])
        self._least = max(self._least, _kth_largest(self._top, self._k))

    def left(self) -> Iterator[tuple[int, Array, Array]]:
        """Give the passages that are left, by segment, with their scores."""
        for number, (scores, docs) in enumerate(self._found):
            left = (scores >= self._least).nonzero()[0]
            if len(left):
                yield number, scores[left], docs[left]


def _kth_largest(scores: Array, k: int) -> float:
    """Give the k-th largest score, 0 where there are fewer."""
    if len(scores) < k:
        return 0.0
    scores = scores.copy()
    scores.partition(-k)  # the method: the function takes twice as long for so few
    largest: float = scores.item(-k)
    return largest
