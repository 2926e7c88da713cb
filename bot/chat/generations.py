"""The generation that is served, those before it, and the one that waits to be swapped in."""

from __future__ import annotations

import asyncio
import datetime as dt
import secrets
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import Protocol

from bot.chat.callbacks import article_key
from bot.chat.searching import Searching
from bot.model import Answer, Exchange
from corpus.collection import Corpus
from corpus.model import Article, Correction, Fault


class Answering(Protocol):
    """Answers questions from one corpus."""

    async def answer(self, text: str, before: Exchange | None = None) -> Exchange:
        """Answer a question; a follow-up may lean on the exchange before."""
        ...

    def latest(self, topic: str | None = None, count: int = 10) -> Answer:
        """Give the newest articles, on a topic where one is given."""
        ...


@dataclass(frozen=True)
class Generation:
    """One built corpus with what answers from it.

    `topics` are what its pages talk about, most first; `passages` counts what can be found;
    `further_faults` are those of no file in it: new pages that could not be had, a folder that
    could not be read. `number` is 0 until it is kept; `origin` is the workshop's own.
    """

    corpus: Corpus
    answering: Answering
    searching: Searching
    built: dt.datetime
    topics: tuple[str, ...] = ()
    passages: int = 0
    further_faults: tuple[Fault, ...] = ()
    number: int = 0
    origin: object = None

    @property
    def faults(self) -> tuple[Fault, ...]:
        """All that is wrong with its files and beside them."""
        return (*self.corpus.faults, *self.further_faults)

    @cached_property
    def _by_key(self) -> dict[str, Article]:
        return {article_key(article): article for article in self.corpus.articles}

    def article(self, name: str) -> Article | None:
        """Find an article by its key or by its id."""
        return self._by_key.get(name) or self.corpus.article(name)


Progress = Callable[[int, int], None]
"""Told how many of how many files are read; called from the thread that builds."""


class Workshop(Protocol):
    """Makes generations of the corpus folder and keeps those that were served. Slow."""

    def build(self, progress: Progress) -> Generation:
        """Read the folder. Raises whatever is wrong with it."""
        ...

    def keep(self, generation: Generation) -> Generation:
        """Keep a generation as the one that is served; gives it with its number."""
        ...

    def correct(self, article: Article, correction: Correction) -> None:
        """Write a correction down for the next building. Raises OSError where it cannot."""
        ...

    def kept(self) -> list[int]:
        """Give the numbers of those that can be served again, the newest first."""
        ...

    def bring_back(self, number: int) -> Generation | None:
        """Give an earlier generation, as the one that is served; None if it is not kept."""
        ...


class BusyError(Exception):
    """A generation is being built already."""


class Generations:
    """Serves one generation, whole; nothing that goes wrong beside it touches it."""

    def __init__(self, serving: Generation, workshop: Workshop) -> None:
        self.serving = serving
        self._workshop = workshop
        self._candidate: tuple[str, Generation] | None = None
        self._working = asyncio.Lock()

    async def prepare(self, progress: Progress) -> tuple[str, Generation]:
        """Build a candidate beside the serving generation; gives it with the token that names it.

        Raises BusyError while another is being built, and whatever the build raises.
        """
        if self._working.locked():
            raise BusyError
        async with self._working:
            self._candidate = None
            built = await asyncio.to_thread(self._workshop.build, progress)
            self._candidate = (secrets.token_urlsafe(6), built)
        return self._candidate

    async def correct(self, article: Article, correction: Correction) -> None:
        """Write a correction down for the next building. Raises OSError where it cannot."""
        await asyncio.to_thread(self._workshop.correct, article, correction)

    def candidate(self, token: str) -> Generation | None:
        """Give the candidate of that token; None if it waits no longer."""
        waits = self._candidate is not None and self._candidate[0] == token
        return self._candidate[1] if self._candidate and waits else None

    async def adopt(self, token: str) -> Generation | None:
        """Serve the candidate of that token; None if it waits no longer.

        Raises OSError where it cannot be kept; then it goes on waiting.
        """
        async with self._working:
            candidate = self.candidate(token)
            if not candidate:
                return None
            self.serving = await asyncio.to_thread(self._workshop.keep, candidate)
            self._candidate = None
        return self.serving

    def discard(self, token: str) -> bool:
        """Drop the candidate of that token; False if it was gone already."""
        waits = self.candidate(token) is not None
        if waits:
            self._candidate = None
        return waits

    def earlier(self) -> list[int]:
        """Give the numbers of the generations to which one can go back."""
        return [number for number in self._workshop.kept() if number != self.serving.number]

    async def roll_back(self, number: int) -> Generation | None:
        """Serve another kept generation; None if that one is not kept.

        Raises OSError where it cannot be noted down which one is served.
        """
        if number not in self.earlier():
            return None
        async with self._working:
            back = await asyncio.to_thread(self._workshop.bring_back, number)
        self.serving = back or self.serving
        return back
