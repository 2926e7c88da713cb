"""Webhooks, end to end: Telegram delivers, with a secret."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import ExitStack, suppress
from pathlib import Path

import httpx
import pytest

from tests.e2e.conftest import ANSWER, QUESTION
from tests.fakes.telegram.driver import BotProcess, Server, free_port


@pytest.fixture
def delivered(pages: Path, tmp_path: Path) -> Iterator[tuple[Server, str]]:
    """Run a bot to which its own stand-in delivers; give the stand-in and the bot's address."""
    port = free_port()
    address = f"http://127.0.0.1:{port}/hook"
    env = {
        "CORPUS_DIR": str(pages),
        "DATA_DIR": str(tmp_path),
        "WEBHOOK_URL": address,
        "WEBHOOK_SECRET": "s-1",
        "PORT": str(port),
    }
    with Server() as server, BotProcess(server, [sys.executable, "-m", "bot", "run"], env):
        yield server, address


def test_webhook(delivered: tuple[Server, str]) -> None:
    """Delivered questions are answered, repeated ones once; without the secret nothing is taken."""
    server, address = delivered
    forged = {"update_id": 1, "message": {"message_id": 1, "date": 1, "text": QUESTION}}

    assert ANSWER in server.ask(QUESTION, 1001).text
    server.fault("webhook", "dup")
    assert len(server.ask(QUESTION, 1001).messages) == 1
    assert httpx.post(address, json=forged, trust_env=False).status_code == 403


def test_port_that_is_taken(pages: Path, tmp_path: Path) -> None:
    """A port that somebody else listens on is one sentence that names it, and exit code 2."""
    env = {
        "CORPUS_DIR": str(pages),
        "DATA_DIR": str(tmp_path),
        "WEBHOOK_URL": "http://127.0.0.1/hook",
    }
    command = [sys.executable, "-m", "bot", "run"]
    with Server() as server, ExitStack() as started:
        taken = BotProcess(server, command, {**env, "PORT": str(server.port)})
        started.push(taken)
        with suppress(RuntimeError):  # it may be gone before or after its webhook is set
            taken.start()

        assert taken.wait() == 2
        assert f"PORT 不能用 / does not serve: {server.port}" in taken.log()
        assert "Traceback" not in taken.log()
