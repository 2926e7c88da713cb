"""Lines set otherwise than they read: put together, or parted, before anything is weighed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from corpus.model import Printed
from corpus.segmentation import bylines
from corpus.segmentation.lines import Line

_VERTICAL = 3  # lines of one character; fewer are drop capitals and leftovers
_META_LINE = 90  # characters


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
        author = bylines.META_AUTHOR.search(line.text) if len(line.text) < _META_LINE else None
        rest = author and line.text[: author.start()] + line.text[author.end() :]
        if not author or not rest or not bylines.META_LINE.search(rest):
            yield line
            continue
        cut = line.printed.cut
        yield replace(line, printed=cut(*author.span()))
        for span in ((0, author.start()), (author.end(), len(line.text))):
            if cut(*span).text.strip():
                yield replace(line, printed=cut(*span), gap=0, meta=True)
