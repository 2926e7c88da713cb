"""Telegram's HTML: escaping, reading it back as plain text, and cutting it to size.

Limits and allowed tags: https://core.telegram.org/bots/api#html-style
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator

MAX_MESSAGE_CHARS = 4000
"""A message holds 4096 code points after parsing; the rest is room for a page number."""

_TOKEN = re.compile(r"<(?P<close>/?)(?P<name>[a-z-]+)[^>]*>|&[#\w]+;|.", re.DOTALL)
_BREAKS = ("\n\n", "\n", "。", "！", "？", "；", "，")


class Html(str):
    """Text that is Telegram HTML already and is never escaped again."""

    __slots__ = ()


def escape(text: str) -> Html:
    """Make any text safe inside HTML; HTML stays as it is."""
    return text if isinstance(text, Html) else Html(html.escape(text, quote=False))


def bold(text: str) -> Html:
    """Set text in bold."""
    return Html(f"<b>{escape(text)}</b>")


def link(text: str, url: str) -> Html:
    """Make text a link."""
    return Html(f'<a href="{html.escape(url)}">{escape(text)}</a>')


def blockquote(text: str, *, expandable: bool = False) -> Html:
    """Set text as a quotation; an expandable one shows its first lines until it is tapped."""
    return Html(f"<blockquote{' expandable' if expandable else ''}>{escape(text)}</blockquote>")


def plain(markup: str) -> str:
    """Read HTML back as the text that a user sees."""
    return html.unescape(re.sub(r"<[^>]+>", "", markup))


def split(markup: str, limit: int = MAX_MESSAGE_CHARS) -> Iterator[Html]:
    """Cut HTML into parts of at most `limit` visible characters, each well formed.

    A cut falls after a paragraph, else a line, else a sentence, never inside a tag or an entity;
    tags open at a cut are closed and opened again.
    """
    opened: list[re.Match[str]] = []
    carried = ""
    for chunk in _chunks(markup, limit):
        part = carried + chunk
        for token in _TOKEN.finditer(chunk):
            if token["name"] and token["close"]:
                opened.pop()
            elif token["name"]:
                opened.append(token)
        yield Html(part + "".join(f"</{tag['name']}>" for tag in reversed(opened)))
        carried = "".join(tag[0] for tag in opened)


def _chunks(markup: str, limit: int) -> Iterator[str]:
    tokens = list(_TOKEN.finditer(markup))
    start = 0
    while start < len(tokens):
        end, visible = start, 0
        while end < len(tokens) and (tokens[end]["name"] or visible < limit):
            visible += not tokens[end]["name"]
            end += 1
        if end < len(tokens):
            end = _break_before(tokens, start, end)
        yield "".join(token[0] for token in tokens[start:end])
        start = end


def _break_before(tokens: list[re.Match[str]], start: int, end: int) -> int:
    """Find the best place to cut before `end`, in the second half of what would fit."""
    text = "".join(token[0] if len(token[0]) == 1 else "\0" for token in tokens[start:end])
    for mark in _BREAKS:
        at = text.rfind(mark, len(text) // 2)
        if at >= 0:
            return start + at + len(mark)
    return end
