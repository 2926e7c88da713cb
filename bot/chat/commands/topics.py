"""`/topics`: what the pages talk about, from the corpus itself."""

from __future__ import annotations

from collections.abc import AsyncIterator

from bot.chat.callbacks import encode
from bot.chat.commands.follow import fits
from bot.chat.commands.latest import latest
from bot.chat.model import Button, Outgoing
from bot.chat.turn import Command, Turn

SHOWN = 12
ROW = 2


async def topics(turn: Turn, _argument: str) -> AsyncIterator[Outgoing]:
    """Offer the topics that most articles share."""
    found = [topic for topic in turn.generation.topics if fits(topic)][:SHOWN]
    if not found:
        yield turn.say("topics.none")
        return
    buttons = [Button(topic, encode("topic", topic)) for topic in found]
    rows = [tuple(buttons[at : at + ROW]) for at in range(0, len(buttons), ROW)]
    yield turn.say("topics.head", *rows)


async def topic(turn: Turn, rest: str) -> AsyncIterator[Outgoing]:
    """Show what is printed on a topic."""
    async for outgoing in latest(turn, rest):
        yield outgoing


COMMAND = Command("topics", topics, {"topic": topic}, in_groups=True)
