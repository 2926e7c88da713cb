"""In how many texts each character and each pair of neighbours stands."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache, partial
from itertools import chain, repeat
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

# So many are kept at hand: a question asks for the same ones often.
MAX_KNOWN = 1 << 14
# So many characters are counted at once, in some 4 MB.
BATCH_CHARS = 1 << 16
# A key is the first character's code, then the second's and 1, or 0 where there is no second;
# while a batch is counted the number of the text follows, fewer than a batch has characters.
_CODE_BITS = 21
_SECOND = (1 << _CODE_BITS) - 1
_NUMBER_BITS = 64 - 2 * _CODE_BITS


class _Table(NamedTuple):
    """Keys, ascending, and how often each was counted."""

    keys: NDArray[np.uint64]
    counts: NDArray[np.int32]


class Frequencies:
    """Counts of texts by character and by pair; takes twelve bytes each, a tenth of a dictionary.

    It never changes: `changed` gives the counts once some texts are gone and others came. `texts`
    says how many there are.
    """

    def __init__(self, table: _Table | None = None, texts: int = 0) -> None:
        self.texts = texts
        self._table = table or _Table(np.zeros(0, np.uint64), np.zeros(0, np.int32))
        keys, counts = self._table.keys.data, self._table.counts.data
        self.get = lru_cache(MAX_KNOWN)(partial(_look, keys, counts))

    def __iter__(self) -> Iterator[str]:
        """Give each character and each pair that stands anywhere."""
        for key in self._table.keys.tolist():
            second = key & _SECOND
            yield chr(key >> _CODE_BITS) + (chr(second - 1) if second else "")

    def changed(self, *, gone: Iterable[str], came: Iterable[str]) -> Frequencies:
        """Give the counts of texts that some left and others joined."""
        tables, texts = [self._table], self.texts
        for batch, sign in chain(zip(_batches(came), repeat(1)), zip(_batches(gone), repeat(-1))):
            keys, counts = _counted(batch)
            tables.append(_Table(keys, sign * counts))
            texts += sign * len(batch)
            if sum(len(one.keys) for one in tables[1:]) > len(tables[0].keys):
                tables = [_sum(tables)]
        return Frequencies(_sum(tables), texts)


def _look(keys: Sequence[int], counts: Sequence[int], gram: str) -> int:
    """Give the count of a character or pair; 0 for one that stands nowhere."""
    key = ord(gram[0]) << _CODE_BITS | (ord(gram[1]) + 1 if len(gram) > 1 else 0)
    at = bisect_left(keys, key)
    return counts[at] if at < len(keys) and keys[at] == key else 0


def _batches(texts: Iterable[str]) -> Iterator[list[str]]:
    batch, size = [], 0
    for text in texts:
        batch.append(text)
        size += len(text) + 1
        if size >= BATCH_CHARS:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch


def _counted(texts: Sequence[str]) -> _Table:
    """Count in how many of a batch of texts each character and pair stands."""
    codes = np.frombuffer("".join(texts).encode("utf-32-le"), np.uint32).astype(np.uint64)
    numbers = np.repeat(np.arange(len(texts), dtype=np.uint64), list(map(len, texts)))
    firsts = codes << _CODE_BITS
    beside = numbers[1:] == numbers[:-1]
    pairs = (firsts[:-1] | (codes[1:] + 1))[beside]
    keys, owners = np.concatenate([firsts, pairs]), np.concatenate([numbers, numbers[1:][beside]])
    once = np.unique(keys << _NUMBER_BITS | owners) >> _NUMBER_BITS
    found, counts = np.unique(once, return_counts=True)
    return _Table(found, counts.astype(np.int32))


def _sum(tables: Sequence[_Table]) -> _Table:
    """Add up tables; a count of nothing is left out."""
    keys = np.concatenate([one.keys for one in tables])
    if not len(keys):
        return tables[0]
    order = np.argsort(keys, kind="stable")
    keys = keys[order]
    firsts = np.flatnonzero(np.append(True, keys[1:] != keys[:-1]))
    counts = np.add.reduceat(np.concatenate([one.counts for one in tables])[order], firsts)
    return _Table(keys[firsts][counts != 0], counts[counts != 0])
