"""`/privacy` and `/forget`: what is kept about a user, and how it goes."""

from __future__ import annotations

from collections.abc import AsyncIterator

from bot.chat.callbacks import encode
from bot.chat.model import Button, Outgoing
from bot.chat.turn import Command, Turn


async def privacy(turn: Turn, _argument: str) -> AsyncIterator[Outgoing]:
    """Say what is kept and what never is."""
    yield turn.say("privacy", (Button(turn.words.plain("forget.button"), encode("forget")),))


async def forget(turn: Turn, _argument: str) -> AsyncIterator[Outgoing]:
    """Delete everything about this user."""
    services = turn.services
    services.memory.forget(turn.user_id)
    services.state.records.forget_visitor(turn.user_id)
    services.state.people.forget(turn.user_id)
    yield turn.say("forget.done")


PRIVACY = Command("privacy", privacy)
FORGET = Command("forget", forget, {"forget": forget})
