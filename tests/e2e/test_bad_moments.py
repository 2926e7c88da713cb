"""Telegram's bad moments: nothing asked is lost, nothing is answered twice, no token shows."""

from __future__ import annotations

import signal
import sys
import time
from pathlib import Path

import pytest

from tests.e2e.conftest import ADMIN, ANSWER, QUESTION
from tests.fakes.telegram.driver import TOKEN, BotProcess, Server

READER = 3003


@pytest.mark.parametrize(
    ("kind", "more"),
    [("429", {"retry_after": 1}), ("502", {}), ("500", {}), ("reset", {}), ("502", {"count": 2})],
)
def test_sending_fails(server: Server, kind: str, more: dict[str, object]) -> None:
    """A flood limit, a failing gateway or a lost connection delays an answer, no more."""
    server.fault("sendMessage", kind, chat_id=READER, **more)
    heard = server.ask(QUESTION, READER)

    assert [ANSWER in event["text"] for event in heard.messages] == [True]


def test_typing_fails(server: Server) -> None:
    """A typing sign that fails costs nothing."""
    server.fault("sendChatAction", "500", count=3)

    assert ANSWER in server.ask(QUESTION, READER).text
    server.ctl("clear_faults")


def test_repeated_update(server: Server) -> None:
    """An update that Telegram delivers twice is answered once."""
    after = server.sent()["last"]
    update = server.send(QUESTION, READER)["update_id"]
    server.hear(after, READER)
    server.ctl("redeliver", update_id=update)
    time.sleep(0.5)

    assert len(server.sent(after=after, kinds="message", chat_id=READER)["events"]) == 1


def test_polling_fails(server: Server) -> None:
    """When polling is cut, questions asked meanwhile are answered."""
    server.fault("getUpdates", "reset", count=1)

    assert ANSWER in server.ask(QUESTION, READER, timeout=20).text


def test_order(server: Server) -> None:
    """One user's questions are answered in the order they were asked."""
    after = server.sent()["last"]
    for text in ("/help", QUESTION, "/source"):
        server.send(text, READER)
    heard = server.hear(after, READER, final="篇数")

    assert [
        mark in event["text"]
        for mark, event in zip(("怎么问", ANSWER, "年份"), heard.messages, strict=True)
    ] == [True] * 3


def test_blocked(server: Server, bot: BotProcess) -> None:
    """Who blocks the bot is left alone, and can come back."""
    server.ask("/start", 3100)
    server.ctl("member", user_id=3100, status="kicked")
    server.ask("/broadcast 通知", ADMIN, final="发给")
    server.press("发出", ADMIN, final="发完")
    server.ctl("member", user_id=3100, status="member")

    assert ANSWER in server.ask(QUESTION, 3100).text


def test_kill(server: Server, bot: BotProcess) -> None:
    """A question asked while the bot was down is answered after the next start, once."""
    bot.stop(signal.SIGKILL)
    after = server.sent()["last"]
    server.send(QUESTION, READER)
    bot.start()
    heard = server.hear(after, READER, timeout=20)

    assert len(heard.messages) == 1


def test_buttons_after_a_restart(server: Server, bot: BotProcess) -> None:
    """After a restart old buttons do what they can, or say that they have expired."""
    server.ask(QUESTION, READER)
    assert bot.stop() == 0
    bot.start()

    assert "过期" in server.press("不对", READER).toasts[0]
    assert "云桥" in server.press("前后文", READER).text


def test_log(bot: BotProcess) -> None:
    """After all that the log, at its most talkative, has no token, no question and no user id."""
    log = bot.log()

    assert TOKEN not in log
    assert QUESTION not in log
    assert str(READER) not in log


def test_refused_token(pages: Path, tmp_path: Path) -> None:
    """A token that Telegram takes back ends the bot with one sentence that does not show it."""
    env = {"CORPUS_DIR": str(pages), "DATA_DIR": str(tmp_path)}
    with Server() as server, BotProcess(server, [sys.executable, "-m", "bot", "run"], env) as bot:
        server.ctl("revoke", token=TOKEN)
        server.send(QUESTION, READER)  # ends the poll that waits

        assert bot.wait() == 2
        assert bot.log().count("TELEGRAM_BOT_TOKEN") == 1
        assert "Traceback" not in bot.log()
        assert TOKEN not in bot.log()
        with pytest.raises(RuntimeError, match="401"):
            bot.start()
