"""The two packages that cut Chinese."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.analysis import segmenters
from bot.analysis.segmenters import Segmenter, load_jieba, load_rjieba

SEED = 20


@pytest.fixture(scope="module")
def jieba() -> Segmenter:
    """Load jieba."""
    return load_jieba()


@pytest.fixture(scope="module")
def rjieba() -> Segmenter:
    """Load rjieba where it is installed."""
    pytest.importorskip("rjieba", reason="the extra `fast` is not installed")
    return load_rjieba()


def dictionary_text(characters: int) -> str:
    """Give a text of jieba's own dictionary words, marks and figures, drawn at random."""
    import jieba  # noqa: PLC0415 - slow

    draw = random.Random(SEED)
    with jieba.get_dict_file() as dictionary:
        words = [line.split()[0] for line in dictionary.read().decode().splitlines()[::7]]
    words += ["，", "。", " ", "3.5%", "ABC-1", "\n", "①"] * (len(words) // 40)
    return "".join(draw.choices(words, k=characters // 2))[:characters]


def test_both_cut_a_large_text_alike(jieba: Segmenter, rjieba: Segmenter) -> None:
    """With rjieba or without it, the index and the answers are the same."""
    text = dictionary_text(200_000)

    assert rjieba(text) == jieba(text)


@given(text=st.text(max_size=60))
def test_both_cut_any_text_alike(jieba: Segmenter, rjieba: Segmenter, text: str) -> None:
    """Also what is no Chinese at all."""
    assert rjieba(text) == jieba(text)


def test_without_rjieba_jieba_cuts(monkeypatch: pytest.MonkeyPatch, jieba: Segmenter) -> None:
    """The extra `fast` only makes cutting faster: without it everything works the same."""
    monkeypatch.setattr(segmenters, "find_spec", lambda _name: None)
    monkeypatch.setattr(segmenters, "load_jieba", lambda: jieba)
    segmenters.load_segmenter.cache_clear()

    try:
        assert segmenters.segmenter() is jieba
    finally:
        segmenters.load_segmenter.cache_clear()
