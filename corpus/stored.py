"""A corpus on disk: a page with its articles is one record, unpacked when it is first asked for.

One file: the sizes of its parts, then `Places`, looked up where they lie; the table of the records,
which only reading again needs; the faults; the records themselves.
"""

from __future__ import annotations

import json
import struct
import zlib
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from functools import cached_property, lru_cache, partial
from itertools import accumulate
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter

from corpus.collection import Corpus
from corpus.mapped import MappedFile
from corpus.model import Article, Fault, Page, Passage, Printed, SegmentedPage
from corpus.passages import cut_passages
from corpus.places import Places
from corpus.runs import Runs

_PAGE = TypeAdapter(Page)
_ARTICLE = TypeAdapter(Article)
_SEGMENTED = TypeAdapter(SegmentedPage)
_FILE = "pages.bin"
_SIZES = struct.Struct("3Q")
_KEPT_PAGES = 1024


@dataclass(frozen=True)
class Record:
    """One page and its articles, packed. `stamp` tells from what state of its file it was read."""

    file: str
    stamp: str
    article_ids: tuple[str, ...]
    faults: tuple[Fault, ...]
    packed: bytes | memoryview

    @classmethod
    def pack(cls, page: SegmentedPage, stamp: str = "") -> Record:
        """Pack a page; its articles' own `page` is left out, being this one."""
        left_out = {"articles": {"__all__": {"page"}}}
        text = _SEGMENTED.dump_json(page, exclude=left_out, fallback=tuple)
        ids = tuple(article.id for article in page.articles)
        return cls(page.page.file, stamp, ids, page.faults, zlib.compress(text, level=3))

    def unpack(self) -> SegmentedPage:
        """Give the page as it was packed."""
        return _unpack(self.packed)


def _unpack(packed: bytes | memoryview) -> SegmentedPage:
    record = json.loads(zlib.decompress(packed), object_hook=_with_places)
    page = _PAGE.validate_python(record["page"])
    # One by one: while a whole page is checked no other thread has its turn.
    articles = [_ARTICLE.validate_python(one | {"page": page}) for one in record["articles"]]
    return _SEGMENTED.validate_python(record | {"page": page, "articles": articles})


def _with_places(record: dict[str, Any]) -> dict[str, Any] | Printed:
    """Make printed words of what was stored of them, their places as numbers."""
    is_printed = record.keys() == {"text", "runs"}
    return Printed(record["text"], Runs(record["runs"])) if is_printed else record


def _unpack_at(places: Places, packed: memoryview, number: int) -> SegmentedPage:
    return _unpack(packed[places.of_record(number)])


class StoredCorpus(Corpus):
    """A corpus of records. Asking for one article or passage unpacks one page, not all."""

    def __init__(self, records: Iterable[Record], faults: Iterable[Fault] = ()) -> None:
        self.records = packed = tuple(records)
        self.faults = tuple(faults)
        # Without `self` in it: nobody need look for garbage to let go of a corpus.
        self._page = lru_cache(_KEPT_PAGES)(lambda number: packed[number].unpack())

    @classmethod
    def of(cls, corpus: Corpus) -> StoredCorpus:
        """Pack a corpus that was just read."""
        return cls(map(Record.pack, corpus.segmented), corpus.faults)

    @cached_property
    def segmented(self) -> tuple[SegmentedPage, ...]:  # type: ignore[override]  # computed here
        """All pages, unpacked."""
        return tuple(map(self._page, range(self.page_count)))

    def unpack(self, beside: StoredCorpus) -> None:
        """Unpack all pages; those that are the same `beside` it, unpacked there, are shared."""
        known = {bytes(beside.packed(number)): page for number, page in enumerate(beside.segmented)}
        self.segmented = tuple(
            known.get(bytes(self.packed(number))) or self._page(number)
            for number in range(self.page_count)
        )

    @property
    def page_count(self) -> int:
        """How many pages it has."""
        return len(self.records)

    def packed(self, number: int) -> bytes | memoryview:
        """Give a page as it is packed."""
        return self.records[number].packed

    @property
    def article_count(self) -> int:
        """How many articles it has."""
        return len(self.article_ids)

    @cached_property
    def article_ids(self) -> tuple[str, ...]:
        """The ids of all articles, in the order of the corpus."""
        return tuple(name for record in self.records for name in record.article_ids)

    def article(self, article_id: str) -> Article | None:
        """Look an article up; None where the corpus has none of that id."""
        page = self.segmented.__getitem__ if "segmented" in vars(self) else self._page
        pages = map(page, self._records_with(article_id))
        articles = (article for page in pages for article in page.articles)
        return next((article for article in articles if article.id == article_id), None)

    def passage(self, passage_id: str) -> Passage:
        """Look a passage up by the id that a retriever gave. Raises KeyError for a foreign id."""
        article = self.article(passage_id.rpartition("@")[0])
        passages = cut_passages(article) if article else ()
        for passage in passages:
            if passage.id == passage_id:
                return passage
        raise KeyError(passage_id)

    def _records_with(self, article_id: str) -> Iterable[int]:
        """Number the records that may hold an article."""
        number = self._record_by_article.get(article_id)
        return () if number is None else (number,)

    @cached_property
    def _record_by_article(self) -> dict[str, int]:
        return {
            name: number
            for number, record in enumerate(self.records)
            for name in record.article_ids
        }

    def save(self, folder: Path) -> None:
        """Write it into a folder."""
        sizes = (len(record.packed) for record in self.records)
        names = (record.article_ids for record in self.records)
        table = (
            Places.pack(sizes, names),
            _json(map(_row, self.records)),
            _json(map(asdict, self.faults)),
        )
        with (folder / _FILE).open("wb") as file:
            file.write(_SIZES.pack(*map(len, table)))
            file.writelines([*table, *(record.packed for record in self.records)])

    @classmethod
    def open(cls, folder: Path) -> StoredCorpus:
        """Open what `save` wrote; no page is unpacked."""
        return _MappedCorpus(folder)


class _MappedCorpus(StoredCorpus):
    """A corpus as it lies on disk: opened in the same time, whatever its size."""

    def __init__(self, folder: Path) -> None:
        self._file = MappedFile.open(folder / _FILE)
        view = self._file.view
        _, places, table, faults = accumulate(_SIZES.unpack_from(view), initial=_SIZES.size)
        self._places = Places.of(view[_SIZES.size : places])
        self._table = view[places:table]
        self._packed = view[faults:]
        self.faults = _faults(json.loads(str(view[table:faults], "utf-8")))
        self._page = lru_cache(_KEPT_PAGES)(partial(_unpack_at, self._places, self._packed))

    @cached_property
    def records(self) -> tuple[Record, ...]:  # type: ignore[override]  # read when asked for
        """All records."""
        rows = json.loads(str(self._table, "utf-8"))
        return tuple(
            _record(row, self._packed[self._places.of_record(number)])
            for number, row in enumerate(rows)
        )

    @property
    def page_count(self) -> int:
        """How many pages it has."""
        return len(self._places.ends)

    def packed(self, number: int) -> memoryview:
        """Give a page as it is packed."""
        return self._packed[self._places.of_record(number)]

    @property
    def article_count(self) -> int:
        """How many articles it has."""
        return len(self._places.hashes)

    def _records_with(self, article_id: str) -> Iterable[int]:
        return self._places.records_with(article_id)

    def save(self, folder: Path) -> None:
        """Let a folder share the file."""
        self._file.save(folder / _FILE)


def _row(record: Record) -> dict[str, Any]:
    """Give what the table says of a record."""
    return {
        "file": record.file,
        "stamp": record.stamp,
        "article_ids": record.article_ids,
        "faults": list(map(asdict, record.faults)),
    }


def _record(row: Mapping[str, Any], packed: memoryview) -> Record:
    """Give the record that a row of the table tells of."""
    ids, faults = tuple(row["article_ids"]), _faults(row["faults"])
    return Record(row["file"], row["stamp"], ids, faults, packed)


def _faults(rows: Iterable[dict[str, Any]]) -> tuple[Fault, ...]:
    return tuple(Fault(**row) for row in rows)


def _json(rows: Iterable[dict[str, Any]]) -> bytes:
    return json.dumps(list(rows), ensure_ascii=False).encode()
