"""Many page files are read by several processes, and it cannot be told from what they read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from concurrent.futures.process import BrokenProcessPool
from pathlib import Path
from typing import Any, Self

import pytest

from corpus import page_reading
from corpus.folder import SHIPPED_PAGES
from corpus.metadata import PageMetadata
from corpus.page_reading import Job, read_pages


@pytest.fixture
def jobs(monkeypatch: pytest.MonkeyPatch) -> list[Job]:
    """Give a few pages, as many as two processes are worth."""
    monkeypatch.setattr(page_reading, "_WORTH_A_PROCESS", 2)
    pages = sorted(SHIPPED_PAGES.glob("*.txt"))
    return [(page, page.name, PageMetadata()) for page in (*pages, Path("missing.txt"))]


def test_processes_read_what_one_reads(jobs: list[Job]) -> None:
    """Pages and faults come in the order of the files, whoever read them."""
    alone, shared = list(read_pages(jobs)), list(read_pages(jobs, processes=2))

    assert shared == alone
    assert len(alone) == len(jobs)


class _KilledPool:
    """A pool whose processes are killed when they have read one page."""

    def __init__(self, *_: Any) -> None:
        pass

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        pass

    def map(self, read: Any, jobs: Iterable[Job], **_: Any) -> Iterator[Any]:
        yield read(next(iter(jobs)))
        raise BrokenProcessPool


def test_a_killed_process_loses_no_page(jobs: list[Job], monkeypatch: pytest.MonkeyPatch) -> None:
    """Where there is no room for several processes, one reads the rest."""
    alone = list(read_pages(jobs))
    monkeypatch.setattr(page_reading, "ProcessPoolExecutor", _KilledPool)

    assert list(read_pages(jobs, processes=2)) == alone
