"""A segment: the postings of up to 65 536 passages as flat arrays, compiled once, never changed.

A posting is a passage's number inside its segment (two bytes) and how often it has the term (one).
What a term is worth depends on all passages of all segments, so it is not in here: segments come
and go, and every score is still the one that a rebuild would give.
"""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Iterator
from dataclasses import dataclass, fields
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from bot.retrieval.bm25 import Statistics

# A passage's number fits two bytes, and the scores of a segment the processor's cache.
MAX_PASSAGES = 1 << 16
MAX_BOUND = 255

Array = NDArray[Any]


@lru_cache(maxsize=1 << 16)
def term_key(term: str) -> int:
    """Give the 64 bits that stand for a term in every segment; the term itself is not kept.

    Two of ten million terms share their key in one archive of 370 000.
    """
    digest = hashlib.blake2b(term.encode("utf-8", "surrogatepass"), digest_size=8).digest()
    return int.from_bytes(digest)


@dataclass(frozen=True, eq=False)
class Segment:
    """The arrays; on disk each is a file of its name. T terms, P postings, N passages, A articles.

    The postings of term t are `docs` and `counts` from `starts[t]` to `starts[t + 1]`, ascending.
    """

    keys: Array  # uint64 [T]: term_key of each term, ascending
    starts: Array  # uint32 [T + 1]
    bounds: Array  # uint8 [T]: largest saturation, in `MAX_BOUND` steps of K1 + 1, rounded up
    docs: Array  # uint16 [P]
    counts: Array  # uint8 [P]
    lengths: Array  # uint32 [N]: terms of the passage, repeats counted
    articles: Array  # uint32 [N]: number of the passage's article, ascending
    offsets: Array  # uint32 [N]: page offset of the passage's first character
    days: Array  # uint32 [A, 2]: first and last day of the article, YYYYMMDD
    names: Array  # uint8: the article ids in UTF-8, one after the other
    name_ends: Array  # uint32 [A]
    folder: Path | None = None  # where the arrays are files

    def __len__(self) -> int:
        """Count the passages."""
        return len(self.lengths)

    @cached_property
    def statistics(self) -> Statistics:
        """Give the segment's own statistics: those that its `bounds` hold for."""
        return Statistics(len(self), int(self.lengths.sum()))

    def article_id(self, article: int) -> str:
        """Give an article's id by its number."""
        start = self.name_ends[article - 1] if article else 0
        return bytes(self.names[start : self.name_ends[article]]).decode()

    def article_ids(self) -> Iterator[str]:
        """Give all article ids, in the segment's order."""
        return map(self.article_id, range(len(self.name_ends)))

    def passage_id(self, doc: int) -> str:
        """Give a passage's id by its number, as `Passage.id` does."""
        return f"{self.article_id(int(self.articles[doc]))}@{self.offsets[doc]}"

    def find(self, keys: Array) -> Array:
        """Give the terms' numbers in this segment, -1 for a term that it has not."""
        if not len(self.keys):
            return np.full(len(keys), -1, np.int32)
        found = np.searchsorted(self.keys, keys)
        found[found == len(self.keys)] = 0
        return np.where(self.keys[found] == keys, found, -1).astype(np.int32)

    def save(self, folder: Path) -> None:
        """Write the arrays into a new folder; those that came from a file are linked to it."""
        folder.mkdir(parents=True)
        for name in _ARRAYS:
            target = folder / f"{name}.npy"
            if self.folder is None:
                np.save(target, getattr(self, name))
            else:
                _link(self.folder / target.name, target)

    @classmethod
    def open(cls, folder: Path) -> Segment:
        """Map the arrays into memory: nothing is read before it is asked for."""
        return cls(**{name: map_array(folder / f"{name}.npy") for name in _ARRAYS}, folder=folder)


_ARRAYS = tuple(field.name for field in fields(Segment) if field.name != "folder")


def _link(source: Path, target: Path) -> None:
    """Let two folders share a file that never changes; copy it where the disk cannot."""
    try:
        target.hardlink_to(source)
    except OSError:
        shutil.copyfile(source, target)


def map_array(file: Path) -> Array:
    """Map a file of one array, as a plain array: slices of `np.memmap` are slow."""
    return np.asarray(np.load(file, mmap_mode="r", allow_pickle=False))
