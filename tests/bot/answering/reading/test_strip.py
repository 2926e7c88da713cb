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
from bot.answering.reading.span_features import span_bins, span_features, span_offsets
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


@pytest.mark.parametrize(
    ("words", "brackets", "items"),
    [
        ("青溪镇", "none", "1"),
        ("青溪镇（旧称溪口）", "last", "1"),
        ("青溪镇（旧称溪口）、石桥乡和柳溪", "inside", "2"),
        ("青溪镇（旧称溪口", "open", "1"),
    ],
)
def test_remarks_in_brackets_and_items_of_a_list_are_told(
    reader: Reader, words: str, brackets: str, items: str
) -> None:
    """A name with its remark, a name alone and a list of names are different answers."""
    text = "水库在青溪镇（旧称溪口）、石桥乡和柳溪。"
    asked = ask(wanted("水库在哪里"), reader.analyzer)
    spans = find_spans(Strip(asked, [Opened(*reader.prepared(text), Standing(0, 0.0))]))
    start, names = text.index(words), [*span_bins()]
    one = np.flatnonzero((spans.starts == start) & (spans.ends == start + len(words)))[0]

    bins = span_features(spans)[one] - [*span_offsets().values()]

    told = {name: span_bins()[name][bins[names.index(name)]] for name in ("brackets", "items")}
    assert told == {"brackets": brackets, "items": items}
