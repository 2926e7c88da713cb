"""Pages saved from a newspaper's web site: the words between the tags, each with its place.

Offsets refer to the file as it stands, so tags, scripts and comments are furniture of the page; a
character written as an entity stands on the whole entity.
"""

from __future__ import annotations

import html
import re
from dataclasses import replace
from html.parser import HTMLParser

from corpus.importers.text import BULLETS
from corpus.model import Printed
from corpus.runs import Run, Span
from corpus.segmentation.lines import Line, clean_printed

_SILENT = frozenset({"script", "style", "noscript", "template", "head", "select", "iframe"})
_FURNITURE = frozenset({"nav", "footer"})
_INLINE = frozenset(
    (
        *("a", "abbr", "b", "bdi", "bdo", "big", "cite", "code", "em", "font", "i", "ins", "kbd"),
        *("mark", "q", "s", "small", "span", "strong", "sub", "sup", "time", "tt", "u", "var"),
    )
)
_ASIDE = re.compile(  # what a class or an id calls the frame of a page
    r"(?:^|[\s_-])(?:nav|foot|footer|menu|copyright|breadcrumbs?|pager|toolbar)(?:$|[\s_-])"
)
_MARKS = re.compile(rf"[\s\u3000\xa0]*([{BULLETS}])[\s\u3000\xa0]*")
_HEADING = re.compile(r"h([1-6])$")
_BOLD = frozenset({"b", "strong"})


def read_lines(text: str) -> list[Line]:
    """Read a saved page's lines: one a block of text, in the order of the file."""
    reader = _Reader(text)
    reader.feed(text)
    reader.close()
    reader.end_line()
    return reader.lines


class _Reader(HTMLParser):
    """Gathers the words of each block with their places."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=False)
        self.lines: list[Line] = []
        self._text = text
        self._starts = [0, *(match.end() for match in re.finditer("\n", text))]
        self._runs: list[tuple[str, Span]] = []
        self._silent = 0
        self._level = 0
        self._bold = 0
        self._all_bold = True
        self._row = False
        self._aside, self._depth = "", 0

    def _offset(self) -> int:
        line, column = self.getpos()
        return self._starts[line - 1] + column

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Open a block, or a stretch that is not read."""
        self._open_aside(tag, attrs)
        if tag in _SILENT or tag in _FURNITURE:
            self._silent += 1
        if tag in _BOLD:
            self._bold += 1
        if tag in {"td", "th"}:
            self._add(" ", Span(0, 0))
        elif tag not in _INLINE:
            self.end_line()
        heading = _HEADING.match(tag)
        if heading:
            self._level = int(heading[1])
        if tag == "tr":
            self._row = True

    def handle_startendtag(
        self,
        tag: str,
        attrs: list[tuple[str, str | None]],  # noqa: ARG002 - the parser's signature
    ) -> None:
        """End the line where a lone tag breaks it."""
        if tag not in _INLINE:
            self.end_line()

    def handle_endtag(self, tag: str) -> None:
        """Close a block, or a stretch that is not read."""
        if tag in _SILENT or tag in _FURNITURE:
            self._silent = max(0, self._silent - 1)
        if tag in _BOLD:
            self._bold = max(0, self._bold - 1)
        if tag not in _INLINE and tag not in {"td", "th"}:
            self.end_line()
        if _HEADING.match(tag):
            self._level = 0
        if tag == "tr":
            self._row = False
        if tag == self._aside:
            self._depth -= 1
            self._aside = self._aside if self._depth else ""

    def _open_aside(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Open what frames the page: navigation, a foot."""
        if tag == self._aside:
            self._depth += 1
        names = (value for name, value in attrs if name in {"class", "id"} and value)
        if not self._aside and tag not in _INLINE and any(map(_ASIDE.search, names)):
            self.end_line()
            self._aside, self._depth = tag, 1

    def handle_data(self, data: str) -> None:
        """Take words where they stand."""
        start = self._offset()
        self._add(data, Span(start, start + len(data)))

    def handle_entityref(self, name: str) -> None:
        """Take a named character (&nbsp;)."""
        self._add_reference(f"&{name}")

    def handle_charref(self, name: str) -> None:
        """Take a numbered character (&#20013;)."""
        self._add_reference(f"&#{name}")

    def _add_reference(self, source: str) -> None:
        start = self._offset()
        end = start + len(source)
        if self._text[end : end + 1] == ";":
            end += 1
        character = html.unescape(self._text[start:end])
        if len(character) == 1:
            self._add(character, Span(start, end))
        else:
            self._add(self._text[start:end], Span(start, end))

    def _add(self, words: str, span: Span) -> None:
        if self._silent:
            return
        self._runs.append((words, span))
        if words.strip() and not self._bold:
            self._all_bold = False

    def end_line(self) -> None:
        """Make a line of the words gathered since the last."""
        text, runs = "", []
        for words, span in self._runs:
            if span.end > span.start:
                runs.append(Run(len(text), len(words), span))
            text += words
        mark = _MARKS.match(text)
        printed = Printed(text, tuple(runs)).cut(mark.end() if mark else 0, len(text))
        line = Line(clean_printed(printed), gap=1, bullet=mark[1] if mark else "")
        if line.text:
            indent = 2.0 if text.lstrip("\r\n\t ").startswith(("\u3000\u3000", "\xa0\xa0")) else 0.0
            line = replace(line, level=self._level, bold=self._all_bold, row=self._row)
            self.lines.append(replace(line, indent=indent, meta=bool(self._aside)))
        self._runs, self._all_bold = [], True
