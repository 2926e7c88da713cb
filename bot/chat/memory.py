"""What was just said: follow-ups and buttons lean on it, and it ends by itself."""

from __future__ import annotations

import secrets
import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass

from bot.chat.model import Incoming
from bot.model import Exchange

FOLLOW_UP_SECONDS = 10 * 60
"""After a pause this long a question stands for itself: people have moved on."""
MAX_EXCHANGES = 4096
"""Some kilobytes each: about what a busy day of buttons needs."""

Speaker = tuple[int, int, int | None]


@dataclass(frozen=True, slots=True)
class _Kept:
    speaker: Speaker
    exchange: Exchange
    at: float


class Memory:
    """The latest exchanges, of nobody but the person who asked. Never written anywhere."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._kept: OrderedDict[str, _Kept] = OrderedDict()
        self._latest: dict[Speaker, str] = {}

    def keep(self, incoming: Incoming, exchange: Exchange) -> str:
        """Remember an exchange; gives the token by which its buttons find it again."""
        token = secrets.token_urlsafe(6)
        self._kept[token] = _Kept(speaker(incoming), exchange, self._clock())
        self._latest[speaker(incoming)] = token
        while len(self._kept) > MAX_EXCHANGES:
            _, old = self._kept.popitem(last=False)
            if self._latest.get(old.speaker) not in self._kept:
                self._latest.pop(old.speaker, None)
        return token

    def before(self, incoming: Incoming) -> Exchange | None:
        """Recall what a follow-up would lean on, if that is recent enough."""
        kept = self._kept.get(self._latest.get(speaker(incoming), ""))
        recent = kept and self._clock() - kept.at <= FOLLOW_UP_SECONDS
        return kept.exchange if kept and recent else None

    def find(self, incoming: Incoming, token: str) -> Exchange | None:
        """Find the exchange behind a button; None if it is gone or somebody else's."""
        kept = self._kept.get(token)
        return kept.exchange if kept and kept.speaker == speaker(incoming) else None

    def change_subject(self, incoming: Incoming) -> None:
        """Let the next question stand for itself."""
        self._latest.pop(speaker(incoming), None)

    def forget(self, user_id: int) -> None:
        """Drop everything that a user said, wherever it was said."""
        for token in [t for t, kept in self._kept.items() if kept.speaker[0] == user_id]:
            del self._kept[token]
        for one in [one for one in self._latest if one[0] == user_id]:
            del self._latest[one]


def speaker(incoming: Incoming) -> Speaker:
    """Tell apart who speaks where: one person in two groups holds two conversations."""
    place = incoming.place
    return incoming.sender.id, place.chat_id, place.thread_id
