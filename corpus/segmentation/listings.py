"""Lines of a page that list: figures one below the other, items, a table of contents."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise
from operator import itemgetter

from corpus.segmentation import bylines, forms
from corpus.segmentation.lines import Line

_FIGURES = 3  # in a row, somewhere: two lines that end in a figure may be halves of a headline
_NO_ITEMS = "□■【"  # what credits and headings open with
_SENTENCE = re.compile(r"[。；]|[，,](?!\d).*[，,](?!\d)")
_FIGURE = re.compile(r"\d[^ ]*$")


def figure_lines(lines: Sequence[Line]) -> Iterator[str]:
    """Give the lines that give a name and a figure, several together."""
    for one, other in pairwise(lines):
        if _are_items(one, other):
            yield from (one.text, other.text)
    runs = [list(run) for tells, run in groupby(lines, key=_tells_figure) if tells]
    if any(len(run) >= _FIGURES for run in runs):
        yield from (line.text for run in runs if len(run) > 1 for line in run)


def list_marks(lines: Sequence[Line]) -> Iterator[str]:
    """Give the marks that open several lines, most of which name nobody."""
    marked = sorted((line.bullet, line.text) for line in lines if line.bullet)
    for mark, run in groupby(marked, key=itemgetter(0)):
        named = [bylines.is_byline(text) or bool(bylines.BARE_NAMES.match(text)) for _, text in run]
        if len(named) > 2 * max(1, sum(named)):
            yield mark


def _tells_figure(line: Line) -> bool:
    return bool(forms.FIGURE_LINE.match(line.text))


def _are_items(one: Line, other: Line) -> bool:
    """Tell whether two lines are items of a list: marked alike, or in as many cells."""
    marked = one.bullet and one.bullet == other.bullet and one.bullet not in _NO_ITEMS
    if one.row or other.row or not (marked or one.text.count(" ") == other.text.count(" ") > 0):
        return False
    if _SENTENCE.search(one.text + other.text):
        return False
    return not one.level if marked else all(map(_FIGURE.search, (one.text, other.text)))


def echoed_lines(lines: Sequence[Line]) -> Iterator[str]:
    """Give what a page's table of contents lists: marked lines that stand unmarked elsewhere."""
    plain = {line.text for line in lines if not line.bullet}
    yield from (line.text for line in lines if line.bullet and line.text in plain)
