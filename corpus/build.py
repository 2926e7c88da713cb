"""The stages in order: a folder of page files in, a corpus out."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from corpus.collection import Corpus
from corpus.corrections import FILE_NAME as CORRECTIONS_FILE
from corpus.corrections import apply_corrections
from corpus.dates import CERTAIN_REASONS, anchor_page, date_article, file_date, printed_date
from corpus.decoding import NotTextError, decode
from corpus.errors import CorpusError
from corpus.importers import IMPORTERS, importer_of
from corpus.metadata import FILE_NAME as METADATA_FILE
from corpus.metadata import PageMetadata, read_metadata
from corpus.model import Article, Doubt, Fault, Page, SegmentedPage
from corpus.segmentation.assembly import segment_page
from corpus.segmentation.furniture import page_number

Progress = Callable[[int, int], None]
"""Told after each page: how many are done, of how many."""

_NO_PAGES = frozenset({METADATA_FILE, CORRECTIONS_FILE})


def read_corpus(folder: Path, *, progress: Progress | None = None) -> Corpus:
    """Read every page of a folder, and of the folders in it.

    A file that cannot be used is a fault of the corpus; the others are read.

    Raises:
        CorpusError: The folder does not exist, is no folder, or has no page file; or a row of its
            corrections is stale.
    """
    files = page_files(folder)
    metadata, faults = read_metadata(folder, files)
    pages: list[SegmentedPage] = []
    for done, (file, path) in enumerate(files.items(), start=1):
        page = read_page(path, file, metadata.get(file, PageMetadata()))
        if isinstance(page, Fault):
            faults.append(page)
        else:
            pages.append(page)
        if progress:
            progress(done, len(files))
    return Corpus(apply_corrections(_with_unique_ids(pages), folder), faults)


def page_files(folder: Path) -> dict[str, Path]:
    """Give the files that may be pages, by their names relative to the folder, in their order."""
    if not folder.exists():
        raise CorpusError(f"找不到版面文件夹：{folder}")
    if not folder.is_dir():
        raise CorpusError(f"应为文件夹，却是文件：{folder}")
    paths = [path for path in sorted(folder.rglob("*")) if _may_be_page(path, folder)]
    if not paths:
        raise CorpusError(f"文件夹里没有版面文件（{'、'.join(IMPORTERS)}）：{folder}")
    return {path.relative_to(folder).as_posix(): path for path in paths}


def _may_be_page(path: Path, folder: Path) -> bool:
    hidden = any(part.startswith(".") for part in path.relative_to(folder).parts)
    return path.is_file() and not hidden and path.name not in _NO_PAGES


def read_page(path: Path, file: str, metadata: PageMetadata) -> SegmentedPage | Fault:
    """Read one page file, or say what is wrong with it."""
    if path.suffix.lower() not in IMPORTERS:
        return Fault(file, 0, f"不是能读的版面格式（{'、'.join(IMPORTERS)}）")
    try:
        text = decode(path.read_bytes())
    except NotTextError:
        return Fault(file, 0, "不是文本：试过 UTF-8、UTF-16、GB18030、Big5，都读不出文字")
    except OSError as error:
        return Fault(file, 0, f"打不开：{error.strerror}")
    importer = importer_of(path.suffix, text)
    page = Page(file, text, metadata.page, metadata.source, metadata.date or file_date(file))
    segmented = date_page(segment_page(page, importer(text)), year=metadata.year)
    if not segmented.articles:
        return replace(segmented, faults=(Fault(file, 0, "没有找到一篇报道"),))
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
