"""The index ranks as rank-bm25 does, to the last bit of every score."""

from __future__ import annotations

import asyncio
import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.ports import Filter
from corpus.model import Passage
from tests.bot.retrieval.articles import make_article
from tests.bot.retrieval.engines import ENGINES, MakeEngine, reference

TERMS = [chr(ord("a") + number) for number in range(12)]
DATES = [None, "2019", "2020-06", "2020-06-24"]
WORDS = st.lists(st.sampled_from(TERMS), max_size=30).map(lambda words: " ".join(words) or " ")
ARTICLES = st.lists(
    st.tuples(st.lists(WORDS, max_size=4), WORDS, st.sampled_from(DATES)), max_size=12
)
FILTERS = st.builds(
    Filter,
    since=st.sampled_from([None, "2020", "2020-06-25"]),
    until=st.sampled_from([None, "2019-05", "2020"]),
    articles=st.none() | st.frozensets(st.sampled_from(["a0", "a1", "a2", "a5"])),
)
COMPILED = {name: engine for name, engine in ENGINES.items() if name != "reference"}


@pytest.fixture(scope="module", params=COMPILED.values(), ids=COMPILED.keys())
def make_engine(request: pytest.FixtureRequest) -> MakeEngine:
    """Give one ranker after the other."""
    return request.param


def passages_of(articles: list[tuple[list[str], str, str | None]]) -> list[Passage]:
    """Give the passages of articles told by their texts, headline and date."""
    return [
        passage
        for number, (texts, headline, date) in enumerate(articles)
        for passage in make_article(f"a{number}", texts, headline=headline, date=date)[1]
    ]


@given(
    articles=ARTICLES,
    question=st.lists(st.sampled_from([*TERMS, "unheard"]), max_size=8),
    k=st.integers(1, 12),
    within=FILTERS,
)
@settings(max_examples=300, deadline=None)
def test_any_corpus_any_question(
    make_engine: MakeEngine,
    articles: list[tuple[list[str], str, str | None]],
    question: list[str],
    k: int,
    within: Filter,
) -> None:
    """Whatever is printed and asked, hits, order and scores are the reference's."""
    passages = passages_of(articles)

    expected = asyncio.run(reference(passages).search(question, k, within))
    ranked = asyncio.run(make_engine(passages).search(question, k, within))

    assert ranked == expected


def zipf_text(draw: random.Random, words: int) -> str:
    """Give words as unevenly common as those of a language."""
    return " ".join(f"w{int(draw.paretovariate(0.7)) % 5000}" for _ in range(words))


def test_thousands_of_questions_over_a_larger_corpus(make_engine: MakeEngine) -> None:
    """Where whole lists are skipped the ranking is the reference's all the same."""
    draw = random.Random(5)
    passages = passages_of(
        [
            ([zipf_text(draw, draw.randint(5, 60)) for _ in range(4)], zipf_text(draw, 6), None)
            for _ in range(250)
        ]
    )
    oracle, engine = reference(passages), make_engine(passages)

    async def disagreements() -> list[str]:
        questions = [zipf_text(draw, draw.randint(1, 15)).split() for _ in range(1500)]
        return [
            " ".join(question)
            for question in questions
            if await engine.search(question, 10) != await oracle.search(question, 10)
        ]

    assert asyncio.run(disagreements()) == []
