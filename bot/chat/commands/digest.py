"""`/digest on|off [time]`: the new articles of the day, once a day."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator

from bot.chat.callbacks import encode
from bot.chat.following import QUIET_FROM, QUIET_UNTIL
from bot.chat.model import Button, Edit, Outgoing, Pressed, Reply
from bot.chat.turn import Command, Turn

USUAL_TIME = "08:00"
_TIME = re.compile(r"([01]?\d|2[0-3])(?:[:：]([0-5]\d)|[点點时](半)?)")


async def digest(turn: Turn, argument: str) -> AsyncIterator[Outgoing]:
    """Switch the digest on or off; without a word, say how it stands."""
    people, words = turn.services.state.people, argument.split()
    time = _time_in(argument)
    if words[:1] == ["off"]:
        people.set_digest(turn.user_id, None)
    elif words[:1] == ["on"] or time:
        if time and not QUIET_UNTIL <= time < QUIET_FROM:
            yield turn.say("digest.quiet", since=QUIET_FROM, until=QUIET_UNTIL)
            return
        if not people.digest(turn.user_id):
            _count_all_as_sent(turn)
        people.set_digest(turn.user_id, time or USUAL_TIME)
    reply = _state(turn)
    yield Edit(reply.html, reply.buttons) if isinstance(turn.incoming, Pressed) else reply


def _time_in(argument: str) -> str | None:
    match = _TIME.search(argument)
    if not match:
        return None
    return f"{int(match[1]):02d}:{match[2] or ('30' if match[3] else '00')}"


def _count_all_as_sent(turn: Turn) -> None:
    """Begin with what is new from now on, not with years of back numbers."""
    articles = (article.id for article in turn.generation.corpus.articles)
    turn.services.state.people.undelivered(turn.user_id, articles)


def _state(turn: Turn) -> Reply:
    at = turn.services.state.people.digest(turn.user_id)
    if not at:
        button = Button(turn.words.plain("digest.on_button"), encode("digest", "on"))
        return turn.say("digest.off", (button,))
    button = Button(turn.words.plain("digest.off_button"), encode("digest", "off"))
    return turn.say("digest.on", (button,), time=at)


COMMAND = Command("digest", digest, {"digest": digest})
