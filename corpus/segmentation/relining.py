"""Lines set otherwise than they read: put together, or parted, before anything is weighed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from corpus.model import Printed
from corpus.segmentation import bylines
from corpus.segmentation.lines import Line

_VERTICAL = 3  # lines of one character; fewer are drop capitals and leftovers
_META_LINE = 90  # characters
_MAY_BE_META = re.compile(r"[:：/]|(?:19|20)\d\d[-./年]\d")  # a date, or who in what role


def reline(lines: Sequence[Line]) -> list[Line]:
    """Join headlines set downwards; part authors from what a web page says beside them."""
    return list(_part_meta_lines(_join_vertical(lines)))


def _join_vertical(lines: Sequence[Line]) -> list[Line]:
    """Put a headline set one character a line back on one line."""
    joined: list[Line] = []
    run: list[Line] = []
    for line in (*lines, None):
        if line and len(line.text) == 1 and (not run or line.gap == 0):
            run.append(line)
            continue
        if len(run) >= _VERTICAL:
            printed = Printed.join(part.printed for part in run)
            joined.append(replace(run[0], printed=printed, bold=True))
        else:
            joined += run
        run = []
        if line:
            joined.append(line)
    return joined


def _part_meta_lines(lines: Iterable[Line]) -> Iterator[Line]:
    """Part the author from what a web page says beside it: source, time, letter size."""
    for line in lines:
        if len(line.text) >= _META_LINE or not _MAY_BE_META.search(line.text):
            yield line
            continue
        date = bylines.META_DATE.match(line.text)
        author = _find_author(line.text, date.end() if date else 0)
        rest = author and line.text[: author[0]] + line.text[author[1] :]
        if not author or not rest or not bylines.META_LINE.search(rest):
            is_meta = bylines.META_DATE.search(line.text) and bylines.META_SOURCE.search(line.text)
            yield replace(line, meta=True) if is_meta else line
            continue
        cut = line.printed.cut
        yield replace(line, printed=cut(*author))
        for span in ((0, author[0]), (author[1], len(line.text))):
            if cut(*span).text.strip():
                yield replace(line, printed=cut(*span), gap=0, meta=True)


def _find_author(text: str, date: int) -> tuple[int, int] | None:
    """Find who wrote in a line of a web page; `date` is where the date at its head ends."""
    if date and bylines.BYLINE.match(text[date:]):
        return date, len(text)
    author = bylines.META_AUTHOR.search(text)
    return author.span() if author else None
