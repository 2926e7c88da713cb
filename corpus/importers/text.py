"""Pages as plain text: wrapped lines or whole paragraphs, with whatever markdown an OCR tool left.

Every mark that is layout and not content (headings' `#`, pairs of `**`, bullets, table pipes,
escapes, tags) is left out of the lines; what is left out stays on the page and becomes furniture.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import accumulate, pairwise

from corpus.model import Printed
from corpus.runs import Run, Span
from corpus.segmentation.lines import BLANK, Line, clean, clean_printed

_LINE_END = re.compile(r"(\r\n?|\n)")
BULLETS = "□■◆●○▲►△▶◇★☆◎※▪▼▽•·\\uf000-\\uf0ff"
_TAG = r"</?[A-Za-z][^<>]*>|<!--.{0,400}?-->"
# What may stand before a line's words: blanks, tags, quote marks, a heading's #, one bullet, list
# dashes.
_OPENING = re.compile(
    rf"[{BLANK}]*(?:(?:>|{_TAG})[{BLANK}]*)*(?P<level>#{{1,6}}(?=[{BLANK}*]|[^#{BLANK}\d]))?"
    rf"(?:[{BLANK}]|\*\*(?=[{BLANK}]*[{BULLETS}]))*"
    rf"(?P<bullet>[{BULLETS}]|[-*+](?=[{BLANK}]+[^{BLANK}*_-]))?(?:[{BLANK}]|[{BULLETS}])*"
)
_OPENS_MARKED = re.compile(rf"[>#<*+\-=_＊~—－·.─━═|:【{BULLETS}]")  # what a mark begins with
_CLOSING_HASHES = re.compile(rf"[{BLANK}]#+[{BLANK}]*$")
_SEPARATOR = re.compile(rf"[{BLANK}]*(?:[-=_*＊~—－·.─━═#|:+][{BLANK}]*)+$")
_RULE = re.compile(rf"[{BLANK}]*(?P<rule>[-=_*＊~—－─━═])(?:[{BLANK}]*(?P=rule)){{2,}}[{BLANK}]*$")
_UNDERLINE = re.compile(rf"[{BLANK}]*(?:(=)=+|--+)[{BLANK}]*$")
_BARS = re.compile(rf"[{BLANK}]*\|.*\|[{BLANK}]*$")
_COLUMNS = re.compile(r"\S.*?(?:\t|[ \u3000]{2,})\S+(?:\t|[ \u3000]{2,})\S|[^\t]*\S\t.*\S")
_PROSE = re.compile(r"[，。；：、！？,;:!?](?!\d)|[\u4e00-\u9fff]{17}")
_PAIR = re.compile(r"\S(?:\t|[ \u3000]{2,})\D{0,2}\d[\d.,:]*\S{0,2}[ \u3000]*$")  # 补贴　　8万元
_FIGURE = re.compile(r"[-+−—]?[\d.,:%]*$|[-+−]?[\d.,]+\S{0,2}$")
_DIGIT = re.compile(r"\d")
_COLUMN_GAP = re.compile(r"\t|\S[ \u3000]{2}")  # a page without it has no such columns
_WIDE_GAP = re.compile(r"[ \t]*[\t\u3000][ \t\u3000]*| {2,}")
_WIDE_GAPS = ("\t", "  ", " \u3000", "\u3000 ", "\u3000\u3000")  # found much faster
_ROW = 3  # cells
_HTML_CELL = re.compile(r"<t[dh]\b[^<>]*>", re.IGNORECASE)
_HTML_ROW_END = re.compile(r"</tr>", re.IGNORECASE)
_CELL_EDGE = re.compile(r"[ ]*[|\t]+[ ]*|[ \u3000]+")
_ALL_BOLD = re.compile(rf"\*\*[^*]+\*\*[{BLANK}]*$")
# **菜场重新开张** 改造后的菜场……: a short bold opening without a mark, and words after a blank.
# 【春联免费送】即日起……: the same in brackets.
_RUN_IN_HEADING = re.compile(
    rf"\*\*[^*，。；：、]{{3,24}}\*\*(?=[{BLANK}]+[^{BLANK}])|【[^】。；]{{5,30}}】(?=.{{12}})"
)
_BRACKETED_HEADING = re.compile(rf"【([^【】。；]{{2,24}})】[{BLANK}]*$")
_IMAGE = re.compile(r"!\[[^\]]{0,200}\]\([^)]{0,400}\)|<img\b")
_MARKUP = re.compile(
    r"!\[[^\]]{0,200}\]\([^)]{0,400}\)"  # an image shows no words
    r"|(?<=\])\([^)\s]{0,400}\)"  # where a link leads
    r"|&(?:nbsp|emsp|ensp|thinsp|#160|#8195);"
    r"|(?<=[\u3000-\u9fff”）])[ \t]+\*\*|\*\*[ \t]+(?=[\u3000-\u9fff“（])"  # blanks around bold
    r"|\*\*|__|\\(?=[!-/:-@\[-`{-~])"
    rf"|{_TAG}"
)
# What a link shows, and figures set as a formula ($4.5\%$): only their first and last are markup.
_ENCLOSED = re.compile(r"\[[^\[\]]{0,200}\](?=\()|\$[!-#%-~ ]{1,40}\$")
_INVISIBLE = "\\u200c-\\u200f\\u2060\\u00ad\\u202a-\\u202e"
_DROPPED = re.compile(rf"[{_INVISIBLE}]+")
_MAY_BE_CUT = re.compile(rf"\*\*|__|[<\\&${_INVISIBLE}\u200b\ufeff]|\]\(")


def read_lines(text: str) -> list[Line]:
    """Read a page's non-blank lines in order; separators and image lines are left out."""
    lines: list[Line] = []
    gap, ruled, pictured = 0, False, False
    starts, raws = _split_lines(text)
    words = [raw.split() for raw in raws]
    rows = _find_rows(text, raws, words)
    marked = bool(_MAY_BE_CUT.search(text))
    for number, (start, raw, parts) in enumerate(zip(starts, raws, words, strict=True)):
        if not parts:
            gap += 1
            continue
        row = number in rows
        if row or _OPENS_MARKED.match(parts[0]) or (marked and _MAY_BE_CUT.search(raw)):
            read = _read_line(text, Span(start, start + len(raw)), gap, row=row)
        else:
            read = [_plain_line(start, raw, parts, gap)]
        if read and (ruled or pictured):
            read[0] = replace(read[0], ruled=ruled, pictured=pictured)
        if read:
            lines += read
            gap, ruled, pictured = 0, False, False
            continue
        if lines and gap == 0 and not lines[-1].row and (underline := _UNDERLINE.match(raw)):
            lines[-1] = replace(lines[-1], level=1 if underline[1] else 2)
        gap += 1
        ruled = ruled or bool(_RULE.match(raw))
        pictured = pictured or bool(_IMAGE.search(raw))
    return lines


def _plain_line(start: int, raw: str, parts: Sequence[str], gap: int) -> Line:
    """Read a line without any mark; `parts` are its words between blanks."""
    words = raw.strip()
    start += raw.index(words)
    printed = Printed(words, (Run(0, len(words), Span(start, start + len(words))),))
    return Line(printed if len(parts) == 1 else clean_printed(printed), gap, _indent(raw))


def _find_rows(text: str, raws: Sequence[str], words: Sequence[Sequence[str]]) -> set[int]:
    """Find the lines that are rows of a table: cells in bars, or three set apart by blanks.

    Two cells are enough where the next line ends in a figure too, and one blank where it has
    figures in the same cells, or where three lines have as many cells and two of them figures;
    the line above these, with as many cells, is the table's head.
    """
    may_hold_columns = any(gap in text for gap in _WIDE_GAPS) and bool(_COLUMN_GAP.search(text))
    if not may_hold_columns and "|" not in text and max(map(len, words)) < _ROW:
        return set()
    printed = [(n, raw) for n, (raw, parts) in enumerate(zip(raws, words, strict=True)) if parts]
    found = {n for n, raw in printed if "|" in raw and _BARS.match(raw)}
    if may_hold_columns:
        parted = [(n, raw) for n, raw in printed if len(words[n]) > 1]
        found |= {n for n, raw in parted if _COLUMNS.match(raw)}
        pairs = {n for n, raw in parted if _PAIR.search(raw) and not _PROSE.search(raw)}
        found |= {
            n for two in pairwise(n for n, _ in printed) if pairs.issuperset(two) for n in two
        }
    cells = [(n, _figures_in(raw, words[n])) for n, raw in printed]
    if not found and not any(row for _, row in cells):
        return found
    for (above, upper), (below, lower) in pairwise(cells):
        if len(upper) >= _ROW and upper == lower and any(upper):
            found |= {above, below}
    found |= _rows_alike(printed, words)
    for (above, upper), (below, lower) in pairwise(cells):
        if below in found and len(upper) == len(lower) >= _ROW:
            found.add(above)
    order = [n for n, _ in printed]
    beside = {n for pair in pairwise(order) if found.issuperset(pair) for n in pair}
    return {n for n in found if n in beside or _BARS.match(raws[n])}  # one row is no table


def _rows_alike(printed: Sequence[tuple[int, str]], words: Sequence[Sequence[str]]) -> set[int]:
    """Find three lines on end with as many cells between wide blanks, two of them with figures."""
    cells = [
        0 if len(words[n]) == 1 or _PROSE.search(raw) else len(_WIDE_GAP.split(raw.strip()))
        for n, raw in printed
    ]
    found: set[int] = set()
    for at in range(len(printed) - 2):
        if cells[at] < _ROW or not cells[at] == cells[at + 1] == cells[at + 2]:
            continue
        run = printed[at : at + 3]
        if sum(bool(_DIGIT.search(raw)) for _, raw in run) > 1:
            found.update(n for n, _ in run)
    return found


def _figures_in(raw: str, cells: Sequence[str]) -> list[bool]:
    """Tell of each cell between blanks whether it is a figure.

    No cells are too few for a row, and words of prose.
    """
    if len(cells) < _ROW or _PROSE.search(raw):
        return []
    return [bool(_FIGURE.match(cell)) for cell in cells]


def _split_lines(text: str) -> tuple[Sequence[int], Sequence[str]]:
    """Part a page's lines, blank ones too: where each starts, and what it holds."""
    if "\r" in text:
        parts = _LINE_END.split(text)  # lines and their ends in turn
        return list(accumulate(map(len, parts), initial=0))[:-1:2], parts[::2]
    raws = text.split("\n")
    return list(accumulate((len(raw) + 1 for raw in raws), initial=0))[:-1], raws


def _read_line(text: str, span: Span, gap: int, *, row: bool) -> list[Line]:
    """Read what one line holds: several where it has rows of a table, none where it has no words.

    A heading run in is a line of its own; so is each row; separators are none, and images.
    """
    if text.find("<t", *span) >= 0 and _HTML_CELL.search(text, *span):
        return list(_read_html_rows(text, span, gap))
    if _SEPARATOR.match(text[slice(*span)]):
        return []
    return list(_read_marked_line(text, span, gap, row=row))


def _read_marked_line(text: str, span: Span, gap: int, *, row: bool) -> Iterator[Line]:
    """Read a line with its marks; a heading set in bold at its beginning is a line of its own."""
    opening = _OPENING.match(text, *span)
    assert opening, "every part of the pattern may be empty"
    closing = _CLOSING_HASHES.search(text, opening.end(), span.end) if opening["level"] else None
    words = Span(opening.end(), closing.start() if closing else span.end)
    raw = text[words.start : words.end]
    bullet = opening["bullet"] or ""
    if not row and (bracketed := _BRACKETED_HEADING.match(raw)):
        words = Span(words.start + bracketed.start(1), words.start + bracketed.end(1))
        bullet = bullet or "【"  # its brackets are marks, as a bullet is
    run_in = None if row else _RUN_IN_HEADING.match(raw)
    edge = words.start + run_in.end() if run_in else words.start
    line = Line(
        printed=(_cells if row else _words)(text, Span(edge, words.end)),
        gap=gap,
        indent=_indent(text[slice(*span)]),
        level=len(opening["level"] or ""),
        bold=bool(_ALL_BOLD.match(raw)),
        bullet=bullet,
        row=row,
    )
    if run_in:
        bracket = raw.startswith("【")
        heading = _words(text, Span(words.start + bracket, edge - bracket))
        yield replace(line, printed=heading, bold=True, run_in=True)
        line = replace(line, gap=0, indent=0, bullet="")
    if line.text:
        yield line


def _words(text: str, words: Span) -> Printed:
    if _MAY_BE_CUT.search(text, *words):
        return clean(text, list(_content(text, words)))
    return clean(text, [words])


def _read_html_rows(text: str, span: Span, gap: int) -> Iterator[Line]:
    """Read the rows of an HTML table that an OCR tool left in a line."""
    start = span.start
    for end in (*(row.end() for row in _HTML_ROW_END.finditer(text, *span)), span.end):
        cells = _cells(text, Span(start, end), _HTML_CELL)
        if cells.text:
            yield Line(cells, gap=gap, row=True)
            gap = 0
        start = end


def _cells(text: str, words: Span, edge: re.Pattern[str] = _CELL_EDGE) -> Printed:
    """Read a table's row: its cells with a blank between."""
    edges = [words.start]
    for match in edge.finditer(text, *words):
        edges += match.span()
    edges.append(words.end)
    cells = [_words(text, Span(*edge)) for edge in zip(edges[::2], edges[1::2], strict=True)]
    return Printed.join((cell for cell in cells if cell.text), " ")


def _indent(raw: str) -> float:
    indent = 0.0
    for blank in raw:
        if not blank.isspace():
            break
        indent += 1 if blank in "\u3000\t\u2003" else 0.5
    return indent


def _content(text: str, words: Span) -> Iterator[Span]:
    """Give the slices of a line that are words and not markup."""
    raw = text[words.start : words.end]
    cuts = [match.span() for match in _DROPPED.finditer(raw)]
    cuts += [match.span() for match in _MARKUP.finditer(raw)]
    for match in _ENCLOSED.finditer(raw):
        cuts += [(match.start(), match.start() + 1), (match.end() - 1, match.end())]
    at = 0
    for low, high in sorted(cuts):
        if low > at:
            yield Span(words.start + at, words.start + low)
        at = max(at, high)
    if at < len(raw):
        yield Span(words.start + at, words.end)
