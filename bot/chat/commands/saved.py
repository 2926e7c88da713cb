"""`/saved`: the questions that a reload asks again, to show which answers would change."""

from __future__ import annotations

from collections.abc import AsyncIterator

from bot.chat.markup import Html
from bot.chat.model import Outgoing, Reply
from bot.chat.turn import Command, Turn


async def saved(turn: Turn, argument: str) -> AsyncIterator[Outgoing]:
    """List the set; a question puts it in, or takes it out where it is in."""
    records = turn.services.state.records
    if argument:
        is_new = records.save_question(argument)
        if not is_new:
            records.drop_question(argument)
        yield turn.say("saved.added" if is_new else "saved.dropped", question=argument)
        return
    questions = records.saved_questions()
    if not questions:
        yield turn.say("saved.none")
        return
    rows = [turn.words.html("saved.row", question=question) for question in questions]
    yield Reply(Html("\n".join([turn.words.html("saved.head", count=len(rows)), *rows])))


COMMAND = Command("saved", saved, admin=True)
