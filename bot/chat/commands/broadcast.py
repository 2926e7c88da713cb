"""`/broadcast`: a message to everybody who can be reached, looked at before it goes."""

from __future__ import annotations

import hashlib
from collections.abc import AsyncIterator

from bot.chat.callbacks import encode
from bot.chat.markup import escape
from bot.chat.model import Button, Edit, Outgoing, Place, Reply
from bot.chat.turn import Command, StaleError, Turn


async def broadcast(turn: Turn, argument: str) -> AsyncIterator[Outgoing]:
    """Show the message as readers would see it, and ask."""
    if not argument:
        yield turn.say("broadcast.usage")
        return
    turn.services.drafts[turn.user_id] = argument
    reached = len(turn.services.state.people.reachable())
    yield Reply(escape(argument))
    yield turn.say(
        "broadcast.preview",
        (
            Button(turn.words.plain("broadcast.send"), encode("broadcast", _mark(argument))),
            Button(turn.words.plain("broadcast.drop"), encode("broadcast", "drop")),
        ),
        count=reached,
    )


def _mark(text: str) -> str:
    """Tie a button to the very text that was shown above it."""
    return hashlib.sha256(text.encode()).hexdigest()[:12]


async def confirm(turn: Turn, rest: str) -> AsyncIterator[Outgoing]:
    """Send what was shown, or drop it; either ends it."""
    text = turn.services.drafts.get(turn.user_id)
    if text is None or rest not in {"drop", _mark(text)}:
        raise StaleError
    del turn.services.drafts[turn.user_id]
    if rest == "drop":
        yield Edit(turn.words.html("broadcast.dropped"))
        return
    readers = turn.services.state.people.reachable()
    yield Edit(turn.words.html("broadcast.sending", count=len(readers)))
    for reader in readers:
        yield Reply(escape(text), to=Place(reader))
    yield Edit(turn.words.html("broadcast.sent", count=len(readers)))


COMMAND = Command("broadcast", broadcast, {"broadcast": confirm}, admin=True)
