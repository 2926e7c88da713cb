"""Articles in the making: what a chain of readings makes of a page's blocks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from corpus.segmentation.blocks import Block, Form, mend
from corpus.segmentation.gaps import Deck, Gap, Reading, left_over


@dataclass
class Outline:
    """An article in the making: its blocks by what they are to it."""

    paragraphs: list[Block] = field(default_factory=list)
    headings: list[tuple[Block, int]] = field(default_factory=list)
    titles: list[Block] = field(default_factory=list)
    bylines: list[Block] = field(default_factory=list)
    decks: list[Deck] = field(default_factory=list)
    captions: list[Block] = field(default_factory=list)
    sources: list[Block] = field(default_factory=list)
    doubts: list[OutlineDoubt] = field(default_factory=list)


@dataclass(frozen=True)
class OutlineDoubt:
    """A close decision about an article, at a block; `weight` 1 is a coin's toss."""

    weight: float
    block: Block
    message: str


class PageOutline(NamedTuple):
    """A page explained: its articles, what belongs to none, and how well it fits."""

    articles: list[Outline]
    furniture: list[Block]
    score: float


def gather_outlines(
    gaps: Sequence[Gap], paragraphs: Sequence[Block], chosen: Sequence[Reading]
) -> tuple[list[Outline], list[Block], list[Block]]:
    """Follow a chain: give the articles, the titles left over, and the furniture."""
    articles: list[Outline] = []
    left: list[Block] = []
    furniture: list[Block] = []
    for gap, reading in zip(gaps, chosen, strict=True):
        ended = articles[-1] if articles else None
        at_end = gap.at == len(paragraphs)
        if reading.new and not at_end:
            articles.append(Outline())
        running = articles[-1]
        if gap.blocks or gap.decks:
            left += left_over(gap, reading)
            _share_titles(gap, reading, ended or running, running)
            _share_rest(gap, reading, ended or running, running)
            furniture += [b for b in gap.blocks if b.form in {Form.FURNITURE, Form.DECK_LABEL}]
        if not at_end:
            is_caption = gaps[gap.at + 1].credits_photo
            _share_paragraph(gap, reading, paragraphs[gap.at], running, is_caption=is_caption)
    return articles, left, furniture


def _share_paragraph(
    gap: Gap, reading: Reading, paragraph: Block, running: Outline, *, is_caption: bool
) -> None:
    broken = gap.titles[-1] if reading.broken else None
    bare = gap.at and not (gap.titles or gap.bylines or gap.ruled or paragraph.starts_news)
    if reading.boxed:
        broken = running.paragraphs.pop()
        running.doubts.append(OutlineDoubt(_BOXED, paragraph, "句子中间插着标题，算别篇的"))
    elif reading.new and bare and not is_caption:
        message = "前面没有标题、署名，凭开头的日期和用词分成两篇"
        running.doubts.append(OutlineDoubt(_BARE, paragraph, message))
    running.paragraphs.append(mend(broken, paragraph) if broken else paragraph)


_BOXED, _BARE = 0.5, 0.4  # doubts: of 14 such bodies on our gold pages one begins no article


def _share_titles(gap: Gap, reading: Reading, ended: Outline, running: Outline) -> None:
    if reading.new:
        ended.titles += gap.titles[: reading.after]
        running.titles += gap.titles[reading.before : len(gap.titles) - reading.broken]
    elif not reading.boxed:
        headings = gap.titles[: len(gap.titles) - reading.broken]
        running.headings += [(title, len(running.paragraphs)) for title in headings]


def _share_rest(gap: Gap, reading: Reading, ended: Outline, running: Outline) -> None:
    ended.bylines += gap.bylines[: reading.closing]
    running.bylines += gap.bylines[reading.closing :]
    running.decks += gap.decks
    for block in gap.blocks:
        if block.form is Form.SOURCE:
            ended.sources.append(block)
        elif block.form is Form.CAPTION:
            ended.captions.append(block)
