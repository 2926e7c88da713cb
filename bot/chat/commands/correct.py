"""`/correct`: a note to the print; the printed words stay."""

from __future__ import annotations

from collections.abc import AsyncIterator

from bot.chat.commands.reload import reload
from bot.chat.model import Outgoing
from bot.chat.turn import Command, Turn
from corpus.model import Article, Correction

FIELDS = 4


async def correct(turn: Turn, argument: str) -> AsyncIterator[Outgoing]:
    """Add a note, written as `article | was | now | why`."""
    parts = [part.strip() for part in argument.replace("｜", "|").split("|")]
    if len(parts) != FIELDS or not all(parts):
        yield turn.say("correct.usage")
        return
    name, was, now, why = parts
    article = _article(turn, name)
    if not article:
        yield turn.say("correct.no_article", name=name)
    elif not any(was in printed.text for _, printed in article.pieces()):
        yield turn.say("correct.not_printed", was=was, title=article.title)
    else:
        async for outgoing in _write(turn, article, Correction(was, now, why)):
            yield outgoing


async def _write(turn: Turn, article: Article, note: Correction) -> AsyncIterator[Outgoing]:
    """Write a note down, then offer what it changes as any reload does."""
    try:
        await turn.services.generations.correct(article, note)
    except OSError as error:
        yield turn.say("correct.not_written", error=error.strerror or str(error))
        return
    values = {"was": note.was, "now": note.now, "why": note.why}
    yield turn.say("correct.done", title=article.title, **values)
    async for outgoing in reload(turn, ""):
        yield outgoing


def _article(turn: Turn, name: str) -> Article | None:
    """Find an article by key, id or the beginning of its headline, where only one begins so."""
    exact = turn.generation.article(name)
    begins = [a for a in turn.generation.corpus.articles if a.title.startswith(name)]
    return exact or (begins[0] if len(begins) == 1 else None)


COMMAND = Command("correct", correct, admin=True)
