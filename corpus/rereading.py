"""A folder read again: only pages whose file or metadata changed are cut into articles anew."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

from corpus.build import Progress, page_files, read_corpus, read_page
from corpus.metadata import PageMetadata, read_metadata
from corpus.model import Fault
from corpus.stored import Record, StoredCorpus

NOTHING = StoredCorpus(())


def reread_corpus(
    folder: Path, before: StoredCorpus = NOTHING, *, progress: Progress | None = None
) -> StoredCorpus:
    """Read a folder as `read_corpus` does, taking from `before` every page that did not change.

    A page did not change if its file has the size and time it had, and its metadata say the same.
    Raises CorpusError as `read_corpus` does.
    """
    files = page_files(folder)
    metadata, faults = read_metadata(folder, files)
    known = {record.file: record for record in before.records}
    records: list[Record] = []
    for done, (file, path) in enumerate(files.items(), start=1):
        page = _read(path, file, metadata.get(file, PageMetadata()), known.get(file))
        if isinstance(page, Fault):
            faults.append(page)
        else:
            records.append(page)
        if progress:
            progress(done, len(files))
    if _share_an_id(records):
        return _read_all(folder, {record.file: record.stamp for record in records})
    faults += [fault for record in records for fault in record.faults]
    return StoredCorpus(records, faults)


def _read(path: Path, file: str, about: PageMetadata, known: Record | None) -> Record | Fault:
    try:
        state = path.stat()
    except OSError as error:
        return Fault(file, 0, f"打不开：{error.strerror}")
    stamp = f"{state.st_size} {state.st_mtime_ns} {about}"
    if known and known.stamp == stamp:
        return known
    page = read_page(path, file, about)
    return page if isinstance(page, Fault) else Record.pack(page, stamp)


def _read_all(folder: Path, stamps: Mapping[str, str]) -> StoredCorpus:
    """Read every page anew, with ids that are told apart."""
    corpus = read_corpus(folder)
    records = [Record.pack(page, stamps.get(page.page.file, "")) for page in corpus.segmented]
    return StoredCorpus(records, corpus.faults)


def _share_an_id(records: Iterable[Record]) -> bool:
    """Say whether two pages have an article id in common; `read_corpus` tells them apart."""
    ids = [name for record in records for name in record.article_ids]
    return len(ids) > len(set(ids))
