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

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

from bot.ports import Analyzer
from bot.retrieval.compiling import index_entries
from bot.retrieval.index import PassageIndex
from bot.retrieval.turns import give_way
from corpus.folder import Progress
from corpus.model import Passage
from corpus.passages import cut_passages
from corpus.rereading import reread_corpus
from corpus.store import Generation, Store
from corpus.stored import Record, StoredCorpus

_INDEX = "index"
_CODE = frozenset({".py", ".json", ".toml", ".txt"})


@dataclass(frozen=True)
class IndexedCorpus:
    """A corpus and the index of its passages; `folder` is where they lie, if they were opened."""

    corpus: StoredCorpus
    index: PassageIndex
    folder: Path | None = None


NOTHING = IndexedCorpus(StoredCorpus(()), PassageIndex(()))


def open_store(data_dir: Path, *, keep: int = 5) -> Store:
    """Open the generations of a data folder, those that this very code would build."""
    return Store(data_dir / "generations", form=form(), keep=keep)


def refresh(
    folder: Path, before: IndexedCorpus, analyzer: Analyzer, *, progress: Progress | None = None
) -> IndexedCorpus:
    """Give the folder's pages, indexed; what did not change is taken from `before`.

    It is `before` itself where nothing changed. Raises CorpusError where the folder cannot be read.
    """
    after = reread_corpus(folder, before.corpus, progress=progress)
    old, new = ({id(record) for record in these.records} for these in (before.corpus, after))
    left = [record for record in before.corpus.records if id(record) not in new]
    came = [record for record in after.records if id(record) not in old]
    if not left and not came and after.faults == before.corpus.faults:
        return before
    entries, leaving = (index_entries(_passages(these), analyzer) for these in (came, left))
    index = before.index.updated(entries, leaving=leaving, order=after.article_ids)
    return IndexedCorpus(after, index)


def _passages(records: list[Record]) -> Iterator[Passage]:
    for record in records:
        for article in record.unpack().articles:
            yield from cut_passages(article)


def save(indexed: IndexedCorpus, store: Store) -> Generation:
    """Write a generation and serve it from now on."""
    statistics = {
        "pages": indexed.corpus.page_count,
        "articles": indexed.corpus.article_count,
        "passages": indexed.index.statistics.passages,
    }
    with store.draft(statistics) as draft:
        write(indexed, draft)
    return store.serve(store.generations()[0].number)


def load(generation: Generation, beside: IndexedCorpus | None = None) -> IndexedCorpus:
    """Open a generation as `open_folder` does."""
    return open_folder(generation.folder, beside)


def write(indexed: IndexedCorpus, folder: Path) -> None:
    """Write into a folder what `open_folder` opens; files that did not change are shared."""
    indexed.corpus.save(folder)
    indexed.index.save(folder / _INDEX)


def open_folder(folder: Path, beside: IndexedCorpus | None = None) -> IndexedCorpus:
    """Open what `write` wrote; pages and postings are read when they are first asked for.

    What is open `beside` it of the same files is shared.
    """
    corpus = StoredCorpus.open(folder)
    give_way()
    index = PassageIndex.open(folder / _INDEX, beside.index if beside else None)
    return IndexedCorpus(corpus, index, folder)


def form() -> str:
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
