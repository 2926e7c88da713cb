"""`/latest [topic]`: the newest articles by day, or dated passages on a topic."""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from itertools import groupby

from bot.chat.callbacks import article_key, encode
from bot.chat.commands.follow import fits
from bot.chat.markup import Html, bold
from bot.chat.mentions import mentions
from bot.chat.model import Button, Edit, Keyboard, Outgoing, Reply
from bot.chat.turn import Command, StaleError, Turn
from bot.model import Exchange, Quote

PAGE = 3
MAX_LISTED = 60


async def latest(turn: Turn, argument: str) -> AsyncIterator[Outgoing]:
    """Show what is newest."""
    answer = turn.generation.answering.latest(argument or None, MAX_LISTED)
    exchange = Exchange(argument, f"{argument}最新消息", answer)
    token = turn.services.memory.keep(turn.incoming, exchange)
    yield _page(turn, exchange, token, 0)


async def older(turn: Turn, rest: str) -> AsyncIterator[Outgoing]:
    """Turn to what is older, or back."""
    token, _, number = rest.partition(":")
    exchange = turn.recall(token)
    if not number.isdecimal() or int(number) * PAGE >= len(exchange.answer.quotes):
        raise StaleError
    page = _page(turn, exchange, token, int(number))
    yield Edit(page.html, page.buttons)


def _page(turn: Turn, exchange: Exchange, token: str, number: int) -> Reply:
    answer, topic = exchange.answer, exchange.text
    if not answer.quotes:
        key = "latest.no_topic" if topic else "latest.empty"
        return Reply(turn.words.html(key, topic=topic), answer=answer)
    quotes = answer.quotes[number * PAGE : (number + 1) * PAGE]
    head = turn.words.html("latest.topic" if topic else "latest.head", topic=topic)
    body = _passages(turn, quotes, topic) if topic else _days(turn, quotes)
    ends = [remark for remark in answer.remarks if remark.code == "corpus_ends" and number == 0]
    tail = turn.renderer.remarks(ends)
    text = Html("\n\n".join(part for part in (head, body, tail) if part))
    return Reply(text, _keyboard(turn, exchange, token, number), answer=answer)


def _days(turn: Turn, quotes: Sequence[Quote]) -> Html:
    numbered = list(enumerate(quotes, 1))
    days = groupby(numbered, key=lambda pair: turn.renderer.date(pair[1].article))
    return Html(
        "\n\n".join(
            "\n".join([bold(day), *(f"{n}. {turn.renderer.headline(q.article)}" for n, q in pairs)])
            for day, pairs in days
        )
    )


def _passages(turn: Turn, quotes: Sequence[Quote], topic: str) -> Html:
    """Show what each article says of a topic: its first sentence that names it."""
    told = [next(mentions([quote.article], topic), quote) for quote in quotes]
    return Html("\n\n".join(f"{n}. {turn.renderer.quote(q)}" for n, q in enumerate(told, 1)))


def _keyboard(turn: Turn, exchange: Exchange, token: str, number: int) -> Keyboard:
    quotes, button, topic = exchange.answer.quotes, turn.renderer.button, exchange.text
    shown = quotes[number * PAGE : (number + 1) * PAGE]
    articles = (
        ()
        if topic
        else tuple(
            Button(str(n), encode("article", article_key(quote.article)))
            for n, quote in enumerate(shown, 1)
        )
    )
    newer = [button("older", token, number - 1, label="newer")] if number else []
    older = [button("older", token, number + 1)] if (number + 1) * PAGE < len(quotes) else []
    may_follow = topic and fits(topic) and turn.incoming.place.private
    follow = [button("follow", topic)] if may_follow else []
    return tuple(row for row in (articles, (*newer, *older, *follow)) if row)


COMMAND = Command("latest", latest, {"older": older}, in_groups=True)
