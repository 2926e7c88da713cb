"""The shapes that an answer can take on a screen, told from the answer itself."""

from __future__ import annotations

from enum import Enum, auto

from bot.model import Answer, Quote
from corpus.model import Printed


class Layout(Enum):
    """What to put where."""

    SINGLE = auto()
    """One short answer, its quote below."""
    LIST = auto()
    """Several items out of one quote."""
    POINTS = auto()
    """Several points of one article, each with its line."""
    SIDE_BY_SIDE = auto()
    """Several items of several articles, each with its source."""
    HEADLINES = auto()
    """Articles, by their headlines."""


def layout_of(answer: Answer) -> Layout:
    """Choose the layout of an answer that was found."""
    if answer.quotes and all(_is_headline(quote) for quote in answer.quotes):
        return Layout.HEADLINES
    if len(answer.items) < 2:
        return Layout.SINGLE
    homes = [home_of(answer, item) for item in answer.items]
    if len({id(home) for home in homes}) == 1:
        return Layout.LIST
    articles = {home.article.id for home in homes if home}
    return Layout.POINTS if len(articles) == 1 else Layout.SIDE_BY_SIDE


def home_of(answer: Answer, item: Printed) -> Quote | None:
    """Find the quote that an item was cut from."""
    return next((quote for quote in answer.quotes if _holds(quote, item)), None)


def _holds(quote: Quote, item: Printed) -> bool:
    """Tell whether an item was cut from this very quote: its words in its places."""
    spans = quote.printed.spans
    return item.text in quote.text and all(
        any(span.start <= place.start and place.end <= span.end for span in spans)
        for place in item.spans
    )


def _is_headline(quote: Quote) -> bool:
    headline = quote.article.headline
    return headline is not None and quote.printed.spans == headline.spans
