"""A segment: the postings of up to 65 536 passages as flat arrays, compiled once, never changed.

What a term is worth depends on all passages of all segments, so it is not in here: segments come
and go, and every score is still the one that a rebuild would give.
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

import numpy as np

from bot.retrieval.arrays import map_arrays, save_arrays
from bot.retrieval.bits import Array
from bot.retrieval.bm25 import Statistics
from bot.retrieval.keys import KEY_BITS, KeyTable
from bot.retrieval.postings import PackedPostings, Postings, UnpackedList
from corpus.mapped import MappedFile

# The scores of a segment fit the processor's cache.
MAX_PASSAGES = 1 << 16
MAX_BOUND = 255
_NO_LIST = UnpackedList(np.zeros(0, np.uint16), np.zeros(0, np.uint8))


@dataclass(frozen=True, eq=False)
class Segment:
    """The arrays. T terms in B buckets by their keys, N passages, A articles."""

    buckets: Array  # uint32 [B + 1, 3]: first term; where it begins in the highs and the lows
    rests: Array  # the keys beside their buckets: see `KeyTable`
    sizes: Array  # the postings: see `PackedPostings`
    large: Array
    tops: Array
    highs: Array
    lows: Array
    lengths: Array  # uint32 [N]: terms of the passage, repeats counted
    classes: Array  # uint8 [N]: lengths in steps of `class_step`, rounded down, 255 at most
    articles: Array  # uint16 [N]: number of the passage's article, ascending
    offsets: Array  # uint32 [N]: page offset of the passage's first character
    days: Array  # uint32 [A, 2]: first and last day of the article, YYYYMMDD
    names: Array  # uint8: the article ids in UTF-8, one after the other
    name_ends: Array  # uint32 [A]

    def __len__(self) -> int:
        """Count the passages."""
        return len(self.lengths)

    @cached_property
    def statistics(self) -> Statistics:
        """Give the segment's own statistics: those that its bounds hold for."""
        return Statistics(len(self), int(self.lengths.sum(dtype=np.int64)))

    @cached_property
    def class_step(self) -> int:
        """Tell how many terms of a passage's length make one class of lengths."""
        return class_step(self.statistics)

    @cached_property
    def addresses(self) -> dict[str, int]:
        """Where each array's memory begins, by its name; for the kernel."""
        return {field.name: getattr(self, field.name).ctypes.data for field in fields(self)}

    @cached_property
    def shortest(self) -> int:
        """Tell how many terms its shortest passage has, rounded down to its class."""
        return int(self.classes.min()) * self.class_step

    def article_id(self, article: int) -> str:
        """Give an article's id by its number."""
        names = self._names
        return str(
            names.names[names.ends[article - 1] if article else 0 : names.ends[article]], "utf-8"
        )

    @cached_property
    def article_ids(self) -> tuple[str, ...]:
        """All article ids, in the segment's order."""
        return tuple(map(self.article_id, range(len(self.name_ends))))

    def passage_id(self, doc: int) -> str:
        """Give a passage's id by its number, as `Passage.id` does."""
        names = self._names
        return f"{self.article_id(names.articles[doc])}@{names.offsets[doc]}"

    @cached_property
    def _names(self) -> _Names:
        return _Names(self.names.data, self.name_ends.data, self.articles.data, self.offsets.data)

    @cached_property
    def table(self) -> KeyTable:
        """Give the terms' keys: they number the terms."""
        return KeyTable((len(self.buckets) - 1).bit_length() - 1, self.buckets[:, 0], self.rests)

    def size_of(self, term: int) -> int:
        """Tell in how many passages a term stands, by its number; 0 for -1."""
        return self._lists.size_of(term) if term >= 0 else 0

    def list_of(self, key: int) -> UnpackedList:
        """Give the list of the term of that key."""
        term = self.table.find(key)
        if term < 0:
            return _NO_LIST
        bucket = key >> KEY_BITS - self.table.bucket_bits
        first, high, low = self.buckets[bucket].tolist()
        return self._lists.unpack_list(term, first, (high, low), len(self))

    def postings(self) -> Postings:
        """Give the postings of all terms."""
        return self._lists.unpack(len(self))

    @cached_property
    def _lists(self) -> PackedPostings:
        return PackedPostings(self.sizes, self.large, self.tops, self.highs, self.lows)

    def save(self, file: Path) -> None:
        """Write the segment into a new file."""
        save_arrays(file, {field.name: getattr(self, field.name) for field in fields(self)})

    @classmethod
    def of(cls, file: MappedFile) -> Segment:
        """Give the segment that a mapped file holds: nothing is read before it is asked for."""
        return cls(**map_arrays(file))


class _Names(NamedTuple):
    """What passages are called by, as views: they give plain numbers three times as fast."""

    names: memoryview
    ends: memoryview
    articles: memoryview
    offsets: memoryview


def class_step(statistics: Statistics) -> int:
    """Give the step of a segment's length classes: 64 of them reach its mean length."""
    return max(1, round(statistics.mean_length / 64))
