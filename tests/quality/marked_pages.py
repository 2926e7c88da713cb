"""Pages as people mark them: each printed line beside a label that says what it is.

A marked page is TOML between two lines of `+++`, then one line for every line of the page:

    1h   │开发区里开出第一家共享厨房
    1b   │□ 记者 林一
    1p   │4月2日，共享厨房在人才公寓开
    1p+  │门，首日来了三百多人。
    f.page_header│2021年4月3日 星期六

A label is the article's number and a letter of `LETTERS`; `+` goes on with the article's last piece
of that letter. `f.` and a role is furniture; blank lines need no label. `⟦label⟧` changes the label
for the rest of its line. Typographic marks, table bars and HTML markup become furniture by
themselves.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, field
from html import unescape
from pathlib import Path
from typing import Any, NamedTuple

LETTERS = {
    "h": "headline",
    "k": "subheadline",
    "d": "deck",
    "b": "byline",
    "s": "section_heading",
    "p": "paragraph",
    "t": "paragraph",  # a row of a table: its bars are marks, its cells one blank apart
    "c": "caption",
    "r": "source",
}

_BLANKS = re.compile(r"[\s\u200b\ufeff]+")
_LINE = re.compile(r"(?P<label>[\w.+]*) *│(?P<text>.*)")
_SWITCH = re.compile(r"⟦([\w.+]*)⟧")
_LABEL = re.compile(
    rf"(?P<article>\d+)(?P<letter>[{''.join(LETTERS)}])(?P<goes_on>\+?)|f\.(?P<furniture>\w+)"
)

# What is furniture of itself, and how it is called. The star of *ST (a share under warning) is not.
_MARKS = re.compile(r"(?P<mark>[#□■◆●○▲►]+|\*+(?!ST))")
_BARS = re.compile(r"(?P<mark>\|(?:[:\-\s]*\|)*)")
_MARKUP = re.compile(r"(?P<markup><[^>]*>|&(?:nbsp|emsp|ensp|thinsp);)")
_NOTHING = re.compile(r"(?!)")

_CJK = r"[\u3000-\u9fff\uff00-\uffef“”‘’…—·]"
_LATIN = r"[\x21-\x7e]"
_LAYOUT_BLANK = re.compile(
    rf"(?<!本报讯)(?<={_CJK}) (?={_LATIN})|(?<={_LATIN}) (?={_CJK})"
    r"| (?=[，。；：、！？）》”’])|(?<=[，。；：、（《“‘]) "
)


@dataclass
class Piece:
    """One piece of an article, or one stretch of furniture: its spans, printed line by line."""

    role: str
    letter: str = ""
    lines: list[list[tuple[int, int]]] = field(default_factory=list)

    @property
    def ranges(self) -> list[list[int]]:
        """Where it stands on the page."""
        return [[start, end] for line in self.lines for start, end in line]

    def clean(self, raw: str) -> str:
        """Read it with layout undone: lines joined, blanks of layout dropped."""
        if self.letter == "t":
            return _BLANKS.sub(" ", " ".join(raw[start:end] for start, end in self.ranges))
        lines = ["".join(raw[start:end] for start, end in line) for line in self.lines]
        vertical = all(len(line) == 1 for line in lines)
        apart = self.letter in {"h", "k", "b"} and not vertical
        if apart:
            return " ".join(clean_text(line) for line in lines)
        return clean_text(join_wrapped(lines))


@dataclass(frozen=True)
class MarkedPage:
    """A page read from its marked form: what is known of it, its text, its pieces."""

    about: dict[str, Any]
    raw: str
    articles: dict[int, list[Piece]]
    furniture: list[Piece]


class _Stretch(NamedTuple):
    """Characters of the page under one label, inside one line, blanks around them left out."""

    label: re.Match[str]
    start: int
    end: int


def join_wrapped(lines: list[str]) -> str:
    """Undo wraps: nothing between two lines, save a blank between two Latin words."""
    return re.sub(r"(?<=[A-Za-z])\n(?=[A-Za-z])", " ", "\n".join(lines)).replace("\n", "")


def clean_text(text: str) -> str:
    """Drop the blanks of layout: between characters and figures, and around punctuation."""
    return _LAYOUT_BLANK.sub("", _BLANKS.sub(" ", unescape(text))).strip()


def read_marked(path: Path) -> MarkedPage:
    """Read a marked page. Raises ValueError that names file and line for what is no label."""
    _, front, body = path.read_text(encoding="utf-8").split("+++\n", 2)
    about = tomllib.loads(front)
    page = MarkedPage(about, "\n".join(_unmarked(body)), articles={}, furniture=[])
    for stretch in _stretches(path, body, first_line=front.count("\n") + 3):
        words = []
        for role, start, end in _split(page.raw, stretch, html=about.get("markup") == "html"):
            if role:
                page.furniture.append(Piece(role, lines=[[(start, end)]]))
            else:
                words.append((start, end))
        if words:
            _piece_for(page, stretch.label).lines.append(words)
    return page


def _unmarked(body: str) -> Iterator[str]:
    """Take the labels off every line."""
    for line in body.split("\n"):
        match = _LINE.fullmatch(line)
        yield _SWITCH.sub("", match["text"]) if match else ""


def _stretches(path: Path, body: str, *, first_line: int) -> Iterator[_Stretch]:
    """Give the labelled stretches of a page in order."""
    offset = 0
    for number, line in enumerate(body.split("\n"), first_line):
        match = _LINE.fullmatch(line)
        if line and not match:
            raise ValueError(f"{path}:{number}: expected “label│text”, got {line!r}")
        _, *parts = _SWITCH.split(f"⟦{match['label']}⟧{match['text']}") if match else [""]
        for name, text in zip(parts[::2], parts[1::2], strict=True):
            label = _LABEL.fullmatch(name)
            if text.strip() and not label:
                raise ValueError(f"{path}:{number}: {name!r} is no label, for {text!r}")
            if text.strip() and label:
                start, end = _without_blanks(text, 0, len(text))
                yield _Stretch(label, offset + start, offset + end)
            offset += len(text)
        offset += 1


def _split(raw: str, stretch: _Stretch, *, html: bool) -> Iterator[tuple[str, int, int]]:
    """Part a stretch into words (role "") and the marks or markup around and between them."""
    if html:
        pattern = _MARKUP
    elif stretch.label["furniture"]:
        pattern = _NOTHING
    else:
        pattern = _BARS if stretch.label["letter"] == "t" else _MARKS
    at = stretch.start
    for match in pattern.finditer(raw, stretch.start, stretch.end):
        yield from _part(raw, "", at, match.start())
        yield from _part(raw, str(match.lastgroup), *match.span())
        at = match.end()
    yield from _part(raw, "", at, stretch.end)


def _part(raw: str, role: str, start: int, end: int) -> Iterator[tuple[str, int, int]]:
    """Give the part without the blanks around it; nothing where it is blank."""
    if raw[start:end].strip():
        yield (role, *_without_blanks(raw, start, end))


def _without_blanks(text: str, start: int, end: int) -> tuple[int, int]:
    part = text[start:end]
    start += len(part) - len(part.lstrip())
    return start, start + len(part.strip())


def _piece_for(page: MarkedPage, label: re.Match[str]) -> Piece:
    """Find the piece that a label goes on with, or begin a new one."""
    if label["furniture"]:
        page.furniture.append(Piece(label["furniture"]))
        return page.furniture[-1]
    letter, pieces = label["letter"], page.articles.setdefault(int(label["article"]), [])
    same = [piece for piece in pieces if piece.letter == letter]
    if label["goes_on"] and same:
        return same[-1]
    pieces.append(Piece(LETTERS[letter], letter))
    return pieces[-1]
