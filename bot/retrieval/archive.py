"""The corpus and its index as one: read, kept up to date, stored and opened together.

    store = open_store(data_dir)
    serving = load(store.latest()) if store.latest() else NOTHING   # milliseconds
    fresh = refresh(folder, serving, analyzer)     # only what changed is read and indexed
    save(fresh, store)                             # on disk, and served after a restart
    load(store.roll_back())                        # the generation before

An `IndexedCorpus` never changes: swapping is putting another in its place, and questions that are
under way finish on the one they began with.
"""

from __future__ import annotations

import gc
import hashlib
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

from bot.ports import Analyzer
from bot.retrieval.compiling import index_entries
from bot.retrieval.index import PassageIndex
from corpus.folder import Progress
from corpus.model import Passage
from corpus.passages import cut_passages
from corpus.rereading import reread_corpus
from corpus.store import Generation, Store
from corpus.stored import Record, StoredCorpus

_INDEX = "index"
_TURN_SECONDS = 1e-5
_CODE = frozenset({".py", ".json", ".toml", ".txt"})


@dataclass(frozen=True)
class IndexedCorpus:
    """A corpus and the index of its passages."""

    corpus: StoredCorpus
    index: PassageIndex


NOTHING = IndexedCorpus(StoredCorpus(()), PassageIndex(()))


def open_store(data_dir: Path, *, keep: int = 5) -> Store:
    """Open the generations of a data folder, those that this very code would build."""
    return Store(data_dir / "generations", form=_form(), keep=keep)


def refresh(
    folder: Path, before: IndexedCorpus, analyzer: Analyzer, *, progress: Progress | None = None
) -> IndexedCorpus:
    """Give the folder's pages, indexed; what did not change is taken from `before`.

    It is `before` itself where nothing changed. Raises CorpusError where the folder cannot be read.
    """
    with _short_turns():
        return _refresh(folder, before, analyzer, progress)


def _refresh(
    folder: Path, before: IndexedCorpus, analyzer: Analyzer, progress: Progress | None
) -> IndexedCorpus:
    after = reread_corpus(folder, before.corpus, progress=progress)
    old, new = ({id(record) for record in these.records} for these in (before.corpus, after))
    left = [record for record in before.corpus.records if id(record) not in new]
    came = [record for record in after.records if id(record) not in old]
    if not left and not came and after.faults == before.corpus.faults:
        return before
    entries, leaving = (index_entries(_passages(these), analyzer) for these in (came, left))
    index = before.index.updated(entries, leaving=leaving, order=after.article_ids)
    return IndexedCorpus(after, index)


@contextmanager
def _short_turns() -> Iterator[None]:
    """Have threads take short turns, so that questions go on while one of them reads.

    Python lets a thread compute for 5 ms while others wait. Of questions asked without a pause, p99
    .1 ms as a rule, the p99 was 5.1 ms so, and is .3 ms with turns this short. To look for garbage
    takes .2 ms each time; there is next to none.
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


def _passages(records: list[Record]) -> Iterator[Passage]:
    for record in records:
        for article in record.unpack().articles:
            yield from cut_passages(article)


def save(indexed: IndexedCorpus, store: Store) -> Generation:
    """Write a generation and serve it from now on."""
    statistics = {
        "pages": len(indexed.corpus.records),
        "articles": len(indexed.corpus.article_ids),
        "passages": indexed.index.statistics.passages,
    }
    with store.draft(statistics) as draft:
        indexed.corpus.save(draft)
        indexed.index.save(draft / _INDEX)
    return store.serve(store.generations()[0].number)


def load(generation: Generation) -> IndexedCorpus:
    """Open a generation; pages and postings are read when they are first asked for."""
    folder = generation.folder
    return IndexedCorpus(StoredCorpus.open(folder), PassageIndex.open(folder / _INDEX))


def _form() -> str:
    """Name everything that decides what a generation holds: the code that reads, cuts and indexes.

    So a newer version never serves what an older one cut, and nobody has to remember to say so.
    """
    digest = hashlib.blake2b(digest_size=12)
    for package in ("jieba", "opencc"):
        digest.update(f"{package} {version(package)}".encode())
    for file in _code_files():
        digest.update(file.read_bytes())
    return digest.hexdigest()


def _code_files() -> Iterator[Path]:
    root = Path(__file__).parents[2]
    yield root / "bot" / "folding.py"
    for room in ("corpus", "bot/analysis", "bot/retrieval"):
        for file in sorted((root / room).rglob("*")):
            if file.suffix in _CODE and root / "corpus" / "pages" not in file.parents:
                yield file
