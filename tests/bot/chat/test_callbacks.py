"""What a button sends back: short, versioned, and never trusted."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.chat.callbacks import MAX_CALLBACK_BYTES, Press, article_key, decode, encode
from tests.fakes.pages import BRIDGE, SCHOOL, corpus_of


@given(st.text(max_size=200))
def test_any_data_can_be_read(data: str) -> None:
    """Whatever comes back, reading it is safe."""
    press = decode(data)

    assert press is None or data in {f"1:{press.verb}", f"1:{press.verb}:{press.rest}"}


@given(st.from_regex("[a-z]{1,8}", fullmatch=True), st.text(max_size=40))
def test_round_trip(verb: str, rest: str) -> None:
    """What a button carries comes back, unless Telegram would refuse it: then nobody sends it."""
    if len(f"1:{verb}:{rest}".encode()) > MAX_CALLBACK_BYTES:
        with pytest.raises(ValueError, match="64"):
            encode(verb, rest)
    else:
        assert decode(encode(verb, rest)) == Press(verb, rest)


def test_article_keys() -> None:
    """An article's key is the same tomorrow, differs from others', and fits a link."""
    one, other = corpus_of(BRIDGE, SCHOOL).articles
    (again, _) = corpus_of(BRIDGE, SCHOOL).articles

    assert article_key(one) == article_key(again) != article_key(other)
    assert article_key(one).isalnum()
    assert len(f"a_{article_key(one)}") <= 64
