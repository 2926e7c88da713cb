"""The line to Telegram: told once when nothing gets through, and once when it does again."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from typing import Any

from telegram.error import NetworkError
from telegram.request import HTTPXRequest

from bot.chat.words import in_all_languages

PATIENCE_SECONDS = 3.0
"""A call that fails is made again within it; what passes by itself is no news."""

_log = logging.getLogger(__name__)


class Connection:
    """Knows whether Telegram, at an address, can be reached."""

    def __init__(self, address: str, clock: Callable[[], float] = time.monotonic) -> None:
        self._address = address
        self._clock = clock
        self._lost_at: float | None = None
        self._is_told = False

    def failed(self, error: NetworkError) -> None:
        """Take note that a call did not get through; says so when none has for a while."""
        now = self._clock()
        self._lost_at = now if self._lost_at is None else self._lost_at
        if not self._is_told and now - self._lost_at >= PATIENCE_SECONDS:
            self._is_told = True
            told = in_all_languages("log.unreachable", address=self._address, error=error)
            _log.warning("%s", told)

    def answered(self) -> None:
        """Take note that a call got through; says so where it was told that none did."""
        if self._is_told:
            _log.warning("%s", in_all_languages("log.reached"))
        self._lost_at, self._is_told = None, False


class WatchedRequest(HTTPXRequest):
    """Makes calls and tells the connection what became of them."""

    def __init__(self, connection: Connection, **options: Any) -> None:
        super().__init__(**options)
        self._connection = connection

    async def do_request(self, *given: Any, **options: Any) -> tuple[int, bytes]:
        """Make a call. Raises what HTTPXRequest raises."""
        try:
            answer = await super().do_request(*given, **options)
        except NetworkError as error:
            self._connection.failed(error)
            raise
        self._connection.answered()
        return answer
