"""`/source`: which pages are read, of which years."""

from __future__ import annotations

from collections import Counter
from collections.abc import AsyncIterator

from bot.chat.citing import page_name
from bot.chat.markup import Html, escape
from bot.chat.model import Outgoing, Reply
from bot.chat.turn import Command, Turn

MAX_LISTED = 30
_YEAR_CHARS = 4


async def source(turn: Turn, _argument: str) -> AsyncIterator[Outgoing]:
    """List the pages with their articles and dates."""
    corpus, words = turn.generation.corpus, turn.words
    years = Counter((a.date.value or "")[:4] or "?" for a in corpus.articles)
    head = words.html(
        "source_command.head",
        pages=corpus.page_count,
        articles=corpus.article_count,
        years="，".join(f"{year}（{count}）" for year, count in sorted(years.items())),
    )
    files = list(dict.fromkeys(article.page.file for article in corpus.articles))
    rows = [_row(turn, file) for file in files[:MAX_LISTED]]
    digest = [words.html("start.digest")] if turn.services.reads_digest else []
    yield Reply(Html("\n".join([head, *digest, "", *rows])))


def _row(turn: Turn, file: str) -> Html:
    articles = [a for a in turn.generation.corpus.articles if a.page.file == file]
    page = articles[0].page
    name = Html(" ".join(part for part in (escape(page.source or ""), page_name(page)) if part))
    dates = sorted(a.date.value for a in articles if a.date.value)
    days = [date for date in dates if len(date) > _YEAR_CHARS] or dates
    period = " – ".join(dict.fromkeys((days[0], days[-1]))) if days else "?"
    return turn.words.html("source_command.row", name=name, count=len(articles), period=period)


COMMAND = Command("source", source, in_groups=True)
