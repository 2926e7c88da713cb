"""Where in a file of records a record lies, and which record an article is in.

Looked up in the file itself: two counts, then of each record where it ends, of each article a hash
of its id, ascending, and the number of its record.
"""

from __future__ import annotations

import struct
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from hashlib import blake2b
from itertools import accumulate
from typing import NamedTuple

_COUNTS = struct.Struct("QQ")


class Places(NamedTuple):
    """The places of R records that hold A articles."""

    ends: memoryview  # uint64 [R]
    hashes: memoryview  # uint64 [A]
    records: memoryview  # uint32 [A]

    @staticmethod
    def pack(sizes: Iterable[int], article_ids: Iterable[Sequence[str]]) -> bytes:
        """Lay out the records' sizes and which articles each of them holds."""
        ends = list(accumulate(sizes))
        held = sorted((_hash(name), at) for at, names in enumerate(article_ids) for name in names)
        form = f"QQ{len(ends)}Q{len(held)}Q{len(held)}I"
        records = (at for _, at in held)
        return struct.pack(form, len(ends), len(held), *ends, *(one for one, _ in held), *records)

    @classmethod
    def of(cls, packed: memoryview) -> Places:
        """Look into what `pack` gave."""
        records, articles = _COUNTS.unpack_from(packed)
        first = _COUNTS.size
        second = first + 8 * records
        third = second + 8 * articles
        return cls(
            packed[first:second].cast("Q"),
            packed[second:third].cast("Q"),
            packed[third : third + 4 * articles].cast("I"),
        )

    def of_record(self, number: int) -> slice:
        """Tell where a record lies."""
        return slice(self.ends[number - 1] if number else 0, self.ends[number])

    def records_with(self, article_id: str) -> Iterator[int]:
        """Number the records that may hold an article: as a rule one, or none."""
        wanted = _hash(article_id)
        at = bisect_left(self.hashes, wanted)
        while at < len(self.hashes) and self.hashes[at] == wanted:
            yield self.records[at]
            at += 1


def _hash(article_id: str) -> int:
    digest = blake2b(article_id.encode("utf-8", "surrogatepass"), digest_size=8).digest()
    return int.from_bytes(digest, "little")
