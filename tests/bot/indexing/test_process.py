"""The process that reads and indexes: what it brings is what this process would have made."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from bot.analysis.analyzer import ZoneAnalyzer
from bot.indexing.direct import DirectIndexer
from bot.indexing.process import ProcessIndexer
from bot.retrieval.archive import NOTHING, IndexedCorpus, load, save
from corpus.build import read_corpus
from corpus.errors import CorpusError
from corpus.store import Store

ROOT = Path(__file__).parents[3]

ANALYZER = ZoneAnalyzer()
DIRECT = DirectIndexer(ANALYZER)
SCHOOL = "# 清溪小学招生\n\n本报讯（记者 李明）2031年4月2日，清溪小学今年招收240名新生。\n"
SECONDS = 60


@pytest.fixture
def serving(folder: Path, store: Store) -> IndexedCorpus:
    """Give what is served: kept and opened."""
    return load(save(DIRECT.refresh(folder, NOTHING), store))


@pytest.fixture
def process(store: Store) -> Iterator[ProcessIndexer]:
    """Run the process."""
    indexer = ProcessIndexer(store, DIRECT)
    yield indexer
    indexer.close()


def _drafts(store: Store) -> list[Path]:
    return list(store.folder.glob("draft-*"))


def _says_the_folder(indexed: IndexedCorpus, folder: Path) -> bool:
    """Say whether it holds what the folder says now, and finds it as an index made anew does."""
    anew = DIRECT.refresh(folder, NOTHING)
    found = [one.index.rank(ANALYZER.terms("清溪小学招收多少新生"), 20) for one in (indexed, anew)]
    same = indexed.corpus.segmented == read_corpus(folder).segmented
    return same and indexed.corpus.faults == anew.corpus.faults and found[0] == found[1] != []


def test_it_brings_what_a_rebuild_would(
    folder: Path, serving: IndexedCorpus, process: ProcessIndexer
) -> None:
    """Reload after reload what the process read is word for word and hit for hit right."""
    told: list[tuple[int, int]] = []
    (folder / "school.md").write_text(SCHOOL, "utf-8")
    came = process.refresh(folder, serving, lambda *counts: told.append(counts))
    (folder / "school.md").write_text(SCHOOL.replace("240", "250"), "utf-8")
    changed = process.refresh(folder, came)

    assert came.folder is not None
    assert changed.folder not in {None, came.folder}
    assert _says_the_folder(changed, folder)
    (folder / "school.md").write_text(SCHOOL, "utf-8")
    assert _says_the_folder(came, folder)  # although its folder is gone


def test_a_folder_without_news_is_what_is_served(
    folder: Path, serving: IndexedCorpus, process: ProcessIndexer, store: Store
) -> None:
    """Where nothing changed nothing is written, and what is served is served on."""
    assert process.refresh(folder, serving) is serving
    assert not _drafts(store)


def test_what_it_brought_is_kept_without_its_folder(
    folder: Path, serving: IndexedCorpus, process: ProcessIndexer, store: Store
) -> None:
    """A candidate can be adopted when its draft was tidied away, and is whole after a restart."""
    (folder / "school.md").write_text(SCHOOL, "utf-8")
    candidate = process.refresh(folder, serving)
    process.close()
    kept = save(candidate, store)

    assert not _drafts(store)
    assert not store.damaged_files(kept)
    assert _says_the_folder(load(kept), folder)


def test_what_is_wrong_is_told_as_ever(
    folder: Path, serving: IndexedCorpus, process: ProcessIndexer, tmp_path: Path
) -> None:
    """A bad file is a fault with its place; a folder that cannot be read is the same error."""
    (folder / "bad.txt").write_bytes(bytes(range(256)))
    (folder / "school.md").write_text(SCHOOL, "utf-8")
    came = process.refresh(folder, serving)

    assert came.folder
    assert "bad.txt" in {fault.file for fault in came.corpus.faults}
    assert _says_the_folder(came, folder)
    folder.rename(tmp_path / "elsewhere")
    with pytest.raises(CorpusError) as told:
        process.refresh(folder, came)
    with pytest.raises(CorpusError) as expected:
        DIRECT.refresh(folder, came)
    assert str(told.value) == str(expected.value)


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="needs SIGKILL")
def test_a_killed_process_costs_nothing(
    folder: Path, serving: IndexedCorpus, process: ProcessIndexer
) -> None:
    """Killed while it is idle or while it works: the page is served, and the next has another."""
    pids = [process.pid]
    for at, stop in enumerate((signal.SIGKILL, signal.SIGSTOP)):
        (folder / "school.md").write_text(SCHOOL.replace("240", f"24{at}"), "utf-8")
        assert pids[-1]
        os.kill(pids[-1], stop)
        with ThreadPoolExecutor(1) as pool:
            reading = pool.submit(process.refresh, folder, serving)
            if stop is signal.SIGSTOP:
                os.kill(pids[-1], signal.SIGKILL)
            assert _says_the_folder(reading.result(SECONDS), folder)
        pids.append(process.pid)

    assert None not in pids
    assert len(set(pids)) == len(pids)
    assert process.refresh(folder, serving).folder


def test_what_it_cannot_do_is_done_here(
    folder: Path, serving: IndexedCorpus, tmp_path: Path, store: Store
) -> None:
    """Other code on disk than what runs, or a generation that is gone: the page is served."""
    (folder / "school.md").write_text(SCHOOL, "utf-8")
    older = ProcessIndexer(Store(store.folder, form="of other code"), DIRECT)
    by_older = older.refresh(folder, serving)
    older.close()
    store.folder.rename(tmp_path / "elsewhere")
    without = ProcessIndexer(store, DIRECT)
    by_here = without.refresh(folder, serving)
    without.close()

    assert by_older.folder is by_here.folder is None
    assert _says_the_folder(by_older, folder)
    assert _says_the_folder(by_here, folder)


START = """
import sys, time
from pathlib import Path
from bot.analysis.analyzer import ZoneAnalyzer
from bot.indexing.direct import DirectIndexer
from bot.indexing.process import ProcessIndexer
from bot.retrieval.archive import open_store
process = ProcessIndexer(open_store(Path(sys.argv[1])), DirectIndexer(ZoneAnalyzer()))
print(process.pid, flush=True)
time.sleep(600)
"""


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="needs SIGKILL")
def test_it_does_not_outlive_the_bot(tmp_path: Path) -> None:
    """A bot that is killed leaves no process behind."""
    with subprocess.Popen(
        [sys.executable, "-c", START, str(tmp_path)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        cwd=ROOT,
    ) as bot:
        assert bot.stdout
        assert int(bot.stdout.readline())
        bot.kill()
        bot.communicate(timeout=SECONDS)  # both hold its standard error: it ends with the last
