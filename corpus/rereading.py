"""A folder read again: only pages whose file or metadata changed are cut into articles anew."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from corpus.corrections import apply_corrections, corrected_articles
from corpus.errata import Erratum, apply_errata, is_named, read_errata
from corpus.folder import Progress, page_files
from corpus.metadata import PageMetadata, read_metadata
from corpus.model import Fault, SegmentedPage
from corpus.stored import Record, StoredCorpus

NOTHING = StoredCorpus(())
_CORRECTED = " corrected"
_NO_METADATA = PageMetadata()


def reread_corpus(
    folder: Path, before: StoredCorpus = NOTHING, *, progress: Progress | None = None
) -> StoredCorpus:
    """Read a folder as `read_corpus` does, taking from `before` every page that did not change.

    A page did not change if its file has the size and time it had, its metadata say the same, and
    none of its articles has corrections. Raises CorpusError as `read_corpus` does.
    """
    files = page_files(folder)
    metadata, faults = read_metadata(folder, files)
    corrected = corrected_articles(folder)
    kept = {r.file: r for r in before.records if corrected.isdisjoint(r.article_ids)}
    read: list[Record | _Fresh] = []
    for done, (file, state) in enumerate(files.items(), start=1):
        about = metadata.get(file, _NO_METADATA)
        stamp, known = f"{state} {about}", kept.get(file)
        page = known if known and known.stamp == stamp else _read(folder, file, about, stamp)
        if isinstance(page, Fault):
            faults.append(page)
        else:
            read.append(page)
        if progress:
            progress(done, len(files))
    records = _pack(read, folder, before)
    if _share_an_id(records):
        return _read_all(folder, {r.file: r.stamp.removesuffix(_CORRECTED) for r in records})
    faults += [fault for record in records for fault in record.faults]
    return StoredCorpus(records, faults)


class _Fresh(NamedTuple):
    """A page just read, and the state of the file it was read from."""

    page: SegmentedPage
    stamp: str


def _read(folder: Path, file: str, about: PageMetadata, stamp: str) -> _Fresh | Fault:
    from corpus.page_reading import read_page  # noqa: PLC0415 - .25 s that a start without news saves

    page = read_page(folder / file, file, about)
    return page if isinstance(page, Fault) else _Fresh(page, stamp)


def _pack(read: Iterable[Record | _Fresh], folder: Path, before: StoredCorpus) -> list[Record]:
    """Correct and pack the pages just read; one that says what it said is the record before."""
    read = _with_named(list(read))
    known = {record.file: record for record in before.records}
    fresh = [page for page in read if isinstance(page, _Fresh)]
    corrected = iter(apply_corrections(apply_errata([page.page for page in fresh]), folder))
    records = []
    for page in read:
        record = page if isinstance(page, Record) else _record(next(corrected), page.stamp)
        same = known.get(record.file)
        records.append(same if same == record else record)
    return records


def _with_named(read: list[Record | _Fresh]) -> list[Record | _Fresh]:
    """Unpack the unchanged pages that a printed correction on a page just read speaks of."""
    fresh = [page.page.articles for page in read if isinstance(page, _Fresh)]
    articles = [article for page in fresh for article in page]
    errata = [erratum for article in articles for erratum in read_errata(article)]
    errata = [e for e in errata if not any(is_named(article, e) for article in articles)]
    if not errata:
        return read
    return [_unpack_named(page, errata) if isinstance(page, Record) else page for page in read]


def _unpack_named(record: Record, errata: Sequence[Erratum]) -> Record | _Fresh:
    page = record.unpack()
    named = any(is_named(article, erratum) for article in page.articles for erratum in errata)
    return _Fresh(page, record.stamp) if named else record


def _record(page: SegmentedPage, stamp: str) -> Record:
    """Pack a page. The stamp of a corrected one is no file's: it is read again each time.

    So is that of a page with a printed correction, whose article may come later.
    """
    corrected = any(article.corrections or read_errata(article) for article in page.articles)
    return Record.pack(page, stamp + _CORRECTED if corrected else stamp)


def _share_an_id(records: Iterable[Record]) -> bool:
    """Say whether two pages have an article id in common; `read_corpus` tells them apart."""
    records = list(records)
    # A comprehension lets other threads have their turn; to make a set of a long list does not.
    ids = {name for record in records for name in record.article_ids}
    return len(ids) < sum(len(record.article_ids) for record in records)


def _read_all(folder: Path, stamps: Mapping[str, str]) -> StoredCorpus:
    """Read every page anew, with ids that are told apart."""
    from corpus.build import read_corpus  # noqa: PLC0415 - as above

    corpus = read_corpus(folder)
    records = [_record(page, stamps.get(page.page.file, "")) for page in corpus.segmented]
    return StoredCorpus(records, corpus.faults)
