"""Updates on their way in: written down where that can be, queued in any case."""

from __future__ import annotations

import datetime as dt

from telegram import Chat, Message, Update, User

from bot.chat.telegram.reception import DurableQueue
from bot.state.store import State
from tests.fakes.rooms import fill


def _update(number: int) -> Update:
    user, chat = User(1001, "读者", is_bot=False), Chat(1001, Chat.PRIVATE)
    sent = dt.datetime(2031, 5, 2, tzinfo=dt.UTC)
    return Update(number, Message(number, sent, chat, from_user=user, text="云桥多长"))


async def test_repeated_update() -> None:
    """What Telegram delivers twice is queued once."""
    queue = DurableQueue(State(None).inbox)
    for number in (1, 1, 2):
        await queue.put(_update(number))

    assert queue.qsize() == 2


async def test_full_disk() -> None:
    """On a full disk a question is queued all the same, and the log says what is wrong."""
    state = State(None)
    fill(state)
    queue = DurableQueue(state.inbox)
    await queue.put(_update(1))

    assert queue.qsize() == 1
