"""`/follow`, `/unfollow`, `/following`: to be told when something new is printed on a topic."""

from __future__ import annotations

from collections.abc import AsyncIterator

from bot.chat.callbacks import encode
from bot.chat.model import Button, Outgoing, Pressed, Reply, Toast
from bot.chat.turn import Command, Turn

MAX_TERM_CHARS = 15
MAX_TERM_BYTES = 3 * MAX_TERM_CHARS
"""Fits a button's 64 bytes beside its verb; a Chinese character takes three."""
MAX_FOLLOWED = 20


async def follow(turn: Turn, argument: str) -> AsyncIterator[Outgoing]:
    """Follow a topic; without one, say which are followed."""
    if not argument:
        yield _overview(turn)
    else:
        yield _reply(turn, _follow(turn, argument), argument)


def _follow(turn: Turn, term: str) -> str:
    """Follow a topic; gives the text that tells how it went."""
    people = turn.services.state.people
    if not fits(term):
        return "follow.too_long"
    if len(people.followed(turn.user_id)) >= MAX_FOLLOWED:
        return "follow.too_many"
    return "follow.done" if people.follow(turn.user_id, term) else "follow.already"


def fits(term: str) -> bool:
    """Tell whether a topic is short enough to be followed."""
    return len(term.encode()) <= MAX_TERM_BYTES


async def unfollow(turn: Turn, argument: str) -> AsyncIterator[Outgoing]:
    """Stop following a topic; without one, offer those that are followed."""
    if not argument:
        yield _overview(turn)
        return
    gone = turn.services.state.people.unfollow(turn.user_id, argument)
    yield _reply(turn, "follow.ended" if gone else "follow.not_followed", argument)


async def following(turn: Turn, _argument: str) -> AsyncIterator[Outgoing]:
    """Say which topics are followed."""
    yield _overview(turn)


def _overview(turn: Turn) -> Reply:
    followed = turn.services.state.people.followed(turn.user_id)
    if not followed:
        return turn.say("follow.none")
    rows = [
        (Button(turn.words.plain("follow.end_button", term=term), encode("unfollow", term)),)
        for term in followed
    ]
    return turn.say("follow.list", *rows, terms="、".join(followed))


def _reply(turn: Turn, key: str, term: str) -> Outgoing:
    """Answer a press by a toast, a command by a message."""
    values = {"term": term, "limit": MAX_TERM_CHARS, "most": MAX_FOLLOWED}
    if isinstance(turn.incoming, Pressed):
        return Toast(turn.words.plain(key, **values))
    return turn.say(key, **values)


FOLLOW = Command("follow", follow, {"follow": follow})
UNFOLLOW = Command("unfollow", unfollow, {"unfollow": unfollow})
FOLLOWING = Command("following", following)
