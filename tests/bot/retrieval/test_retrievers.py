"""What the port promises, for every engine."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.model import Hit
from bot.ports import Filter
from corpus.model import Correction, Passage
from tests.bot.retrieval.articles import make_article, make_passages
from tests.bot.retrieval.engines import ENGINES, MakeEngine


@pytest.fixture(params=ENGINES.values(), ids=ENGINES.keys())
def make_engine(request: pytest.FixtureRequest) -> MakeEngine:
    """Give one engine after the other."""
    return request.param


def names(hits: list[Hit]) -> list[str]:
    """Give the articles of the hits."""
    return [hit.passage_id.split("@")[0] for hit in hits]


async def test_rarer_words_weigh_more(make_engine: MakeEngine) -> None:
    """A passage with the rare word of a question comes before one with the common word."""
    engine = make_engine(make_passages("a b", "a c", "a d", "a e"))

    assert names(await engine.search(["a", "d"], 10)) == ["a002", "a000", "a001", "a003"]


async def test_a_word_that_stands_everywhere_still_counts(make_engine: MakeEngine) -> None:
    """The more often a passage says it, the better, even where all passages say it."""
    engine = make_engine(make_passages("a b", "a a", "a c"))

    assert names(await engine.search(["a"], 1)) == ["a001"]


async def test_ties_keep_the_order_of_the_corpus(make_engine: MakeEngine) -> None:
    """Of passages that score alike the one printed first comes first."""
    engine = make_engine(make_passages(*["a b"] * 40))

    assert names(await engine.search(["b"], 3)) == ["a000", "a001", "a002"]


async def test_what_holds_no_term_is_no_hit(make_engine: MakeEngine) -> None:
    """Fewer hits than asked for are given, never one of score 0."""
    engine = make_engine(make_passages("a", "b", "c"))

    assert names(await engine.search(["b"], 10)) == ["a001"]
    assert await engine.search(["z"], 10) == []
    assert await engine.search([], 10) == []


async def test_none_asked_none_given(make_engine: MakeEngine) -> None:
    """Zero hits are a fair wish."""
    assert await make_engine(make_passages("a")).search(["a"], 0) == []


async def test_an_empty_corpus_has_no_hits(make_engine: MakeEngine) -> None:
    """Nothing printed, nothing found; and nothing fails."""
    assert await make_engine([]).search(["a"], 10) == []


async def test_passages_without_a_term_are_never_found(make_engine: MakeEngine) -> None:
    """A corpus of marks alone is as good as empty."""
    assert await make_engine(make_passages(" ", "  ")).search(["a"], 10) == []


async def test_the_headline_counts_for_every_passage(make_engine: MakeEngine) -> None:
    """An article is found by its headline, whichever passage the answer stands in."""
    _, passages = make_article("x", ["a", "b"], headline="h")

    hits = await make_engine([*passages, *make_passages("c")]).search(["h"], 10)

    assert {hit.passage_id for hit in hits} == {passage.id for passage in passages}


async def test_corrected_words_are_found(make_engine: MakeEngine) -> None:
    """What people say should stand in a passage leads to it, and what was printed still does."""
    article, _ = make_article("x", ["a b", "c"])
    corrected = replace(article, corrections=(Correction("b", "d", "misprint"),))
    passages = [Passage(corrected, number, text) for number, text in enumerate(article.paragraphs)]
    engine = make_engine(passages)

    assert await engine.search(["d"], 10) == await engine.search(["b"], 10)
    assert [hit.passage_id for hit in await engine.search(["d"], 10)] == [passages[0].id]


def dated(*dates: str | None) -> list[Passage]:
    """Give one passage a date, all of the same words."""
    return [make_article(str(date), ["a b"], date=date)[1][0] for date in dates]


@pytest.mark.parametrize(
    ("within", "expected"),
    [
        (Filter(), ["2019-12-31", "2020-06", "2020", "2020-06-24", "None"]),
        (Filter(since="2020-01-01"), ["2020-06", "2020", "2020-06-24"]),
        (Filter(since="2020-07"), ["2020"]),
        (Filter(until="2019"), ["2019-12-31"]),
        (Filter(since="2020-06-24", until="2020-06-24"), ["2020-06", "2020", "2020-06-24"]),
        (Filter(since="2021"), []),
        (Filter(articles=frozenset({"2020", "None"})), ["2020", "None"]),
        (Filter(since="2020", articles=frozenset({"2020", "None"})), ["2020"]),
        (Filter(articles=frozenset()), []),
    ],
)
async def test_a_filter_lets_through_what_may_lie_inside(
    make_engine: MakeEngine, within: Filter, expected: list[str]
) -> None:
    """Ends are included; what is dated by month or year is found where any of its days may be."""
    engine = make_engine(dated("2019-12-31", "2020-06", "2020", "2020-06-24", None))

    assert names(await engine.search(["a"], 10, within)) == expected


async def test_filtered_passages_take_no_place(make_engine: MakeEngine) -> None:
    """The k best of those let through are given, however many better ones are not."""
    engine = make_engine(dated(*["2019"] * 30, "2020", *["2019"] * 30))

    assert names(await engine.search(["a", "b"], 2, Filter(since="2020"))) == ["2020"]
