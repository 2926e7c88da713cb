"""Sentences read together, laid end to end, are read as each would be alone."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.analysis.analyzer import ZoneAnalyzer
from bot.answering.language.wanted import wanted
from bot.answering.reading.prepared import ask
from bot.answering.reading.reader import Reader
from bot.answering.reading.span_features import span_features
from bot.answering.reading.spans import find_spans
from bot.answering.reading.strip import Opened, Standing, Strip

QUESTIONS = (
    "水库投了多少钱",
    "库边种哪些树",
    "大坝为什么往上游移",
    "总指挥是谁",
    "哪条公路有8公里",
)
WORDS = (
    "水库",
    "投资",
    "约3.5亿元",
    "，",
    "。",
    "“青溪”",
    "（县里）",
    "总指挥周文海",
    "为了",
    "树、",
    "公路",
)


@pytest.fixture(scope="module")
def reader() -> Reader:
    """Give a reader with the shipped weights."""
    return Reader(ZoneAnalyzer())


@settings(deadline=None, max_examples=60)
@given(
    question=st.sampled_from(QUESTIONS),
    texts=st.lists(
        st.lists(st.sampled_from(WORDS), min_size=1, max_size=14).map("".join),
        min_size=1,
        max_size=4,
    ),
)
def test_a_sentence_is_read_the_same_alone_and_among_others(
    reader: Reader, question: str, texts: list[str]
) -> None:
    """No span of a sentence, and no feature of one, depends on the sentences beside it."""
    asked = ask(wanted(question), reader.analyzer)
    opened = [
        Opened(*reader.prepared(text), Standing(rank, float(rank)))
        for rank, text in enumerate(texts)
    ]
    together = find_spans(Strip(asked, opened))
    features = span_features(together)

    for one, (own, starts, ends) in zip(opened, together.by_sentence(), strict=True):
        alone = find_spans(Strip(asked, [one]))

        assert np.array_equal(starts, alone.starts)
        assert np.array_equal(ends, alone.ends)
        assert np.array_equal(features[own], span_features(alone))
