"""The parts that lines play in blocks, and how one follows another."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum
from functools import cache
from typing import NamedTuple

from corpus.segmentation.weights import FOLLOWS, LINK


class Part(StrEnum):
    """The part a line plays in its block."""

    FIRST = "first"
    MIDDLE = "middle"
    LAST = "last"
    WHOLE = "whole"
    TITLE = "title"
    BYLINE = "byline"
    LABEL = "label"
    CAPTION = "caption"
    CAPTION_FIRST = "caption_first"
    CAPTION_INSIDE = "caption_inside"
    SOURCE = "source"
    FURNITURE = "furniture"
    FURNITURE_INSIDE = "furniture_inside"


class Follows(NamedTuple):
    """How some parts follow each of those before them, whatever the lines.

    Parts that follow alike share a row: `row_of` gives the number of each part's. `joins` tells of
    each whether it begins a paragraph (0), goes on with one (2) or neither (1). `titles` are the
    places of the title before and of this, where both lines may be one.
    """

    rows: Sequence[Sequence[float]]
    row_of: Sequence[int]
    joins: Sequence[int]
    titles: tuple[int, int] | None


@cache
def follow_table(before: tuple[Part | None, ...], parts: tuple[Part | None, ...]) -> Follows:
    """Score how parts follow each of those before them; None is the page's edge."""
    rows = [tuple(_follow(prior, part) for prior in before) for part in parts]
    different = list(dict.fromkeys(rows))
    joins = [1 - (part in BEGINS) + (part in JOINS) for part in parts]
    both = Part.TITLE in before and Part.TITLE in parts
    titles = (before.index(Part.TITLE), parts.index(Part.TITLE)) if both else None
    return Follows(different, [different.index(row) for row in rows], joins, titles)


BEGINS = frozenset({Part.FIRST, Part.WHOLE})
"""The parts of lines that begin a paragraph."""

JOINS = frozenset({Part.MIDDLE, Part.LAST})
"""The parts of lines that go on with a paragraph."""


def _follow(before: Part | None, part: Part | None) -> float:
    is_open = before in _OPEN
    if part in _INSIDE:
        return 0.0 if is_open else _NEVER
    if is_open != (part in GOES_ON):
        return LINK["broken_paragraph" if is_open else "orphan_continuation"]
    return FOLLOWS.get((before, part), 0.0) if before and part else 0.0


_NEVER = -1e6
_INSIDE = frozenset({Part.CAPTION_INSIDE, Part.FURNITURE_INSIDE})
_OPEN = frozenset({Part.FIRST, Part.MIDDLE, Part.CAPTION_FIRST, *_INSIDE})
GOES_ON = frozenset({Part.MIDDLE, Part.LAST, *_INSIDE})
"""The parts in which a paragraph begun before is still open."""
