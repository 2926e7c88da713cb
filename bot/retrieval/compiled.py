"""Ranking in the compiled kernel: segments laid out as it reads them, and one call a question."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator, Sequence
from ctypes import Structure, c_char, c_double, c_int32, c_int64, c_void_p
from functools import cached_property, lru_cache, partial
from struct import Struct
from threading import local
from typing import Any, NamedTuple

import numpy as np

from bot.ports import EVERYTHING, Filter
from bot.retrieval.bits import Array
from bot.retrieval.bm25 import K1, B, Statistics, length_norm, saturation
from bot.retrieval.kernel import load_kernel
from bot.retrieval.live import LiveSegment
from bot.retrieval.ranking import Found, NumpyRanker
from bot.retrieval.segment import MAX_BOUND
from bot.retrieval.turns import give_way

_WORTHS = 5
_CLASSES = np.arange(256)
_HIT = Struct("dIHH")
_MEMORY_IS_SHORT = -1


_ARRAYS = (
    *("buckets", "rests", "sizes", "large", "tops", "highs", "lows"),
    *("lengths", "classes", "articles"),
)


class _Segment(Structure):
    _fields_ = [
        *((name, c_void_p) for name in _ARRAYS),
        *((name, c_void_p) for name in ("ranks", "lessened", "fewer", "worth")),
        *((name, c_int64) for name in ("passages", "large_terms", "lessened_terms")),
        *((name, c_double) for name in ("bound_step", "least_norm")),
        ("bucket_bits", c_int32),
    ]


class _Index(Structure):
    _fields_ = [
        ("segments", c_void_p),
        *((name, c_int64) for name in ("count", "passages")),
        *((name, c_double) for name in ("k1", "b", "mean_length")),
    ]


class _Room(local):
    """Room for hits, each thread its own."""

    def __init__(self) -> None:
        self.make(k=16)

    def make(self, k: int) -> None:
        self.k = k
        self.memory = bytearray(k * _HIT.size)
        self.hits = (c_char * len(self.memory)).from_buffer(self.memory)
        self.view = memoryview(self.memory)


class _Admitted(NamedTuple):
    """Which passages may be found: a byte a passage, for each segment; None where all may."""

    masks: Sequence[Array | None]
    addresses: Any


class CompiledRanker:
    """Skips the postings that cannot matter (MaxScore)."""

    def __init__(self, segments: Sequence[LiveSegment], statistics: Statistics) -> None:
        kernel = load_kernel()
        if kernel is None:
            raise RuntimeError("the kernel is not compiled: python -m bot.retrieval.kernel")
        self._rank = kernel.rank
        self._live, self._statistics = segments, statistics
        mean = statistics.mean_length
        # The kernel reads the memory of all these; they must live as long as it does.
        self._worths = _worths(segments, mean)
        self._segments = (_Segment * len(segments))()
        for at, live in enumerate(segments):
            give_way()
            self._segments[at] = _lay_out(live, self._worths[at], mean)
        give_way()
        numbers = len(segments), statistics.passages, K1, B, mean
        self._index = _Index(ctypes.addressof(self._segments), *numbers)
        self._address = ctypes.addressof(self._index)
        self._room = _Room()
        # Without `self` in it: nobody need look for garbage to let go of an index.
        self._admitted = lru_cache(maxsize=8)(partial(_admit, segments))
        self._everything = _admit(segments, EVERYTHING)

    def rank(self, terms: Sequence[str], k: int, within: Filter) -> list[Found]:
        """Give the k best passages, best first; see `Ranker`."""
        asked = "\0".join(terms).encode("utf-8", "surrogatepass")
        if asked.count(0) != len(terms) - 1:
            raise ValueError("a term holds the character U+0000")
        admitted = self._everything if within is EVERYTHING else self._admitted(within)
        room = self._room
        if room.k < k:
            room.make(k)
        count = self._rank(self._address, asked, len(terms), k, admitted.addresses, room.hits)
        if count == _MEMORY_IS_SHORT:
            raise MemoryError
        if count < 0:
            return self._numpy.rank(terms, k, within)
        found: Iterator[Any] = _HIT.iter_unpack(room.view[: count * _HIT.size])
        return list(found)

    @cached_property
    def _numpy(self) -> NumpyRanker:
        """Give who ranks a question of more terms than the kernel has room for."""
        return NumpyRanker(self._live, self._statistics)


def _admit(segments: Sequence[LiveSegment], within: Filter) -> _Admitted:
    masks = [live.admitted(within) for live in segments]
    if all(mask is None for mask in masks):
        return _Admitted(masks, None)
    return _Admitted(masks, (c_void_p * len(masks))(*map(_address, masks)))


def _address(array: Array | None) -> int | None:
    """Give where a contiguous array's memory begins."""
    return None if array is None else array.ctypes.data


def _worths(segments: Sequence[LiveSegment], mean_length: float) -> Array:
    """Give what a count is worth at most in each class of lengths, float32 [S, _WORTHS, 256].

    The last row of each segment is for all larger counts.
    """
    worths = np.full((len(segments), _WORTHS, 256), K1 + 1, np.float32)
    steps = np.array([live.segment.class_step for live in segments])
    norms = length_norm(_CLASSES * steps[:, None], mean_length)
    counts = np.arange(1, _WORTHS)[:, None]
    worths[:, :-1] = saturation(counts, norms[:, None])
    return worths


def _lay_out(live: LiveSegment, worth: Array, mean_length: float) -> _Segment:
    """Give a segment as the kernel reads it."""
    segment = live.segment
    # A longer mean length raises a saturation, at most in proportion.
    growth = max(1.0, mean_length / segment.statistics.mean_length)
    shortest = np.array([segment.shortest])
    return _Segment(
        *map(segment.addresses.__getitem__, _ARRAYS),
        *map(_address, (live.ranks, live.lessened, live.fewer, worth)),
        *(len(segment), len(segment.large), len(live.lessened)),
        (K1 + 1) / MAX_BOUND * growth,
        length_norm(shortest, mean_length).item(),
        segment.table.bucket_bits,
    )
