"""The index ranks as rank-bm25 does, to the last bit of every score."""

from __future__ import annotations

import asyncio
import random
from collections.abc import Callable, Sequence
from typing import NamedTuple

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.model import Hit
from bot.ports import Filter
from bot.retrieval import compiling, scoring
from bot.retrieval.index import PassageIndex
from bot.retrieval.segment import MAX_PASSAGES
from corpus.model import Passage
from tests.bot.retrieval.articles import make_article
from tests.bot.retrieval.engines import compiled_index, numpy_index, reference

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
MakeIndex = Callable[[Sequence[Passage]], PassageIndex]


@pytest.fixture(scope="module", params=[numpy_index, compiled_index], ids=["numpy", "compiled"])
def make_index(request: pytest.FixtureRequest) -> MakeIndex:
    """Give the index with one ranker after the other."""
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
@settings(max_examples=200, deadline=None)
def test_any_corpus_any_question(
    make_index: MakeIndex,
    articles: list[tuple[list[str], str, str | None]],
    question: list[str],
    k: int,
    within: Filter,
) -> None:
    """Whatever is printed and asked, hits, order and scores are the reference's."""
    passages = passages_of(articles)

    expected = asyncio.run(reference(passages).search(question, k, within))
    ranked = make_index(passages).rank(question, k, within)

    assert ranked == expected


def zipf_text(draw: random.Random, words: int) -> str:
    """Give words as unevenly common as those of a language."""
    return " ".join(f"w{int(draw.paretovariate(0.7)) % 5000}" for _ in range(words))


class Archive(NamedTuple):
    """A larger corpus, questions, and what the reference finds for each."""

    passages: list[Passage]
    questions: list[list[str]]
    found: list[list[Hit]]


@pytest.fixture(scope="module")
def archive() -> Archive:
    """Ask the reference ten thousand questions."""
    draw = random.Random(5)
    passages = passages_of(
        [
            ([zipf_text(draw, draw.randint(5, 60)) for _ in range(4)], zipf_text(draw, 6), None)
            for _ in range(75)
        ]
    )
    questions = [zipf_text(draw, draw.randint(1, 15)).split() for _ in range(10_000)]
    oracle = reference(passages)

    async def ask_all() -> list[list[Hit]]:
        return [await oracle.search(question, 10) for question in questions]

    return Archive(passages, questions, asyncio.run(ask_all()))


@pytest.mark.parametrize(("passages_a_segment", "every"), [(MAX_PASSAGES, 1), (200, 5), (50, 5)])
def test_ten_thousand_questions_over_a_larger_corpus(
    make_index: MakeIndex,
    archive: Archive,
    passages_a_segment: int,
    every: int,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Where lists are skipped, and over many segments, the ranking is the reference's."""
    monkeypatch.setattr(compiling, "MAX_PASSAGES", passages_a_segment)
    monkeypatch.setattr(scoring, "_CELLS", 2 * passages_a_segment)
    index = make_index(archive.passages)

    asked = list(zip(archive.questions, archive.found, strict=True))[::every]
    wrong = [question for question, found in asked if index.rank(question, 10) != found]

    assert len(index.segments) == -(-len(archive.passages) // passages_a_segment)
    assert wrong == []
