"""Cells of printed tables answer by the head of their column."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from bot.analysis.analyzer import ZoneAnalyzer
from bot.answering.answerer import Answerer
from bot.answering.library.tables import cells, head_of, is_head
from bot.model import Answer, Status
from bot.retrieval.reference import ReferenceRetriever
from corpus.build import read_corpus

ROWS = ("指标 2021年 2020年", "渔获量 31.2吨 28.7吨", "游客 4.1万人 3.6万人")
PAGE = """# 柳湾村一年账本

村里上个月公布了账本，鱼多了，人也多了。

指标 2021年 2020年

渔获量 31.2吨 28.7吨

游客 4.1万人 3.6万人
"""


@pytest.fixture(scope="module")
def village(tmp_path_factory: pytest.TempPathFactory) -> Answerer:
    """Give an answerer over one page of our own with a table."""
    folder: Path = tmp_path_factory.mktemp("village")
    (folder / "2022-01-10.md").write_text(PAGE, encoding="utf-8")
    corpus, analyzer = read_corpus(folder), ZoneAnalyzer()
    return Answerer(corpus, ReferenceRetriever(corpus.passages, analyzer), analyzer)


def ask(answerer: Answerer, question: str) -> Answer:
    """Ask one question."""
    return asyncio.run(answerer.answer(question)).answer


def test_a_row_knows_the_row_that_heads_its_columns() -> None:
    """Rows as wide as each other belong together; the one without figures is their head."""
    assert head_of(ROWS, 2) == ROWS[0]
    assert head_of(ROWS, 0) == ""
    assert is_head(ROWS[0])
    assert not is_head(ROWS[1])


def test_a_sentence_is_no_row() -> None:
    """What has a sentence's marks has no cells, whatever blanks are in it."""
    assert cells("今年 6月，工程 开工") == []


@pytest.mark.parametrize(("year", "words"), [("2021", "31.2吨"), ("2020", "28.7吨")])
def test_a_cell_is_of_its_columns_year(village: Answerer, year: str, words: str) -> None:
    """The year asked about chooses the column."""
    answer = ask(village, f"{year}年渔获量多少")

    assert answer.short
    assert answer.short.text == words


def test_how_it_changed_is_no_rival_of_the_figure(tmp_path: Path) -> None:
    """Beside figures and how they changed, who asks how many is told the figure."""
    rows = (
        "# 柳湾村年账",
        "村里公布了年账。",
        "项目 办成 比上年",
        "新修水渠 18条 -4",
        "路灯 90盏 +30",
    )
    page = "\n\n".join(rows)
    (tmp_path / "2022-01-10.md").write_text(page, encoding="utf-8")
    corpus, analyzer = read_corpus(tmp_path), ZoneAnalyzer()
    answer = ask(
        Answerer(corpus, ReferenceRetriever(corpus.passages, analyzer), analyzer), "新修了几条水渠"
    )

    assert answer.short
    assert answer.short.text == "18条"


def test_a_year_without_a_column_is_refused(village: Answerer) -> None:
    """A year that heads no column is not answered with another's figure."""
    assert ask(village, "2018年渔获量多少").status is Status.NOT_FOUND
