"""The lists last asked for, unpacked, as many as there is room for."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from threading import Lock

from bot.retrieval.bits import Array

# Postings, of 10 bytes each: 80 MB at most. A question over 100 000 passages has 80 000.
ROOM = 1 << 23

List = tuple[Array, Array]


class RecentLists:
    """Keeps the lists that were asked for last. Any number of threads may ask."""

    def __init__(self, unpack: Callable[[int, int], List], room: int = ROOM) -> None:
        self._unpack = unpack
        self._left = room
        self._kept: OrderedDict[tuple[int, int], List] = OrderedDict()
        self._lock = Lock()

    def get(self, segment: int, key: int) -> List:
        """Give a segment's list of the term of that key."""
        named = (segment, key)
        with self._lock:
            kept = self._kept.get(named)
            if kept is not None:
                self._kept.move_to_end(named)
                return kept
        unpacked = self._unpack(segment, key)
        with self._lock:
            self._keep(named, unpacked)
        return unpacked

    def _keep(self, named: tuple[int, int], unpacked: List) -> None:
        if named not in self._kept:
            self._kept[named] = unpacked
            self._left -= _size(unpacked)
        while self._left < 0:
            _, oldest = self._kept.popitem(last=False)
            self._left += _size(oldest)


def _size(unpacked: List) -> int:
    """Count what a list takes of the room; an empty one takes some too."""
    return len(unpacked[0]) + 8
