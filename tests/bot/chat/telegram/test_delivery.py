"""Calls that fail for a passing reason are made again; others are not."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest
from telegram.error import BadRequest, Forbidden, NetworkError, RetryAfter, TelegramError, TimedOut

from bot.chat.telegram.delivery import BACKOFF_SECONDS, MAX_FLOOD_SECONDS, PatientDelivery


class Line:
    """A line to Telegram on which calls go wrong as ordered, then well."""

    def __init__(self, *errors: TelegramError) -> None:
        self.errors = list(errors)
        self.calls: list[int] = []
        self.slept: list[float] = []
        self.delivery = PatientDelivery(self._sleep)

    async def _sleep(self, seconds: float) -> None:
        self.slept.append(seconds)

    async def _call(self, number: int) -> bool:
        self.calls.append(number)
        await asyncio.sleep(0)
        if self.errors:
            raise self.errors.pop(0)
        return True

    async def send(self, endpoint: str = "sendMessage", number: int = 0) -> Any:
        """Make a call."""
        return await self.delivery.process_request(
            self._call, (number,), {}, endpoint, {"chat_id": 5}, None
        )


async def test_flood_limit_is_waited_out() -> None:
    """After 429 the call waits as long as Telegram says, then goes through."""
    line = Line(RetryAfter(7))

    assert await line.send()
    assert line.slept == [7]


async def test_failing_gateway() -> None:
    """5xx is tried again with growing pauses."""
    line = Line(*[NetworkError("Bad Gateway")] * len(BACKOFF_SECONDS))

    assert await line.send()
    assert line.slept == list(BACKOFF_SECONDS)


@pytest.mark.parametrize("error", [TimedOut(), NetworkError("httpx.ReadError: ")])
async def test_lost_on_the_way(error: TelegramError) -> None:
    """Where the call may have arrived it is repeated once, not more."""
    line = Line(error, error)

    with pytest.raises(NetworkError):
        await line.send()

    assert len(line.calls) == 2


@pytest.mark.parametrize(
    "error", [BadRequest("chat not found"), Forbidden("blocked"), RetryAfter(MAX_FLOOD_SECONDS + 1)]
)
async def test_final(error: TelegramError) -> None:
    """What another try cannot mend is not tried again."""
    line = Line(error)

    with pytest.raises(type(error)):
        await line.send()

    assert len(line.calls) == 1


async def test_passing_calls() -> None:
    """A typing sign is worth no second try."""
    line = Line(NetworkError("Bad Gateway"))

    with pytest.raises(NetworkError):
        await line.send("sendChatAction")

    assert line.slept == []


async def test_order_in_a_chat() -> None:
    """A message that has to wait holds back the later ones of its chat."""
    line = Line(RetryAfter(1))
    await asyncio.gather(*(line.send(number=number) for number in range(3)))

    assert line.calls == [0, 0, 1, 2]
