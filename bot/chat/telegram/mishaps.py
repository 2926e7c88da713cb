"""What went wrong: in the log with an id, to admins once a kind and hour, to the user in a line."""

from __future__ import annotations

import logging
import secrets
import time
import traceback
from collections.abc import Callable

from bot.chat.model import Place, Reply
from bot.chat.turn import Services
from bot.chat.words import words
from bot.state.database import StateError

SILENCE_SECONDS = 3600

_log = logging.getLogger(__name__)


class Mishaps:
    """Takes note of errors and says which of them admins should hear of."""

    def __init__(self, services: Services, clock: Callable[[], float] = time.monotonic) -> None:
        self._services = services
        self._clock = clock
        self._told: dict[str, float] = {}

    def note(self, error: BaseException) -> tuple[str, list[Reply]]:
        """Log an error; gives its id and the messages for the admins, if any are due."""
        mishap_id, kind = secrets.token_hex(3), _kind(error)
        now = self._clock()
        is_known = now - self._told.get(kind, -SILENCE_SECONDS) < SILENCE_SECONDS
        _log.error("mishap %s: %s%s", mishap_id, kind, "" if is_known else _stack(error))
        if is_known:
            return mishap_id, []
        self._told[kind] = now
        people = self._services.state.people
        return mishap_id, [
            Reply(
                words(people.language(admin) or "zh").html("error.admin", kind=kind, id=mishap_id),
                to=Place(admin),
            )
            for admin in sorted(self._services.admins)
        ]


def _stack(error: BaseException) -> str:
    """Give the lines of code that an error came through, and of those that led to it."""
    before = error.__cause__ or error.__context__
    led = f"{_stack(before)}\n{type(before).__name__}, then" if before else ""
    return f"{led}\n{''.join(traceback.format_tb(error.__traceback__)).rstrip()}"


def _kind(error: BaseException) -> str:
    """Name what went wrong and where in our code, without the words of the error itself.

    An error's own words may hold what a user wrote; a data folder's and a system's never do.
    """
    if isinstance(error, StateError):
        return str(error)
    frames = traceback.extract_tb(error.__traceback__)
    ours = [frame for frame in frames if "/bot/" in frame.filename or "/corpus/" in frame.filename]
    where = ours[-1] if ours else frames[-1] if frames else None
    place = f" {where.filename.rpartition('/')[2]}:{where.lineno}" if where else ""
    system = f": {error.strerror}" if isinstance(error, OSError) and error.strerror else ""
    return f"{type(error).__name__}{place}{system}"
