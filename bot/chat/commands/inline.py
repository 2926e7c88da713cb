"""Inline mode: cited passages for whoever types `@bot words` in any chat."""

from __future__ import annotations

from collections.abc import AsyncIterator

from bot.chat.callbacks import article_key
from bot.chat.markup import Html, bold
from bot.chat.model import InlineResult, InlineResults, Outgoing
from bot.chat.turn import Turn
from bot.model import Quote

MAX_RESULTS = 10


async def offer_passages(turn: Turn, query: str) -> AsyncIterator[Outgoing]:
    """Offer passages on what is typed, the newest articles while nothing is; nothing is kept."""
    generation, text = turn.generation, query.strip()
    if text:
        quotes = await generation.searching.search(text, MAX_RESULTS)
    else:
        quotes = list(generation.answering.latest(None, MAX_RESULTS).quotes)
    yield InlineResults(tuple(_result(turn, quote) for quote in quotes))


def _result(turn: Turn, quote: Quote) -> InlineResult:
    return InlineResult(
        id=f"{article_key(quote.article)}:{quote.printed.spans[0].start}",
        title=quote.article.title,
        description=quote.text,
        html=Html(f"{bold(quote.article.title)}\n{turn.renderer.quote(quote)}"),
    )
