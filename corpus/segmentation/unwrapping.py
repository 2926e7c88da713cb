"""Lines to blocks: wraps undone by evidence.

A line takes one of a few parts (it opens a paragraph, goes on, ends it, is one by itself, is a
title, a credit …); the likeliest sequence of parts is found by dynamic programming (Viterbi, 1967)
over scores that weigh what a line looks like and how it follows the one before. Scores are in
nats, roughly: a difference of 3 is twenty to one.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from operator import add

from corpus.model import Printed
from corpus.segmentation import forms
from corpus.segmentation.blocks import Block, Form, make_paragraph
from corpus.segmentation.close_breaks import mark_close_breaks
from corpus.segmentation.columns import is_full, measure
from corpus.segmentation.continuity import Continuity
from corpus.segmentation.joining import (
    MeasuredPage,
    runs_on,
    title_goes_on,
    title_wraps,
    weigh_gaps,
)
from corpus.segmentation.lines import Line
from corpus.segmentation.looks import look_at
from corpus.segmentation.parts import GOES_ON, JOINS, Part, follow_table
from corpus.segmentation.relining import reline


def find_blocks(lines: Sequence[Line]) -> list[Block]:
    """Undo the wraps of a page's lines and tell what each block looks like."""
    lines = reline(lines)
    if not lines:
        return []
    texts = [line.text for line in lines]
    above = ["", *("" if line.row else line.text for line in lines)]
    looks = [look_at(line, before) for line, before in zip(lines, above, strict=False)]
    evidence = Continuity(texts).evidence
    go_on = [0.0, *(evidence(before, text) for before, text in pairwise(texts))]
    measured = measure(lines, [look.ends for look in looks])
    page = MeasuredPage(lines, looks, measured, go_on, weigh_gaps(lines, looks, measured))
    parts = _likeliest(page)
    blocks = mark_close_breaks(_gather(page, parts), page, parts)
    return _sign_notices(_join_credits(blocks))


def _likeliest(page: MeasuredPage) -> list[Part]:
    """Find the best sequence of parts (Viterbi)."""
    before: tuple[Part | None, ...] = (None,)
    best = [0.0]
    back: list[_Step] = []
    for at, ((parts, own), joined) in enumerate(zip(page.scored, page.joined, strict=True)):
        rows, row_of, joins, titles = follow_table(before, parts)
        if titles and (wraps := title_wraps(page, at)):
            above, title = titles
            wrapped = list(rows[row_of[title]])
            wrapped[above] += wraps
            rows, row_of = [*rows, wrapped], list(row_of)
            row_of[title] = len(rows) - 1
        ways = [_best_way(best, row) for row in rows]
        joined_scores = (-joined / 3, 0.0, joined)
        best = [
            ways[row][0] + score + joined_scores[join]
            for row, score, join in zip(row_of, own, joins, strict=True)
        ]
        back.append((parts, row_of, ways))
        before = parts
    return _trace(back, list(map(add, best, *follow_table(before, (None,)).rows)))


_Way = tuple[float, int]
_Step = tuple[Sequence[Part], Sequence[int], Sequence[_Way]]
"""The parts of a line, and for each the way that it came: its number among some, best of each."""


def _best_way(best: Sequence[float], follows: Sequence[float]) -> _Way:
    """Give the best score with which a part may follow those before it, and which it follows."""
    ways = list(map(add, best, follows))
    way = max(ways)
    return way, ways.index(way)


def _trace(back: Sequence[_Step], ends: list[float]) -> list[Part]:
    """Follow the best way back from the page's end."""
    at = ends.index(max(ends))
    chosen: list[Part] = []
    for parts, row_of, ways in reversed(back):
        chosen.append(parts[at])
        _, at = ways[row_of[at]]
    return chosen[::-1]


def _gather(page: MeasuredPage, parts: Sequence[Part]) -> Iterator[Block]:
    """Put the lines of each block together; what interrupts a paragraph comes before it."""
    paragraph: list[int] = []
    for at, part in enumerate(parts):
        if paragraph and part not in GOES_ON:
            yield _wrapped_block(page, parts, paragraph)
            paragraph = []
        if part in _WRAPPED:
            paragraph.append(at)
            if part in _ENDS:
                yield _wrapped_block(page, parts, paragraph)
                paragraph = []
        else:
            yield _small_block(page, at, part)
    if paragraph:
        yield _wrapped_block(page, parts, paragraph)


_ENDS = frozenset({Part.LAST, Part.WHOLE})
_WRAPPED = frozenset({Part.FIRST, Part.MIDDLE, *_ENDS, Part.CAPTION_FIRST})


def _wrapped_block(page: MeasuredPage, parts: Sequence[Part], lines: Sequence[int]) -> Block:
    """Make a block of the lines of a paragraph, or of a caption set on several."""
    first, last = parts[lines[0]], parts[lines[-1]]
    wrapped = [page.lines[at] for at in lines]
    block = make_paragraph(wrapped, is_open=last not in _ENDS, orphan=first in JOINS)
    if wrapped[-1].text in page.measure.figures:
        block = replace(block, open=False)
    return replace(block, form=Form.CAPTION) if first is Part.CAPTION_FIRST else block


def _small_block(page: MeasuredPage, at: int, part: Part) -> Block:
    line = page.lines[at]
    if part is not Part.TITLE:
        return Block(_FORMS[part], (line,), line.printed, page.looks[at].furniture)
    columns = (page.measure.columns[at], page.measure.usual_column)
    return Block(
        Form.TITLE,
        (line,),
        line.printed,
        page.looks[at].furniture,
        runs_on=runs_on(page, at),
        goes_on=title_goes_on(page, at) if at else 0.0,
        fills=any(is_full(line, column) for column in columns if column),
    )


_FORMS = {
    Part.BYLINE: Form.BYLINE,
    Part.LABEL: Form.DECK_LABEL,
    Part.CAPTION: Form.CAPTION,
    Part.CAPTION_INSIDE: Form.CAPTION,
    Part.SOURCE: Form.SOURCE,
    Part.FURNITURE: Form.FURNITURE,
    Part.FURNITURE_INSIDE: Form.FURNITURE,
}


def _join_credits(blocks: Iterable[Block]) -> list[Block]:
    """Put a credit set on two lines, the second without its mark, back together."""
    joined: list[Block] = []
    for block in blocks:
        above = joined[-1] if joined else None
        if (
            above
            and block.form is above.form is Form.BYLINE
            and above.lines[0].bullet
            and not block.lines[0].bullet
        ):
            lines = (*above.lines, *block.lines)
            printed = Printed.join((above.printed, block.printed), " ")
            joined[-1] = replace(above, lines=lines, printed=printed)
        else:
            joined.append(block)
    return joined


def _sign_notices(blocks: list[Block]) -> list[Block]:
    """Make paragraphs of the issuer and date that sign a notice: they are content there."""
    noticed = False
    for at, date in enumerate(blocks):
        if date.form is Form.TITLE:
            noticed = forms.is_notice(date.text) or (noticed and _signs(blocks, at))
        if not at or date.role != "date_line" or not forms.SIGNED_DATE.match(date.text):
            continue
        issuer = at > 1 and _signs(blocks, at - 1)
        if issuer:
            blocks[at - 1] = _as_paragraph(blocks[at - 1])
        if issuer or (noticed and blocks[at - 1].form is Form.PARAGRAPH):
            blocks[at] = _as_paragraph(date)
    return blocks


def _as_paragraph(block: Block) -> Block:
    return replace(make_paragraph(block.lines), open=False)


def _signs(blocks: Sequence[Block], at: int) -> bool:
    """Tell whether a title may be the issuer who signs the notice above it."""
    return blocks[at].form is Form.TITLE and blocks[at - 1].form is Form.PARAGRAPH
