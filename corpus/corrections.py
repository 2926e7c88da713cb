"""People's corrections of what was printed or read wrong: `corrections.toml` in the corpus folder.

    [[correction]]
    article = "001-l179"
    was = "百可半岛体"
    now = "百可半导体"
    why = "第2段印错一字"

The print stays as it is: quotes show what was printed. The corrected words go beside the article,
so that a search for them finds it. A row whose article or words are gone stops the build.
"""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from corpus.errors import CorpusError
from corpus.model import Article, Correction, SegmentedPage
from corpus.toml_file import TomlError, read_toml

FILE_NAME = "corrections.toml"
_KEYS = ("article", "was", "now", "why")
_ROW = re.compile(r"^[ \t]*\[\[[ \t]*correction[ \t]*\]\]", re.MULTILINE)


def apply_corrections(pages: Iterable[SegmentedPage], folder: Path) -> list[SegmentedPage]:
    """Put each correction beside its article.

    Raises:
        CorpusError: The file cannot be read, or a row is incomplete or stale; the text names the
            file and the line.
    """
    pages = list(pages)
    path = folder / FILE_NAME
    if not path.exists():
        return pages
    by_article: defaultdict[str, list[Correction]] = defaultdict(list)
    articles = {article.id: article for page in pages for article in page.articles}
    for line, article_id, correction in _rows(path):
        article = articles.get(article_id)
        if not article:
            raise CorpusError(f"{FILE_NAME}:{line}：没有编号为「{article_id}」的报道，这一条已过时")
        if not any(correction.was in piece.text for _, piece in article.pieces()):
            message = f"《{article.title}》里没有「{correction.was}」，这一条已过时"
            raise CorpusError(f"{FILE_NAME}:{line}：{message}")
        by_article[article_id].append(correction)
    return [replace(page, articles=tuple(_correct(page.articles, by_article))) for page in pages]


def corrected_articles(folder: Path) -> frozenset[str]:
    """Give the ids of the articles that have corrections. Raises as `apply_corrections` does."""
    path = folder / FILE_NAME
    return frozenset(row[1] for row in _rows(path)) if path.exists() else frozenset()


def add_correction(folder: Path, article: Article, correction: Correction) -> None:
    """Add a row for the next reading of the folder. Raises OSError where it cannot be written."""
    values = (article.id, correction.was, correction.now, correction.why)
    rows = (
        f"{key} = {json.dumps(value, ensure_ascii=False)}"  # a JSON string is a TOML string
        for key, value in zip(_KEYS, values, strict=True)
    )
    with (folder / FILE_NAME).open("a", encoding="utf-8") as file:
        file.write("\n".join(["", "[[correction]]", *rows, ""]))


def _correct(
    articles: Iterable[Article], by_article: defaultdict[str, list[Correction]]
) -> Iterator[Article]:
    for article in articles:
        found = by_article.get(article.id)
        yield replace(article, corrections=(*article.corrections, *found)) if found else article


def _rows(path: Path) -> Iterator[tuple[int, str, Correction]]:
    try:
        tables, text = read_toml(path)
    except TomlError as error:
        raise CorpusError(f"{FILE_NAME}{f':{error.line}' if error.line else ''}：{error}") from None
    rows = tables.get("correction", [])
    lines = [text.count("\n", 0, match.start()) + 1 for match in _ROW.finditer(text)]
    if not isinstance(rows, list) or len(lines) != len(rows):
        raise CorpusError(f"{FILE_NAME}：每一条都应以 [[correction]] 开头")
    for line, table in zip(lines, rows, strict=True):
        missing = [key for key in _KEYS if not isinstance(table.get(key), str) or not table[key]]
        if missing or set(table) - set(_KEYS):
            wanted = "、".join(_KEYS)
            raise CorpusError(f"{FILE_NAME}:{line}：要写且只写 {wanted} 四项文字，写的是 {table}")
        yield line, table["article"], Correction(table["was"], table["now"], table["why"])
