"""Questions on pages that are not ours: the print's longer words are given by their place.

In `questions/print*.jsonl` an answer or a support `@FILE:START-END` stands for these characters of
a page of ../shared, so that nothing is copied. With the pages at hand, this writes the set in the
form that `python -m bot eval` takes:

    python -m tests.quality.printed_words > print.jsonl
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

PRINT = Path(__file__).parent / "questions" / "print.jsonl"
PRINT_SECOND = PRINT.with_name("print_second.jsonl")
PRINT_THIRD = PRINT.with_name("print_third.jsonl")
PRINT_FOURTH = PRINT.with_name("print_fourth.jsonl")
PRINT_FIFTH = PRINT.with_name("print_fifth.jsonl")
REPHRASED_DEV = PRINT.with_name("rephrased_dev.jsonl")
PRINTS = (PRINT, PRINT_SECOND, PRINT_THIRD, PRINT_FOURTH, PRINT_FIFTH, REPHRASED_DEV)
SHARED_PAGES = Path(__file__).parents[3] / "shared" / "pages"

_PLACE = re.compile(r"@(?P<file>[^:]+):(?P<start>\d+)-(?P<end>\d+)")
_WRAP = re.compile(r"\s*\n\s*")


def with_words(path: Path = PRINT, pages: Path = SHARED_PAGES) -> Iterator[dict[str, Any]]:
    """Give the questions of a set with the words that stand at their places, wraps joined.

    Raises FileNotFoundError if a page that a place names is not there.
    """
    for line in path.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        for key in ("answers", "support"):
            row[key] = [_words(text, pages) for text in row[key]]
        yield row


def write_with_words(to: Path, path: Path = PRINT, pages: Path = SHARED_PAGES) -> Path:
    """Write the set, its words put in, as a question file; give that file's path."""
    rows = (json.dumps(row, ensure_ascii=False) for row in with_words(path, pages))
    to.write_text("\n".join(rows) + "\n", encoding="utf-8")
    return to


def _words(text: str, pages: Path) -> str:
    """Give the words at a place; a text that is no place is its own words."""
    place = _PLACE.fullmatch(text)
    if place is None:
        return text
    page = _page(pages / place["file"])
    return _WRAP.sub("", page[int(place["start"]) : int(place["end"])])


@cache
def _page(path: Path) -> str:
    return path.read_bytes().decode("utf-8")  # bytes: newlines as they stand


if __name__ == "__main__":
    for question in with_words():
        print(json.dumps(question, ensure_ascii=False))
