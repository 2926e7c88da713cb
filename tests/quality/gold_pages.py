"""Marked pages to pages and their gold, in the shape of `python -m corpus segment --json`.

python -m tests.quality.gold_pages      writes the pages and the gold of every folder of FOLDERS
"""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

from tests.quality.gold_rules import words
from tests.quality.marked_pages import LETTERS, MarkedPage, Piece, read_marked

PAGES = Path(__file__).parent / "pages"
SHIPPED = Path(__file__).parents[2] / "corpus" / "pages"
FOLDERS = {
    PAGES / "own": PAGES / "own" / "raw",
    PAGES / "second": PAGES / "second" / "raw",
    PAGES / "third": PAGES / "third" / "raw",
    PAGES / "fourth": PAGES / "fourth" / "raw",
    PAGES / "fifth": PAGES / "fifth" / "raw",
    PAGES / "sixth": PAGES / "sixth" / "raw",
    PAGES / "seventh": PAGES / "seventh" / "raw",
    PAGES / "layouts": PAGES / "layouts" / "raw",
    PAGES / "eighth": PAGES / "eighth" / "raw",
    PAGES / "papers": PAGES / "papers" / "raw",
    PAGES / "shipped": SHIPPED,
}
"""Folders of marked pages, each with the folder that its pages go to."""


def gold_of(page: MarkedPage) -> dict[str, Any]:
    """Put the gold of a page together."""
    return {
        "file": page.about["file"],
        "style": page.about["style"],
        "page": page.about.get("page"),
        "published": page.about.get("published"),
        "n_chars": len(page.raw),
        "n_nonblank": len(words(page.raw)),
        "articles": [_article(page, number) for number in sorted(page.articles)],
        "furniture": [
            {"role": piece.role, "text": piece.clean(page.raw), "ranges": piece.ranges}
            for piece in page.furniture
        ],
    }


def _article(page: MarkedPage, number: int) -> dict[str, Any]:
    """Put the gold of one article together; what the print does not show stands in the TOML."""
    about = page.about.get(str(number), {})
    pieces = _pieces(page.articles[number], page.raw)
    texts = {role: [p["text"] for p in pieces if p["role"] == role] for role in LETTERS.values()}
    first = {role: (texts[role] or [None])[0] for role in texts}
    return {
        "id": number,
        "kind": about.get("kind", "news"),
        "headline": first["headline"],
        "subheadline": texts["subheadline"],
        "deck": first["deck"],
        "byline": about.get("byline") or first["byline"],
        "authors": about.get("authors", []),
        "source": "".join(texts["source"]) or None,
        "paragraphs": texts["paragraph"],
        "captions": texts["caption"],
        "section_headings": [
            {"text": piece["text"], "before_paragraph": piece["before"]}
            for piece in pieces
            if piece["role"] == "section_heading"
        ],
        "date_text": about.get("date_text"),
        "date_kind": about.get("date_kind", "exact") if "date_text" in about else None,
        "date": about.get("date"),
        "ranges": sorted(span for piece in pieces for span in piece["ranges"]),
        "pieces": pieces,
    }


def _pieces(pieces: list[Piece], raw: str) -> list[dict[str, Any]]:
    """Write pieces down: paragraphs with their number, headings with the paragraph they head."""
    records: list[dict[str, Any]] = []
    paragraphs = 0
    for piece in pieces:
        record: dict[str, Any] = {
            "role": piece.role,
            "ranges": piece.ranges,
            "text": piece.clean(raw),
        }
        if piece.role == "paragraph":
            record["index"] = paragraphs
            paragraphs += 1
        if piece.role == "section_heading":
            record["before"] = paragraphs
        records.append(record)
    return records


def to_json(gold: dict[str, Any]) -> str:
    """Write gold with one range a line, so that a change shows in a diff."""
    text = json.dumps(gold, ensure_ascii=False, indent=1)
    return re.sub(r"\[\s+(\d+),\s+(\d+)\s+\]", r"[\1, \2]", text) + "\n"


def main() -> None:
    """Write every page and its gold."""
    for marked, pages in FOLDERS.items():
        for path in sorted(marked.glob("*.marked")):
            page = read_marked(path)
            gold = gold_of(page)
            (pages / gold["file"]).write_text(page.raw, encoding="utf-8")
            out = marked / "gold" / f"{path.stem}.json"
            out.write_text(to_json(gold), encoding="utf-8")
            print(f"{gold['file']}: {len(gold['articles'])} articles, {gold['n_nonblank']} chars")


if __name__ == "__main__":
    main()
