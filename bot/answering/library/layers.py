"""Tables of which the next state is a small layer over the one before: neither changes.

So what a corpus says is worked out anew only for what changed in it, while questions under way go
on with the tables they began with.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from typing import Any, Generic, TypeVar

K = TypeVar("K")
V = TypeVar("V")

# A layer is merged when it holds a sixteenth of what it lies on. To merge costs as much as
# all the layers before it did, and a look into two tables twice a look into one.
MAX_SHARE = 1 / 16


class Layered(Generic[K, V]):
    """A table that never changes; `changed` gives its next state.

    `get` gives the value of a key, None where it has none.
    """

    get: Callable[[K], V | None]

    def __init__(
        self, base: Mapping[K, V] | None = None, over: Mapping[K, V | None] | None = None
    ) -> None:
        self._base: Mapping[K, V] = base or {}
        self._over: Mapping[K, V | None] = over or {}
        self.get = partial(_look, self._over, self._base.get) if over else self._base.get

    def __contains__(self, key: object) -> bool:
        return self.get(key) is not None  # type: ignore[arg-type]  # None where it is no key

    def __iter__(self) -> Iterator[K]:
        yield from (key for key in self._base if key not in self._over)
        yield from (key for key, value in self._over.items() if value is not None)

    def changed(self, changes: Mapping[K, V | None]) -> Layered[K, V]:
        """Give the table with other values; None takes a key out."""
        if not self._base:
            return Layered({key: value for key, value in changes.items() if value is not None})
        over = {**self._over, **changes}
        if len(over) <= len(self._base) * MAX_SHARE:
            return Layered(self._base, over)
        merged = {**self._base, **over}
        return Layered({key: value for key, value in merged.items() if value is not None})


def _look(over: Mapping[Any, Any], below: Callable[[Any], Any], key: Any) -> Any:
    return over[key] if key in over else below(key)


def recounted(counts: Layered[K, int], more: Mapping[K, int]) -> Layered[K, int]:
    """Count keys so much more, or less; a count of nothing is none."""
    return counts.changed(
        {key: (counts.get(key) or 0) + count or None for key, count in more.items() if count}
    )


def regrouped(
    groups: Layered[K, tuple[str, ...]],
    *,
    gone: Iterable[tuple[K, str]],
    came: Iterable[tuple[K, str]],
) -> Layered[K, tuple[str, ...]]:
    """Take members out of groups and put others in; each group is in order."""
    changed: dict[K, set[str]] = {}
    for key, member in gone:
        _members(groups, changed, key).discard(member)
    for key, member in came:
        _members(groups, changed, key).add(member)
    return groups.changed({key: tuple(sorted(group)) or None for key, group in changed.items()})


def _members(groups: Layered[K, tuple[str, ...]], changed: dict[K, set[str]], key: K) -> set[str]:
    if key not in changed:
        changed[key] = set(groups.get(key) or ())
    return changed[key]
