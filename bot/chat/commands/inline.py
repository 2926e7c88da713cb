"""Inline mode: cited passages for whoever types `@bot words` in any chat."""

from __future__ import annotations

from collections.abc import AsyncIterator

from bot.chat.callbacks import article_key
from bot.chat.markup import Html, bold
from bot.chat.model import InlineResult, InlineResults, Outgoing
from bot.chat.replies import start_of
from bot.chat.turn import Turn
from bot.model import Quote

MAX_RESULTS = 10
SHORT_QUERY_CHARS = 2


async def offer_passages(turn: Turn, query: str) -> AsyncIterator[Outgoing]:
    """Offer up to ten passages on what is typed; nothing is remembered or counted."""
    topic = query.strip()
    answer = turn.generation.answering.latest(topic or None, MAX_RESULTS)
    yield InlineResults(tuple(_result(turn, quote) for quote in answer.quotes[:MAX_RESULTS]))


def _result(turn: Turn, quote: Quote) -> InlineResult:
    return InlineResult(
        id=f"{article_key(quote.article)}:{start_of(quote)}",
        title=quote.article.title,
        description=quote.text,
        html=Html(f"{bold(quote.article.title)}\n{turn.renderer.quote(quote)}"),
    )
