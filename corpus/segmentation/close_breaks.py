"""Where a paragraph was broken, or went on, by a narrow margin."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from corpus.segmentation.blocks import Block, CloseBreak
from corpus.segmentation.joining import MeasuredPage
from corpus.segmentation.parts import BEGINS, JOINS, Part

_CLOSE = 2.0  # nats; of the articles of our gold pages with a break as close 4 in 10 have it wrong
_EVEN = 0.0
_AGAINST = -1.0  # what speaks so much against joining two lines leaves no doubt
_BROKEN = {Part.FIRST: Part.WHOLE, Part.MIDDLE: Part.LAST}
_BEGUN = {Part.MIDDLE: Part.FIRST, Part.LAST: Part.WHOLE}
_OPEN = {part: other for other, part in _BROKEN.items()}
_GONE_ON = {part: other for other, part in _BEGUN.items()}

_Parts = tuple[Part, Part]  # of two lines, one below the other


def mark_close_breaks(
    blocks: Iterable[Block], page: MeasuredPage, parts: Sequence[Part]
) -> Iterator[Block]:
    """Mark in each block the lines above which a break was nearly decided otherwise.

    `parts` are those that the lines of the page were found to play.
    """
    close = {id(page.lines[at]): margin for at, margin in _margins(page, parts)}
    for block in blocks:
        breaks = [CloseBreak(line, close[id(line)]) for line in block.lines if id(line) in close]
        yield replace(block, close=tuple(breaks)) if breaks else block


def _margins(page: MeasuredPage, parts: Sequence[Part]) -> Iterator[tuple[int, float]]:
    """Give the lines above which a break was close, and how much better the choice is."""
    for at in range(1, len(parts)):
        if page.lines[at - 1].row or page.lines[at].row:
            continue
        if page.looks[at].signature:
            if _lacks_room(page, at):
                yield at, _EVEN
            continue
        chosen = parts[at - 1], parts[at]
        others = [_worth(page, at, other) for other in _otherwise(page, at, chosen)]
        if others and (margin := _worth(page, at, chosen) - max(others)) < _CLOSE:
            yield at, margin


def _lacks_room(page: MeasuredPage, at: int) -> bool:
    """Tell whether a credit in brackets had no room on the line above.

    It may end the paragraph or stand by itself: on our gold pages each as often.
    """
    column = page.measure.columns[at - 1]
    return column is not None and page.lines[at - 1].width + page.lines[at].width > column


def _otherwise(page: MeasuredPage, at: int, chosen: _Parts) -> Iterator[_Parts]:
    """Give what two lines of a body might be instead: joined, parted, one of them a title."""
    above, part = chosen
    if above in _BROKEN and part in _BEGUN:
        if above is Part.FIRST:
            yield Part.TITLE, _BEGUN[part]
        if page.looks[at - 1].ends:
            yield _BROKEN[above], _BEGUN[part]
            if part is Part.LAST:
                yield _BROKEN[above], Part.TITLE
    elif above in _OPEN and part in _GONE_ON and page.joined[at] > _AGAINST:
        yield _OPEN[above], _GONE_ON[part]


def _worth(page: MeasuredPage, at: int, parts: _Parts) -> float:
    """Score two lines, `at` the second of them, as these parts."""
    worth = 0.0
    for line, part in zip((at - 1, at), parts, strict=True):
        names, scores = page.scored[line]
        worth += scores[names.index(part)]
        joined = page.joined[line] if line else 0.0
        worth += joined if part in JOINS and line == at else 0.0
        worth -= joined / 3 if part in BEGINS else 0.0
    return worth
