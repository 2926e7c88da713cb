"""What people call the zone, and what the paper called it."""

from __future__ import annotations

import pytest

from bot.answering.wording import zone_names_of_other_years


@pytest.mark.parametrize(
    ("question", "others"),
    [("开发区书记是谁", ("经开区",)), ("经开区书记是谁", ("开发区",)), ("书记是谁", ())],
)
def test_who_calls_the_zone_by_one_name_searches_by_its_others(
    question: str, others: tuple[str, ...]
) -> None:
    """The newest page may call the zone otherwise than the question does."""
    assert zone_names_of_other_years(question) == others
