"""Calls to Telegram that survive its bad moments: flood limits, failing gateways, lost connections.

python-telegram-bot alone gives a call up at the first 429 or 502, and the answer with it.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Coroutine
from contextlib import AbstractAsyncContextManager, nullcontext
from typing import Any
from weakref import WeakValueDictionary

from telegram.error import BadRequest, NetworkError, RetryAfter, TimedOut
from telegram.ext import BaseRateLimiter

BACKOFF_SECONDS = (0.5, 1.0, 2.0, 4.0)
MAX_FLOOD_SECONDS = 60
"""Nobody waits longer for an answer; beyond it the call fails and the user is told."""
MAX_FLOOD_WAITS = 5
_PASSING = frozenset({"sendChatAction"})
"""Calls that are worth nothing a moment later."""

_log = logging.getLogger(__name__)
_Json = bool | dict[str, Any] | list[dict[str, Any]]
_Call = Callable[..., Coroutine[Any, Any, _Json]]


class PatientDelivery(BaseRateLimiter[None]):
    """Repeats what failed for a passing reason, and keeps each chat's messages in order.

    A lost connection or a timeout leaves open whether the call was carried out: it is repeated
    once, at the risk of a message sent twice.
    """

    def __init__(self, sleep: Callable[[float], Coroutine[Any, Any, None]] = asyncio.sleep) -> None:
        self._sleep = sleep
        self._chats: WeakValueDictionary[object, asyncio.Lock] = WeakValueDictionary()

    async def initialize(self) -> None:
        """Need nothing."""

    async def shutdown(self) -> None:
        """Hold nothing."""

    async def process_request(  # noqa: PLR0913, PLR0917 -- the interface of python-telegram-bot
        self,
        callback: _Call,
        args: Any,
        kwargs: dict[str, Any],
        endpoint: str,
        data: dict[str, Any],
        rate_limit_args: None,  # noqa: ARG002
    ) -> _Json:
        """Make a call, again if need be. Raises what the last attempt raised."""
        if endpoint in _PASSING:
            return await callback(*args, **kwargs)
        async with self._turn(data.get("chat_id")):
            return await self._persist(lambda: callback(*args, **kwargs), endpoint)

    async def _persist(self, call: _Call, endpoint: str) -> _Json:
        floods = failures = 0
        while True:
            try:
                return await call()
            except RetryAfter as flood:
                floods += 1
                seconds = _seconds(flood)
                if seconds > MAX_FLOOD_SECONDS or floods > MAX_FLOOD_WAITS:
                    raise
                _log.info("%s: flood limit, again in %s s", endpoint, seconds)
                await self._sleep(seconds)
            except BadRequest:
                raise
            except NetworkError as failure:
                allowed = 1 if _may_have_arrived(failure) else len(BACKOFF_SECONDS)
                if failures >= allowed:
                    raise
                _log.debug("%s: %s, again", endpoint, type(failure).__name__)
                await self._sleep(BACKOFF_SECONDS[failures])
                failures += 1

    def _turn(self, chat_id: object) -> AbstractAsyncContextManager[object]:
        if chat_id is None:
            return nullcontext()
        return self._chats.setdefault(chat_id, asyncio.Lock())


def _seconds(flood: RetryAfter) -> float:
    after = flood.retry_after
    return float(after) if isinstance(after, int) else after.total_seconds()


def _may_have_arrived(failure: NetworkError) -> bool:
    """Tell a connection lost on the way from a server that said no.

    python-telegram-bot 22 names httpx's exception in the message of the first.
    """
    lost = str(failure).startswith("httpx.") and "ConnectError" not in str(failure)
    return isinstance(failure, TimedOut) or lost
