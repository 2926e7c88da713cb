"""A lost connection is told once, with what helps, and so is its end."""

from __future__ import annotations

import logging

import pytest
from telegram.error import NetworkError

from bot.chat.telegram.connection import PATIENCE_SECONDS, Connection, WatchedRequest

ADDRESS = "https://api.example"


class _Clock:
    now = 0.0

    def __call__(self) -> float:
        return self.now


def test_lost_for_long(caplog: pytest.LogCaptureFixture) -> None:
    """However many calls fail, there is one line that names the address, the reason and the way."""
    clock = _Clock()
    connection = Connection(ADDRESS, clock)
    for _ in range(9):
        connection.failed(NetworkError("no route to host"))
        clock.now += PATIENCE_SECONDS

    assert [
        all(word in line for word in (ADDRESS, "no route", "PROXY_URL")) for line in caplog.messages
    ] == [True]


def test_back(caplog: pytest.LogCaptureFixture) -> None:
    """When calls get through again that is a line, and the next loss is told anew."""
    clock = _Clock()
    connection = Connection(ADDRESS, clock)
    for _ in range(2):
        connection.failed(NetworkError("lost"))
        clock.now += PATIENCE_SECONDS
        connection.failed(NetworkError("lost"))
        connection.answered()

    assert ["连不上" in line for line in caplog.messages] == [True, False, True, False]


def test_lost_for_a_moment(caplog: pytest.LogCaptureFixture) -> None:
    """What passes by itself is not worth a line."""
    clock = _Clock()
    connection = Connection(ADDRESS, clock)
    for _ in range(9):
        connection.failed(NetworkError("lost"))
        connection.answered()
        clock.now += PATIENCE_SECONDS

    assert caplog.messages == []


@pytest.mark.parametrize("proxy", ["http://127.0.0.1:9", "socks5://127.0.0.1:9", "socks5h://x:9"])
async def test_proxy(proxy: str, caplog: pytest.LogCaptureFixture) -> None:
    """A proxy of any kind that is not there is a call that fails, as any other."""
    caplog.set_level(logging.WARNING)
    clock = _Clock()
    request = WatchedRequest(Connection(ADDRESS, clock), proxy=proxy)
    await request.initialize()
    for _ in range(2):
        with pytest.raises(NetworkError):
            await request.do_request(f"{ADDRESS}/bot/getMe", "POST")
        clock.now += PATIENCE_SECONDS
    await request.shutdown()

    assert len(caplog.messages) == 1
