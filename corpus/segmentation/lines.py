"""What a line of a page is: its printed words, and everything its layout tells."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from corpus.model import Printed
from corpus.runs import Run, Span

BLANK = r"\s\u200b\ufeff"  # inside a regular expression's set: what shows nothing

_BLANKS = re.compile(rf"[{BLANK}]+")
_ASCII_WORD = r"[0-9A-Za-z%.+\-℃‰]"
_CHINESE = r"[\u3400-\u9fff\uff00-\uffef\u3001-\u303f“”‘’！？…—·]"
# What stands on both sides of blanks that layout put in: Chinese and digits or Latin, or an opening
# or closing mark. The blank after 本报讯 is printed so, and stays.
_OPENS, _CLOSES = frozenset("，。；：、（《“‘"), frozenset("，。；：、！？）》”’,.;:!?)")
_EDGES = re.compile(rf"{_ASCII_WORD}{_CHINESE}|{_CHINESE}{_ASCII_WORD}")
_KEEPS_BLANK = ("本报讯", "本报讯）")
_NO_WIDTH = bytes([*range(0x21), 0x7F])  # of what is half-width: blanks and control characters


@dataclass(slots=True, eq=False)
class Line:
    """One non-blank line, as an importer gives it; nobody changes it, but to freeze it is slow.

    `printed` is the line without indent, marks and markup. `gap` counts the blank lines before it;
    `indent` is in characters; `level` is the heading level its markup gives (0: none); `bullet` is
    the typographic mark it opens with; `row` says that it is a row of a table, `meta`
    that it tells of the page and not of the news, `run_in` that words follow it on its line,
    `ruled` that a ruled line stands above it, `pictured` that an image does.
    """

    printed: Printed
    gap: int = 0
    indent: float = 0
    level: int = 0
    bold: bool = False
    bullet: str = ""
    row: bool = False
    meta: bool = False
    run_in: bool = False
    ruled: bool = False
    pictured: bool = False
    text: str = field(init=False, compare=False)
    """Its clean words."""
    width: float = field(init=False, compare=False)
    """Its printed width in Chinese characters; a half-width character counts a half."""

    def __post_init__(self) -> None:
        """Take its words and measure them once; every step asks for them."""
        self.text = self.printed.text
        self.width = width(self.text)


def width(text: str) -> float:
    """Measure in Chinese characters; layout blanks count nothing, as they vary with the setting."""
    half = len(text.encode("ascii", "ignore").translate(None, _NO_WIDTH))
    return len(text) - text.count(" ") - half / 2


def clean(page_text: str, slices: Sequence[Span]) -> Printed:
    """Put slices of a page together without the blanks that layout put in; ends are stripped."""
    if len(slices) == 1:
        whole = slices[0]
        text = page_text[whole.start : whole.end]
        return clean_printed(Printed(text, (Run(0, len(text), whole),)))
    runs, at = [], 0
    for span in slices:
        runs.append(Run(at, span.end - span.start, span))
        at += span.end - span.start
    text = "".join(page_text[start:end] for start, end in slices)
    return clean_printed(Printed(text, tuple(runs)))


def clean_printed(printed: Printed) -> Printed:
    """Leave out the blanks that layout put in; of several the first stays, a wide one is narrow."""
    text = printed.text
    parts: list[Printed] = []
    at = 0
    for blanks in _BLANKS.finditer(text):
        start, end = blanks.span()
        if _is_layout(text, start, end):
            parts.append(printed.cut(at, start))
        elif _WIDE.search(blanks[0]):
            parts += (printed.cut(at, start), _BLANK)
        elif end > start + 1:
            parts.append(printed.cut(at, start + 1))
        else:
            continue
        at = end
    return Printed.join((*parts, printed.cut(at, len(text)))) if parts else printed


_WIDE = re.compile(r"[^\S ]")
_BLANK = Printed(" ", ())


def _is_layout(text: str, start: int, end: int) -> bool:
    """Tell whether layout put in the blanks from `start` to `end`."""
    if start == 0 or end == len(text):
        return True
    before, after = text[start - 1], text[end]
    if before in _OPENS or after in _CLOSES:
        return True
    return bool(_EDGES.match(before + after)) and not text.endswith(_KEEPS_BLANK, 0, start)
