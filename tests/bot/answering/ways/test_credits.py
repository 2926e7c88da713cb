"""Who wrote it, who took the picture, what a figure is of."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from bot.analysis.analyzer import ZoneAnalyzer
from bot.answering.answerer import Answerer
from bot.model import Answer, Status
from bot.retrieval.reference import ReferenceRetriever
from corpus.build import read_corpus

PAGES = {
    "2021-04-02.txt": """柳湾渡口的灯亮了

记者 陶敏之 通讯员 高平

本报讯 4月1日，柳湾渡口装上了26盏路灯。渡口总投资380万元，夜里可以停船12艘。
附近的居民说，从前天一黑就不敢走这条路，现在晚饭后都来散步。
""",
}


@pytest.fixture(scope="module")
def ferry(tmp_path_factory: pytest.TempPathFactory) -> Answerer:
    """Give an answerer over a signed page of our own."""
    folder: Path = tmp_path_factory.mktemp("ferry")
    for name, text in PAGES.items():
        (folder / name).write_text(text, encoding="utf-8")
    corpus, analyzer = read_corpus(folder), ZoneAnalyzer()
    return Answerer(corpus, ReferenceRetriever(corpus.passages, analyzer), analyzer)


def ask(answerer: Answerer, question: str) -> Answer:
    """Ask one question."""
    return asyncio.run(answerer.answer(question)).answer


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("柳湾渡口那篇是哪个记者写的", ["陶敏之"]),
        ("柳湾渡口那篇是谁写的", ["陶敏之", "高平"]),
        ("高平是记者还是通讯员", ["通讯员"]),
        ("380万是什么数", ["渡口总投资"]),
    ],
)
def test_the_printed_credit_answers(ferry: Answerer, question: str, words: list[str]) -> None:
    """Names and roles come from the byline, and a figure from its clause."""
    answer = ask(ferry, question)

    assert [item.text for item in answer.items] == words


def test_a_figure_that_is_not_printed_is_not_explained(ferry: Answerer) -> None:
    """A number printed nowhere, not even inside another one, is refused."""
    assert ask(ferry, "38万是什么数").status is Status.NOT_FOUND
