"""A whole article: leafed through by edits, or kept as a file; and the paragraph around a quote."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator

from bot.chat.callbacks import article_key
from bot.chat.citing import page_name
from bot.chat.markup import Html, bold, escape, split
from bot.chat.model import Button, Document, Edit, Keyboard, Outgoing, Reply, Toast
from bot.chat.turn import Turn
from bot.model import Quote
from corpus.model import Article, Printed, Role

LEAF_CHARS = 1200
"""About two screens of a phone."""
_SHOWN = {
    Role.SUBHEADLINE,
    Role.DECK,
    Role.BYLINE,
    Role.SECTION_HEADING,
    Role.PARAGRAPH,
    Role.CAPTION,
}
_NOT_IN_NAMES = re.compile(r'[\\/:*?"<>|\s]+')


def show_article(turn: Turn, article: Article, leaf: int) -> Reply:
    """Give one leaf of an article; leaves count from 0, past the end is the last."""
    leaves = list(split(_body(article), LEAF_CHARS))
    leaf = min(leaf, len(leaves) - 1)
    head = Html(f"{bold(article.title)}\n{_facts(turn, article)}")
    return Reply(Html(f"{head}\n\n{leaves[leaf]}"), _keyboard(turn, article, leaf, len(leaves)))


def _facts(turn: Turn, article: Article) -> Html:
    page = article.page
    parts = (escape(page.source or ""), page_name(page), escape(turn.renderer.date(article)))
    return Html(" · ".join(part for part in parts if part))


def _body(article: Article) -> Html:
    shown = ((role, printed) for role, printed in article.pieces() if role in _SHOWN)
    return Html("\n\n".join(_piece(role, printed) for role, printed in shown))


def _piece(role: Role, printed: Printed) -> Html:
    heading = role in {Role.SECTION_HEADING, Role.SUBHEADLINE}
    return bold(printed.text) if heading else escape(printed.text)


def _keyboard(turn: Turn, article: Article, leaf: int, leaves: int) -> Keyboard:
    key, renderer = article_key(article), turn.renderer
    if leaves == 1:
        return ()
    row: list[Button] = []
    if leaf > 0:
        row.append(
            Button(turn.words.plain("button.back"), renderer.button("leaf", key, leaf - 1).data)
        )
    if leaf + 1 < leaves:
        row.append(renderer.button("leaf", key, leaf + 1))
    return (tuple(row), (renderer.button("file", key),))


async def article(turn: Turn, rest: str) -> AsyncIterator[Outgoing]:
    """Show an article in a message of its own."""
    found = turn.generation.article(rest.partition(":")[0])
    yield show_article(turn, found, 0) if found else _stale(turn)


async def leaf(turn: Turn, rest: str) -> AsyncIterator[Outgoing]:
    """Turn to another leaf of the article that the pressed message shows."""
    key, _, number = rest.partition(":")
    found = turn.generation.article(key)
    if not found or not number.isdecimal():
        yield _stale(turn)
        return
    shown = show_article(turn, found, int(number))
    yield Edit(shown.html, shown.buttons)


async def file(turn: Turn, rest: str) -> AsyncIterator[Outgoing]:
    """Send an article as a text file."""
    found = turn.generation.article(rest)
    if not found:
        yield _stale(turn)
        return
    pieces = [printed.text for _, printed in found.pieces()]
    name = _NOT_IN_NAMES.sub("_", found.title)[:40]
    yield Document(f"{name}.txt", "\n\n".join(pieces).encode(), caption=found.title)


async def context(turn: Turn, rest: str) -> AsyncIterator[Outgoing]:
    """Show the paragraph around a quote."""
    key, _, offset = rest.partition(":")
    found = turn.generation.article(key)
    paragraph = _paragraph_at(found, int(offset)) if found and offset.isdecimal() else None
    if not found or not paragraph:
        yield _stale(turn)
        return
    button = turn.renderer.article_button(found)
    yield Reply(turn.renderer.quote(Quote(found, paragraph)), ((button,),))


def _paragraph_at(article: Article, offset: int) -> Printed | None:
    for _, printed in article.pieces():
        if any(span.start <= offset < span.end for span in printed.spans):
            return printed
    return None


def _stale(turn: Turn) -> Toast:
    return Toast(turn.words.plain("refused.stale"))
