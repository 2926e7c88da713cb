"""A corpus on disk: a page with its articles is one record, unpacked when it is first asked for."""

from __future__ import annotations

import json
import mmap
import zlib
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter

from corpus.collection import Corpus
from corpus.model import Article, Fault, Page, Passage, SegmentedPage
from corpus.passages import cut_passages

_PAGE = TypeAdapter(Page)
_ARTICLE = TypeAdapter(Article)
_SEGMENTED = TypeAdapter(SegmentedPage)
_RECORDS = "pages.bin"
_TABLE = "pages.json"


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
        text = _SEGMENTED.dump_json(page, exclude={"articles": {"__all__": {"page"}}})
        ids = tuple(article.id for article in page.articles)
        return cls(page.page.file, stamp, ids, page.faults, zlib.compress(text, level=3))

    def unpack(self) -> SegmentedPage:
        """Give the page as it was packed."""
        record = json.loads(zlib.decompress(self.packed))
        page = _PAGE.validate_python(record["page"])
        # One by one: while a whole page is checked no other thread has its turn.
        articles = [_ARTICLE.validate_python(one | {"page": page}) for one in record["articles"]]
        return _SEGMENTED.validate_python(record | {"page": page, "articles": articles})


class StoredCorpus(Corpus):
    """A corpus of records. Asking for one article or passage unpacks one page, not all."""

    def __init__(self, records: Iterable[Record], faults: Iterable[Fault] = ()) -> None:
        self.records = tuple(records)
        self.faults = tuple(faults)
        self._unpack = lru_cache(maxsize=1024)(lambda number: self.records[number].unpack())

    @classmethod
    def of(cls, corpus: Corpus) -> StoredCorpus:
        """Pack a corpus that was just read."""
        return cls(map(Record.pack, corpus.segmented), corpus.faults)

    @cached_property
    def segmented(self) -> tuple[SegmentedPage, ...]:  # type: ignore[override]  # computed here
        """All pages, unpacked."""
        return tuple(map(self._unpack, range(len(self.records))))

    @cached_property
    def article_ids(self) -> tuple[str, ...]:
        """The ids of all articles, in the order of the corpus."""
        return tuple(name for record in self.records for name in record.article_ids)

    @cached_property
    def _record_by_article(self) -> dict[str, int]:
        return {
            name: number
            for number, record in enumerate(self.records)
            for name in record.article_ids
        }

    def article(self, article_id: str) -> Article | None:
        """Look an article up; None where the corpus has none of that id."""
        number = self._record_by_article.get(article_id)
        if number is None:
            return None
        return next(one for one in self._unpack(number).articles if one.id == article_id)

    def passage(self, passage_id: str) -> Passage:
        """Look a passage up by the id that a retriever gave. Raises KeyError for a foreign id."""
        article = self.article(passage_id.rpartition("@")[0])
        passages = cut_passages(article) if article else ()
        for passage in passages:
            if passage.id == passage_id:
                return passage
        raise KeyError(passage_id)

    def save(self, folder: Path) -> None:
        """Write the records into a folder."""
        with (folder / _RECORDS).open("wb") as file:
            for record in self.records:
                file.write(record.packed)
        rows = [_row(record) for record in self.records]
        table = {"records": rows, "faults": list(map(asdict, self.faults))}
        (folder / _TABLE).write_text(json.dumps(table, ensure_ascii=False), encoding="utf-8")

    @classmethod
    def open(cls, folder: Path) -> StoredCorpus:
        """Open what `save` wrote; no page is unpacked."""
        table = json.loads((folder / _TABLE).read_text(encoding="utf-8"))
        packed = _map(folder / _RECORDS)
        records, start = [], 0
        for row in table["records"]:
            size = row.pop("size")
            row |= {"article_ids": tuple(row["article_ids"]), "faults": _faults(row["faults"])}
            records.append(Record(**row, packed=packed[start : start + size]))
            start += size
        return cls(records, _faults(table["faults"]))


def _row(record: Record) -> dict[str, Any]:
    """Give what the table says of a record."""
    return {
        "file": record.file,
        "stamp": record.stamp,
        "article_ids": record.article_ids,
        "faults": list(map(asdict, record.faults)),
        "size": len(record.packed),
    }


def _faults(rows: Iterable[dict[str, Any]]) -> tuple[Fault, ...]:
    return tuple(Fault(**row) for row in rows)


def _map(file: Path) -> memoryview:
    """Map a file into memory; an empty one cannot be mapped."""
    if not file.stat().st_size:
        return memoryview(b"")
    with file.open("rb") as opened:
        return memoryview(mmap.mmap(opened.fileno(), 0, access=mmap.ACCESS_READ))
