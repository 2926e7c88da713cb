"""How wide the column around a line is, and how lines of one paragraph follow each other."""

from __future__ import annotations

import math
from bisect import bisect_left, bisect_right, insort
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import compress, groupby
from statistics import median

from corpus.segmentation import forms
from corpus.segmentation.lines import Line
from corpus.segmentation.listings import echoed_lines, figure_lines, list_marks

_WINDOW = 9  # lines to either side that tell a line's column width
_MAX_COLUMN = 48.0  # wider lines are whole paragraphs: no newspaper sets 48 characters in a column
_MIN_COLUMN = 8.0
_NEARLY = 0.7  # of a line's width: a line inside a paragraph has a full one above it
_MAX_DECK = 8  # lines; a summary longer than that is an article
_LEAST_RAGGED = 0.7  # a line may always keep a mark from the next line's beginning
_RAGGED = 2.6  # how much narrower than the column a full line may be: its indent and one mark
_WHOLE = 1.9  # times the column's width: a wider line is a whole paragraph
_PILE = 3.0  # full lines of one column differ by this much: marks are set tight or hung out


@dataclass(frozen=True)
class Measure:
    """What the layout around each line is.

    `columns[i]` is the width of the column in which line i stands, None where paragraphs are not
    wrapped. `wrap_gap` is the usual number of blank lines between lines of one paragraph.
    `indented` says that paragraphs open with blanks; else they open with a line shorter by two (an
    indent that the extraction lost). `raggedness` is the spread of full lines, in characters;
    `levelled` says that the page's markup tells its headlines;
    `bullets` are the marks that open the items of lists; `repeated` the lines
    printed more than twice; `figures` those that give a name and a figure, several together.
    `opening` is how much shorter the first line of a paragraph is; `contents` are the headlines
    that a table of contents lists; `usual_gap` is how many blank lines part most lines.
    """

    columns: tuple[float | None, ...]
    raggedness: float
    wrap_gap: int
    indented: bool
    levelled: bool
    bullets: frozenset[str]
    repeated: frozenset[str]
    figures: frozenset[str]
    opening: float
    contents: frozenset[str]
    usual_gap: float

    @cached_property
    def usual_column(self) -> float | None:
        """The width of most of the page's columns, None where no paragraph is wrapped."""
        widths = [column for column in self.columns if column]
        return median(widths) if widths else None


def measure(lines: Sequence[Line], ends: Sequence[bool]) -> Measure:
    """Measure a page; `ends` tells of each line whether it ends a sentence."""
    widths = [line.width for line in lines]
    inside = [_goes_on(lines, ends, at) for at in range(len(lines))]
    prose = [not line.row for line in lines]
    columns = _without_stacks(_columns(widths, inside, prose), ends)
    columns = _deck_columns(lines, ends, columns)
    contents = frozenset(echoed_lines(lines))
    return Measure(
        tuple(columns),
        _raggedness(widths, inside, columns),
        _wrap_gap(lines, ends, columns),
        _indented(lines, ends, columns),
        _levelled(lines, ends),
        frozenset(list_marks(lines)),
        frozenset(_often(line.text for line in lines)),
        frozenset(figure_lines(lines)) - contents,
        _opening(lines, ends, columns),
        contents,
        median(line.gap for line in lines),
    )


def _levelled(lines: Sequence[Line], ends: Sequence[bool]) -> bool:
    """Tell whether markup tells headlines; what is bold below sentences alone are headings."""
    marked = [bool(line.level or line.bold) for line in lines]
    before = [*ends, True].index(True)
    return sum(marked) >= 2 and (any(line.level for line in lines) or any(marked[:before]))


def _often(values: Iterable[str]) -> set[str]:
    return {value for value, count in Counter(values).items() if count > 2}


def _opening(lines: Sequence[Line], ends: Sequence[bool], columns: Sequence[float | None]) -> float:
    """Tell whether first lines are short by an indent, from those after a short end."""
    rooms = [
        column - line.width
        for before, line, ended, goes_on, column in zip(
            lines, lines[1:], ends, (not end for end in ends[1:]), columns[1:], strict=False
        )
        if column and ended and goes_on and before.width < column - 4 and line.width > column - 4
    ]
    return 0.0 if len(rooms) >= 3 and median(rooms) < 0.8 else 2.0


def _columns(
    widths: Sequence[float], inside: Sequence[bool], prose: Sequence[bool]
) -> list[float | None]:
    """Measure the column around each line, from lines `inside` paragraphs; `prose` are no rows."""
    columns = list(map(_column, _windows(widths, inside)))
    widest = max(compress(widths, prose), default=0.0)
    for at, column in enumerate(columns):
        if column and widest > _WHOLE * column:
            near = slice(max(0, at - _WINDOW), at + _WINDOW + 1)
            around = list(compress(widths[near], prose[near]))
            if 4 * sum(width > _WHOLE * column for width in around) > len(around):
                columns[at] = None
    return _carry(_carry(columns, widths)[::-1], widths[::-1])[::-1]


def _without_stacks(columns: Sequence[float | None], ends: Sequence[bool]) -> list[float | None]:
    """Leave out narrow columns in which no sentence ends: titles stand there, not paragraphs."""
    measured = [column for column in columns if column]
    usual = median(measured) if measured else 0.0
    kept = list(columns)
    start = 0
    for narrow, run in groupby(column and column < _STACK * usual for column in columns):
        end = start + sum(1 for _ in run)
        if narrow and not any(ends[start:end]):
            kept[start:end] = [usual] * (end - start)
        start = end
    return kept


_STACK = 0.7


def _windows(widths: Sequence[float], taken: Sequence[bool]) -> Iterator[list[float]]:
    """Give the widths around each line that are taken, in rising order: one list, kept up."""
    window: list[float] = []
    for at in range(-_WINDOW, len(widths)):
        entering, leaving = at + _WINDOW, at - _WINDOW - 1
        if entering < len(widths) and taken[entering]:
            insort(window, widths[entering])
        if leaving >= 0 and taken[leaving]:
            del window[bisect_left(window, widths[leaving])]
        if at >= 0:
            yield window


def _carry(columns: Sequence[float | None], widths: Sequence[float]) -> list[float | None]:
    """Let a column reach on where the window cannot tell, to the first line too wide for it."""
    carried: list[float | None] = []
    reached = None
    for column, width in zip(columns, widths, strict=True):
        reached = column or (reached if reached and width <= reached + _PILE else None)
        carried.append(reached)
    return carried


def _column(unfinished: Sequence[float]) -> float | None:
    """Give the width around which a window's unfinished lines pile up, if they do."""
    if len(unfinished) < 3:
        return None
    pile = _largest_pile(unfinished)
    column = sum(pile) / len(pile)
    return None if column > _MAX_COLUMN or 2 * len(pile) < len(unfinished) else column


def _largest_pile(widths: Sequence[float]) -> Sequence[float]:
    """Find the most of some rising widths that differ by a pile at most; of equals the widest."""
    if widths[-1] <= widths[0] + _PILE:
        return widths
    best, most = 0, 0
    for low, width in enumerate(widths):
        if len(widths) - low < most:
            break
        size = bisect_right(widths, width + _PILE) - low
        if size >= most:
            best, most = low, size
    return widths[best : best + most]


def _goes_on(lines: Sequence[Line], ends: Sequence[bool], at: int) -> bool:
    """Tell whether a line may be inside a paragraph: neither it nor the one before ends one.

    The line below a short one is no such line: what stands above it is a credit or a title.
    """
    line = lines[at]
    if at == 0 or ends[at] or ends[at - 1] or line.width < _MIN_COLUMN:
        return False
    if line.level or line.bullet or line.row or lines[at - 1].width <= _NEARLY * line.width:
        return False
    return not forms.LIST_ITEM.match(line.text)


def _raggedness(
    widths: Sequence[float], inside: Sequence[bool], columns: Sequence[float | None]
) -> float:
    off = [
        (width - column) ** 2
        for width, goes_on, column in zip(widths, inside, columns, strict=True)
        if column and goes_on and abs(width - column) <= _PILE
    ]
    return max(_LEAST_RAGGED, math.sqrt(sum(off) / len(off))) if off else 1.0


def _deck_columns(
    lines: Sequence[Line], ends: Sequence[bool], columns: list[float | None]
) -> list[float | None]:
    """Measure a labelled deck by itself: it is set in a column of its own."""
    for at, line in enumerate(lines):
        if not forms.DECK_LABEL.match(line.text):
            continue
        deck = _deck_lines(lines, ends, at + 1)
        widest = max((lines[i].width for i in deck), default=0)
        for i in deck:
            columns[i] = widest if len(deck) > 1 and widest <= _MAX_COLUMN else columns[i]
    return columns


def _deck_lines(lines: Sequence[Line], ends: Sequence[bool], first: int) -> range:
    """Tell how far a deck goes: to a line that ends a sentence, and short of the deck's width."""
    last = first
    while last < min(len(lines) - 1, first + _MAX_DECK):
        widest = max(lines[i].width for i in range(first, last + 1))
        full = lines[last].width >= widest - 1
        same = lines[last + 1].gap <= lines[last].gap and lines[last + 1].width > widest / 2
        if ends[last] and not (last > first and full and same):
            break
        last += 1
    return range(first, min(last + 1, len(lines)))


def _wrap_gap(lines: Sequence[Line], ends: Sequence[bool], columns: Sequence[float | None]) -> int:
    """Give the commonest gap after a full line that ends no sentence: it must go on."""
    gaps: Counter[int] = Counter()
    for line, following, ended, column in zip(lines, lines[1:], ends, columns, strict=False):
        if column and not ended and is_full(line, column):
            gaps[following.gap] += 1
    return gaps.most_common(1)[0][0] if gaps else 0


def _indented(lines: Sequence[Line], ends: Sequence[bool], columns: Sequence[float | None]) -> bool:
    """Tell whether lines after a sentence's end mostly open with an indent; centred ones do not.

    Only lines that may open a paragraph count: full ones, and where none is wrapped long ones.
    """
    opening = [
        line
        for line, ended, column in zip(lines[1:], ends, columns[1:], strict=False)
        if ended and not (column and line.width + INDENT < _NEARLY * column)
    ]
    whole = [line for line in opening if line.width > _MAX_COLUMN]
    if 3 * len(whole) >= len(opening):
        opening = whole
    indented = sum(INDENT <= line.indent <= _CENTRED for line in opening)
    return indented >= 2 and 2 * indented >= len(opening)


INDENT = 0.9  # characters; two blanks of full width are usual, but so are two of half width
_CENTRED = 3.0  # a line further in is centred


def is_full(line: Line, column: float) -> bool:
    """Tell whether a line fills its column (as the first of a paragraph it may be two shorter)."""
    return line.width + min(line.indent, 2) >= column - _RAGGED
