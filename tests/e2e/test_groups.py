"""Groups on Telegram, end to end."""

from __future__ import annotations

import pytest

from tests.e2e.conftest import ANSWER, QUESTION
from tests.fakes.telegram.driver import Server

ASKER, OTHER = 1001, 1007


@pytest.fixture
def group(server: Server) -> int:
    """Make a group in which the bot sees everything."""
    server.ctl("group", chat_id=-100777, title="园区群", members=[{"id": ASKER}, {"id": OTHER}])
    server.ctl("config", privacy=False)
    return -100777


def test_silent_unless_addressed(server: Server, group: int) -> None:
    """What people say to each other is theirs."""
    assert server.ask("大家好", ASKER, group, timeout=0.6).events == []
    assert server.ask(f"{QUESTION}？", ASKER, group, timeout=0.6).events == []


def test_mention(server: Server, group: int) -> None:
    """A mention is a question; the answer is a reply to it."""
    sent = server.sent()["last"]
    said = server.send(f"@lishui_test_bot {QUESTION}", ASKER, group)
    (event,) = server.hear(sent, group).events

    assert ANSWER in event["text"]
    assert event["reply_to"] == said["message_id"]


def test_other_mentions(server: Server, group: int) -> None:
    """A mention or a command of another bot is none of ours."""
    for text in (f"@lishui_test_bot2 {QUESTION}", "/latest@other_bot"):
        assert server.ask(text, ASKER, group, timeout=0.6).events == []


def test_reply_to_the_bot(server: Server, group: int) -> None:
    """A reply to the bot goes on with the conversation."""
    first = server.ask(f"/ask {QUESTION}", ASKER, group)
    heard = server.ask("云桥有多长", ASKER, group, reply_to=first.events[0]["message_id"])

    assert "820米" in heard.text


def test_command_with_name(server: Server, group: int) -> None:
    """A command with the bot's name is answered."""
    assert "最新的报道" in server.ask("/latest@lishui_test_bot", ASKER, group).text


def test_foreign_press(server: Server, group: int) -> None:
    """The buttons under an answer are the asker's; others are told so and nothing happens."""
    server.ask(f"/ask {QUESTION}", ASKER, group)
    foreign = server.press("前后文", OTHER, group)
    own = server.press("前后文", ASKER, group)

    assert "别人的提问" in foreign.toasts[0]
    assert foreign.events == []
    assert "云桥" in own.text


def test_private_matters(server: Server, group: int) -> None:
    """What concerns one person is referred to the private chat, one tap away."""
    heard = server.ask("/follow 半导体", ASKER, group)

    assert heard.keyboard[0][0]["url"] == "https://t.me/lishui_test_bot"


def test_topic_of_a_forum(server: Server, group: int) -> None:
    """In a forum the answer stays in its topic."""
    after = len(server.calls())
    topic = {"message_thread_id": 77, "is_topic_message": True}
    server.ask(f"/ask {QUESTION}", ASKER, group, extra=topic)
    (call,) = server.calls(after=after, method="sendMessage")

    assert call["args"]["message_thread_id"] == "77"


def test_migration(server: Server) -> None:
    """When a group becomes a supergroup, the conversation goes on there."""
    server.ctl("group", chat_id=-555, type="group", title="小群")
    server.ask(f"/ask {QUESTION}", ASKER, -555)
    server.ctl("migrate", chat_id=-555, to=-100555)

    assert ANSWER in server.ask(f"/ask {QUESTION}", ASKER, -100555).text
