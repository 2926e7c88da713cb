"""Paragraphs parted from what stands between them; summaries set apart are told from the body.

A deck (提要) is known by its label, on a line of its own or at its head; without one, by standing
between headline and credit and saying what the body says again.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from statistics import median

from corpus.segmentation import forms
from corpus.segmentation.blocks import Block, Form
from corpus.segmentation.columns import INDENT
from corpus.segmentation.content import shared_pairs
from corpus.segmentation.gaps import Deck, Gap

_LONGEST = 170  # characters of a deck without a label
_REPEATED = 0.55  # share of its character pairs that the body has; of other paragraphs' a fifth
_BODY = 10  # paragraphs in which a deck may be said again


def split_gaps(blocks: Sequence[Block]) -> tuple[list[Gap], list[Block]]:
    """Part a page's paragraphs from what stands between them; there is a gap more than these."""
    gaps: list[Gap] = []
    paragraphs: list[Block] = []
    between: list[Block] = []
    decks: list[Deck] = []
    for block in blocks:
        if block.form is not Form.PARAGRAPH:
            between.append(block)
        elif between and between[-1].form is Form.DECK_LABEL:
            decks.append(Deck(block.printed, between.pop().printed))
        elif deck := _labelled(block):
            decks.append(deck)
        else:
            ruled = any(part.lines[0].ruled for part in (*between, block))
            gaps.append(Gap(len(paragraphs), tuple(between), tuple(decks), ruled=ruled))
            paragraphs.append(block)
            between, decks = [], []
    gaps.append(Gap(len(paragraphs), tuple(between), tuple(decks)))
    return _take_decks(gaps, paragraphs)


def _labelled(block: Block) -> Deck | None:
    """Read a deck with its label at its head; an editor's note keeps it: the editor speaks."""
    label = forms.INLINE_DECK_LABEL.match(block.text)
    if label:
        cut = block.printed.cut
        return Deck(cut(label.end(), len(block.text)), cut(0, label.end()))
    return Deck(block.printed) if forms.EDITORS_NOTE.match(block.text) else None


def _take_decks(gaps: list[Gap], paragraphs: list[Block]) -> tuple[list[Gap], list[Block]]:
    """Take the paragraphs that are decks without a label out of the body."""
    taken: list[Gap] = []
    kept: list[Block] = []
    carried: Gap | None = None
    column = median(line.width for block in paragraphs for line in block.lines) if paragraphs else 0
    for at, gap in enumerate(gaps):
        joined = gap if carried is None else _merge(carried, gap)
        carried = None
        if at < len(paragraphs) and _is_deck(gaps, paragraphs, at, column):
            carried = replace(joined, decks=(*joined.decks, Deck(paragraphs[at].printed)))
            continue
        taken.append(joined if joined.at == len(kept) else replace(joined, at=len(kept)))
        kept += paragraphs[at : at + 1]
    return taken, kept


def _merge(one: Gap, other: Gap) -> Gap:
    return replace(
        one,
        blocks=one.blocks + other.blocks,
        decks=one.decks + other.decks,
        ruled=one.ruled or other.ruled,
    )


def _is_deck(gaps: Sequence[Gap], paragraphs: Sequence[Block], at: int, column: float) -> bool:
    """Tell a deck without a label by its place, its setting, and by saying what the body says."""
    own, below = paragraphs[at], gaps[at + 1]
    if at + 1 == len(paragraphs) or len(own.text) > _LONGEST or own.starts_news:
        return False
    headed = bool(gaps[at].titles) and not gaps[at].bylines
    if headed and _is_outset(below, paragraphs, at):
        return True
    credit = bool(below.bylines) and not below.titles_above[0]
    label = paragraphs[at + 1].starts_news
    if not (headed or at == 0) or not (credit or label or (at == 0 and below.titles)):
        return False
    body = (paragraph.pairs for paragraph in paragraphs[at + 1 : at + 1 + _BODY])
    repeated = len(shared_pairs(own.pairs, body)) >= _REPEATED * len(own.pairs)
    widest = max(line.width for line in own.lines)
    wide = column <= _WRAPPED and widest > _WIDE * column
    bold = all(line.bold for line in own.lines)
    placed = headed and credit
    alone = placed and not below.titles and len(own.text) <= _SHORT
    alone = alone and _credits_open(gaps, at + 1) and _looks_ahead(paragraphs, at)
    return repeated + wide + bold + placed + alone >= _DECK_SIGNS


def _is_outset(below: Gap, paragraphs: Sequence[Block], at: int) -> bool:
    """Tell whether a paragraph of several lines is the one that opens without an indent."""
    if below.blocks or len(paragraphs[at].lines) == 1 or paragraphs[at].lines[0].indent >= INDENT:
        return False
    rest = [block.lines[0].indent >= INDENT for block in paragraphs if block is not paragraphs[at]]
    return rest[at] and sum(rest) >= _ALL * len(rest)


def _credits_open(gaps: Sequence[Gap], beside: int) -> bool:
    """Tell whether the page's credits stand below headlines, all but the one in gap `beside`."""
    below = [gap.titles_above[-1] > 0 for gap in gaps if gap.bylines and gap.at != beside]
    return bool(below) and all(below)


def _looks_ahead(paragraphs: Sequence[Block], at: int) -> bool:
    """Tell whether a paragraph shares more with those below it than with those above."""
    own = paragraphs[at].pairs
    above, below = (
        len(shared_pairs(own, (block.pairs for block in blocks)))
        for blocks in (paragraphs[max(0, at - _NEAR) : at], paragraphs[at + 1 : at + 1 + _NEAR])
    )
    return below > above


_NEAR = 3  # paragraphs
_ALL = 0.9  # of a page's paragraphs; another column may have lost its indents
_WRAPPED = 40.0  # wider lines are whole paragraphs, and tell nothing of a setting
_WIDE = 1.25  # times the body's column: a summary is often set across two
_SHORT = 80  # characters; the last section of a body, above the next credit, is longer: 107, 160
_DECK_SIGNS = 2  # of: said again, wide, bold, between headline and credit, short and alone there
