"""`/timeline words`: the dated sentences on something, old to new."""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from functools import partial
from itertools import groupby

from bot.chat.callbacks import encode
from bot.chat.citing import LONG_QUOTE_CHARS
from bot.chat.commands.follow import fits
from bot.chat.markup import Html, blockquote, bold
from bot.chat.mentions import mentions
from bot.chat.model import Button, Edit, Keyboard, Outgoing, Reply
from bot.chat.turn import Command, StaleError, Turn
from bot.model import Quote

PAGE = 4
"""With their places about a screen of a phone."""


async def timeline(turn: Turn, argument: str) -> AsyncIterator[Outgoing]:
    """Show the sentences that name something, by the dates of their articles."""
    if not argument:
        yield turn.say("timeline.bare")
        return
    quotes = _told(turn, argument)
    yield _page(turn, argument, quotes, 0) if quotes else turn.say("timeline.none", topic=argument)


async def turn_page(turn: Turn, rest: str) -> AsyncIterator[Outgoing]:
    """Turn to what was printed later, or back."""
    number, _, topic = rest.partition(":")
    if not topic or not number.isdecimal():
        raise StaleError
    quotes = _told(turn, topic)
    if int(number) * PAGE >= len(quotes):
        raise StaleError
    page = _page(turn, topic, quotes, int(number))
    yield Edit(page.html, page.buttons)


def _told(turn: Turn, topic: str) -> list[Quote]:
    """Give every sentence that names a topic, by date; an undated one comes last."""
    quotes = mentions(turn.generation.corpus.articles, topic)
    return sorted(quotes, key=lambda quote: quote.article.date.value or "~")


def _page(turn: Turn, topic: str, quotes: Sequence[Quote], number: int) -> Reply:
    shown = quotes[number * PAGE : (number + 1) * PAGE]
    head = turn.words.html("timeline.head", topic=topic, count=len(quotes))
    days = groupby(shown, key=lambda quote: turn.renderer.date(quote.article))
    rows = [Html("\n".join([bold(day), *map(partial(_row, turn), told)])) for day, told in days]
    more = len(quotes) > len(shown)
    tail = [turn.words.html("timeline.rest")] if more and not fits(topic) else []
    buttons = _keyboard(turn, topic, number, last=(len(quotes) - 1) // PAGE) if fits(topic) else ()
    return Reply(Html("\n\n".join([head, *rows, *tail])), buttons)


def _row(turn: Turn, quote: Quote) -> Html:
    words = blockquote(quote.text, expandable=len(quote.text) > LONG_QUOTE_CHARS)
    return Html(f"{words}\n{turn.renderer.place(quote)}")


def _keyboard(turn: Turn, topic: str, number: int, *, last: int) -> Keyboard:
    def button(label: str, to: int) -> Button:
        return Button(turn.words.plain(f"button.{label}"), encode("timeline", to, topic))

    back = [button("back", number - 1)] if number else []
    on = [button("leaf", number + 1)] if number < last else []
    return ((*back, *on),) if back or on else ()


COMMAND = Command("timeline", timeline, {"timeline": turn_page}, in_groups=True)
