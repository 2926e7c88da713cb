"""What frames a page is told by the facts it is made of."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from corpus.segmentation.furniture import FACTS, Fact


@pytest.mark.parametrize("fact", FACTS, ids=lambda fact: fact.role)
@given(data=st.data())
@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
def test_no_fact_is_missed(fact: Fact, data: st.DataObject) -> None:
    """Whatever is a fact of a page's frame holds the sign that it is looked for by."""
    line = data.draw(st.from_regex(fact.form))

    assert fact.sign.search(line)
