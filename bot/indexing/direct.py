"""The port, and the indexer that works in the thread that asks it."""

from __future__ import annotations

import gc
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Protocol

from bot.ports import Analyzer
from bot.retrieval.archive import IndexedCorpus, refresh
from corpus.folder import Progress

_TURN_SECONDS = 1e-5


class Indexer(Protocol):
    """Makes what a corpus folder says now out of what it said before."""

    def refresh(
        self, folder: Path, before: IndexedCorpus, progress: Progress | None = None
    ) -> IndexedCorpus:
        """Read and index what changed; gives `before` itself where nothing did.

        Raises CorpusError where the folder cannot be read.
        """
        ...


class DirectIndexer:
    """Works in the thread that asks it; meanwhile questions are slower."""

    def __init__(self, analyzer: Analyzer) -> None:
        self._analyzer = analyzer

    def refresh(
        self, folder: Path, before: IndexedCorpus, progress: Progress | None = None
    ) -> IndexedCorpus:
        """Read and index what changed, leaving other threads their turns."""
        with _short_turns():
            return refresh(folder, before, self._analyzer, progress=progress)


@contextmanager
def _short_turns() -> Iterator[None]:
    """Have threads take short turns, so that questions go on while one of them reads.

    Python lets a thread compute for 5 ms while others wait. Of questions asked without a pause, p99
    .1 ms as a rule, the p99 was 5.1 ms so, and is .3 to .5 ms with turns this short. To look for
    garbage takes .2 ms each time; there is next to none.
    """
    usual, collecting = sys.getswitchinterval(), gc.isenabled()
    sys.setswitchinterval(_TURN_SECONDS)
    gc.disable()
    try:
        yield
    finally:
        sys.setswitchinterval(usual)
        if collecting:
            gc.enable()
