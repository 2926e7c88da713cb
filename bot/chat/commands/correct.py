"""`/correct`: a note to the print; the printed words stay."""

from __future__ import annotations

from collections.abc import AsyncIterator

from bot.chat.model import Outgoing
from bot.chat.turn import Command, Turn
from bot.state.records import Correction
from corpus.model import Article

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
        at = turn.services.now().isoformat(timespec="seconds")
        turn.services.state.records.correct(Correction(at, article.id, was, now, why))
        yield turn.say("correct.done", title=article.title, was=was, now=now, why=why)


def _article(turn: Turn, name: str) -> Article | None:
    """Find an article by key, id or the beginning of its headline, where only one begins so."""
    exact = turn.generation.article(name)
    begins = [a for a in turn.generation.corpus.articles if a.title.startswith(name)]
    return exact or (begins[0] if len(begins) == 1 else None)


COMMAND = Command("correct", correct, admin=True)
