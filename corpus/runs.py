"""Where words stand on a page, as spans of its characters."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple, overload


class Span(NamedTuple):
    """Characters of a page's decoded text, from `start` up to but not including `end`."""

    start: int
    end: int


class Run(NamedTuple):
    """A stretch of clean text printed in one go: `text[at:at + length]` stands on `span`.

    The span is as long as the stretch, save where one character was written as several (an HTML
    entity).
    """

    at: int
    length: int
    span: Span


class Runs(Sequence[Run]):
    """Runs as numbers: 16 bytes each, where a tuple of them takes 280.

    The same as the tuple of its runs, which are made when they are asked for.
    """

    __slots__ = ("_numbers",)

    def __init__(self, runs: Iterable[tuple[int, int, Sequence[int]]]) -> None:
        """Take runs, or what JSON makes of them."""
        self._numbers = array(
            "i", (number for at, length, span in runs for number in (at, length, *span))
        )

    def __len__(self) -> int:
        return len(self._numbers) // 4

    @overload
    def __getitem__(self, index: int) -> Run: ...

    @overload
    def __getitem__(self, index: slice) -> Sequence[Run]: ...

    def __getitem__(self, index: int | slice) -> Run | Sequence[Run]:
        return tuple(self)[index]

    def __iter__(self) -> Iterator[Run]:
        numbers = iter(self._numbers)
        for at, length, start, end in zip(numbers, numbers, numbers, numbers, strict=True):
            yield Run(at, length, Span(start, end))

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Runs | tuple) and tuple(self) == tuple(other)

    def __hash__(self) -> int:
        return hash(tuple(self))
