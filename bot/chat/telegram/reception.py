"""Updates on their way in: each written down first, none twice, a user's own in order."""

from __future__ import annotations

import asyncio
import json
import logging
from collections.abc import Awaitable
from typing import Any
from weakref import WeakValueDictionary

from telegram import Bot, Update
from telegram.ext import BaseUpdateProcessor

from bot.state.database import StateError
from bot.state.inbox import Inbox

MAX_WAITING = 256
MAX_AT_ONCE = 16
"""Measured on two cores against the stand-in, a burst of 400 updates: 8 at once 38/s, 32 33/s,
128 27/s; and one user's slow question never holds up another's."""

_log = logging.getLogger(__name__)


class DurableQueue(asyncio.Queue[object]):
    """Takes updates from python-telegram-bot before it confirms them to Telegram.

    An update that was taken before is dropped. Inline queries are worth nothing after a restart, so
    of them only the id is kept. On a full disk updates are queued all the same: they would be lost
    by a crash, but answers need no disk.
    """

    def __init__(self, inbox: Inbox) -> None:
        super().__init__()
        self._inbox = inbox

    async def put(self, item: object) -> None:
        """Write an update down, then queue it."""
        if not isinstance(item, Update) or self._is_new(item):
            await super().put(item)

    def _is_new(self, update: Update) -> bool:
        payload = None if update.inline_query else update.to_json()
        try:
            return self._inbox.take(update.update_id, payload)
        except StateError as error:
            _log.error("an update was not written down: %s", error)
            return True

    def put_unfinished(self, bot: Bot) -> None:
        """Queue again what a crash left behind."""
        for payload in self._inbox.unfinished():
            self.put_nowait(Update.de_json(json.loads(payload), bot))


class OneByOne(BaseUpdateProcessor):
    """Handles different users' updates at once, one user's one after the other."""

    def __init__(self, inbox: Inbox) -> None:
        super().__init__(MAX_WAITING)
        self._inbox = inbox
        self._working = asyncio.Semaphore(MAX_AT_ONCE)
        self._users: WeakValueDictionary[int, asyncio.Lock] = WeakValueDictionary()

    async def do_process_update(self, update: object, coroutine: Awaitable[Any]) -> None:
        """Wait for the user's turn, handle the update, strike it off."""
        user = update.effective_user if isinstance(update, Update) else None
        turn = self._users.setdefault(user.id if user else 0, asyncio.Lock())
        async with turn, self._working:
            await coroutine
        if isinstance(update, Update):
            try:
                self._inbox.done(update.update_id)
            except StateError as error:
                _log.error("a handled update was not struck off: %s", error)

    async def initialize(self) -> None:
        """Need nothing."""

    async def shutdown(self) -> None:
        """Hold nothing."""
