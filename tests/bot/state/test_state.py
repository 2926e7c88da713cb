"""What outlives a process: in one file, of one process, brought up to date."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from bot.state.database import FILE_NAME, StateError
from bot.state.records import Records
from bot.state.store import State
from tests.fakes.rooms import fill

NOON = "2031-05-02T12:00:00+08:00"


def test_survives(tmp_path: Path) -> None:
    """What is kept is there after a restart."""
    first = State(tmp_path)
    first.people.follow(1001, "半导体")
    first.people.set_digest(1001, "08:00")
    first.records.save_question("新学校在哪里")
    first.close()
    second = State(tmp_path)

    assert second.people.followed(1001) == ["半导体"]
    assert second.people.digest(1001) == "08:00"
    assert second.records.saved_questions() == ["新学校在哪里"]
    second.close()


def test_one_process_a_folder(tmp_path: Path) -> None:
    """A second bot on the same data folder is refused in one sentence, until the first is gone."""
    first = State(tmp_path)
    with pytest.raises(StateError, match="DATA_DIR"):
        State(tmp_path)
    first.close()

    State(tmp_path).close()


def test_no_folder_writes_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without a folder the same stores work and nothing is written."""
    monkeypatch.chdir(tmp_path)
    state = State(None)
    state.people.follow(1, "x")
    state.close()

    assert list(tmp_path.iterdir()) == []


def test_folder_that_cannot_be_written(tmp_path: Path) -> None:
    """A data folder that cannot be made is one sentence."""
    (tmp_path / "file").write_text("", encoding="utf-8")

    with pytest.raises(StateError, match="DATA_DIR"):
        State(tmp_path / "file" / "data")


def test_newer_file(tmp_path: Path) -> None:
    """A file of a newer bot is refused, never misread."""
    connection = sqlite3.connect(tmp_path / FILE_NAME)
    connection.execute("PRAGMA user_version = 999")
    connection.close()

    with pytest.raises(StateError, match="999"):
        State(tmp_path)


def test_broken_file(tmp_path: Path) -> None:
    """A file that is no database is one sentence that names it."""
    (tmp_path / FILE_NAME).write_bytes(b"not a database" * 99)

    with pytest.raises(StateError, match=FILE_NAME):
        State(tmp_path)


def test_nobody_is_stored_in_clear(tmp_path: Path) -> None:
    """Whoever only asks leaves no id in the file."""
    state = State(tmp_path)
    state.records.count(NOON, 6660001666, "answered", took_ms=3, generation=1)
    state.close()

    written = _written(tmp_path)
    assert b"6660001666" not in written
    assert (6660001666).to_bytes(8, "big") not in written


def test_figures() -> None:
    """Figures count questions, people once, and latencies by their place in order."""
    records = _records()
    for user, took in ((1, 10.0), (1, 30.0), (2, 20.0)):
        records.count(NOON, user, "answered", took_ms=took, generation=1)
    records.count(NOON, 3, "not_found", took_ms=40.0, generation=1)
    figures = records.figures("2031-05-01")

    assert (figures.questions, figures.visitors) == (4, 3)
    assert figures.by_status == {"answered": 3, "not_found": 1}
    assert (figures.p50, figures.p95) == (30.0, 40.0)
    assert records.figures("2031-06-01").p50 is None


def test_repeated_update() -> None:
    """An update that comes twice is taken once."""
    inbox = State(None).inbox

    assert inbox.take(1, "{}")
    assert not inbox.take(1, "{}")
    inbox.done(1)
    assert not inbox.take(1, "{}")


def test_unfinished_updates() -> None:
    """What a crash left is handed out again in order, and given up when it crashes again."""
    inbox = State(None).inbox
    for number in (3, 1, 2):
        inbox.take(number, str(number))
    inbox.done(2)

    assert inbox.unfinished() == ["1", "3"]
    assert inbox.unfinished() == []


def test_handled_updates_leave_no_words(tmp_path: Path) -> None:
    """When an update is handled, what it said is gone from the file."""
    state = State(tmp_path)
    state.inbox.take(1, "我的问题")
    waiting = _written(tmp_path)
    state.inbox.done(1)
    state.close()

    assert "我的问题".encode() in waiting
    assert "我的问题".encode() not in _written(tmp_path)


def test_strangers_are_not_stored() -> None:
    """Who blocks the bot and was to get nothing leaves no id; nor does who had all deleted."""
    people = State(None).people
    people.block(1001)
    people.welcome(1002)
    people.block(1002)
    blocked = people.is_blocked(1002)
    people.forget(1002)

    assert not people.is_blocked(1001)
    assert blocked
    assert not people.is_blocked(1002)


def test_a_full_disk() -> None:
    """What cannot be written is one error that names the data folder; reading goes on."""
    state = State(None)
    state.people.follow(1001, "半导体")
    fill(state)

    with pytest.raises(StateError, match="DATA_DIR"):
        state.people.follow(1001, "云桥")
    assert state.people.followed(1001) == ["半导体"]


def _written(folder: Path) -> bytes:
    return b"".join(path.read_bytes() for path in folder.iterdir())


def _records() -> Records:
    return State(None).records
