"""`/timeline words`: the dated sentences on something, old to new."""

from __future__ import annotations

from collections.abc import AsyncIterator
from functools import partial
from itertools import groupby

from bot.chat.markup import Html, bold, escape
from bot.chat.mentions import mentions
from bot.chat.model import Outgoing, Reply
from bot.chat.turn import Command, Turn
from bot.model import Quote

MAX_SHOWN = 8


async def timeline(turn: Turn, argument: str) -> AsyncIterator[Outgoing]:
    """Show the sentences that name something, by the dates of their articles."""
    if not argument:
        yield turn.say("timeline.bare")
        return
    quotes = sorted(mentions(turn.generation.corpus.articles, argument), key=_date)
    if not quotes:
        yield turn.say("timeline.none", topic=argument)
        return
    head = turn.words.html("timeline.head", topic=argument, count=len(quotes))
    days = groupby(quotes[:MAX_SHOWN], key=lambda quote: turn.renderer.date(quote.article))
    rows = [Html("\n\n".join([bold(day), *map(partial(_row, turn), told)])) for day, told in days]
    rest = len(quotes) - MAX_SHOWN
    tail = [turn.words.html("timeline.rest", count=rest)] if rest > 0 else []
    yield Reply(Html("\n\n".join([head, *rows, *tail])))


def _date(quote: Quote) -> str:
    """Order by date; an undated sentence comes last."""
    return quote.article.date.value or "~"


def _row(turn: Turn, quote: Quote) -> Html:
    return Html(f"{escape(quote.text)}\n{turn.renderer.place(quote)}")


COMMAND = Command("timeline", timeline, in_groups=True)
