"""Updates that were received and not yet handled: none is lost by a crash, none handled twice.

Telegram delivers at least once and considers an update received as soon as the next ones are asked
for; so it is written down before that happens.
"""

from __future__ import annotations

from bot.state.database import Database

MAX_ATTEMPTS = 2
"""An update that was being handled at two crashes may be what crashes; it is given up."""
REMEMBERED = 5000
"""So many update ids are kept to know a repeated one."""


class Inbox:
    """Payloads by update id; a payload is erased as soon as its update is handled."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def take(self, update_id: int, payload: str | None) -> bool:
        """Write an update down, without a payload only its number; False if it came before."""
        statement = "INSERT OR IGNORE INTO inbox (update_id, payload) VALUES (?, ?)"
        return self._database.run(statement, [update_id, payload]) > 0

    def done(self, update_id: int) -> None:
        """Erase a handled update's payload, and old ids."""
        self._database.run("UPDATE inbox SET payload = NULL WHERE update_id = ?", [update_id])
        self._database.run(
            "DELETE FROM inbox WHERE payload IS NULL AND update_id <= ?", [update_id - REMEMBERED]
        )

    def unfinished(self) -> list[str]:
        """Give the payloads that a crash left, oldest first; each is given `MAX_ATTEMPTS` times."""
        self._database.run(
            "UPDATE inbox SET payload = NULL WHERE attempts >= ?", [MAX_ATTEMPTS - 1]
        )
        statement = (
            "UPDATE inbox SET attempts = attempts + 1 WHERE payload IS NOT NULL "
            "RETURNING update_id, payload"
        )
        return [payload for _, payload in sorted(self._database.rows(statement))]
