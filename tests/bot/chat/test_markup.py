"""Telegram's HTML: escaped, read back and cut without harm."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from bot.chat.markup import Html, blockquote, bold, escape, plain, split
from tests.fakes.telegram import parser

TEXT = st.text(st.characters(blacklist_categories=("Cs", "Cc", "Cf", "Zl", "Zp")), max_size=80)
MARKUP = st.lists(
    st.one_of(
        TEXT.map(escape), TEXT.map(bold), TEXT.map(blockquote), st.just("\n\n"), st.just("。")
    ),
    max_size=12,
).map(lambda parts: Html("".join(parts)))


@given(TEXT)
def test_escape(text: str) -> None:
    """Whatever is typed reads back as typed."""
    assert plain(escape(text)) == text


@given(MARKUP, st.integers(5, 60))
def test_split(markup: Html, limit: int) -> None:
    """Parts fit, each is well formed for Telegram's own parser, and together they say it all."""
    parts = list(split(markup, limit))
    read = [parser.parse(part, "HTML")[0] for part in parts]

    assert all(len(plain(part)) <= limit for part in parts)
    assert "".join(map(plain, parts)) == plain(markup)
    assert read == [plain(part) for part in parts]


def test_split_at_paragraphs() -> None:
    """A long message breaks after a paragraph, not in a sentence."""
    first, second = "甲" * 30 + "。", "乙" * 30 + "。"

    assert list(split(f"{first}\n\n{second}", 40)) == [f"{first}\n\n", second]


def test_open_tags_go_on() -> None:
    """A quotation that is cut is closed and opened again."""
    parts = list(split(blockquote("甲" * 10, expandable=True), 6))

    assert parts[0] == f"<blockquote expandable>{'甲' * 6}</blockquote>"
    assert parts[1] == f"<blockquote expandable>{'甲' * 4}</blockquote>"
