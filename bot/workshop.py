"""Generations made of a corpus folder: read, indexed, kept in memory or on disk."""

from __future__ import annotations

import ctypes
import datetime as dt
import gc
import os
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from importlib import import_module
from pathlib import Path
from typing import NamedTuple

from bot.analysis.analyzer import ZoneAnalyzer
from bot.answering.answerer import Answerer
from bot.chat.generations import Generation, Progress
from bot.chat.searching import PassageSearch
from bot.chat.topics import Topics
from bot.chat.turn import BEIJING
from bot.indexing.direct import DirectIndexer, Indexer
from bot.indexing.process import ProcessIndexer
from bot.retrieval.archive import NOTHING, IndexedCorpus, load, save
from bot.retrieval.turns import gently, short_turns
from corpus.corrections import add_correction
from corpus.errors import CorpusError
from corpus.model import Article, Correction, Fault
from corpus.store import Generation as Stored
from corpus.store import Store
from corpus.stored import StoredCorpus

KEPT_IN_MEMORY = 3
TURN_SECONDS = 5e-4
"""An answer takes some milliseconds. While it is worked out what is known of a thousand articles,
the p99 is five times the usual with Python's own turns of 5 ms, 2.5 times with these."""
PROCESS_FROM = 1000
"""With so many articles a bot takes 200 MB itself; the 75 of another process are worth it then."""

Fetch = Callable[[], Iterable[Fault]]


class FolderWorkshop:
    """Makes generations of a folder. Without a store the last few are kept in memory.

    Without `keep` a store is only read: what did not change since is taken from it. `fetch` brings
    new pages into the folder before it is built anew, and gives what it could not have.
    """

    def __init__(
        self,
        folder: Path,
        store: Store | None = None,
        fetch: Fetch | None = None,
        *,
        keep: bool = True,
    ) -> None:
        self._folder = folder
        self._fetch = fetch
        self._store = store if keep else None
        self._analyzer = ZoneAnalyzer()
        self._indexer: Indexer = DirectIndexer(self._analyzer)
        self._in_memory: dict[int, Generation] = {}
        self._last: _Made | None = None
        self._newest = _newest_of(store, keep=keep) if store else NOTHING

    def open(self, progress: Progress) -> Generation:
        """Give what to serve at start: what was served last, unless the folder changed meanwhile.

        That is also served, with a fault that says why, where the folder cannot be read. Where
        nothing was served before, the folder is filled if pages are fetched; else raises
        CorpusError as `build` does.
        """
        newest = self._newest
        served = self._store.latest() if self._store else None
        damaged = tuple(self._damaged())
        try:
            fresh = self._read(progress)
        except CorpusError as error:
            back = self.bring_back(served.number) if served else None
            if not back and self._fetch and self._store:  # a folder to be filled for the first time
                return self.keep(self.build(progress))
            if not back:
                raise
            fault = Fault(str(self._folder), 0, f"{error}；照旧用上次的一版 / serving the last one")
            return replace(back, further_faults=(fault,))
        back = self.bring_back(served.number) if served and fresh.origin is newest else None
        return replace(back or self.keep(fresh), further_faults=damaged)

    def _damaged(self) -> Iterator[Fault]:
        """Say that the newest generation was passed over, the disk not giving back what it got."""
        stored = self._store.generations() if self._store else []
        if stored and stored[0].folder != self._newest.folder:
            message = "存下的这一版坏了，从版面重建了 / is damaged and was built anew"
            yield Fault(str(stored[0].folder), 0, message)

    @contextmanager
    def ready_to_reload(self) -> Iterator[None]:
        """Have ready what a reload needs, so that the first is as fast as any other.

        That is a process of its own for reading and indexing, where the corpus is large, a store
        keeps it, and there is a second processor.
        """
        # Most of what is known now stays. A question that had to wait till it was looked through
        # for garbage took 1.1 s with 10 000 articles, and .3 s without it.
        gc.freeze()
        if not self._store or self._newest.corpus.article_count < PROCESS_FROM or _processors() < 2:
            import_module("corpus.page_reading")  # .25 s
            yield
            return
        process = ProcessIndexer(self._store, self._indexer)
        self._indexer = process
        try:
            yield
        finally:
            process.close()

    def build(self, progress: Progress) -> Generation:
        """Fetch new pages, then read what changed in the folder since the newest generation.

        Raises CorpusError where there is no folder, or nothing in it that can be used, OSError
        where it cannot be written to.
        """
        not_fetched = tuple(self._fetch()) if self._fetch else ()
        return replace(self._read(progress), further_faults=not_fetched)

    def _read(self, progress: Progress) -> Generation:
        self._newest = self._indexer.refresh(self._folder, self._newest, progress)
        if not self._newest.corpus.article_count:
            raise CorpusError(f"没有一个版面能用 / no page can be used: {self._folder}")
        return self._generation(self._newest)

    def keep(self, generation: Generation) -> Generation:
        """Keep a generation as the one that is served; gives it with its number."""
        if self._store and isinstance(generation.origin, IndexedCorpus):
            stored = save(generation.origin, self._store)
            if generation.origin is self._newest:  # from now on it lies where it is kept
                with gently():
                    self._newest = load(stored, beside=generation.origin)
            return replace(generation, number=stored.number)
        kept = replace(generation, number=max(self._in_memory, default=0) + 1)
        self._in_memory[kept.number] = kept
        for number in sorted(self._in_memory)[:-KEPT_IN_MEMORY]:
            del self._in_memory[number]
        return kept

    def correct(self, article: Article, correction: Correction) -> None:
        """Write a correction into the folder. Raises OSError where it cannot be written to."""
        add_correction(self._folder, article, correction)

    def kept(self) -> list[int]:
        """Give the numbers of those that can be served again, the newest first."""
        if self._store:
            return [stored.number for stored in self._store.generations()]
        return sorted(self._in_memory, reverse=True)

    def bring_back(self, number: int) -> Generation | None:
        """Give an earlier generation, as the one that is served; None if it is not kept."""
        if not self._store:
            return self._in_memory.get(number)
        if number not in (stored.number for stored in _whole(self._store)):
            return None
        return replace(self._generation(load(self._store.serve(number))), number=number)

    def _generation(self, indexed: IndexedCorpus) -> Generation:
        """Work out what is to be known of a corpus; what did not change is taken from the last."""
        corpus, index, analyzer, last = indexed.corpus, indexed.index, self._analyzer, self._last
        with short_turns(TURN_SECONDS):
            if last:
                corpus.unpack(beside=last.corpus)
            self._last = made = _Made(
                corpus,
                Answerer(corpus, index, analyzer, last and last.answerer),
                Topics(corpus, analyzer, last and last.topics),
            )
        give_back_memory()
        return Generation(
            corpus,
            made.answerer,
            PassageSearch(corpus, index, analyzer),
            built=dt.datetime.now(BEIJING),
            topics=made.topics.found,
            passages=index.statistics.passages,
            origin=indexed,
        )


class _Made(NamedTuple):
    """What the next generation is made from."""

    corpus: StoredCorpus
    answerer: Answerer
    topics: Topics


def give_back_memory() -> None:
    """Give back to the system what was needed only while a generation was made.

    glibc keeps it for what may come: 80 MB with 10 000 articles. Others have no such function.
    """
    if sys.platform == "linux":
        trim = getattr(ctypes.CDLL(None), "malloc_trim", None)
        if trim:
            trim(0)


def _processors() -> int:
    """Count the processors that this process may use."""
    affinity = getattr(os, "sched_getaffinity", None)
    return len(affinity(0)) if affinity else os.cpu_count() or 1


def _newest_of(store: Store, *, keep: bool) -> IndexedCorpus:
    """Open the newest stored generation; one that cannot be read is missed only by who keeps it."""
    try:
        stored = next(_whole(store), None)
        return load(stored) if stored else NOTHING
    except OSError:
        if keep:
            raise
        return NOTHING


def _whole(store: Store) -> Iterator[Stored]:
    """Give the stored generations that are as they were written, the newest first."""
    return (stored for stored in store.generations() if not store.damaged_files(stored))
