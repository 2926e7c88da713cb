"""Gold pages as people write them: each printed line beside a label that says what it is.

A marked page is TOML between two lines of `+++`, then one line for every line of the page:

    1h   │开发区里开出第一家共享厨房
    1b   │□ 记者 林一
    1p   │4月2日，共享厨房在人才公寓开
    1p+  │门，首日来了三百多人。
    f.page_header│2021年4月3日 星期六

A label is the article's number and a letter (`LETTERS`); `+` goes on with the piece of the line
before. `f.` and a role is furniture; blank lines need no label. `⟦label⟧` inside a line changes the
label for the rest of it. Typographic marks, table bars and HTML markup become furniture by
themselves. From this both the page and its gold (the shape of `corpus segment --json`) are derived:

    python -m tests.quality.marked_pages      writes the pages and gold of every folder of FOLDERS
"""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple

PAGES = Path(__file__).parent / "pages"
SHIPPED = Path(__file__).parents[2] / "corpus" / "pages"
FOLDERS = {PAGES / "own": PAGES / "own" / "raw", PAGES / "shipped": SHIPPED}
"""Folders of marked pages, each with the folder that its pages go to."""

LETTERS = {
    "h": "headline",
    "k": "subheadline",
    "d": "deck",
    "b": "byline",
    "s": "section_heading",
    "p": "paragraph",
    "t": "paragraph",
    "c": "caption",
    "r": "source",
}
ROW = "t"
"""A row of a table: a paragraph whose bars are marks."""
ONE_BLANK_BETWEEN_LINES = {"headline", "subheadline", "byline"}
BLANK = re.compile(r"[\s\u200b\ufeff]")
MARK = re.compile(r"[#□■◆●○▲►]+|\*+(?!ST)")
BARS = re.compile(r"\|(?:[:\-\s]*\|)*")
MARKUP = re.compile(r"<[^>]*>|&[a-z]+;")
NOTHING = re.compile(r"(?!)")
_LINE = re.compile(r"(?P<label>[\w.+]*) *│(?P<text>.*)")
_SWITCH = re.compile(r"⟦([\w.+]+)⟧")
_LABEL = re.compile(rf"(?P<article>\d+)(?P<letter>[{''.join(LETTERS)}])(?P<goes_on>\+?)")
_CJK = r"[\u3000-\u9fff\uff00-\uffef“”‘’…—·]"
_LAYOUT_BLANK = re.compile(
    rf"(?<!本报讯) (?=[\x21-\x7e])(?<={_CJK} )|(?<=[\x21-\x7e]) (?={_CJK})"
    r"| (?=[，。；：、！？）》”’])|(?<=[，。；：、（《“‘]) "
)


class Stretch(NamedTuple):
    """Characters of the page under one label, inside one line."""

    label: str
    start: int
    end: int


@dataclass
class Piece:
    """One piece of an article, or one stretch of furniture, as it grows line by line."""

    role: str
    stretches: list[list[tuple[int, int]]] = field(default_factory=list)
    before: int = 0
    is_row: bool = False

    @property
    def ranges(self) -> list[list[int]]:
        """Where it stands, line by line."""
        return [[start, end] for line in self.stretches for start, end in line]

    def clean(self, raw: str) -> str:
        """Read it with layout undone: lines joined, blanks of layout dropped, cells kept apart."""
        if self.is_row:
            cells = " ".join(raw[start:end] for start, end in self.ranges)
            return " ".join(cells.split())
        lines = ["".join(raw[start:end] for start, end in line) for line in self.stretches]
        vertical = all(len(line) == 1 for line in lines)
        apart = self.role in ONE_BLANK_BETWEEN_LINES and not vertical
        return clean_text(lines, glue=" " if apart else "")


def clean_text(lines: list[str], *, glue: str = "") -> str:
    """Join printed lines and drop the blanks of layout; words of Latin letters stay apart."""
    text = ""
    for line in lines:
        latin = text[-1:].isascii() and text[-1:].isalpha() and line[:1].isascii()
        text += (" " if latin and line[:1].isalpha() else glue if text else "") + line
    return _LAYOUT_BLANK.sub("", re.sub(r"[\s\u200b\ufeff]+", " ", text)).strip()


def read_marked(path: Path) -> tuple[str, dict[str, Any]]:
    """Give the page's text and its gold. Raises ValueError with file and line for a bad label."""
    _, front, body = path.read_text(encoding="utf-8").split("+++\n", 2)
    about = tomllib.loads(front)
    raw, stretches = _unmark(path, body, first_line=front.count("\n") + 3)
    articles: dict[int, list[Piece]] = {}
    furniture: list[Piece] = []
    latest: dict[tuple[int, str], Piece] = {}
    for stretch in stretches:
        parts = list(_split_marks(raw, stretch, html=about.get("markup") == "html"))
        furniture += [Piece(role, [[span]]) for role, span in parts if role]
        kept = [span for role, span in parts if not role]
        label = _LABEL.fullmatch(stretch.label)
        if not kept:
            continue
        if not label:
            furniture.append(Piece(stretch.label.removeprefix("f."), [kept]))
            continue
        number, role = int(label["article"]), LETTERS[label["letter"]]
        if not label["goes_on"]:
            pieces = articles.setdefault(number, [])
            before = sum(piece.role == "paragraph" for piece in pieces)
            latest[number, role] = Piece(role, before=before, is_row=label["letter"] == ROW)
            pieces.append(latest[number, role])
        latest[number, role].stretches.append(kept)
    return raw, _gold(raw, about, articles, furniture)


def _unmark(path: Path, body: str, *, first_line: int) -> tuple[str, list[Stretch]]:
    """Take the labels off: the page's text, and its labelled stretches without blanks around."""
    raw, stretches = "", []
    for number, line in enumerate(body.splitlines(), first_line):
        match = _LINE.fullmatch(line) if line else None
        if line and not match:
            raise ValueError(f"{path}:{number}: expected “label│text”, got {line!r}")
        label, *rest = _SWITCH.split(match["text"]) if match else [""]
        parts = [(match["label"] if match else "", label), *zip(rest[::2], rest[1::2], strict=True)]
        for name, text in parts:
            start, raw = len(raw), raw + text
            blanks = len(text) - len(text.lstrip())
            if text.strip():
                if not (_LABEL.fullmatch(name) or name.startswith("f.")):
                    raise ValueError(f"{path}:{number}: {name!r} is no label, for {text!r}")
                stretches.append(Stretch(name, start + blanks, start + len(text.rstrip())))
        raw += "\n"
    return raw, stretches


def _split_marks(
    raw: str, stretch: Stretch, *, html: bool
) -> Iterator[tuple[str, tuple[int, int]]]:
    """Part a stretch into words (role "") and the marks or markup around and between them."""
    role, pattern = "mark", MARK
    if html:
        role, pattern = "markup", MARKUP
    elif stretch.label.startswith("f."):
        pattern = NOTHING
    elif ROW in stretch.label:
        pattern = BARS
    text, at = raw[stretch.start : stretch.end], 0
    for match in pattern.finditer(text):
        yield from _trimmed(text, stretch.start, "", at, match.start())
        yield from _trimmed(text, stretch.start, role, *match.span())
        at = match.end()
    yield from _trimmed(text, stretch.start, "", at, len(text))


def _trimmed(
    text: str, offset: int, role: str, start: int, end: int
) -> Iterator[tuple[str, tuple[int, int]]]:
    """Give the part without the blanks around it; nothing where it is blank."""
    part = text[start:end]
    if part.strip():
        start += len(part) - len(part.lstrip())
        yield role, (offset + start, offset + start + len(part.strip()))


def _gold(
    raw: str, about: dict[str, Any], articles: dict[int, list[Piece]], furniture: list[Piece]
) -> dict[str, Any]:
    """Put the gold of a page together."""
    return {
        "file": about["file"],
        "style": about["style"],
        "page": about.get("page"),
        "published": about.get("published"),
        "n_chars": len(raw),
        "n_nonblank": sum(not BLANK.match(character) for character in raw),
        "articles": [
            _article(raw, number, about.get(str(number), {}), pieces)
            for number, pieces in sorted(articles.items())
        ],
        "furniture": [
            {"role": piece.role, "text": piece.clean(raw), "ranges": piece.ranges}
            for piece in furniture
        ],
    }


def _article(raw: str, number: int, about: dict[str, Any], pieces: list[Piece]) -> dict[str, Any]:
    """Put the gold of one article together."""
    texts = {role: [p.clean(raw) for p in pieces if p.role == role] for role in LETTERS.values()}
    headings = [piece for piece in pieces if piece.role == "section_heading"]
    counts = {role: iter(range(len(pieces))) for role in texts}
    return {
        "id": number,
        "kind": about.get("kind", "news"),
        "headline": (texts["headline"] or [None])[0],
        "subheadline": texts["subheadline"],
        "deck": (texts["deck"] or [None])[0],
        "byline": about.get("byline") or (texts["byline"] or [None])[0],
        "authors": about.get("authors", []),
        "source": "".join(texts["source"]) or None,
        "paragraphs": texts["paragraph"],
        "captions": texts["caption"],
        "section_headings": [
            {"text": piece.clean(raw), "before_paragraph": piece.before} for piece in headings
        ],
        "date_text": about.get("date_text"),
        "date_kind": about.get("date_kind", "exact") if about.get("date_text") else None,
        "date": about.get("date"),
        "ranges": sorted(one for piece in pieces for one in piece.ranges),
        "pieces": [_piece(raw, piece, next(counts[piece.role])) for piece in pieces],
    }


def _piece(raw: str, piece: Piece, index: int) -> dict[str, Any]:
    """Put the gold of one piece together; paragraphs are counted, headings say what they head."""
    record = {"role": piece.role, "ranges": piece.ranges, "text": piece.clean(raw)}
    if piece.role == "paragraph":
        record["index"] = index
    if piece.role == "section_heading":
        record["before"] = piece.before
    return record


def gold_json(gold: dict[str, Any]) -> str:
    """Write gold down: one line a piece, so that a change shows in a diff."""
    text = json.dumps(gold, ensure_ascii=False, indent=1)
    return re.sub(r"\[\s+(\d+),\s+(\d+)\s+\]", r"[\1, \2]", text) + "\n"


def main() -> None:
    """Write every page and its gold from the marked pages."""
    for marked, pages in FOLDERS.items():
        for path in sorted(marked.glob("*.marked")):
            raw, gold = read_marked(path)
            (pages / gold["file"]).write_text(raw, encoding="utf-8")
            out = marked / "gold" / f"{path.stem}.json"
            out.write_text(gold_json(gold), encoding="utf-8")
            print(f"{gold['file']}: {len(gold['articles'])} articles, {gold['n_nonblank']} chars")


if __name__ == "__main__":
    main()
