"""Terms as keys of 58 bits, and a table that finds a key in one bucket."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

import numpy as np

from bot.retrieval.bits import PADDING, Array

KEY_BITS = 58
_PRIME = (1 << 61) - 1
_FACTOR = 0x13C6EF372FE94F83  # any number below the prime: here a part of the golden ratio
_CHUNK = 7  # bytes: with a key below the prime they stay below 2 ** 62
# A bucket holds 8 to 16 keys: half as many would make the folder 3 % larger.
_BUCKET = 8


@lru_cache(maxsize=1 << 16)
def term_key(term: str) -> int:
    """Give the bits that stand for a term in every segment; the term itself is not kept.

    A polynomial over the field of 2 ** 61 - 1 (Carter and Wegman, 1979), 7 bytes a step. Two of a
    million terms share a key in one archive of half a million. `key_of` in postings.h is the same.
    """
    encoded = term.encode("utf-8", "surrogatepass")
    value = len(encoded)
    for start in range(0, len(encoded) or 1, _CHUNK):
        chunk = int.from_bytes(encoded[start : start + _CHUNK], "little")
        value = (value + chunk) * _FACTOR % _PRIME
    return value >> 61 - KEY_BITS


class KeyTable(NamedTuple):
    """Keys in ascending order, those with the same leading bits in a bucket."""

    bucket_bits: int
    firsts: (
        Array  # int [2 ** bucket_bits + 1]: number of each bucket's first key; then how many all
    )
    rests: Array  # uint8: of each key the other bits in `rest_bytes`, one after the other

    @classmethod
    def of(cls, keys: Array) -> KeyTable:
        """Lay out keys that ascend."""
        bucket_bits = max(0, (len(keys) // _BUCKET).bit_length() - 1)
        rest_bits = KEY_BITS - bucket_bits
        edges = np.arange((1 << bucket_bits) + 1, dtype=np.uint64) << np.uint64(rest_bits)
        rests = (keys & np.uint64((1 << rest_bits) - 1)).astype("<u8").view(np.uint8)
        width = rest_bytes(bucket_bits)
        kept = rests.reshape(-1, 8)[:, :width].ravel()
        padded = np.concatenate([kept, np.zeros(PADDING, np.uint8)])
        return cls(bucket_bits, np.searchsorted(keys, edges), padded)

    def find(self, key: int) -> int:
        """Give the number of a key, -1 for none."""
        rest_bits, width = KEY_BITS - self.bucket_bits, rest_bytes(self.bucket_bits)
        bucket = key >> rest_bits
        start: int = self.firsts.item(bucket)
        end: int = self.firsts.item(bucket + 1)
        rests = self.rests[start * width : end * width].tobytes()
        wanted = (key & (1 << rest_bits) - 1).to_bytes(width, "little")
        at = rests.find(wanted)
        while at % width > 0:  # across two keys; -1 % width is above 0 too
            if at < 0:
                return -1
            at = rests.find(wanted, at + 1)
        return start + at // width

    def find_all(self, keys: Array) -> Array:
        """Give the numbers of keys, -1 for none."""
        rest_bits, width = KEY_BITS - self.bucket_bits, rest_bytes(self.bucket_bits)
        buckets = (keys >> np.uint64(rest_bits)).astype(np.int64)
        starts = self.firsts[buckets].astype(np.int64)
        sizes = self.firsts[buckets + 1].astype(np.int64) - starts
        wanted = keys & np.uint64((1 << rest_bits) - 1)
        words: Array = np.ndarray(int(self.firsts[-1]), "<u8", self.rests, strides=(width,))
        found = np.full(len(keys), -1)
        for place in range(sizes.max(initial=0)):
            some = np.flatnonzero(sizes > place)
            at = starts[some] + place
            equal = words[at] << np.uint64(64 - 8 * width) == wanted[some] << np.uint64(
                64 - 8 * width
            )
            found[some[equal]] = at[equal]
        return found

    def keys(self) -> Array:
        """Give all keys."""
        width = rest_bytes(self.bucket_bits)
        rests = np.zeros((self.firsts[-1], 8), np.uint8)
        rests[:, :width] = self.rests[:-PADDING].reshape(-1, width)
        buckets = np.repeat(np.arange(len(self.firsts) - 1), np.diff(self.firsts))
        leading = buckets.astype(np.uint64) << np.uint64(KEY_BITS - self.bucket_bits)
        keys: Array = rests.view("<u8").ravel() | leading
        return keys


def rest_bytes(bucket_bits: int) -> int:
    """Give how many bytes hold what is left of a key beside its bucket."""
    return -(-(KEY_BITS - bucket_bits) // 8)
