"""What a line of a page is: its printed words, and everything its layout tells."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from corpus.model import Printed, Run, Span

BLANK = r"\s\u200b\ufeff"  # inside a regular expression's set: what shows nothing

_ASCII_WORD = r"[0-9A-Za-z%.+\-℃‰]"
_CHINESE = r"[\u3400-\u9fff\uff00-\uffef\u3001-\u303f“”‘’！？…—·]"
# Blanks that layout put in: runs of them, those between Chinese and digits or Latin, those before
# closing marks and after opening ones. The one after 本报讯 is printed so, and stays.
_LAYOUT_BLANKS = re.compile(
    rf"(?<={_ASCII_WORD})[{BLANK}]+(?={_CHINESE})"
    rf"|(?<={_CHINESE})(?<!本报讯)(?<!本报讯[）)])[{BLANK}]+(?={_ASCII_WORD})"
    rf"|[{BLANK}]+(?=[，。；：、！？）》”’,.;:!?)])"
    rf"|(?<=[，。；：、（《“‘])[{BLANK}]+"
    rf"|(?<=[{BLANK}])[{BLANK}]+"
    rf"|^[{BLANK}]+|[{BLANK}]+$"
    rf"|(?P<pause>[{BLANK}]*[^\S ][{BLANK}]*)"  # a wide blank reads as a narrow one
)
_BLANKS = re.compile(rf"[{BLANK}]")
_HALF_WIDTH = re.compile(r"[\x21-\x7e]")


@dataclass(frozen=True)
class Line:
    """One non-blank line, as an importer gives it.

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
        object.__setattr__(self, "text", self.printed.text)
        object.__setattr__(self, "width", width(self.text))


def width(text: str) -> float:
    """Measure in Chinese characters; layout blanks count nothing, as they vary with the setting."""
    half = len(_HALF_WIDTH.findall(text))
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
    """Leave out the blanks that layout put in."""
    if not _BLANKS.search(printed.text):
        return printed
    parts: list[Printed] = []
    at = 0
    for match in _LAYOUT_BLANKS.finditer(printed.text):
        parts.append(printed.cut(at, match.start()))
        if match["pause"]:
            parts.append(Printed(" ", ()))
        at = match.end()
    if not parts:
        return printed
    return Printed.join((*parts, printed.cut(at, len(printed.text))))
