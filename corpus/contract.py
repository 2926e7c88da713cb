"""Segmented pages in the JSON shape of the command-line contract."""

from __future__ import annotations

from typing import Any

from corpus.model import Article, Printed, SegmentedPage


def page_object(segmented: SegmentedPage) -> dict[str, Any]:
    """Give a page as the object that `python -m corpus segment --json` prints."""
    page = segmented.page
    return {
        "file": page.file,
        "page": page.number,
        "source": page.source,
        "published": page.published.isoformat() if page.published else None,
        "articles": [_article_object(article) for article in segmented.articles],
        "furniture": [
            {"role": piece.role, "ranges": [list(span) for span in piece.spans]}
            for piece in segmented.furniture
        ],
        "faults": [{"line": fault.line, "message": fault.message} for fault in segmented.faults],
    }


def _article_object(article: Article) -> dict[str, Any]:
    return {
        "id": article.id,
        "kind": article.kind.value,
        "headline": article.headline.text if article.headline else "",
        "subheadline": [printed.text for printed in article.subheadlines],
        "deck": _text(article.deck),
        "byline": _text(article.byline),
        "authors": list(article.authors),
        "source": _text(article.source),
        "date_text": article.date.text,
        "date": article.date.value,
        "date_inferred": article.date.inferred,
        "paragraphs": [printed.text for printed in article.paragraphs],
        "section_headings": [
            {"text": heading.printed.text, "before_paragraph": heading.before_paragraph}
            for heading in article.section_headings
        ],
        "captions": [printed.text for printed in article.captions],
        "pieces": [
            {"role": role.value, "ranges": [list(span) for span in printed.spans]}
            for role, printed in article.pieces()
        ],
    }


def _text(printed: Printed | None) -> str | None:
    return printed.text if printed else None
