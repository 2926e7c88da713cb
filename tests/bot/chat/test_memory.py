"""What was just said is remembered for whoever said it, for a while, and never all of it."""

from __future__ import annotations

import pytest

from bot.chat import memory as remembering
from bot.chat.memory import FOLLOW_UP_SECONDS, Memory
from bot.chat.model import Incoming, Place, Sender
from bot.model import Answer, Exchange, Status

ME = Incoming(Sender(1), Place(1))
ME_IN_A_GROUP = Incoming(Sender(1), Place(-100, private=False))
YOU_IN_A_GROUP = Incoming(Sender(2), Place(-100, private=False))


def _exchange(text: str) -> Exchange:
    return Exchange(text, text, Answer(Status.CHAT))


def test_each_conversation_is_its_own() -> None:
    """A person in a group, the same person in private and his neighbour do not mix."""
    memory = Memory()
    memory.keep(ME, _exchange("甲"))
    memory.keep(ME_IN_A_GROUP, _exchange("乙"))

    assert memory.before(ME) == _exchange("甲")
    assert memory.before(ME_IN_A_GROUP) == _exchange("乙")
    assert memory.before(YOU_IN_A_GROUP) is None


def test_ends_by_itself() -> None:
    """After a pause nothing is leaned on; the buttons under old answers still work."""
    now = 0.0
    memory = Memory(lambda: now)
    token = memory.keep(ME, _exchange("甲"))
    now = FOLLOW_UP_SECONDS + 1

    assert memory.before(ME) is None
    assert memory.find(ME, token) == _exchange("甲")


def test_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    """The oldest exchanges go when there are too many; nothing else is left of them."""
    monkeypatch.setattr(remembering, "MAX_EXCHANGES", 3)
    memory = Memory()
    people = [Incoming(Sender(n), Place(n)) for n in range(10)]
    tokens = [memory.keep(one, _exchange(str(one.sender.id))) for one in people]

    assert [bool(memory.find(one, token)) for one, token in zip(people, tokens, strict=True)] == [
        False
    ] * 7 + [True] * 3
    assert memory.before(people[0]) is None
    assert len(memory._latest) == 3


def test_forgets() -> None:
    """Who asks to be forgotten is, everywhere; others are not."""
    memory = Memory()
    tokens = [memory.keep(one, _exchange("甲")) for one in (ME, ME_IN_A_GROUP, YOU_IN_A_GROUP)]
    memory.forget(1)

    assert memory.find(ME, tokens[0]) is None
    assert memory.find(ME_IN_A_GROUP, tokens[1]) is None
    assert memory.find(YOU_IN_A_GROUP, tokens[2]) is not None
