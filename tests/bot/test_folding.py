"""Folding."""

from __future__ import annotations

import sys

from hypothesis import given
from hypothesis import strategies as st

from bot.folding import fold


def test_width_case_and_traditional_writing_are_folded() -> None:
    """What reads alike is found alike."""
    assert fold("ＡＢＣ１２３") == "abc123"
    assert fold("開發區有多少戶？") == "开发区有多少户?"


def test_every_single_character_folds_to_one_that_stays() -> None:
    """A position in the folded text is the position in the text, for all of Unicode."""
    everything = "".join(
        chr(code) for code in range(sys.maxunicode + 1) if not 0xD800 <= code < 0xE000
    )

    folded = fold(everything)

    assert len(folded) == len(everything)
    assert fold(folded) == folded


@given(st.text())
def test_length_never_changes(text: str) -> None:
    """Folding is character by character."""
    assert len(fold(text)) == len(text)
