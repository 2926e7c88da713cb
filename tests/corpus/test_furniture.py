"""What frames a page is told by the facts it is made of."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from corpus.segmentation.furniture import (
    DISCLAIMS,
    FACTS,
    MAY_HOLD_ANYTHING,
    Fact,
    furniture_role,
)


@pytest.mark.parametrize("fact", FACTS, ids=lambda fact: fact.role)
@given(data=st.data())
@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
def test_no_fact_is_missed(fact: Fact, data: st.DataObject) -> None:
    """Whatever is a fact of a page's frame holds the sign that it is looked for by."""
    line = data.draw(st.from_regex(fact.form))

    assert fact.sign.search(line)


@pytest.mark.parametrize("fact", FACTS, ids=lambda fact: fact.role)
@given(data=st.data())
@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
def test_only_some_facts_hold_any_mark(fact: Fact, data: st.DataObject) -> None:
    """A mark of prose is in no fact, save in those that are known to hold any mark."""
    words = list(data.draw(st.from_regex(fact.form)))
    at = data.draw(st.integers(0, len(words) - 1))
    words[at] = data.draw(st.sampled_from("。，；！？,!?“《"))

    found = [match[0] for match in fact.form.finditer("".join(words))]

    assert all(map(MAY_HOLD_ANYTHING.search, filter(DISCLAIMS.search, found)))


@pytest.mark.parametrize("line", ["http://paper.example/?page=3", "版权所有，ICP备12号"])
def test_marks_in_addresses(line: str) -> None:
    """A web address with its marks is no prose."""
    assert furniture_role(line)
