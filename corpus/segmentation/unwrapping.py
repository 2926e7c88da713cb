"""Lines to blocks: wraps undone by evidence.

A line takes one of a few parts (it opens a paragraph, goes on, ends it, is one by itself, is a
title, a credit …); the likeliest sequence of parts is found by dynamic programming (Viterbi, 1967)
over scores that weigh what a line looks like and how it follows the one before. Scores are in
nats, roughly: a difference of 3 is twenty to one.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from operator import add

from corpus.model import Printed
from corpus.segmentation import forms
from corpus.segmentation.blocks import Block, Form, make_paragraph
from corpus.segmentation.columns import INDENT, Measure, is_full, measure
from corpus.segmentation.continuity import Continuity
from corpus.segmentation.evidence import (
    GOES_ON,
    Look,
    Part,
    follow_table,
    look_at,
    part_scores,
    title_score,
)
from corpus.segmentation.lines import Line
from corpus.segmentation.relining import reline
from corpus.segmentation.weights import LINK

_JOINS = frozenset({Part.MIDDLE, Part.LAST})


@dataclass(frozen=True)
class _Page:
    """What the scores of one page's lines look up.

    `words_go_on` weighs for each line whether a word or phrase goes across the break above it.
    """

    lines: Sequence[Line]
    looks: Sequence[Look]
    measure: Measure
    words_go_on: Sequence[float]
    gaps: tuple[float, float]


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
    page = _Page(lines, looks, measured, go_on, _gaps(lines, looks, measured))
    return _sign_notices(_join_credits(_gather(page, _likeliest(page))))


def _gaps(lines: Sequence[Line], looks: Sequence[Look], measured: Measure) -> tuple[float, float]:
    """Weigh a gap as small as inside paragraphs, and a larger one, for a join.

    How often each stands where a paragraph must go on, and where one may end, is counted on the
    page itself; the logarithm of the ratio is the evidence.
    """
    inside, between = [], []
    usual = measured.usual_column
    for line, following, look, column in zip(
        lines, lines[1:], looks, measured.columns, strict=False
    ):
        if column and usual and abs(column - usual) > _OTHER * usual:
            continue  # titles one below the other measure a column, but no paragraph's
        full = bool(column and is_full(line, column))
        if full and not look.ends:
            inside.append(following.gap > measured.wrap_gap)
        elif look.ends and not full:
            between.append(following.gap > measured.wrap_gap)
    larger = [
        (sum(found) + _SEEN * share) / (len(found) + _SEEN)
        for found, share in zip((inside, between), _LARGER, strict=True)
    ]
    return (
        LINK["same_gap"] + LINK["gap"] * math.log((1 - larger[0]) / (1 - larger[1])),
        LINK["gap"] * math.log(larger[0] / larger[1]),
    )


_OTHER = 0.3
_SEEN = 6.0  # as if so many gaps of each kind had been seen before, and of them …
_LARGER = (0.17, 0.4)  # … this share were larger: inside a paragraph, below its end


def _likeliest(page: _Page) -> list[Part]:
    """Find the best sequence of parts (Viterbi)."""
    before: tuple[Part | None, ...] = (None,)
    best = [0.0]
    back: list[tuple[tuple[Part, ...], list[int]]] = []
    for at, (line, look, column) in enumerate(
        zip(page.lines, page.looks, page.measure.columns, strict=True)
    ):
        own = part_scores(line, look, column, page.measure)
        parts = tuple(own)
        follows = follow_table(before, parts)
        ways = [_best_way(best, row) for row in follows.rows]
        came = [ways[row][1] for row in follows.row_of]
        joined = _join_evidence(page, at) if at else 0.0
        joins = (-joined / 3, 0.0, joined)
        scores = [
            ways[row][0] + score + joins[join]
            for row, score, join in zip(follows.row_of, own.values(), follows.joins, strict=True)
        ]
        wraps = _title_wraps(page, at) if Part.TITLE in before and Part.TITLE in own else 0.0
        if wraps:
            title = parts.index(Part.TITLE)
            row = list(follows.rows[follows.row_of[title]])
            row[before.index(Part.TITLE)] += wraps
            way, came[title] = _best_way(best, row)
            scores[title] = way + own[Part.TITLE]
        back.append((parts, came))
        before, best = parts, scores
    return _trace(back, list(map(add, best, *follow_table(before, (None,)).rows)))


def _best_way(best: Sequence[float], follows: Sequence[float]) -> tuple[float, int]:
    """Give the best score with which a part may follow those before it, and which it follows."""
    ways = list(map(add, best, follows))
    way = max(ways)
    return way, ways.index(way)


def _trace(back: Sequence[tuple[Sequence[Part], Sequence[int]]], ends: list[float]) -> list[Part]:
    """Follow the best way back from the page's end."""
    at = ends.index(max(ends))
    chosen: list[Part] = []
    for parts, came in reversed(back):
        chosen.append(parts[at])
        at = came[at]
    return chosen[::-1]


def _join_evidence(page: _Page, at: int) -> float:
    """Weigh how line `at` follows the line before: for a join, against it."""
    before, line = page.lines[at - 1], page.lines[at]
    column = page.measure.columns[at - 1]
    if _quote_goes_on(before.text, line.text):
        return LINK["quote_goes_on"]
    if "signature" in page.looks[at].signs and column and before.width + line.width > column:
        return LINK["credit_runs_in"]
    if column and before.width + before.indent < column - _SHORT:
        return LINK["short_before"]
    evidence = _gap_evidence(page, at)
    if page.looks[at - 1].ends_open:
        item = "list_item" in page.looks[at].signs and before.text[-1] in _BEFORE_ITEMS
        evidence += 0.0 if item else LINK["open_end"]
    elif page.looks[at].opens_paragraph:
        evidence += LINK["opens_paragraph"]
    if page.measure.indented and line.indent >= INDENT:
        evidence += LINK["indented"]
    if before.text.endswith(_QUOTE_ENDS) and forms.SAYS.match(line.text):
        evidence += LINK["says"]
    return evidence + page.words_go_on[at]


def _gap_evidence(page: _Page, at: int) -> float:
    if not page.measure.columns[at]:
        return 0.0
    off = page.lines[at].gap - page.measure.wrap_gap
    return -LINK["tight"] if off < 0 else page.gaps[off > 0]


_BEFORE_ITEMS = "：:；;"  # a list's head and its items end so
_QUOTE_ENDS = ("。”", "？”", "！”", "……”")


def _quote_goes_on(before: str, after: str) -> bool:
    """Tell whether a line closes the quotation, bracket or title that the line before opened."""
    return bool(_OPENING.search(before)) and any(
        before.rfind(opening) > before.rfind(closing) and closing in after.partition(opening)[0]
        for opening, closing in _PAIRS
    )


_PAIRS = (("“", "”"), ("（", "）"), ("《", "》"), ("「", "」"))
_OPENING = re.compile("[“（《「]")
_SHORT = 4.5  # a line this much narrower than its column ends there


def _title_wraps(page: _Page, at: int) -> float:
    """Weigh whether line `at` is one title with the title above it."""
    above = page.lines[at - 1]
    wraps = _title_goes_on(page, at) + LINK["tight"] * _are_halves(page, at)
    hangs = above.text.endswith(("：", "，")) and above.width <= _HALF
    return wraps + LINK["colon_between"] * hangs


def _title_goes_on(page: _Page, at: int) -> float:
    """Weigh whether line `at` goes on with the title above it."""
    column = page.measure.columns[at]
    if not column or not is_full(page.lines[at - 1], column):
        return 0.0
    return page.words_go_on[at]


def _are_halves(page: _Page, at: int) -> bool:
    """Tell whether two short lines stand closer than the lines of the body do."""
    before, line = page.lines[at - 1], page.lines[at]
    return line.gap < page.measure.wrap_gap and max(before.width, line.width) <= _HALF


_HALF = 16.0  # the lines of a headline set on two are hardly wider


def _runs_on(page: _Page, at: int) -> float:
    """Weigh the signs that a title line is the beginning of the paragraph below it."""
    line, look, column = page.lines[at], page.looks[at], page.measure.columns[at]
    if at + 1 == len(page.lines) or line.level or line.bold or line.bullet:
        return _NO_PARAGRAPH
    below = page.looks[at + 1]
    if below.opens_paragraph or below.begins_news:
        return _NO_PARAGRAPH
    if page.measure.indented or (column and not is_full(line, column)):
        return _NO_PARAGRAPH
    return page.words_go_on[at + 1] - min(0.0, title_score(look))


_NO_PARAGRAPH = -10.0


def _gather(page: _Page, parts: Sequence[Part]) -> Iterator[Block]:
    """Put the lines of each block together; what interrupts a paragraph comes before it."""
    paragraph: list[int] = []
    for at, part in enumerate(parts):
        if paragraph and part not in GOES_ON:
            yield _wrapped_block(page, parts, paragraph)
            paragraph = []
        if part in _WRAPPED:
            paragraph.append(at)
            if part in {Part.LAST, Part.WHOLE}:
                yield _wrapped_block(page, parts, paragraph)
                paragraph = []
        else:
            yield _small_block(page, at, part)
    if paragraph:
        yield _wrapped_block(page, parts, paragraph)


_WRAPPED = frozenset({Part.FIRST, Part.MIDDLE, Part.LAST, Part.WHOLE, Part.CAPTION_FIRST})


def _wrapped_block(page: _Page, parts: Sequence[Part], lines: Sequence[int]) -> Block:
    """Make a block of the lines of a paragraph, or of a caption set on several."""
    first, last = parts[lines[0]], parts[lines[-1]]
    is_open = last not in {Part.LAST, Part.WHOLE}
    block = make_paragraph(
        [page.lines[at] for at in lines], is_open=is_open, orphan=first in _JOINS
    )
    return replace(block, form=Form.CAPTION) if first is Part.CAPTION_FIRST else block


def _small_block(page: _Page, at: int, part: Part) -> Block:
    line = page.lines[at]
    if part is not Part.TITLE:
        return Block(_FORMS[part], (line,), line.printed, page.looks[at].furniture)
    columns = (page.measure.columns[at], page.measure.usual_column)
    return Block(
        Form.TITLE,
        (line,),
        line.printed,
        page.looks[at].furniture,
        runs_on=_runs_on(page, at),
        goes_on=_title_goes_on(page, at) if at else 0.0,
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
            noticed = bool(forms.NOTICE.match(date.text)) or (noticed and _signs(blocks, at))
        if not at or date.role != "date_line" or not forms.SIGNED_DATE.match(date.text):
            continue
        issuer = at > 1 and _signs(blocks, at - 1)
        if issuer:
            blocks[at - 1] = make_paragraph(blocks[at - 1].lines)
        if issuer or (noticed and blocks[at - 1].form is Form.PARAGRAPH):
            blocks[at] = make_paragraph(date.lines)
    return blocks


def _signs(blocks: Sequence[Block], at: int) -> bool:
    """Tell whether a title may be the issuer who signs the notice above it."""
    return blocks[at].form is Form.TITLE and blocks[at - 1].form is Form.PARAGRAPH
