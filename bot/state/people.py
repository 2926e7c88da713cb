"""What people asked to be kept about them: language, topics followed, a daily digest."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from bot.state.database import Database

_TABLES = ("preference", "follow", "digest", "delivered", "notice", "reader")


@dataclass(frozen=True, slots=True)
class Notice:
    """A new article on a followed topic that waits to be told."""

    id: int
    user_id: int
    article_id: str
    term: str


class People:
    """Rows by numeric user id; `forget` leaves none behind."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def language(self, user_id: int) -> str | None:
        """Give the language that a user chose, if he chose one."""
        rows = self._database.rows("SELECT language FROM preference WHERE user_id = ?", [user_id])
        return rows[0][0] if rows else None

    def choose_language(self, user_id: int, language: str) -> None:
        """Keep a user's choice of language."""
        self._database.run("REPLACE INTO preference VALUES (?, ?)", [user_id, language])

    def follow(self, user_id: int, term: str) -> bool:
        """Follow a topic; False if it was followed already."""
        return self._database.run("INSERT OR IGNORE INTO follow VALUES (?, ?)", [user_id, term]) > 0

    def unfollow(self, user_id: int, term: str) -> bool:
        """Stop following a topic; False if it was not followed."""
        statement = "DELETE FROM follow WHERE user_id = ? AND term = ?"
        return self._database.run(statement, [user_id, term]) > 0

    def followed(self, user_id: int) -> list[str]:
        """Give the topics that a user follows, oldest first."""
        statement = "SELECT term FROM follow WHERE user_id = ? ORDER BY rowid"
        return [term for (term,) in self._database.rows(statement, [user_id])]

    def followers(self) -> list[tuple[int, str]]:
        """Give every user with every topic that he follows."""
        return [
            (user, term) for user, term in self._database.rows("SELECT user_id, term FROM follow")
        ]

    def set_digest(self, user_id: int, at: str | None) -> None:
        """Send a digest daily at a time of the day (07:30), or no more."""
        self._database.run("DELETE FROM digest WHERE user_id = ?", [user_id])
        if at:
            self._database.run("INSERT INTO digest VALUES (?, ?, NULL)", [user_id, at])

    def digest(self, user_id: int) -> str | None:
        """Give the time of a user's digest, if he has one."""
        rows = self._database.rows("SELECT at FROM digest WHERE user_id = ?", [user_id])
        return rows[0][0] if rows else None

    def due_digests(self, day: str, time: str) -> list[int]:
        """Give who is to have a digest by now and had none on this day; they count as served."""
        statement = (
            "UPDATE digest SET sent_on = ? WHERE at <= ? AND (sent_on IS NULL OR sent_on < ?) "
            "RETURNING user_id"
        )
        return [user for (user,) in self._database.rows(statement, [day, time, day])]

    def undelivered(self, user_id: int, article_ids: Iterable[str]) -> list[str]:
        """Give the articles that a user was never sent; they count as sent from now on."""
        statement = "INSERT OR IGNORE INTO delivered VALUES (?, ?)"
        return [one for one in article_ids if self._database.run(statement, [user_id, one])]

    def note(self, user_id: int, article_id: str, term: str) -> None:
        """Let a new article wait to be told, once for each user."""
        self._database.run(
            "INSERT OR IGNORE INTO notice (user_id, article_id, term) "
            "SELECT ?1, ?2, ?3 WHERE NOT EXISTS "
            "(SELECT 1 FROM delivered WHERE user_id = ?1 AND article_id = ?2)",
            [user_id, article_id, term],
        )

    def take_notices(self) -> list[Notice]:
        """Give the notices that wait; they count as told."""
        statement = "DELETE FROM notice RETURNING id, user_id, article_id, term"
        return sorted((Notice(*row) for row in self._database.rows(statement)), key=lambda n: n.id)

    def welcome(self, user_id: int) -> None:
        """Count a user among those whom a broadcast reaches."""
        self._database.run("INSERT OR IGNORE INTO reader VALUES (?)", [user_id])
        self.unblock(user_id)

    def reachable(self) -> list[int]:
        """Give everybody whom a broadcast reaches."""
        statement = (
            "SELECT user_id FROM reader WHERE user_id NOT IN (SELECT chat_id FROM blocked) "
            "ORDER BY user_id"
        )
        return [user for (user,) in self._database.rows(statement)]

    def block(self, chat_id: int) -> None:
        """Remember that a chat wants nothing more, if it would have got something."""
        known = " OR ".join(
            f"EXISTS (SELECT 1 FROM {table} WHERE user_id = ?1)"  # noqa: S608 -- our own names
            for table in ("reader", "follow", "digest")
        )
        self._database.run(f"INSERT OR IGNORE INTO blocked SELECT ?1 WHERE {known}", [chat_id])

    def unblock(self, chat_id: int) -> None:
        """Remember that a chat lets the bot write again."""
        self._database.run("DELETE FROM blocked WHERE chat_id = ?", [chat_id])

    def is_blocked(self, chat_id: int) -> bool:
        """Tell whether a chat wants nothing more from the bot."""
        return bool(self._database.rows("SELECT 1 FROM blocked WHERE chat_id = ?", [chat_id]))

    def forget(self, user_id: int) -> int:
        """Delete every row about a user; gives how many there were."""
        self.unblock(user_id)
        return sum(
            self._database.run(f"DELETE FROM {table} WHERE user_id = ?", [user_id])  # noqa: S608 -- our own names
            for table in _TABLES
        )
