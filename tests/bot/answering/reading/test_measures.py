"""CMRC's measures, against values worked out by hand."""

import pytest

from bot.answering.reading.measures import exact_match, f1


@pytest.mark.parametrize(
    ("gold", "got", "verdict"),
    [
        ("约3亩。", "约3亩", "same"),
        ("《山河》", "山河", "same"),
        ("GDP", "gdp", "same"),
        ("约3亩", "3亩", "other"),
    ],
)
def test_exact_match_looks_past_case_and_punctuation(gold: str, got: str, verdict: str) -> None:
    """A full stop more or less is no mistake; a hedge is."""
    assert exact_match(gold, got) is (verdict == "same")


@pytest.mark.parametrize(
    ("gold", "got", "value"),
    [
        ("青山绿水", "青山绿水", 1.0),
        ("青山绿水", "青山", 2 / 3),
        ("青山绿水", "红花", 0.0),
        # one run of two counts, not two runs of one
        ("青山与绿水", "青山绿水", 4 / 9),
        # a number is one token
        ("2019年", "2018年", 0.5),
    ],
)
def test_f1_counts_the_longest_common_run(gold: str, got: str, value: float) -> None:
    """A Chinese character is a token; so is a word in Latin letters or digits."""
    assert f1(gold, got) == pytest.approx(value)
