"""The conversation in a terminal: the very same handlers, buttons by number."""

from __future__ import annotations

import json
import re
import time
from collections.abc import AsyncIterator, Iterable, Iterator
from typing import TextIO

from bot.chat.contract import describe
from bot.chat.following import due
from bot.chat.markup import plain
from bot.chat.model import (
    Button,
    Document,
    Edit,
    InlineResults,
    Outgoing,
    Place,
    Pressed,
    Reply,
    Said,
    Sender,
    Toast,
)
from bot.chat.room import Room

LOCAL_ID = 1
"""Who speaks in a terminal when no id is given; Telegram has no user of this id."""
_BLOCKQUOTE = re.compile(r"<blockquote[^>]*>(.*?)</blockquote>", re.DOTALL)


class Terminal:
    """One conversation of one user with the room."""

    def __init__(self, room: Room, user_id: int = LOCAL_ID) -> None:
        self._room = room
        self._sender = Sender(user_id)
        self._place = Place(user_id)
        self._buttons: list[Button] = []

    async def receive(self, line: str) -> AsyncIterator[Outgoing]:
        """Take what was typed: a button's number presses it, all else is said."""
        async for outgoing in self._room.receive(self._incoming(line)):
            if isinstance(outgoing, Reply | Edit):
                self._buttons = [button for row in outgoing.buttons for button in row]
            yield outgoing
        for push in due(self._room.services):
            yield push

    async def describe(self, line: str) -> dict[str, object]:
        """Take what was typed and give the contract's object for it."""
        started = time.perf_counter()
        outgoing = [one async for one in self.receive(line)]
        took_ms = (time.perf_counter() - started) * 1000
        renderer = self._room.turn(Said(self._sender, self._place, line)).renderer
        return describe(line, outgoing, renderer, took_ms=took_ms)

    def _incoming(self, line: str) -> Said | Pressed:
        if line.isdecimal() and 0 < int(line) <= len(self._buttons):
            return Pressed(self._sender, self._place, self._buttons[int(line) - 1].data)
        return Said(self._sender, self._place, line)


async def converse(terminal: Terminal, lines: Iterable[str], out: TextIO, *, as_json: bool) -> None:
    """Hold a conversation: one line in, what is sent for it out, until the lines end."""
    for line in lines:
        if not line.strip():
            continue
        if as_json:
            print(json.dumps(await terminal.describe(line.strip()), ensure_ascii=False), file=out)
        else:
            async for outgoing in terminal.receive(line.strip()):
                print(as_text(outgoing, styled=out.isatty()), end="\n\n", file=out)
        out.flush()


def as_text(outgoing: Outgoing, *, styled: bool = False) -> str:
    """Show what is sent as it reads on a screen; styled, bold is bold."""
    match outgoing:
        case Reply(html=html, buttons=rows) | Edit(html=html, buttons=rows):
            return "\n".join([_text(html, styled=styled), *_menu(rows)])
        case Toast(text=text):
            return f"({text})"
        case Document(name=name, content=content, image=True):
            return f"[{name}, {len(content)} B]"
        case Document(name=name, content=content):
            return f"[{name}]\n{content.decode('utf-8-sig').rstrip()}"
        case InlineResults(results=results):
            return "\n".join(f"{one.title}: {one.description}" for one in results)


def _text(html: str, *, styled: bool) -> str:
    quoted = _BLOCKQUOTE.sub(lambda m: "\n".join(f"│ {row}" for row in m[1].split("\n")), html)
    if styled:
        quoted = quoted.replace("<b>", "\033[1m").replace("</b>", "\033[0m")
    return plain(quoted)


def _menu(rows: Iterable[tuple[Button, ...]]) -> Iterator[str]:
    labels = [button.label for row in rows for button in row]
    if labels:
        yield "  ".join(_item(number, label) for number, label in enumerate(labels, 1))


def _item(number: int, label: str) -> str:
    """Give a button with the number that presses it; many a label is that number already."""
    return f"[{number}]" if label == str(number) else f"[{number}] {label}"
