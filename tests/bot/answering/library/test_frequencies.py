"""Characters and pairs are counted as a reader would who goes through the texts."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.answering.library.frequencies import Frequencies

TEXTS = st.lists(st.text("园区电\n\0𠮷", max_size=6), max_size=8)


@pytest.mark.parametrize("batch", [1, 8, 1 << 19])
@settings(max_examples=50, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(stay=TEXTS, gone=TEXTS, came=TEXTS)
def test_each_text_counts_a_character_or_pair_once(
    monkeypatch: pytest.MonkeyPatch, batch: int, stay: list[str], gone: list[str], came: list[str]
) -> None:
    """However texts came and went, counts are those of the texts that are there."""
    monkeypatch.setattr("bot.answering.library.frequencies.BATCH_CHARS", batch)
    before = Frequencies().changed(gone=(), came=stay + gone)
    counted = before.changed(gone=gone, came=came)
    texts = stay + came
    counts = Counter(gram for text in texts for gram in {*text, *map("".join, pairwise(text))})

    assert {gram: counted.get(gram) for gram in counted} == counts
    assert counted.get("没有") == 0
    assert counted.texts == len(texts)
