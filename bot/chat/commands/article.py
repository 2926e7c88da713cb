"""A whole article: leafed through by edits, or kept as a file; and the paragraph around a quote."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator

from bot.chat.callbacks import article_key
from bot.chat.citing import page_name
from bot.chat.markup import Html, bold, escape, split
from bot.chat.model import Document, Edit, Keyboard, Outgoing, Reply
from bot.chat.turn import StaleError, Turn
from bot.model import Quote
from corpus.model import Article, Printed, Role

LEAF_CHARS = 1200
"""About two screens of a phone."""
MAX_NAME_CHARS = 40
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
    key, button = article_key(article), turn.renderer.button
    if leaves == 1:
        return ()
    back = [button("leaf", key, leaf - 1, label="back")] if leaf else []
    on = [button("leaf", key, leaf + 1)] if leaf + 1 < leaves else []
    return ((*back, *on), (button("file", key),))


def _find(turn: Turn, key: str) -> Article:
    article = turn.generation.article(key)
    if not article:
        raise StaleError
    return article


async def open_article(turn: Turn, rest: str) -> AsyncIterator[Outgoing]:
    """Show an article in a message of its own."""
    yield show_article(turn, _find(turn, rest), 0)


async def turn_leaf(turn: Turn, rest: str) -> AsyncIterator[Outgoing]:
    """Turn to another leaf of the article that the pressed message shows."""
    key, _, number = rest.partition(":")
    if not number.isdecimal():
        raise StaleError
    shown = show_article(turn, _find(turn, key), int(number))
    yield Edit(shown.html, shown.buttons)


async def send_file(turn: Turn, rest: str) -> AsyncIterator[Outgoing]:
    """Send an article as a text file."""
    article = _find(turn, rest)
    pieces = [printed.text for _, printed in article.pieces()]
    name = _NOT_IN_NAMES.sub("_", article.title)[:MAX_NAME_CHARS]
    yield Document(f"{name}.txt", "\n\n".join(pieces).encode(), caption=article.title)


async def show_context(turn: Turn, rest: str) -> AsyncIterator[Outgoing]:
    """Show the paragraph around a quote."""
    key, _, offset = rest.partition(":")
    if not offset.isdecimal():
        raise StaleError
    article = _find(turn, key)
    quote = Quote(article, _paragraph_at(article, int(offset)))
    yield Reply(turn.renderer.quote(quote), ((turn.renderer.article_button(article),),))


def _paragraph_at(article: Article, offset: int) -> Printed:
    for _, printed in article.pieces():
        if any(span.start <= offset < span.end for span in printed.spans):
            return printed
    raise StaleError
