"""The stages in order: a folder of page files in, a corpus out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from corpus.collection import Corpus
from corpus.corrections import apply_corrections
from corpus.errata import apply_errata
from corpus.folder import Progress, page_files
from corpus.metadata import PageMetadata, read_metadata
from corpus.model import Article, Fault, SegmentedPage
from corpus.page_reading import read_pages


def read_corpus(folder: Path, *, progress: Progress | None = None, processes: int = 1) -> Corpus:
    """Read every page of a folder, and of the folders in it.

    A file that cannot be used is a fault of the corpus; the others are read. Of `processes` says
    `read_pages` more.

    Raises:
        CorpusError: The folder does not exist, is no folder, or has no page file; or a row of its
            corrections is stale.
    """
    files = page_files(folder)
    metadata, faults = read_metadata(folder, files)
    pages: list[SegmentedPage] = []
    jobs = [(folder / file, file, metadata.get(file, PageMetadata())) for file in files]
    for done, page in enumerate(read_pages(jobs, processes=processes), start=1):
        if isinstance(page, Fault):
            faults.append(page)
        else:
            pages.append(page)
        if progress:
            progress(done, len(files))
    articles = apply_errata(_with_unique_ids(pages))
    return Corpus(apply_corrections(articles, folder), faults)


def _with_unique_ids(pages: Iterable[SegmentedPage]) -> Iterator[SegmentedPage]:
    """Number the articles whose ids meet: two files may have the same short name."""
    seen: set[str] = set()
    for page in pages:
        articles: list[Article] = []
        for article in page.articles:
            unique, number = article.id, 1
            while unique in seen:
                number += 1
                unique = f"{article.id}-{number}"
            seen.add(unique)
            articles.append(article if unique == article.id else replace(article, id=unique))
        yield replace(page, articles=tuple(articles))
