"""One module a page format: an importer reads a page's text into lines.

A new format is a module with a `read_lines` and a row here.
"""

from collections.abc import Callable, Mapping

from corpus.importers import html, text
from corpus.segmentation.lines import Line

IMPORTERS: Mapping[str, Callable[[str], list[Line]]] = {
    ".txt": text.read_lines,
    ".md": text.read_lines,
    ".markdown": text.read_lines,
    ".html": html.read_lines,
    ".htm": html.read_lines,
}
"""How to read a file, by the end of its name."""
