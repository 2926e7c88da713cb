"""The one decision which sentence answers, and whether any does."""

from __future__ import annotations

import asyncio
from math import inf

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.answering.answerer import Answerer
from bot.answering.evidence.finder import Finder
from bot.answering.evidence.judging import chances, said_by_character, score
from bot.model import Answer, Status
from bot.retrieval.reference import ReferenceRetriever


def ask(answerer: Answerer, question: str) -> Answer:
    """Ask one question."""
    return asyncio.run(answerer.answer(question)).answer


@given(st.lists(st.floats(-50, 50), max_size=20))
def test_the_chances_leave_something_for_none(scores: list[float]) -> None:
    """Sentences and “none of them” share the whole; a better score never has a smaller chance."""
    shares = chances(scores)

    assert all(0 <= share <= 1 for share in shares)
    assert sum(shares) <= 1 + 1e-9
    ordered = sorted(zip(scores, shares, strict=True))
    assert [share for _, share in ordered] == sorted(shares)


def test_even_odds_are_a_half() -> None:
    """One sentence with score 0 is as likely as none, and without any sentence none is sure."""
    assert chances([0.0]) == pytest.approx([0.5])
    assert chances([]) == []


def test_what_speaks_for_a_sentence_adds_up() -> None:
    """A sentence that says more of the question scores higher; unknown signals weigh nothing."""
    assert score({"said": 1.0}) > score({"said": 0.5}) > score({"nowhere": 1.0})
    assert score({"no such signal": 1.0}) == 0


def test_characters_that_few_sentences_say_count_more(answerer: Answerer) -> None:
    """夜间上班 is nearer to 夜班 than what says 工厂, as all sentences do."""
    question = answerer.understanding.understand("工厂为什么开夜班")

    texts = ["工厂夜间上班", "工厂里有两条线", "工厂在街口"]
    first, *others = said_by_character(question, texts)

    assert 0 < max(others) < first < 1
    assert said_by_character(question, []) == []


def test_the_chance_of_an_answer_is_told(answerer: Answerer) -> None:
    """An answer carries the chance by which it was believed: likelier than not."""
    answer = ask(answerer, "东溪大桥多长")

    assert answer.status is Status.ANSWERED
    assert answer.signals["chance"] >= 0.5
    assert 0 < answer.confidence < 1


def test_a_sentence_far_behind_is_not_looked_through(answerer: Answerer) -> None:
    """No span is looked for in a sentence that is far behind one that answers."""
    library = answerer.library
    finder = Finder(library, ReferenceRetriever(library.corpus.passages, library.analyzer))
    question = answerer.understanding.understand("东溪大桥多长")
    sentences = asyncio.run(finder.sentences(question))

    spared = finder.weighed(question, sentences)
    whole = finder.weighed(question, sentences, unseen_behind=inf)

    assert 0 < sum(one.chosen is not None for one in spared) < len(spared)
    assert spared[0].told == whole[0].told
