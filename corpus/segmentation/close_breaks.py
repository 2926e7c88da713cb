"""Where a paragraph was broken, or went on, by a narrow margin."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from corpus.segmentation.blocks import Block, CloseBreak
from corpus.segmentation.evidence import part_scores
from corpus.segmentation.joining import MeasuredPage, join_evidence
from corpus.segmentation.parts import Part

_CLOSE = 2.0  # nats
_EVEN = 0.0
_AGAINST = -1.0  # what speaks so much against joining two lines leaves no doubt
_BROKEN = {Part.FIRST: Part.WHOLE, Part.MIDDLE: Part.LAST}
_BEGUN = {Part.MIDDLE: Part.FIRST, Part.LAST: Part.WHOLE}
_OPEN = {part: other for other, part in _BROKEN.items()}
_GONE_ON = {part: other for other, part in _BEGUN.items()}


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
        above, part = parts[at - 1], parts[at]
        margin = _CLOSE
        if page.lines[at - 1].row or page.lines[at].row:
            continue
        if "signature" in page.looks[at].signs:
            margin = _EVEN if _lacks_room(page, at) else _CLOSE
        elif above in _BROKEN and part in _BEGUN and page.looks[at - 1].ends:
            margin = _worth_of_joining(page, at, above, part)
        elif above in _OPEN and part in _GONE_ON and join_evidence(page, at) > _AGAINST:
            margin = -_worth_of_joining(page, at, _OPEN[above], _GONE_ON[part])
        if margin < _CLOSE:
            yield at, margin


def _lacks_room(page: MeasuredPage, at: int) -> bool:
    """Tell whether a credit in brackets had no room on the line above.

    It may end the paragraph or stand by itself: on our gold pages each as often.
    """
    column = page.measure.columns[at - 1]
    return column is not None and page.lines[at - 1].width + page.lines[at].width > column


def _worth_of_joining(page: MeasuredPage, at: int, above: Part, part: Part) -> float:
    """Weigh two lines as parts of one paragraph, against their ending one and beginning another."""
    joined = join_evidence(page, at)
    worth = joined + joined / 3
    for line, one, other in ((at - 1, above, _BROKEN[above]), (at, part, _BEGUN[part])):
        column = page.measure.columns[line]
        scored = part_scores(page.lines[line], page.looks[line], column, page.measure)
        scores = dict(zip(*scored, strict=True))
        worth += scores[one] - scores[other]
    return worth
