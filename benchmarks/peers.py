"""Search engines behind one small interface: ours, the reference, and the peers that install.

Each takes the same terms, ranks by BM25 with the same k1 and b, as far as it can be told to, and
gives passages as it numbers them itself, with their scores: no engine is made to spell names.
"""

from __future__ import annotations

import ctypes
import importlib.util
import os
import sqlite3
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import ModuleType
from typing import Any, Protocol

import numpy as np

from bot.retrieval.bm25 import K1, B
from bot.retrieval.compiled import CompiledRanker
from bot.retrieval.compiling import Entry, compile_segments
from bot.retrieval.index import PassageIndex
from bot.retrieval.live import serve
from bot.retrieval.ranking import Found, NumpyRanker
from bot.retrieval.reference import make_bm25

Passages = Iterable[list[str]]
PASSAGES_AN_ARTICLE = 8


class Engine(Protocol):
    """Builds an index in a folder, opens it, and finds the best passages."""

    def build(self, passages: Passages, folder: Path) -> None:
        """Index the passages' terms into a new, empty folder."""
        ...

    def open(self, folder: Path) -> None:
        """Get ready to be asked."""
        ...

    def ask(self, terms: list[str], k: int) -> Sequence[object]:
        """Give the k best passages as the engine names them, best first."""
        ...

    def number(self, found: Any) -> int:
        """Give the number of a passage by what `ask` gave."""
        ...


class Numbers:
    """Names passages by their numbers, or by their numbers in writing."""

    def number(self, found: Any) -> int:
        return int(found)


class Ours:
    """This project's index, with the compiled kernel or with NumPy alone."""

    def __init__(self, *, compiled: bool) -> None:
        self._make_ranker = CompiledRanker if compiled else NumpyRanker

    def build(self, passages: Passages, folder: Path) -> None:
        entries = (
            Entry(f"a{number // PASSAGES_AN_ARTICLE}", "2020-06-24", number, terms)
            for number, terms in enumerate(passages)
        )
        PassageIndex(serve(compile_segments(entries))).save(folder / "index")

    def open(self, folder: Path) -> None:
        self._index = PassageIndex.open(folder / "index", make_ranker=self._make_ranker)

    def ask(self, terms: list[str], k: int) -> Sequence[Found]:
        return self._index.find(terms, k)

    def number(self, found: Found) -> int:
        return int(self._index.passage_id(found).partition("@")[2])


class RankBm25(Numbers):
    """The reference: rank-bm25 with Lucene's idf, in memory only."""

    def build(self, passages: Passages, folder: Path) -> None:
        self._bm25 = make_bm25(list(passages))

    def open(self, folder: Path) -> None:
        """Do nothing: there is no index on disk."""

    def ask(self, terms: list[str], k: int) -> Sequence[Any]:
        scores = self._bm25.get_scores(terms)
        return np.argsort(-scores, kind="stable")[:k]


class Bm25s(Numbers):
    """bm25s (Lù, 2024): finished impacts in a sparse matrix."""

    def __init__(self, *, backend: str) -> None:
        self._backend = backend

    def build(self, passages: Passages, folder: Path) -> None:
        import bm25s

        retriever = bm25s.BM25(k1=K1, b=B, method="lucene", backend=self._backend)
        retriever.index(list(passages), show_progress=False)
        retriever.save(folder / "index", show_progress=False)

    def open(self, folder: Path) -> None:
        import bm25s

        self._retriever = bm25s.BM25.load(folder / "index", mmap=True)
        self._retriever.backend = self._backend

    def ask(self, terms: list[str], k: int) -> Sequence[Any]:
        docs, _ = self._retriever.retrieve([terms], k=k, show_progress=False)
        return docs[0]


class Tantivy:
    """tantivy, the Rust engine; lengths are kept in one byte, so its ranking differs a little."""

    def build(self, passages: Passages, folder: Path) -> None:
        import tantivy

        schema = tantivy.SchemaBuilder()
        schema.add_integer_field("number", stored=True)
        schema.add_text_field("terms", tokenizer_name="whitespace", index_option="freq")
        index = tantivy.Index(schema.build(), path=str(folder))
        writer = index.writer(heap_size=256 << 20, num_threads=1)
        for number, terms in enumerate(passages):
            writer.add_document(tantivy.Document(number=number, terms=" ".join(terms)))
        writer.commit()
        writer.wait_merging_threads()

    def open(self, folder: Path) -> None:
        import tantivy

        self._tantivy = tantivy
        self._index = tantivy.Index.open(str(folder))
        self._index.reload()
        self._searcher = self._index.searcher()

    def ask(self, terms: list[str], k: int) -> Sequence[Any]:
        query, should = self._tantivy.Query, self._tantivy.Occur.Should
        schema = self._index.schema
        asked = [(should, query.term_query(schema, "terms", term)) for term in terms]
        found: Sequence[Any] = self._searcher.search(
            query.boolean_query(asked), k, count=False
        ).hits
        return found

    def number(self, found: Any) -> int:
        _, address = found
        return int(self._searcher.doc(address)["number"][0])


class SqliteFts5(Numbers):
    """SQLite's full-text search; its idf may be negative, so its ranking differs."""

    def build(self, passages: Passages, folder: Path) -> None:
        database = sqlite3.connect(folder / "fts.db")
        database.execute("create virtual table passage using fts5(terms, content='')")
        rows = ((number + 1, " ".join(terms)) for number, terms in enumerate(passages))
        database.executemany("insert into passage(rowid, terms) values (?, ?)", rows)
        database.execute("insert into passage(passage) values ('optimize')")
        database.commit()
        database.close()

    def open(self, folder: Path) -> None:
        self._database = sqlite3.connect(folder / "fts.db")

    def ask(self, terms: list[str], k: int) -> Sequence[Any]:
        match = " OR ".join(f'"{term}"' for term in dict.fromkeys(terms))
        rows = self._database.execute(
            "select rowid - 1 from passage where passage match ? order by rank limit ?", (match, k)
        )
        return [number for (number,) in rows]


class Pisa(Numbers):
    """PISA (Mallia et al., 2019) through the extension module of pyterrier_pisa, without PyTerrier.

    Needs libtbb.so.2: `pip install tbb==2020.3.254 && pip install --no-deps pyterrier_pisa`.
    """

    def __init__(self, *, algorithm: str) -> None:
        self._algorithm = algorithm

    def build(self, passages: Passages, folder: Path) -> None:
        source = folder / "source.txt"
        with source.open("w") as file:
            for number, terms in enumerate(passages):
                file.write(f"{number} {' '.join(terms)}\n")
        with _silence():
            _pisa().index(str(source), str(folder), "", 100_000, 1)
            self.open(folder)
        source.unlink()
        for file in (*folder.glob("inv*"), folder / "fwd", *folder.glob("fwd.urls")):
            if file.name != "inv.sizes":
                file.unlink(missing_ok=True)

    def open(self, folder: Path) -> None:
        with _silence():
            self._context = _pisa().RetrievalContext()
            _pisa().prepare_index(
                *(self._context, str(folder), "block_simdbp", "bm25", ""),
                quantize=0,
                stop_fname="",
                bm25_k1=K1,
                bm25_b=B,
            )

    def ask(self, terms: list[str], k: int) -> Sequence[Any]:
        numbers = np.empty(k, object)
        spare = {
            "result_qidxs": np.empty(k, np.int32),
            "result_ranks": np.empty(k, np.int32),
            "result_scores": np.empty(k, np.float32),
        }
        count = _pisa().retrieve(
            *(self._context, self._algorithm, [(0, " ".join(terms))]),
            k=k,
            threads=1,
            query_weighted=1,
            pretokenised=0,
            **spare,
            result_docnos=numbers,
        )
        return numbers[:count]


def _pisa() -> ModuleType:
    """Load PISA's extension module by its file: its package wants PyTerrier and Java."""
    if "_pisathon" not in sys.modules:
        ctypes.CDLL(f"{sys.prefix}/lib/libtbb.so.2", mode=ctypes.RTLD_GLOBAL)
        package = importlib.util.find_spec("pyterrier_pisa")
        if package is None or not package.submodule_search_locations:
            raise ImportError("pyterrier_pisa")
        file = next(Path(package.submodule_search_locations[0]).glob("_pisathon*.so"))
        spec = importlib.util.spec_from_file_location("_pisathon", file)
        if spec is None or spec.loader is None:
            raise ImportError(str(file))
        sys.modules["_pisathon"] = module = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(module)
    return sys.modules["_pisathon"]


@contextmanager
def _silence() -> Iterator[None]:
    """Keep what C++ writes to the terminal off it."""
    kept, nowhere = (os.dup(1), os.dup(2)), os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    os.dup2(nowhere, 2)
    try:
        yield
    finally:
        os.dup2(kept[0], 1)
        os.dup2(kept[1], 2)
        for descriptor in (*kept, nowhere):
            os.close(descriptor)


ENGINES: dict[str, Callable[[], Engine]] = {
    "ours, kernel": lambda: Ours(compiled=True),
    "ours, NumPy": lambda: Ours(compiled=False),
    "rank-bm25": RankBm25,
    "bm25s, NumPy": lambda: Bm25s(backend="numpy"),
    "bm25s, Numba": lambda: Bm25s(backend="numba"),
    "tantivy": Tantivy,
    "SQLite FTS5": SqliteFts5,
    "PISA, MaxScore": lambda: Pisa(algorithm="maxscore"),
    "PISA, BlockMaxWAND": lambda: Pisa(algorithm="block_max_wand"),
}
# rank-bm25 takes 2 GB for 100 000 passages, FTS5 a second a question for a million.
MOST_PASSAGES = {"rank-bm25": 100_000, "SQLite FTS5": 100_000}
