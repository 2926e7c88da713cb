"""One module a page format: an importer reads a page's text into lines.

A new format is a module with a `read_lines` and a row here.
"""

import re
from collections.abc import Callable, Mapping

from corpus.importers import html, text
from corpus.segmentation.lines import Line

Importer = Callable[[str], list[Line]]

IMPORTERS: Mapping[str, Importer] = {
    ".txt": text.read_lines,
    ".md": text.read_lines,
    ".markdown": text.read_lines,
    ".html": html.read_lines,
    ".htm": html.read_lines,
}
"""How to read a file, by the end of its name."""

_SAVED_PAGE = re.compile(
    r"\s*(?:<\?xml[^>]*>\s*)?(?:<!doctype html|<html|<head|<body)\b", re.IGNORECASE
)


def importer_of(suffix: str, text: str) -> Importer:
    """Choose how to read a file; a saved web page is one, whatever its name ends in.

    Raises:
        KeyError: No page format ends so.
    """
    return html.read_lines if _SAVED_PAGE.match(text) else IMPORTERS[suffix.lower()]
