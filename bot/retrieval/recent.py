"""The lists last asked for, unpacked, as many as there is room for."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Sequence
from threading import Lock

from bot.retrieval.postings import UnpackedList

# Bytes. A posting takes three, one of a common term less: of a million passages all that 300
# questions ask for has room, of 100 000 a tenth of it is enough.
ROOM = 128 << 20


class RecentLists:
    """Keeps the lists of the terms that were asked for last. Any number of threads may ask."""

    def __init__(self, unpack: Callable[[int], Sequence[UnpackedList]], room: int = ROOM) -> None:
        self._unpack = unpack
        self._left = room
        self._kept: OrderedDict[int, Sequence[UnpackedList]] = OrderedDict()
        self._lock = Lock()

    def get(self, key: int) -> Sequence[UnpackedList]:
        """Give the lists of the term of that key, one a segment."""
        with self._lock:
            kept = self._kept.get(key)
            if kept is not None:
                self._kept.move_to_end(key)
                return kept
        unpacked = self._unpack(key)
        with self._lock:
            self._keep(key, unpacked)
        return unpacked

    def _keep(self, key: int, unpacked: Sequence[UnpackedList]) -> None:
        if key not in self._kept:
            self._kept[key] = unpacked
            self._left -= _size(unpacked)
        while self._left < 0:
            _, oldest = self._kept.popitem(last=False)
            self._left += _size(oldest)


_OBJECTS = 256  # bytes, about: two arrays and a tuple


def _size(lists: Sequence[UnpackedList]) -> int:
    """Count the bytes that lists take."""
    return sum(
        _OBJECTS + (0 if docs is None else docs.nbytes) + counts.nbytes for docs, counts in lists
    )
