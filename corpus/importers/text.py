"""Pages as plain text: wrapped lines or whole paragraphs, with whatever markdown an OCR tool left.

Every mark that is layout and not content (headings' `#`, pairs of `**`, bullets, table pipes,
escapes, tags) is left out of the lines; what is left out stays on the page and becomes furniture.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from corpus.model import Span
from corpus.segmentation.lines import BLANK, Line, clean

_LINE = re.compile(r"[^\r\n]+")
_LINE_END = re.compile(r"\r\n?|\n")
_BULLETS = "□■◆●○▲►△▶◇★☆◎※▪▼▽•·\\uf000-\\uf0ff"
# What may stand before a line's words: blanks, quote marks, a heading's #, one bullet, list dashes.
_OPENING = re.compile(
    rf"[{BLANK}]*(?:>[{BLANK}]*)*(?P<level>#{{1,6}}(?=[{BLANK}*]|[^#{BLANK}\d]))?"
    rf"(?:[{BLANK}]|\*\*(?=[{BLANK}]*[{_BULLETS}]))*"
    rf"(?P<bullet>[{_BULLETS}]|[-*+](?=[{BLANK}]+[^{BLANK}*_-]))?(?:[{BLANK}]|[{_BULLETS}])*"
)
_CLOSING_HASHES = re.compile(rf"[{BLANK}]#+[{BLANK}]*$")
_SEPARATOR = re.compile(rf"[{BLANK}]*(?:[-=_*~—－·.─━═#|:+][{BLANK}]*)+$")
_UNDERLINE = re.compile(rf"[{BLANK}]*(?:(=)=+|--+)[{BLANK}]*$")
_ROW = re.compile(rf"[{BLANK}]*\|.*\|[{BLANK}]*$")
_MARKUP = re.compile(
    r"!\[[^\]]*\]\([^)]*\)"  # an image shows no words
    r"|(?<=\])\([^)\s]*\)"  # where a link leads
    r"|\*\*|__|</?[A-Za-z][^<>]*>|\\(?=[!-/:-@\[-`{-~])"
)
_LINK_TEXT = re.compile(r"\[([^\[\]]*)\](?=\()")
_MAY_HOLD_MARKUP = re.compile(r"\*\*|__|[<\\]|\]\(")
_INVISIBLE = "\\u200c-\\u200f\\u2060\\u00ad\\u202a-\\u202e"
_DROPPED = re.compile(rf"[{_INVISIBLE}]+")


def read_lines(text: str) -> list[Line]:
    """Read a page's non-blank lines in order; separators and image lines are left out."""
    lines: list[Line] = []
    gap = 0
    for start, end in _line_spans(text):
        raw = text[start:end]
        if not raw or raw.isspace():
            gap += 1
            continue
        underline = _UNDERLINE.match(raw)
        if underline and lines and gap == 0 and not lines[-1].row:
            lines[-1] = replace(lines[-1], level=1 if underline[1] else 2)
        line = None if _SEPARATOR.match(raw) else _read_line(text, start, end, gap)
        if line and line.text:
            lines.append(line)
            gap = 0
        else:
            gap += 1
    return lines


def _line_spans(text: str) -> Iterator[Span]:
    start = 0
    for line_end in _LINE_END.finditer(text):
        yield Span(start, line_end.start())
        start = line_end.end()
    yield Span(start, len(text))


def _read_line(text: str, start: int, end: int, gap: int) -> Line:
    opening = _OPENING.match(text, start, end)
    assert opening, "every part of the pattern may be empty"
    closing = _CLOSING_HASHES.search(text, opening.end(), end) if opening["level"] else None
    words = Span(opening.end(), closing.start() if closing else end)
    row = bool(_ROW.match(text[start:end]))
    raw = text[words.start : words.end]
    return Line(
        printed=clean(text, list(_content(text, words, row=row))),
        gap=gap,
        indent=_indent(text[start:end]),
        level=len(opening["level"] or ""),
        bold=raw.startswith("**") and raw.rstrip().endswith("**") and raw.count("**") == 2,
        bullet=opening["bullet"] or "",
        row=row,
    )


def _indent(raw: str) -> float:
    blanks = raw[: len(raw) - len(raw.lstrip())]
    return sum(1 if blank in "\u3000\t\u2003" else 0.5 for blank in blanks)


def _content(text: str, words: Span, *, row: bool) -> Iterator[Span]:
    """Give the slices of a line that are words and not markup."""
    raw = text[words.start : words.end]
    cuts = [match.span() for match in _DROPPED.finditer(raw)]
    if _MAY_HOLD_MARKUP.search(raw):
        cuts += [match.span() for match in _MARKUP.finditer(raw)]
        for match in _LINK_TEXT.finditer(raw):
            cuts += [(match.start(), match.start() + 1), (match.end() - 1, match.end())]
    if row:
        cuts += [(at, at + 1) for at, character in enumerate(raw) if character == "|"]
    at = 0
    for low, high in sorted(cuts):
        if low > at:
            yield Span(words.start + at, words.start + low)
        at = max(at, high)
    if at < len(raw):
        yield Span(words.start + at, words.end)
