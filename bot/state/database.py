"""The one SQLite file of a data folder: opened by one process, brought up to date, shared."""

from __future__ import annotations

import fcntl
import sqlite3
from collections.abc import Sequence
from contextlib import ExitStack, closing
from importlib import resources
from pathlib import Path
from typing import IO, Any

FILE_NAME = "bot.sqlite3"
LOCK_NAME = "bot.lock"

Row = tuple[Any, ...]


class StateError(Exception):
    """The data folder cannot be used; the message says why, in a sentence."""


class Database:
    """A connection that every store shares. Each statement is its own transaction."""

    def __init__(self, connection: sqlite3.Connection, lock: IO[str] | None = None) -> None:
        self._connection = connection
        self._lock = lock

    @classmethod
    def open(cls, folder: Path) -> Database:
        """Open the database of a data folder, alone. Raises StateError where that cannot be."""
        with ExitStack() as opened:
            lock = opened.enter_context(_lock(folder))
            try:
                connection = sqlite3.connect(folder / FILE_NAME, isolation_level=None)
                database = cls(opened.enter_context(closing(connection)), lock)
                database.run("PRAGMA journal_mode = WAL")
                database.run("PRAGMA synchronous = NORMAL")
                database.run(
                    "PRAGMA secure_delete = ON"
                )  # what is erased is gone from the file too
                _migrate(connection)
            except sqlite3.Error as error:
                raise StateError(
                    f"DATA_DIR {folder / FILE_NAME} 打不开 / cannot be read: {error}"
                ) from error
            opened.pop_all()  # all is well: they stay open
        return database

    @classmethod
    def in_memory(cls) -> Database:
        """Open a database that is gone with the process and writes nothing."""
        connection = sqlite3.connect(":memory:", isolation_level=None)
        _migrate(connection)
        return cls(connection)

    def rows(self, statement: str, values: Sequence[object] = ()) -> list[Row]:
        """Run a statement and give its rows. Raises StateError where the disk does not let it."""
        try:
            return self._connection.execute(statement, values).fetchall()
        except sqlite3.OperationalError as error:
            raise _unusable(error) from error

    def run(self, statement: str, values: Sequence[object] = ()) -> int:
        """Run a statement and give the number of rows that it changed. Raises as `rows` does."""
        try:
            return self._connection.execute(statement, values).rowcount
        except sqlite3.OperationalError as error:
            raise _unusable(error) from error

    def close(self) -> None:
        """Close the file and let another process have the folder."""
        self._connection.close()
        if self._lock:
            self._lock.close()


def _unusable(error: sqlite3.Error) -> StateError:
    """Word what SQLite says when a disk is full or must not be written to."""
    return StateError(f"DATA_DIR 用不了 / cannot be used: {error}")


def _lock(folder: Path) -> IO[str]:
    try:
        folder.mkdir(parents=True, exist_ok=True)
        lock = (folder / LOCK_NAME).open("w", encoding="utf-8")
    except OSError as error:
        raise StateError(
            f"DATA_DIR {folder} 不能写入（{error.strerror}） / cannot be written to"
        ) from error
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError as error:
        lock.close()
        raise StateError(
            f"DATA_DIR {folder} 正由另一个进程使用；加 --no-store 就不用它 / "
            "is in use by another process; --no-store does without it"
        ) from error
    return lock


def _migrate(connection: sqlite3.Connection) -> None:
    """Apply the scripts of `migrations/` that this file has not seen, in order."""
    folder = resources.files("bot.state") / "migrations"
    scripts = sorted((one for one in folder.iterdir() if one.name.endswith(".sql")), key=str)
    version: int = connection.execute("PRAGMA user_version").fetchone()[0]
    if version > len(scripts):
        raise StateError(
            f"{FILE_NAME} 来自更新的版本（{version}，这里只到 {len(scripts)}）"
            " / is from a newer bot"
        )
    for number, script in enumerate(scripts[version:], version + 1):
        text = script.read_text(encoding="utf-8")
        connection.executescript(f"BEGIN;\n{text}\nPRAGMA user_version = {number};\nCOMMIT;")
