"""One page file: decoded, cut into articles, dated."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import replace
from itertools import starmap
from multiprocessing import get_context
from pathlib import Path

from corpus.dates import CERTAIN_REASONS, anchor_page, date_article, file_date, printed_date
from corpus.decoding import NotTextError, decode
from corpus.importers import IMPORTERS, importer_of
from corpus.metadata import PageMetadata
from corpus.model import Article, Doubt, Fault, Page, SegmentedPage
from corpus.segmentation.assembly import segment_page
from corpus.segmentation.furniture import page_number

Job = tuple[Path, str, PageMetadata]
"""What `read_page` is given."""


def read_pages(jobs: Sequence[Job], *, processes: int = 1) -> Iterator[SegmentedPage | Fault]:
    """Read page files one after the other, in their order.

    Where there is work enough for them, several processes share it; the program that asks for
    these must be guarded (`if __name__ == "__main__"`), as they load it anew. If one is killed, for
    want of memory perhaps, this process does the rest of the work itself.
    """
    processes = min(processes, len(jobs) // _WORTH_A_PROCESS)
    done = 0
    if processes > 1:
        # Not forked: this process may have threads.
        with ProcessPoolExecutor(processes, get_context("spawn")) as pool:
            try:
                for page in pool.map(_read, jobs, chunksize=_CHUNK):
                    yield page
                    done += 1
            except BrokenProcessPool:
                pass
    yield from starmap(read_page, jobs[done:])


_WORTH_A_PROCESS = 300  # pages: one takes the time of a hundred to start, and 60 MB
_CHUNK = 16  # pages handed over at once


def usable_cores() -> int:
    """Give how many cores this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _read(job: Job) -> SegmentedPage | Fault:
    return read_page(*job)


def read_page(path: Path, file: str, metadata: PageMetadata) -> SegmentedPage | Fault:
    """Read one page file, or say what is wrong with it."""
    if path.suffix.lower() not in IMPORTERS and path.is_file():
        return Fault(file, 0, f"不是能读的版面格式（{'、'.join(IMPORTERS)}）")
    try:
        text = decode(path.read_bytes())
    except NotTextError as error:
        return Fault(file, error.line, str(error))
    except OSError as error:
        return Fault(file, 0, f"打不开：{error.strerror}")
    importer = importer_of(path.suffix, text)
    page = Page(file, text, metadata.page, metadata.source, metadata.date or file_date(file))
    segmented = date_page(segment_page(page, importer(text)), year=metadata.year)
    if not segmented.articles:
        missing = "没有找到一篇报道" if text.strip() else "文件是空的"
        return replace(segmented, faults=(Fault(file, 0, missing),))
    return segmented


def date_page(segmented: SegmentedPage, *, year: int | None = None) -> SegmentedPage:
    """Fill in what the page's own header and foot say of it, and date its articles."""
    text = segmented.page.text
    headers = [
        text[piece.spans[0].start : piece.spans[-1].end]
        for piece in segmented.furniture
        if piece.role in _HEADERS
    ]
    number = next((found for header in headers if (found := page_number(header))), None)
    published = next((day for header in headers if (day := printed_date(header))), None)
    page = replace(
        segmented.page,
        number=segmented.page.number or number,
        published=segmented.page.published or published,
    )
    words = [printed.text for article in segmented.articles for _, printed in article.pieces()]
    anchor = anchor_page(words, published=page.published, year=year)
    dates = (date_article(article, anchor) for article in segmented.articles)
    articles = [
        replace(article, page=page, date=date)
        for article, date in zip(segmented.articles, dates, strict=True)
    ]
    return replace(segmented, page=page, articles=tuple(_doubt_year(articles)))


def _doubt_year(articles: list[Article]) -> list[Article]:
    """Tell once a page, at its first inferred date, that the year is not printed."""
    for at, article in enumerate(articles):
        date = article.date
        if date.inferred and date.reason and date.reason not in CERTAIN_REASONS:
            line = article.page.lines(article.paragraphs[0])[0] if article.paragraphs else 1
            doubt = Doubt(_YEAR_DOUBT, line, f"本版年份是推定的（{date.reason}）")
            articles[at] = replace(article, doubts=(*article.doubts, doubt))
            break
    return articles


_YEAR_DOUBT = 0.2
_HEADERS = frozenset({"page_header", "page_number", "date_line"})
