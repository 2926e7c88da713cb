"""What people say, in plain words; what they call the zone, and what the paper called it."""

from __future__ import annotations

import pytest

from bot.answering.language.wording import to_plain, zone_names_of_other_years


@pytest.mark.parametrize(
    ("question", "others"),
    [("开发区书记是谁", ("经开区",)), ("经开区书记是谁", ("开发区",)), ("书记是谁", ())],
)
def test_who_calls_the_zone_by_one_name_searches_by_its_others(
    question: str, others: tuple[str, ...]
) -> None:
    """The newest page may call the zone otherwise than the question does."""
    assert zone_names_of_other_years(question) == others


@pytest.mark.parametrize(
    ("asked", "plain"),
    [
        ("厂里干嘛半夜停机", "厂里为什么半夜停机"),
        ("干嘛要搬厂", "为什么搬厂"),
        ("企业码干嘛用的", "企业码干什么用的"),
        ("调解员平时都干嘛", "调解员平时都干什么"),
    ],
)
def test_what_for_before_a_deed_asks_why(asked: str, plain: str) -> None:
    """干嘛 asks for a reason before what was done, and else for what is done."""
    assert to_plain(asked) == plain
