"""Text to terms."""

from __future__ import annotations

import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.analysis.analyzer import ZoneAnalyzer

CHINESE = st.text(st.characters(min_codepoint=0x4E00, max_codepoint=0x9FFF), max_size=40)


@pytest.fixture(scope="module")
def analyzer() -> ZoneAnalyzer:
    """Give an analyzer without words of its own."""
    return ZoneAnalyzer()


def test_words_and_pairs_stand_side_by_side(analyzer: ZoneAnalyzer) -> None:
    """What the dictionary cuts apart is still found by its pairs of characters."""
    terms = analyzer.terms("专项债")

    assert terms == ["专项", "债", "专项", "项债"]


def test_punctuation_is_no_term(analyzer: ZoneAnalyzer) -> None:
    """Marks and blanks are never searched for, and no pair crosses them."""
    assert analyzer.terms("，。 ！") == []
    assert "区园" not in analyzer.terms("开发区，园区")


def test_traditional_and_full_width_ask_the_same(analyzer: ZoneAnalyzer) -> None:
    """A question in traditional characters or full width has the terms of the plain one."""
    assert analyzer.terms("開發區ＧＤＰ") == analyzer.terms("开发区gdp")


@given(text=st.one_of(st.text(), CHINESE))
def test_words_are_the_text_again(analyzer: ZoneAnalyzer, text: str) -> None:
    """Nothing is lost or changed by cutting, whatever the text."""
    assert "".join(analyzer.words(text)) == text


@given(text=st.one_of(st.text(), CHINESE), own=st.lists(CHINESE.filter(bool), max_size=3))
def test_own_words_lose_nothing_either(text: str, own: list[str]) -> None:
    """Words of one's own change where is cut, never what is cut."""
    assert "".join(ZoneAnalyzer(own).words(text)) == text


def test_own_words_are_cut_as_one() -> None:
    """A name that no dictionary holds is a word once it is given, the longest first."""
    analyzer = ZoneAnalyzer(["珏芯微", "珏芯微电子"])

    assert "珏芯微电子" in analyzer.words("走进珏芯微电子的车间")
    assert "珏芯微电子" in analyzer.terms("珏芯微電子")
    assert "珏芯" in analyzer.terms("珏芯微电子")


def test_many_threads_may_cut_at_once() -> None:
    """One analyzer serves any number of threads, also while the dictionary loads."""
    analyzer = ZoneAnalyzer()
    text = "丽水经济技术开发区的半导体产业园"

    with ThreadPoolExecutor(8) as pool:
        cuts = list(pool.map(analyzer.terms, [text] * 64))

    assert all(cut == cuts[0] for cut in cuts)


def test_importing_loads_no_dictionary() -> None:
    """Starting is quick: a dictionary is loaded with the first text, not with the import."""
    script = (
        "import sys, bot.analysis.analyzer\n"
        "print(*{'jieba', 'rjieba', 'opencc'} & set(sys.modules))"
    )

    loaded = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True)  # noqa: PLW1510

    assert loaded.stdout.strip() == ""
    assert loaded.returncode == 0, loaded.stderr
