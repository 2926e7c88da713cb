"""What people ask, on pages as papers print them: the index finds what rank-bm25 finds."""

from __future__ import annotations

import asyncio
import json
from pathlib import Path

import pytest

from bot.analysis.analyzer import ZoneAnalyzer
from bot.model import Hit
from bot.ports import EVERYTHING, Filter
from bot.retrieval.compiled import CompiledRanker
from bot.retrieval.index import MakeRanker, PassageIndex
from bot.retrieval.kernel import load_kernel
from bot.retrieval.ranking import NumpyRanker
from bot.retrieval.reference import ReferenceRetriever
from corpus.build import read_corpus
from corpus.collection import Corpus

QUALITY = Path(__file__).parents[2] / "quality"
PAGES = QUALITY / "pages" / "own" / "raw"
ANALYZER = ZoneAnalyzer()
Asked = tuple[list[str], Filter]


@pytest.fixture(scope="module")
def corpus() -> Corpus:
    """Read pages that we wrote as papers print them."""
    return read_corpus(PAGES)


@pytest.fixture(scope="module")
def asked(corpus: Corpus) -> list[Asked]:
    """Give every question of our sets: as it is, of a year, and of some articles."""
    some = frozenset(article.id for article in corpus.articles[::2])
    ways = (EVERYTHING, Filter(since="2020-06", until="2021"), Filter(articles=some))
    sets = [file.read_text("utf-8") for file in (QUALITY / "questions").glob("*.jsonl")]
    questions = sorted({json.loads(row)["question"] for rows in sets for row in rows.splitlines()})
    return [(ANALYZER.terms(question), within) for question in questions for within in ways]


@pytest.fixture(scope="module")
def found(corpus: Corpus, asked: list[Asked]) -> list[list[Hit]]:
    """Ask the reference."""
    oracle = ReferenceRetriever(corpus.passages, ANALYZER)

    async def ask_all() -> list[list[Hit]]:
        return [await oracle.search(terms, 10, within) for terms, within in asked]

    return asyncio.run(ask_all())


@pytest.mark.parametrize("make_ranker", [NumpyRanker, CompiledRanker])
def test_ten_thousand_real_questions(
    make_ranker: MakeRanker, corpus: Corpus, asked: list[Asked], found: list[list[Hit]]
) -> None:
    """Hits, order and scores are the reference's, to the last bit."""
    if make_ranker is CompiledRanker and load_kernel() is None:
        pytest.skip("the kernel is not compiled here: python -m bot.retrieval.kernel")
    index = PassageIndex.build(corpus.passages, ANALYZER, make_ranker=make_ranker)

    wrong = [
        terms
        for (terms, within), hits in zip(asked, found, strict=True)
        if index.rank(terms, 10, within) != hits
    ]

    assert len(asked) >= 10_000
    assert wrong == []
