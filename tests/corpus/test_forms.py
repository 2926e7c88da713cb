"""What the small lines of a page look like: forms that are looked for fast, and never missed."""

from __future__ import annotations

import re
from pathlib import Path

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


@given(title=st.from_regex(forms.NOTICE, fullmatch=True))
@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
def test_no_notice_is_missed(title: str) -> None:
    """Whatever has the form of a notice's title ends as one does."""
    assert forms.is_notice(title)


def test_no_credit_is_missed() -> None:
    """Whatever is a credit on our pages, whole or in brackets, is taken for one."""
    pages = Path(__file__).parents[1].glob("quality/pages/*/raw/*")
    lines = {
        line.strip(" □■\u3000") for page in pages for line in page.read_text("utf-8").splitlines()
    }
    known = [line for line in lines if bylines.BYLINE.match(line)]
    more = [
        "读者 王小明",
        "城北社区居民 王大妈",
        "村民王小明",
        "王小明口述",
        "本报综合",
        "王小明/图",
    ]

    assert all(map(bylines.is_byline, [*known, *filter(bylines.BYLINE.match, more)]))
    assert len(known) > 100
