"""`/help`: how to ask, and every command that this user may use."""

from __future__ import annotations

from collections.abc import AsyncIterator

from bot.chat.markup import Html
from bot.chat.model import Outgoing, Reply
from bot.chat.turn import Command, Turn


async def show_help(turn: Turn, _argument: str) -> AsyncIterator[Outgoing]:
    """Tell how to ask, and what else there is."""
    offered = [one for one in turn.services.commands if turn.is_admin or not one.admin]
    lines = [Html(f"/{one.name} {turn.words.html(f'menu.{one.name}')}") for one in offered]
    yield Reply(Html("\n".join([turn.words.html("help.head"), "", *lines])))


COMMAND = Command("help", show_help, in_groups=True)
