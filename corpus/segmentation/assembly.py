"""Outlines to articles: every block becomes a field, every other character furniture."""

from __future__ import annotations

import math
import re
import zlib
from collections.abc import Iterator, Sequence

from corpus.model import (
    Article,
    Doubt,
    Furniture,
    Kind,
    Page,
    Printed,
    SectionHeading,
    SegmentedPage,
)
from corpus.runs import Run, Span
from corpus.segmentation import bylines, forms
from corpus.segmentation.blocks import Block, Form, Setting, setting_of
from corpus.segmentation.headlines import settle_headline
from corpus.segmentation.lines import Line
from corpus.segmentation.outlines import Outline
from corpus.segmentation.resumption import resume_bodies
from corpus.segmentation.structure import outline_page
from corpus.segmentation.unwrapping import find_blocks

_WORDS = re.compile(r"[^\s\u200b\ufeff]+")


def segment_page(page: Page, lines: Sequence[Line]) -> SegmentedPage:
    """Cut a page into articles. Every non-blank character ends up in one piece or in furniture."""
    blocks = find_blocks(lines)
    outline = outline_page(blocks)
    resume_bodies(outline.articles)
    setting = setting_of(blocks)
    articles = tuple(_article(page, article, setting) for article in outline.articles)
    furniture = tuple(_furniture(block) for block in outline.furniture if block.printed.runs)
    labels = tuple(
        Furniture("deck_label", deck.label.spans)
        for article in outline.articles
        for deck in article.decks
        if deck.label
    )
    taken = [run.span for article in outline.articles for run in _runs(article)]
    taken += [span for piece in (*furniture, *labels) for span in piece.spans]
    marks = tuple(Furniture("mark", (span,)) for span in left_over(page.text, taken))
    return SegmentedPage(page, articles, (*furniture, *labels, *marks))


def _runs(outline: Outline) -> Iterator[Run]:
    """Give all the words that an article is made of."""
    headings = (heading for heading, _ in outline.headings)
    titles = (*outline.titles, *headings, *outline.bylines)
    for block in (*titles, *outline.paragraphs, *outline.captions, *outline.sources):
        yield from block.printed.runs
    for deck in outline.decks:
        yield from deck.printed.runs


def left_over(text: str, taken: Sequence[Span]) -> Iterator[Span]:
    """Give the runs of non-blank characters that no span holds."""
    start = 0
    for span in (*sorted(taken), Span(len(text), len(text))):
        between = text[start : span.start]
        if between and not between.isspace():
            for words in _WORDS.finditer(text, start, span.start):
                yield Span(*words.span())
        start = max(start, span.end)


def _furniture(block: Block) -> Furniture:
    role = block.role or (block.form.value if block.form is not Form.FURNITURE else "page_header")
    return Furniture(role, block.printed.spans)


def _article(page: Page, outline: Outline, setting: Setting) -> Article:
    _part_headings(outline)
    _part_photo_credits(outline)
    settled = settle_headline(outline.titles, setting)
    outline.doubts += settled.doubts
    headline = settled.headline
    paragraphs = tuple(block.printed for block in outline.paragraphs)
    byline = _byline(outline, paragraphs)
    deck = [deck.printed for deck in outline.decks]
    return Article(
        id=article_id(page, headline or (paragraphs or (None,))[0]),
        page=page,
        kind=_kind(outline, headline),
        paragraphs=paragraphs,
        headline=headline,
        subheadlines=settled.subheadlines,
        deck=Printed.join(deck, " ") if deck else None,
        byline=byline,
        authors=bylines.authors(byline.text) if byline else (),
        source=Printed.join((s.printed for s in outline.sources), " ") if outline.sources else None,
        captions=tuple(block.printed for block in outline.captions),
        section_headings=tuple(SectionHeading(b.printed, at) for b, at in outline.headings),
        doubts=tuple(_doubts(page, outline)),
    )


def _doubts(page: Page, outline: Outline) -> Iterator[Doubt]:
    for doubt in outline.doubts:
        yield Doubt(round(doubt.weight, 2), page.lines(doubt.block.printed)[0], doubt.message)
    is_photo = any(block.is_photo_credit for block in outline.bylines)
    if not outline.titles and outline.paragraphs and not is_photo:
        yield Doubt(0.8, page.lines(outline.paragraphs[0].printed)[0], "没有找到标题")
    for block in (*outline.paragraphs, *outline.bylines):
        if block.mended:
            yield Doubt(0.3, page.lines(block.printed)[0], "断开的一段，凭跨行的词接上")
        for line, margin in block.close:
            weight = round(2 / (1 + math.exp(margin)), 2)
            yield Doubt(weight, page.lines(line.printed)[0], "这一行是否接上一段，拿不准")


def _part_headings(outline: Outline) -> None:
    """Tell the first heading from the headline above it.

    It looks like the other headings, or stands below the name of a column of briefs.
    """
    titles = outline.titles
    first = 1 if titles and titles[0].is_briefs_label else len(titles)
    if first == len(titles) > 1 and _is_heading(titles[-1], outline.headings):
        first -= 1
    outline.headings[:0] = [(title, 0) for title in titles[first:]]
    del titles[first:]


def _is_heading(title: Block, headings: Sequence[tuple[Block, int]]) -> bool:
    """Tell whether a title is marked or numbered as all headings below it are."""
    marks = {block.lines[0].bullet for block, _ in headings} - {""}
    numbered = bool(headings) and all(forms.LIST_ITEM.match(block.text) for block, _ in headings)
    return title.lines[0].bullet in marks or (numbered and bool(forms.LIST_ITEM.match(title.text)))


def _part_photo_credits(outline: Outline) -> None:
    """Tell the credit of a picture inside a report from the report's own."""
    photos = [block for block in outline.bylines if bylines.PHOTOGRAPHER_ONLY.search(block.text)]
    if len(photos) < len(outline.bylines):
        outline.bylines = [block for block in outline.bylines if block not in photos]
        outline.captions += photos


def _byline(outline: Outline, paragraphs: Sequence[Printed]) -> Printed | None:
    """Give the credit line, else the credit in brackets at the body's beginning or end."""
    if outline.bylines:
        return Printed.join((block.printed for block in outline.bylines), " ")
    if not paragraphs:
        return None
    text = paragraphs[0].text
    inline = bylines.INLINE_BYLINE.match(text) or bylines.REPORT_BYLINE.match(text)
    if inline:
        return paragraphs[0].cut(*inline.span("byline"))
    boxes = {at for block, at in outline.headings if forms.BOX_LABEL.match(block.text)}
    for number in range(len(paragraphs), 0, -1):  # a table or a box may stand below the credit
        paragraph = paragraphs[number - 1]
        tail = bylines.find_tail_byline(paragraph.text)
        closes = number == len(paragraphs) or number in boxes
        if tail and (closes or bylines.NAMES_ROLE.search(paragraph.text, *tail)):
            return paragraph.cut(*tail)
    return None


def _kind(outline: Outline, headline: Printed | None) -> Kind:
    if headline and forms.BRIEFS_LABEL.match(headline.text):
        return Kind.BRIEF
    if headline and forms.is_notice(headline.text):
        return Kind.NOTICE
    body = sum(len(block.text) for block in outline.paragraphs)
    if (
        body < _CAPTION
        and len(outline.paragraphs) <= 2
        and any(block.is_photo_credit for block in outline.bylines)
    ):
        return Kind.PHOTO
    rows = sum(len(block.text) for block in outline.paragraphs if block.lines[0].row)
    figures = sum(bool(_DIGIT.search(block.text)) for block in outline.paragraphs)
    listed = len(outline.headings) >= 2 and bool(outline.sources)
    listed &= figures >= _FIGURES * len(outline.paragraphs)
    if 2 * rows > body or (listed and body < _ITEM * len(outline.paragraphs)):
        return Kind.INFOGRAPHIC
    return Kind.NEWS


_CAPTION = 220  # characters; a longer text with a photographer's credit is a report
_DIGIT = re.compile(r"\d")
_FIGURES = 0.7  # of an infographic's paragraphs have a figure; its introduction may have none
_ITEM = 120  # characters a paragraph; the items of an infographic are short


def article_id(page: Page, first: Printed | None) -> str:
    """Name an article by its file and the line of its headline (else of its body)."""
    line = page.lines(first)[0] if first else 1
    return f"{page_slug(page.file)}-l{line}"


def page_slug(file: str) -> str:
    """Give a page file's short name in letters that any link can carry.

    Where that loses letters of the name, a checksum keeps it apart from others'.
    """
    stem = file.rsplit(".", 1)[0]
    slug = re.sub(r"[^A-Za-z0-9]+", "-", stem).strip("-")[:_SLUG]
    lossless = len(stem) <= _SLUG and stem.isascii()
    return slug if lossless else f"{slug[: _SLUG - 7]}-{zlib.crc32(file.encode()):06x}"[-_SLUG:]


_SLUG = 24  # with line and number an id stays below 40 characters
