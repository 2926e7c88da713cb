"""The indexer that has a process of its own: questions do not notice it.

Python computes in one thread at a time. So another process (`bot/indexing/__main__.py`) reads, cuts
and indexes what changed and writes it all into a folder beside the generations; this one opens that
folder, which takes a millisecond. They speak in lines of JSON:

    here   {"folder": …, "before": …, "store": …, "form": …, "done_with": …}
    there  {"progress": [done, total]} as often as need be, and then one of
           {"written": the folder}, null where nothing changed
           {"unreadable": what CorpusError says}   {"failed": anything else}
"""

from __future__ import annotations

import json
import logging
import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

from bot.indexing.direct import Indexer
from bot.retrieval.archive import IndexedCorpus, open_folder
from bot.retrieval.turns import gently, give_way
from corpus.errors import CorpusError
from corpus.folder import Progress
from corpus.store import Store

_ROOT = Path(__file__).parents[2]
_log = logging.getLogger(__name__)


class ProcessIndexer:
    """Has a process of its own read and index, and opens what that wrote.

    Nothing hangs on that process: what it fails to do is done by `direct`, and if it died another
    is started. It ends with `close`, and when this process dies, however that be.
    """

    def __init__(self, store: Store, direct: Indexer) -> None:
        self._store = store
        self._direct = direct
        self._draft: str | None = None
        self._process: _Process | None = None
        self._closed = False
        self._start_anew()

    @property
    def pid(self) -> int | None:
        """The process's number; None where none could be started."""
        return self._process.pid if self._process else None

    def refresh(
        self, folder: Path, before: IndexedCorpus, progress: Progress | None = None
    ) -> IndexedCorpus:
        """Have what changed read and indexed, and open it.

        What lies in no folder, as the work of `direct` until it is kept, is the work of `direct`.
        """
        if before.folder:
            try:
                draft = self._ask(folder, before.folder, progress)
                return self._open(draft, before) if draft else before
            except (OSError, _FailedError) as error:
                _log.warning("the indexing process failed; its work is done here: %s", error)
        return self._direct.refresh(folder, before, progress)

    def close(self) -> None:
        """End the process; what it has not finished is lost, and nothing else."""
        self._closed = True
        if self._process:
            self._process.end()
            self._process = None
        if self._draft:
            shutil.rmtree(self._draft, ignore_errors=True)

    def _start_anew(self) -> None:
        """Start a process in place of one that died; where none can be, the next reload tries."""
        self._process = None
        if not self._closed:
            with suppress(OSError):
                self._process = _Process()

    def _open(self, draft: str, before: IndexedCorpus) -> IndexedCorpus:
        """Open a draft; the one before may go: what was opened of it stays readable."""
        self._draft = draft
        with gently():
            give_way()
            return open_folder(Path(draft), before)

    def _ask(self, folder: Path, before: Path, progress: Progress | None) -> str | None:
        """Say where what changed was written to; None where nothing did."""
        request = {
            "folder": str(folder),
            "before": str(before),
            "store": str(self._store.folder),
            "form": self._store.form,
            "done_with": self._draft,
        }
        process = self._process = self._process or _Process()
        try:
            process.say(request)
            while "progress" in (reply := process.hear()):
                if progress:
                    progress(*reply["progress"])
        except (OSError, ValueError) as error:
            process.end()
            self._start_anew()
            raise _FailedError("it died") from error
        if "unreadable" in reply:
            raise CorpusError(reply["unreadable"])
        if "failed" in reply:
            raise _FailedError(reply["failed"])
        written: str | None = reply["written"]
        return written


class _FailedError(Exception):
    """The process did not do what it was asked to."""


class _Process:
    """The process, and the pipes to it and from it."""

    def __init__(self) -> None:
        # It finds this very code wherever this process found it, from the same working directory.
        path = os.pathsep.join(filter(None, [str(_ROOT), os.environ.get("PYTHONPATH")]))
        self._process = subprocess.Popen(
            [sys.executable, "-m", "bot.indexing"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env={**os.environ, "PYTHONPATH": path},
        )

    @property
    def pid(self) -> int:
        """Its number."""
        return self._process.pid

    def say(self, request: Mapping[str, str | None]) -> None:
        """Send a line. Raises OSError where nobody listens."""
        assert self._process.stdin
        self._process.stdin.write(json.dumps(request).encode() + b"\n")
        self._process.stdin.flush()

    def hear(self) -> dict[str, Any]:
        """Wait for a line. Raises ValueError where none comes any more."""
        assert self._process.stdout
        reply: dict[str, Any] = json.loads(self._process.stdout.readline())
        return reply

    def end(self) -> None:
        """Let it do nothing more."""
        with suppress(OSError), self._process as process:
            process.kill()
