"""The postings of many terms, packed: which passages have a term, and how often.

A list of n passages out of N is kept as Elias and Fano did (Vigna, *Quasi-succinct indices*, 2013):
of each number the lowest log2(N / n) bits as they are, the higher part in unary, a 1 a posting and
a 0 before the next higher value. That is within half a bit of what any code needs, every list's
size follows from n, and a passage is found in it without reading the list. In a dense list there is
a bit a passage instead. Two streams hold the lists one after the other: the highs, and the lows,
each with one less than the count beside it where counts vary.

`postings.h` reads the same bits.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np

from bot.retrieval.bits import Array, BitStream, bit_length, read_bits, unpack_bits, unpack_run

# The lows of a list of so many postings are led by its bound and by its signposts: how many of its
# postings lie before each 64th high value. Shorter lists are searched from their beginning.
SIGNPOSTED = 64
DENSE_PART = 4  # a list of this part of the passages, or more, takes less as a bit a passage
_BOUND_BITS, _SIGNPOST_BITS = 8, 16
LARGE = 255  # in the byte that tells a list's size: it stands elsewhere
VARIES = 128  # in the byte that tells a list's largest count: there are smaller ones
MAX_COUNT = 127
_NUMBERS = np.arange(1 << 16, dtype=np.uint16)
_PORTION = 1 << 19  # postings packed at a time: some 60 MB of working room


class UnpackedList(NamedTuple):
    """The postings of one term."""

    docs: Array | None  # uint16: the passages that have it, ascending; None for all passages
    counts: Array  # uint8: how often it stands in each


class Postings(NamedTuple):
    """The postings of terms one after the other, `sizes` of each; passages ascend in a list."""

    sizes: Array
    docs: Array
    counts: Array


class Shape(NamedTuple):
    """How lists lie in the streams, in bits. Each column has one row a list."""

    low_bits: Array  # of a posting
    count_bits: Array  # of a posting, after the low ones
    unary: Array  # of a posting, in the highs: 1, or 0 in a dense list
    head: Array  # of the list, before its lows
    highs: Array  # of the list
    lows: Array  # of the list, with its head

    @classmethod
    def of(cls, sizes: Array, tops: Array, passages: int) -> Shape:
        """Work it out from the lists' sizes and largest counts, and how many passages there are."""
        is_dense = sizes * DENSE_PART >= passages
        low_bits = np.where(is_dense, 0, bit_length(passages // sizes) - 1)
        count_bits = np.where(tops >= VARIES, bit_length((tops % VARIES).clip(1) - 1), 0)
        values = (passages - 1 >> low_bits) + 1
        signposts = _SIGNPOST_BITS * ((values - 1) // SIGNPOSTED)
        head = np.where(sizes >= SIGNPOSTED, _BOUND_BITS + signposts, 0)
        unary = 1 - is_dense
        lows = head + sizes * (low_bits + count_bits)
        return cls(low_bits, count_bits, unary, head, values + unary * sizes, lows)


class ListShape(NamedTuple):
    """What `Shape` tells, of one list: worked out in plain numbers in a tenth of the time."""

    is_dense: bool
    low_bits: int
    count_bits: int
    head: int
    highs: int
    lows: int

    @classmethod
    def of(cls, size: int, top: int, passages: int) -> ListShape:
        """Work it out as `Shape.of` does."""
        is_dense = size * DENSE_PART >= passages
        low_bits = 0 if is_dense else (passages // size).bit_length() - 1
        count_bits = (max(top % VARIES, 1) - 1).bit_length() if top >= VARIES else 0
        values = (passages - 1 >> low_bits) + 1
        signposts = _SIGNPOST_BITS * ((values - 1) // SIGNPOSTED)
        head = _BOUND_BITS + signposts if size >= SIGNPOSTED else 0
        lows = head + size * (low_bits + count_bits)
        return cls(is_dense, low_bits, count_bits, head, values + size * (not is_dense), lows)


class PackedPostings(NamedTuple):
    """The lists of T terms, packed."""

    sizes: Array  # uint8 [T]: one less than the list has postings, `LARGE` where that is more
    large: Array  # uint32 [:, 2]: terms with `LARGE`, ascending, and their sizes
    tops: Array  # uint8 [T]: largest count, and `VARIES`
    highs: Array  # the streams
    lows: Array

    @classmethod
    def of(cls, postings: Postings, passages: int, bounds: Array) -> PackedPostings:
        """Pack lists; `bounds` is a byte a list, kept for those that are `SIGNPOSTED`."""
        sizes, tops = postings.sizes.astype(np.int64), _tops(postings)
        large = np.flatnonzero(sizes > LARGE)
        highs, lows = _pack(postings, Shape.of(sizes, tops, passages), bounds)
        return cls(
            sizes=(sizes - 1).clip(max=LARGE).astype(np.uint8),
            large=np.stack([large, sizes[large]], axis=1).astype(np.uint32),
            tops=tops,
            highs=highs,
            lows=lows,
        )

    def starts(self, passages: int) -> Array:
        """Give where each list begins in the streams, int64 [T + 1, 2]."""
        shape = Shape.of(self.list_sizes(), self.tops, passages)
        columns = np.stack([shape.highs, shape.lows], axis=1)
        return np.concatenate([np.zeros((1, 2), np.int64), np.cumsum(columns, axis=0)])

    def list_sizes(self) -> Array:
        """Give how many postings each list has."""
        sizes = self.sizes.astype(np.int64) + 1
        sizes[self.large[:, 0]] = self.large[:, 1]
        return sizes

    def unpack(self, passages: int) -> Postings:
        """Give all lists as they were packed."""
        sizes = self.list_sizes()
        shape = Shape.of(sizes, self.tops, passages)
        ones = np.flatnonzero(read_bits(self.highs, 0, int(shape.highs.sum())).view(bool))
        return self._read(sizes, self.tops, shape, _Places.of(sizes, shape), ones)

    def size_of(self, term: int) -> int:
        """Tell how many postings a list has."""
        size: int = self.sizes.item(term)
        if size < LARGE:
            return size + 1
        at = int(np.searchsorted(self.large[:, 0], term))
        found = at < len(self.large) and self.large.item(at, 0) == term
        return self.large.item(at, 1) if found else LARGE + 1

    def unpack_list(
        self, term: int, first: int, start: tuple[int, int], passages: int
    ) -> UnpackedList:
        """Give one list; `first` is a term before it, which begins there in highs and lows."""
        high, low = start
        for before in range(first, term):
            shape = ListShape.of(self.size_of(before), self.tops.item(before), passages)
            high += shape.highs
            low += shape.lows
        size, top = self.size_of(term), self.tops.item(term)
        shape = ListShape.of(size, top, passages)
        read = unpack_run(self.lows, low + shape.head, shape.low_bits + shape.count_bits, size)
        counts = (read >> shape.low_bits) + 1 if shape.count_bits else np.full(size, top % VARIES)
        counts = counts.astype(np.uint8)
        bits = read_bits(self.highs, high, high + shape.highs)
        if shape.is_dense:
            bits[bits.astype(bool)] = counts
            return UnpackedList(None, bits)
        docs = bits.view(bool).nonzero()[0].astype(np.uint16) - _NUMBERS[:size] << shape.low_bits
        docs |= (read & (1 << shape.low_bits) - 1).astype(np.uint16)
        return UnpackedList(docs, counts)

    def _read(
        self, sizes: Array, tops: Array, shape: Shape, place: _Places, ones: Array
    ) -> Postings:
        """Give lists by their places and the places of the highs' ones."""
        low_bits, count_bits = shape.low_bits[place.lists], shape.count_bits[place.lists]
        read = unpack_bits(self.lows, place.lows, low_bits + count_bits)
        docs = (ones - place.highs << low_bits) | read & (1 << low_bits) - 1
        counts = np.where(count_bits > 0, (read >> low_bits) + 1, (tops % VARIES)[place.lists])
        return Postings(sizes, docs, counts)


class _Places(NamedTuple):
    """Where each posting of some lists stands."""

    lists: Array  # number of its list
    highs: Array  # place in the highs if the high part is 0
    lows: Array

    @classmethod
    def of(cls, sizes: Array, shape: Shape, high: int = 0, low: int = 0) -> _Places:
        """Work it out for lists of which the first begins at these places of the streams."""
        lists = np.repeat(np.arange(len(sizes)), sizes)
        within = np.arange(len(lists)) - np.repeat(np.cumsum(sizes) - sizes, sizes)
        highs = high + np.cumsum(shape.highs) - shape.highs
        lows = low + np.cumsum(shape.lows) - shape.lows + shape.head
        width = shape.low_bits + shape.count_bits
        return cls(
            lists,
            highs[lists] + within * shape.unary[lists],
            lows[lists] + within * width[lists],
        )


def _tops(postings: Postings) -> Array:
    """Give each list's largest count, marked where there are smaller ones."""
    if not len(postings.docs):
        return np.zeros(0, np.uint8)
    starts = np.cumsum(postings.sizes) - postings.sizes
    largest = np.maximum.reduceat(postings.counts, starts)
    varies = np.minimum.reduceat(postings.counts, starts) < largest
    return largest.astype(np.uint8) | np.where(varies, VARIES, 0).astype(np.uint8)


def _pack(postings: Postings, shape: Shape, bounds: Array) -> tuple[Array, Array]:
    """Give the streams of the highs and the lows."""
    sizes = postings.sizes.astype(np.int64)
    high_starts, low_starts = (np.cumsum(column) - column for column in (shape.highs, shape.lows))
    highs, lows = (BitStream(int(column.sum())) for column in (shape.highs, shape.lows))
    for lists, within in portions(sizes):
        some = Shape(*(column[lists] for column in shape))
        place = _Places.of(sizes[lists], some, high_starts[lists.start], low_starts[lists.start])
        docs, low_bits = postings.docs[within].astype(np.int64), some.low_bits[place.lists]
        counts = (postings.counts[within] - 1) * (some.count_bits[place.lists] > 0)
        values = docs >> low_bits
        highs.write(np.ones(len(docs), np.uint64), place.highs + values)
        lows.write(docs & (1 << low_bits) - 1 | counts.astype(np.int64) << low_bits, place.lows)
        heads = np.flatnonzero(sizes[lists] >= SIGNPOSTED)
        lows.write(bounds[lists][heads], low_starts[lists][heads])
        lows.write(*_signposts(sizes[lists], some, values, low_starts[lists]))
    return highs.written(), lows.written()


def _signposts(sizes: Array, shape: Shape, values: Array, low_starts: Array) -> tuple[Array, Array]:
    """Give the signposts of lists by the high values of their postings, and where they belong."""
    long = np.flatnonzero(sizes >= SIGNPOSTED)
    signposts = (shape.head[long] - _BOUND_BITS) // _SIGNPOST_BITS
    lists = np.repeat(long, signposts)
    within = np.arange(len(lists)) - np.repeat(np.cumsum(signposts) - signposts, signposts)
    # Postings in the order of their lists and values are in the order of this one number.
    width = 1 << 17
    order = np.repeat(np.arange(len(sizes)), sizes) * width + values
    passed = np.searchsorted(order, lists * width + (within + 1) * SIGNPOSTED)
    before = passed - (np.cumsum(sizes) - sizes)[lists]
    return before, low_starts[lists] + _BOUND_BITS + within * _SIGNPOST_BITS


def portions(sizes: Array) -> Iterator[tuple[slice, slice]]:
    """Give lists and their postings some at a time: working on them then takes little memory."""
    ends = np.cumsum(sizes)
    first = start = 0
    while first < len(sizes):
        last = max(first + 1, int(np.searchsorted(ends, start + _PORTION, side="right")))
        end = int(ends[last - 1])
        yield slice(first, last), slice(start, end)
        first, start = last, end
