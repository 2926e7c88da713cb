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
    "inline byline": bylines.INLINE_BYLINE,
    "dated opening": forms.DATED_OPENING,
    "tail byline": bylines.TAIL_BYLINE,
}


@pytest.mark.parametrize("form", _OPENINGS.values(), ids=_OPENINGS.keys())
@given(data=st.data())
@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
def test_no_opening_is_missed(form: re.Pattern[str], data: st.DataObject) -> None:
    """Whatever opens as news, a day or a signature does begins with a character that is known."""
    opening = data.draw(st.from_regex(form).map(str.strip).filter(form.match))

    assert forms.MAY_BE_OPENING.match(opening)
