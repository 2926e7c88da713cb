"""All that outlives a process, opened together."""

from __future__ import annotations

from pathlib import Path

from bot.state.database import Database
from bot.state.inbox import Inbox
from bot.state.people import People
from bot.state.records import Records


class State:
    """The stores of one data folder; without a folder they live in memory and write nothing."""

    def __init__(self, folder: Path | None) -> None:
        self._database = Database.open(folder) if folder else Database.in_memory()
        self.inbox = Inbox(self._database)
        self.people = People(self._database)
        self.records = Records(self._database)

    def close(self) -> None:
        """Close the data folder."""
        self._database.close()
