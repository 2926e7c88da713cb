"""All that can be unplugged: how Chinese becomes terms, and which engine finds passages."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from bot.model import Hit


class Analyzer(Protocol):
    """Turns text into terms; the very same for the index and for questions."""

    def terms(self, text: str) -> list[str]:
        """Give the terms that are indexed: folded, words and bigrams, in order, repeats kept."""
        ...

    def words(self, text: str) -> list[str]:
        """Cut text into words; together they are the text again."""
        ...


@dataclass(frozen=True, slots=True)
class Filter:
    """Which passages may be found. None leaves a side open; dates are ISO, ends included."""

    since: str | None = None
    until: str | None = None
    articles: frozenset[str] | None = None


EVERYTHING = Filter()


class Retriever(Protocol):
    """Finds passages by terms.

    It takes terms, not the question: with our terms and our statistics any engine ranks
    as the reference does. It is asynchronous, so that an engine may live elsewhere.
    """

    async def search(self, terms: Sequence[str], k: int, within: Filter = EVERYTHING) -> list[Hit]:
        """Give the k best passages, best first; ties in corpus order; score 0 is no hit."""
        ...
