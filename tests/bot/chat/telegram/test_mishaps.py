"""What goes wrong is logged with an id and told to admins, without anybody's words or token."""

from __future__ import annotations

import logging
from pathlib import Path

import pytest

from bot.chat.model import Place
from bot.chat.telegram.logs import Redacting
from bot.chat.telegram.mishaps import SILENCE_SECONDS, Mishaps
from tests.fakes.rooms import ADMIN, House


def _error(words: str = "") -> Exception:
    with pytest.raises(ValueError) as caught:
        raise ValueError(words)
    return caught.value


def test_once_a_kind_and_hour(caplog: pytest.LogCaptureFixture) -> None:
    """Admins hear of a kind of error once an hour; the log has every one with its id."""
    now = 0.0
    mishaps = Mishaps(House().services, lambda: now)
    first, told = mishaps.note(_error())
    second, silent = mishaps.note(_error())
    now += SILENCE_SECONDS
    _, again = mishaps.note(_error())

    assert [message.to for message in told] == [Place(ADMIN)]
    assert first in told[0].html
    assert silent == []
    assert len(again) == 1
    assert first in caplog.text
    assert second in caplog.text


def test_no_words_of_users(caplog: pytest.LogCaptureFixture) -> None:
    """The message for admins and the log name kind and place, not what the error quotes."""
    error = KeyError("某人的问题")
    error.__cause__ = _error("某人的问题")
    _, (told,) = Mishaps(House().services).note(error)

    assert "KeyError" in told.html
    assert "某人的问题" not in told.html
    assert "KeyError" in caplog.text
    assert "ValueError" in caplog.text
    assert f'{Path(__file__).name}", line ' in caplog.text
    assert "某人的问题" not in caplog.text


def test_what_the_system_says() -> None:
    """What the system says of a disk is nobody's secret: the message has it."""
    _, (told,) = Mishaps(House().services).note(OSError(28, "No space left on device"))

    assert "No space left on device" in told.html


def test_no_token_in_the_log() -> None:
    """No token passes the log, in a message or a traceback, whoever's it is."""
    own, other = "1001:LISHUI-TEST", "123456789:AAaaBBbbCCccDDddEEeeFFffGGggHHhhIIi"
    error = _error(f"https://api.telegram.org/bot{other}/sendMessage")
    record = logging.LogRecord(
        "x", logging.ERROR, "", 0, "bot%s", (own,), (type(error), error, error.__traceback__)
    )
    written = Redacting(own).format(record)

    assert own not in written
    assert other not in written
    assert "ValueError" in written
