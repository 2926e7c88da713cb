"""What a handler works with: one thing that a user did, and the house's services."""

from __future__ import annotations

import datetime as dt
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass, field

from bot.chat.citing import Renderer
from bot.chat.generations import Generation, Generations
from bot.chat.memory import Memory
from bot.chat.model import Button, Incoming, Outgoing, Reply
from bot.chat.words import Words
from bot.model import Exchange
from bot.state.store import State

BEIJING = dt.timezone(dt.timedelta(hours=8))
"""The paper's and its readers' time; China has no summer time."""


def beijing_now() -> dt.datetime:
    """Give the time in Lishui."""
    return dt.datetime.now(BEIJING)


class StaleError(Exception):
    """A button asks for what is no more, or never was; its user is told that it has expired."""


@dataclass(slots=True)
class Services:
    """What all handlers share.

    `username` is the bot's own, where it has one; `reads_digest` tells that the pages are those
    that ship with it, which are no newspaper's; `drafts` are messages to everybody that an admin,
    by id, has written and not yet sent.
    """

    generations: Generations
    state: State
    admins: frozenset[int] = frozenset()
    allowed: frozenset[int] = frozenset()
    username: str | None = None
    reads_digest: bool = False
    commands: tuple[Command, ...] = ()
    memory: Memory = field(default_factory=Memory)
    drafts: dict[int, str] = field(default_factory=dict)
    now: Callable[[], dt.datetime] = beijing_now


@dataclass(frozen=True, slots=True)
class Turn:
    """One thing that a user did, in his language."""

    incoming: Incoming
    services: Services
    words: Words

    @property
    def generation(self) -> Generation:
        """The generation that is served."""
        return self.services.generations.serving

    @property
    def renderer(self) -> Renderer:
        """What shows answers in this user's language."""
        return Renderer(self.words, self.services.username)

    @property
    def user_id(self) -> int:
        """Who did it."""
        return self.incoming.sender.id

    @property
    def is_admin(self) -> bool:
        """Whether he is one of the admins, by numeric id."""
        return self.user_id in self.services.admins

    def recall(self, token: str) -> Exchange:
        """Give the exchange under whose answer a button stands. Raises StaleError if it is gone."""
        exchange = self.services.memory.find(self.incoming, token)
        if not exchange:
            raise StaleError
        return exchange

    def say(self, key: str, *rows: tuple[Button, ...], **values: object) -> Reply:
        """Reply with one of our texts."""
        return Reply(self.words.html(key, **values), rows)


Handler = Callable[[Turn, str], AsyncIterator[Outgoing]]
"""Handles a command or a press; the text is what came after the command or the verb.

It may raise StaleError where a button's text makes no sense (any more).
"""


@dataclass(frozen=True, slots=True)
class Command:
    """A command with the buttons that belong to it.

    `name` has a line `menu.NAME` in the texts. An admin's command is in the menu of nobody else,
    and neither it nor its presses run for anybody else. `in_groups` puts it into groups' menus.
    """

    name: str
    run: Handler
    presses: dict[str, Handler] = field(default_factory=dict)
    admin: bool = False
    in_groups: bool = False
