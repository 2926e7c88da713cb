"""What frames a page is told by the facts it is made of."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from corpus.segmentation.furniture import DISCLAIMS, FACTS, MAY_HOLD_ANYTHING, Fact


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
    words = fact.form.search(data.draw(st.from_regex(fact.form)))

    assert words
    assert not DISCLAIMS.search(words[0]) or MAY_HOLD_ANYTHING.search(words[0])
