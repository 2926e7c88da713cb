"""Numbers of a few bits each, one after the other in a stream of bytes, the lowest bit first."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

Array = NDArray[Any]

# A reader takes eight bytes wherever its bits begin: a stream goes on for so many after its last.
PADDING = 8
MOST_BITS = 24
_LONG_RUN = 1024


def bit_length(numbers: Array) -> Array:
    """Give how many bits each number needs, 0 for 0; exact below 2 ** 53."""
    return np.frexp(numbers)[1].astype(np.int64)


class BitStream:
    """A stream of so many bits that is being written; what was not written is 0."""

    def __init__(self, size: int) -> None:
        self._bytes = -(-size // 8) + PADDING
        self._words = np.zeros(size // 64 + 3, np.uint64)

    def write(self, values: Array, starts: Array) -> None:
        """Write each value at its place; the places ascend, and no two values overlap."""
        if not len(values):
            return
        values = values.astype(np.uint64)
        word, shift = starts >> 6, (starts & 63).astype(np.uint64)
        firsts = np.flatnonzero(np.diff(word, prepend=-1))
        self._words[word[firsts]] |= np.bitwise_or.reduceat(values << shift, firsts)
        # What does not fit goes on in the next word; in two steps, for a shift by 64 does nothing.
        spilt = values >> np.uint64(1) >> (np.uint64(63) - shift)
        self._words[word[firsts] + 1] |= np.bitwise_or.reduceat(spilt, firsts)

    def written(self) -> Array:
        """Give the stream, with its padding."""
        return self._words.astype("<u8").view(np.uint8)[: self._bytes].copy()


def unpack_bits(stream: Array, starts: Array, widths: Array | int) -> Array:
    """Give the value of `widths` bits, `MOST_BITS` at most, at each place."""
    words: Array = np.ndarray(len(stream) - 3, "<u4", stream, strides=(1,))
    read: Array = words[starts >> 3] >> (starts & 7) & ((1 << np.asarray(widths)) - 1)
    return read


def unpack_run(stream: Array, start: int, width: int, count: int) -> Array:
    """Give so many values of `width` bits, `MOST_BITS` at most, that stand one after the other."""
    if count < _LONG_RUN or not width:
        return unpack_bits(stream, start + np.arange(count) * width, width)
    # Every eighth value begins at the same bit of a byte, `width` bytes further on.
    values = np.empty((-(-count // 8), 8), np.uint32)
    for phase in range(8):
        byte, bit = divmod(start + phase * width, 8)
        rows = -(-(count - phase) // 8)
        words: Array = np.ndarray(rows, "<u4", stream, byte, strides=(width,))
        values[:rows, phase] = words >> bit
    read: Array = values.ravel()[:count] & ((1 << width) - 1)
    return read


def read_bits(stream: Array, start: int, end: int) -> Array:
    """Give the bits from start to end, a byte each."""
    bits: Array = np.unpackbits(stream[start >> 3 : (end + 7) >> 3], bitorder="little")
    return bits[start & 7 : (start & 7) + end - start]
