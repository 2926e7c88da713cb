"""The process of `ProcessIndexer`: does what each line asks, and ends when no more can come."""

from __future__ import annotations

import gc
import json
import os
import shutil
import signal
import sys
import time
from collections.abc import Iterable
from pathlib import Path
from typing import Any, TextIO

from bot.analysis.analyzer import ZoneAnalyzer
from bot.retrieval.archive import NOTHING, IndexedCorpus, form, open_folder, refresh, write
from corpus.errors import CorpusError
from corpus.folder import SHIPPED_PAGES
from corpus.store import Store

NICENESS = 5
"""Where processors are scarce, questions go first."""
PROGRESS_SECONDS = 0.5


class _Indexing:
    """Does what it is asked to, and tells."""

    def __init__(self, replies: TextIO) -> None:
        self._replies = replies
        self._form = form()
        self._analyzer = ZoneAnalyzer()
        self._told = 0.0
        # Whatever loads when it is first needed, loads now.
        refresh(SHIPPED_PAGES, NOTHING, self._analyzer)

    def serve(self, lines: Iterable[bytes]) -> None:
        """Answer every request, and tidy up in between."""
        gc.disable()
        for line in lines:
            self._told = time.monotonic()
            try:
                self._do(**json.loads(line))
            except CorpusError as error:
                self._tell(unreadable=str(error))
            except Exception as error:  # noqa: BLE001 -- whatever it is, the asker does it himself
                self._tell(failed=f"{type(error).__name__}: {error}")
            gc.collect()

    def _do(
        self, *, folder: str, before: str, store: str, form: str, done_with: str | None
    ) -> None:
        if form != self._form:
            raise RuntimeError("the code was changed since the bot was started")
        known = open_folder(Path(before))
        fresh = refresh(Path(folder), known, self._analyzer, progress=self._progress)
        if fresh is known:
            self._tell(written=None)
            return
        self._tell(written=str(_write(fresh, Store(Path(store), form=form))))
        if done_with:
            shutil.rmtree(done_with, ignore_errors=True)

    def _progress(self, done: int, total: int) -> None:
        if time.monotonic() - self._told > PROGRESS_SECONDS:
            self._tell(progress=(done, total))
            self._told = time.monotonic()

    def _tell(self, **reply: Any) -> None:
        print(json.dumps(reply), file=self._replies, flush=True)


def _write(indexed: IndexedCorpus, store: Store) -> Path:
    draft = store.new_draft()
    try:
        write(indexed, draft)
    except BaseException:
        shutil.rmtree(draft, ignore_errors=True)
        raise
    return draft


def main() -> None:
    """Work until the requests end, as they do when whoever asks has died."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the bot, which ends this process
    if hasattr(os, "nice"):
        os.nice(NICENESS)
    replies = os.fdopen(os.dup(sys.stdout.fileno()), "w", encoding="ascii")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())  # whatever prints must not be taken for one
    with replies:
        _Indexing(replies).serve(sys.stdin.buffer)


if __name__ == "__main__":
    try:
        main()
    except BrokenPipeError:
        sys.exit(1)
