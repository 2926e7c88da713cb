"""The generation that is served, those before it, and the one that waits to be swapped in."""

from __future__ import annotations

import asyncio
import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import Protocol

from bot.chat.callbacks import article_key
from bot.chat.searching import Searching
from bot.model import Answer, Exchange
from corpus.collection import Corpus
from corpus.model import Article

KEPT_GENERATIONS = 5


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
    """One built corpus with what answers from it. Numbers only grow.

    `topics` are what its pages talk about, most first.
    """

    number: int
    corpus: Corpus
    answering: Answering
    searching: Searching
    built: dt.datetime
    topics: tuple[str, ...] = ()

    @cached_property
    def _by_key(self) -> dict[str, Article]:
        return {article_key(article): article for article in self.corpus.articles}

    def article(self, name: str) -> Article | None:
        """Find an article by its key or by its id."""
        return self._by_key.get(name) or self.corpus.article(name)


Progress = Callable[[int, int], None]
"""Told how many of how many files are read; called from the thread that builds."""

Build = Callable[[int, Progress], Generation]
"""Reads the corpus folder into the generation of that number. Slow; runs in a thread."""


class BusyError(Exception):
    """A generation is being built already."""


class Generations:
    """Serves one generation, whole; nothing that goes wrong beside it touches it."""

    def __init__(self, serving: Generation, build: Build) -> None:
        self.serving = serving
        self.candidate: Generation | None = None
        self.earlier: list[Generation] = []
        self._build = build
        self._building = asyncio.Lock()
        self._last_number = serving.number

    async def prepare(self, progress: Progress) -> Generation:
        """Build a candidate beside the serving generation.

        Raises BusyError while another is being built, and whatever the build raises.
        """
        if self._building.locked():
            raise BusyError
        async with self._building:
            self.candidate = None
            self.candidate = await asyncio.to_thread(self._build, self._last_number + 1, progress)
            self._last_number = self.candidate.number
        return self.candidate

    def adopt(self, number: int) -> Generation | None:
        """Serve the candidate of that number; None if it is no longer waiting."""
        if not self.candidate or self.candidate.number != number:
            return None
        self.earlier = [self.serving, *self.earlier][:KEPT_GENERATIONS]
        self.serving, self.candidate = self.candidate, None
        return self.serving

    def discard(self, number: int) -> bool:
        """Drop the candidate of that number; False if it was gone already."""
        waiting = self.candidate is not None and self.candidate.number == number
        if waiting:
            self.candidate = None
        return waiting

    def roll_back(self, number: int) -> Generation | None:
        """Serve an earlier generation again; None if that one is not kept."""
        chosen = next((one for one in self.earlier if one.number == number), None)
        if chosen:
            rest = [one for one in self.earlier if one is not chosen]
            self.earlier = [self.serving, *rest]
            self.serving = chosen
        return chosen
