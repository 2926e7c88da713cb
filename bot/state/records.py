"""What the operator learns from: figures, gaps, feedback. No user ids anywhere."""

from __future__ import annotations

import hashlib
import hmac
import secrets
from collections.abc import Sequence
from dataclasses import dataclass

from bot.state.database import Database


@dataclass(frozen=True, slots=True)
class Figures:
    """What was asked over some days. Latencies in milliseconds, None where nothing was asked."""

    questions: int
    by_status: dict[str, int]
    by_day: dict[str, int]
    visitors: int
    p50: float | None
    p95: float | None


@dataclass(frozen=True, slots=True)
class Gap:
    """A question that found nothing, with how often and when it was asked."""

    question: str
    count: int
    first: str
    last: str


@dataclass(frozen=True, slots=True)
class Feedback:
    """What somebody held against an answer."""

    at: str
    reason: str
    question: str
    answer: str
    article_id: str
    generation: int


class Records:
    """Figures and lists of the operator. Times are ISO, days their first ten characters."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._salt = self._secret("visitor")

    def count(self, at: str, user_id: int, status: str, *, took_ms: float, generation: int) -> None:
        """Count a question: how it ended and how long it took, never what it was."""
        row = [at, status, took_ms, generation]
        self._database.run("INSERT INTO asked VALUES (?, ?, ?, ?)", row)
        self._database.run(
            "INSERT OR IGNORE INTO visitor VALUES (?, ?)", [at[:10], self._mark(user_id)]
        )

    def forget_visitor(self, user_id: int) -> None:
        """Take a user out of the count of visitors."""
        self._database.run("DELETE FROM visitor WHERE mark = ?", [self._mark(user_id)])

    def figures(self, since: str) -> Figures:
        """Sum up what was asked from a time on."""
        rows = self._database.rows("SELECT at, status, took_ms FROM asked WHERE at >= ?", [since])
        latencies = sorted(row[2] for row in rows)
        (visitors,) = self._database.rows(
            "SELECT COUNT(DISTINCT mark) FROM visitor WHERE day >= ?", [since[:10]]
        )[0]
        return Figures(
            questions=len(rows),
            by_status=_tally([row[1] for row in rows]),
            by_day=_tally([row[0][:10] for row in rows]),
            visitors=visitors,
            p50=_percentile(latencies, 0.5),
            p95=_percentile(latencies, 0.95),
        )

    def note_gap(self, question: str, at: str) -> None:
        """Remember a question that found nothing; the same one again is counted."""
        self._database.run(
            "INSERT INTO gap VALUES (?1, 1, ?2, ?2) "
            "ON CONFLICT (question) DO UPDATE SET count = count + 1, last = ?2",
            [question, at],
        )

    def gaps(self) -> list[Gap]:
        """Give what was asked and not found, most often first."""
        statement = "SELECT question, count, first, last FROM gap ORDER BY count DESC, last DESC"
        return [Gap(*row) for row in self._database.rows(statement)]

    def report(self, feedback: Feedback) -> None:
        """Keep what somebody held against an answer."""
        self._database.run(
            "INSERT INTO feedback (at, reason, question, answer, article_id, generation) "
            "VALUES (?, ?, ?, ?, ?, ?)",
            [
                feedback.at,
                feedback.reason,
                feedback.question,
                feedback.answer,
                feedback.article_id,
                feedback.generation,
            ],
        )

    def feedback(self) -> list[Feedback]:
        """Give all feedback, oldest first."""
        statement = (
            "SELECT at, reason, question, answer, article_id, generation FROM feedback ORDER BY id"
        )
        return [Feedback(*row) for row in self._database.rows(statement)]

    def save_question(self, question: str) -> bool:
        """Put a question into the set that a reload asks again; False if it is there already."""
        statement = "INSERT OR IGNORE INTO saved_question VALUES (?)"
        return self._database.run(statement, [question]) > 0

    def drop_question(self, question: str) -> bool:
        """Take a question out of the saved set; False if it was not in it."""
        statement = "DELETE FROM saved_question WHERE question = ?"
        return self._database.run(statement, [question]) > 0

    def saved_questions(self) -> list[str]:
        """Give the saved questions, oldest first."""
        statement = "SELECT question FROM saved_question ORDER BY rowid"
        return [question for (question,) in self._database.rows(statement)]

    def _mark(self, user_id: int) -> str:
        """Stand for a user without naming him: only who has this file's secret can make it."""
        return hmac.new(self._salt, str(user_id).encode(), hashlib.sha256).hexdigest()[:16]

    def _secret(self, name: str) -> bytes:
        self._database.run(
            "INSERT OR IGNORE INTO secret VALUES (?, ?)", [name, secrets.token_bytes(32)]
        )
        ((value,),) = self._database.rows("SELECT value FROM secret WHERE name = ?", [name])
        return bytes(value)


def _tally(names: Sequence[str]) -> dict[str, int]:
    return {name: names.count(name) for name in dict.fromkeys(names)}


def _percentile(ascending: Sequence[float], share: float) -> float | None:
    return ascending[min(len(ascending) - 1, int(share * len(ascending)))] if ascending else None
