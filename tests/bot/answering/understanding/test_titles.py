"""Persons are known by surname and office, as people call them."""

from __future__ import annotations

import pytest

from bot.answering.language.names import NameKind
from bot.answering.understanding.understanding import Understanding


@pytest.mark.parametrize(
    ("question", "person"),
    [
        ("陶书记强调了什么", "陶敏之"),
        ("陶主任说了啥", "陶敏之"),
        ("冯总说工期多久", "冯立群"),
        ("高经理说什么省电", None),
        ("冯书记说了什么", None),
        ("总产值多少", None),
    ],
)
def test_a_surname_with_an_office_means_its_only_holder(
    understanding: Understanding, question: str, person: str | None
) -> None:
    """陶书记 is read as 陶敏之, and said so; a deputy is no head, nobody is taken for another."""
    understood = understanding.understand(question)

    named = [name.text for name in understood.named(NameKind.PERSON)]
    assert named == ([person] if person else [])
    assert bool(understood.remarks) is bool(person)
