"""What the small lines of a page look like: forms that are looked for fast, and never missed."""

from __future__ import annotations

import re

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from corpus.segmentation import bylines, forms

_OPENINGS = {
    "starts inside": forms.STARTS_INSIDE,
    "news label": bylines.NEWS_LABEL,
    "dated opening": forms.DATED_OPENING,
}


@pytest.mark.parametrize("form", _OPENINGS.values(), ids=_OPENINGS.keys())
@given(data=st.data())
@settings(max_examples=30, deadline=None, suppress_health_check=list(HealthCheck))
def test_no_opening_is_missed(form: re.Pattern[str], data: st.DataObject) -> None:
    """Whatever opens as news, a day or the middle of a sentence does is looked at."""
    opening = data.draw(st.from_regex(rf"\A(?:{form.pattern})"))

    assert forms.MAY_BE_OPENING.match(opening)
