"""Everyday words typed wrongly are read for what was meant, and said so; right ones are left."""

from __future__ import annotations

import pytest

from bot.analysis.analyzer import ZoneAnalyzer
from bot.answering.library.library import Library
from bot.answering.understanding.understanding import Understanding
from corpus.build import read_corpus
from tests.bot.answering.conftest import SHIPPED


@pytest.fixture(scope="module")
def understanding() -> Understanding:
    """Give an understanding over the shipped pages, which print the words meant."""
    return Understanding(Library(read_corpus(SHIPPED), ZoneAnalyzer()))


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("签月的有多少家", "签约的有多少家"),  # of one sound
        ("拆迀到哪一步了", "拆迁到哪一步了"),  # of one look
        ("企业补帖怎么领", "企业补贴怎么领"),
        ("总头资多少", "总投资多少"),
    ],
)
def test_a_slip_is_read_for_the_word_meant(
    understanding: Understanding, typed: str, meant: str
) -> None:
    """Who types 签月 means 签约."""
    assert understanding.understand(typed).plain == meant


def test_what_was_read_otherwise_is_said(understanding: Understanding) -> None:
    """「按 签约 查」: nobody is answered on another word without being told."""
    (remark,) = understanding.understand("签月的有多少家").remarks

    assert remark.code == "read_as"
    assert remark.values == {"typed": "签月", "printed": "签约"}


@pytest.mark.parametrize(
    "question", ["罚了多少钱", "彩虹桥封到几号", "设了哪四个奖", "来了多少号人", "雨下了几天"]
)
def test_words_that_stand_side_by_side_are_no_slip(
    understanding: Understanding, question: str
) -> None:
    """封到 is no 封道, 罚了 no 发了: each character says something by itself."""
    assert not understanding.understand(question).remarks
