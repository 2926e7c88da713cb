"""`/start`: what this is, in four lines; with a deep link, the article that it names."""

from __future__ import annotations

from collections.abc import AsyncIterator

from bot.chat.commands.article import show_article
from bot.chat.commands.ask import answer_question
from bot.chat.examples import example_rows
from bot.chat.markup import Html
from bot.chat.model import Outgoing, Reply
from bot.chat.turn import Command, StaleError, Turn


async def start(turn: Turn, argument: str) -> AsyncIterator[Outgoing]:
    """Greet, or open the article of a link (`a_KEY`)."""
    if turn.incoming.place.private:
        turn.services.state.people.welcome(turn.user_id)
    kind, _, name = argument.partition("_")
    article = turn.generation.article(name) if kind == "a" else None
    if article:
        yield show_article(turn, article, 0)
        return
    if argument:
        yield turn.say("start.dead_link")
    yield await _greeting(turn)


async def _greeting(turn: Turn) -> Reply:
    corpus, words = turn.generation.corpus, turn.words
    dates = sorted(article.date.value for article in corpus.articles if article.date.value)
    greeting = words.html(
        "start.greeting",
        pages=corpus.page_count,
        articles=corpus.article_count,
        first=dates[0][:7] if dates else "?",
        last=dates[-1][:7] if dates else "?",
    )
    digest = [words.html("start.digest")] if turn.services.reads_digest else []
    examples = await example_rows(turn)
    invitation = ["", words.html("start.examples")] if examples else []
    text = Html("\n".join([greeting, *digest, *invitation]))
    return Reply(text, examples)


async def example(turn: Turn, rest: str) -> AsyncIterator[Outgoing]:
    """Ask one of the example questions."""
    key = f"start.example{rest}"
    if key not in turn.words:
        raise StaleError
    async for outgoing in answer_question(turn, turn.words.plain(key)):
        yield outgoing


COMMAND = Command("start", start, {"example": example}, in_groups=True)
