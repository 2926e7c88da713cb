"""The indexer that has a process of its own: questions do not notice it.

Python computes in one thread at a time. So another process (`bot/indexing/__main__.py`) reads, cuts
and indexes what changed and writes it all into a folder beside the generations; this one opens that
folder, which takes a millisecond. They speak in lines of JSON:

    here   {"folder": …, "before": …, "draft": …, "form": …}
    there  {"progress": [done, total]} as often as need be, and then one of
           {"written": true or false}, false where nothing changed
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
        self._draft: Path | None = None
        self._process: _Process | None = None
        with suppress(OSError):
            self._start()

    def refresh(
        self, folder: Path, before: IndexedCorpus, progress: Progress | None = None
    ) -> IndexedCorpus:
        """Have what changed read and indexed, and open it.

        What lies in no folder, as the work of `direct` until it is kept, is the work of `direct`.
        """
        if before.folder:
            request = {"folder": str(folder), "before": str(before.folder)}
            try:
                return self._refresh(request, before, progress)
            except (OSError, _FailedError) as error:
                _log.warning("the indexing process failed; its work is done here: %s", error)
        return self._direct.refresh(folder, before, progress)

    def close(self) -> None:
        """End the process; what it has not finished is lost, and nothing else."""
        if self._process:
            self._process.end()
            self._process = None
        self._keep(None)

    def _start(self) -> _Process:
        self._process = _Process()
        return self._process

    def _refresh(
        self, request: Mapping[str, str], before: IndexedCorpus, progress: Progress | None
    ) -> IndexedCorpus:
        draft = self._store.new_draft()
        try:
            extra = {"draft": str(draft), "form": self._store.form}
            if not self._ask({**request, **extra}, progress):
                draft.rmdir()
                return before
            fresh = open_folder(draft, before)
        except BaseException:
            shutil.rmtree(draft, ignore_errors=True)
            raise
        self._keep(draft)
        return fresh

    def _keep(self, draft: Path | None) -> None:
        """Keep the newest draft; what was opened of the one before is mapped and stays readable."""
        if self._draft:
            shutil.rmtree(self._draft, ignore_errors=True)
        self._draft = draft

    def _ask(self, request: Mapping[str, str], progress: Progress | None) -> bool:
        """Say whether anything changed and was written."""
        process = self._process or self._start()
        try:
            process.say(request)
            while "progress" in (reply := process.hear()):
                if progress:
                    progress(*reply["progress"])
        except (OSError, ValueError) as error:
            process.end()
            self._process = None
            with suppress(OSError):
                self._start()
            raise _FailedError("it died") from error
        if "unreadable" in reply:
            raise CorpusError(reply["unreadable"])
        if "failed" in reply:
            raise _FailedError(reply["failed"])
        return bool(reply["written"])


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

    def say(self, request: Mapping[str, str]) -> None:
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
