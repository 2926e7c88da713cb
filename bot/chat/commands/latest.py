"""`/latest [topic]`: the newest articles by day, or dated passages on a topic."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterable, Sequence
from dataclasses import replace
from itertools import groupby

from bot.chat.callbacks import article_key, encode
from bot.chat.commands.follow import fits
from bot.chat.markup import Html, bold
from bot.chat.mentions import mentions, speaks_of
from bot.chat.model import Button, Edit, Keyboard, Outgoing, Reply
from bot.chat.turn import Command, StaleError, Turn
from bot.model import Answer, Exchange, Quote

PAGE = 3
MAX_LISTED = 60


async def latest(turn: Turn, argument: str) -> AsyncIterator[Outgoing]:
    """Show what is newest."""
    answer = _named(turn, argument) if argument else None
    answer = answer or turn.generation.answering.latest(argument or None, MAX_LISTED)
    answer = replace(answer, quotes=_by_day(answer.quotes))
    exchange = Exchange(argument, argument, answer)
    token = turn.services.memory.keep(turn.incoming, exchange)
    yield _page(turn, exchange, token, 0)


def _named(turn: Turn, topic: str) -> Answer | None:
    """Give the articles that name a topic, the newest first; None where it is never named so."""
    newest = turn.generation.answering.latest(None, len(turn.generation.corpus.articles))
    quotes = tuple(quote for quote in newest.quotes if speaks_of(quote.article, topic))
    named = replace(newest, quotes=quotes, items=tuple(quote.printed for quote in quotes))
    return named if quotes else None


def _by_day(quotes: Iterable[Quote]) -> tuple[Quote, ...]:
    """Put together what has the same date; of an article without a day only the year is known."""
    days: dict[str | None, list[Quote]] = {}
    for quote in quotes:
        days.setdefault(quote.article.date.value, []).append(quote)
    return tuple(quote for day in days.values() for quote in day)


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
