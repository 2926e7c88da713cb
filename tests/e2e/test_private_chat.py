"""A private chat on Telegram, end to end: over HTTP, through Telegram's own text parser."""

from __future__ import annotations

import re

import pytest

from tests.e2e.conftest import ADMIN, ANSWER, QUESTION
from tests.fakes.telegram.driver import Server

READER = 1001


def test_answer(server: Server) -> None:
    """A question gets one message: the answer in bold, the quote, the source, some buttons."""
    heard = server.ask(QUESTION, READER)
    (event,) = heard.events

    assert event["raw"].startswith(f"<b>{ANSWER}</b>")
    assert {entity["type"] for entity in event["entities"]} == {
        "bold",
        "blockquote",
        "text_link",
        "code",
    }
    assert re.search(r"云桥通车 · bridge.md 第3行 · 2031-05-01", event["text"])
    assert 2 <= len(heard.labels) <= 4
    assert event["link_preview_options"] == {"is_disabled": True}


def test_every_button(server: Server) -> None:
    """Each button under an answer does something, and the waiting sign ends."""
    for label in server.ask(QUESTION, READER).labels:
        server.ask(QUESTION, READER)
        heard = server.press(label, READER)
        assert heard.events or heard.toasts


def test_feedback(server: Server) -> None:
    """不对 offers reasons; one tap is thanked for."""
    server.ask(QUESTION, READER)
    reasons = server.press("不对", READER)

    assert server.press(reasons.labels[0], READER).toasts == ["记下了，谢谢。"]


def test_shared_link(server: Server) -> None:
    """The headline in a source line is a link that opens the article."""
    answer = server.ask(QUESTION, READER)
    links = [e["url"] for e in answer.events[0]["entities"] if e["type"] == "text_link"]
    payload = links[0].rpartition("start=")[2]

    assert re.fullmatch(r"[\w-]{1,64}", payload)
    assert "云桥" in server.ask(f"/start {payload}", READER).text


@pytest.mark.parametrize(
    ("command", "said"),
    [
        ("/start", "个版面"),
        ("/help", "怎么问"),
        (f"/ask {QUESTION}", ANSWER),
        ("/latest", "最新的报道"),
        ("/latest 半导体", "“半导体”"),
        ("/topics", "报上"),
        ("/timeline 变电站", "“变电站”的前后"),
        ("/follow 半导体", "半导体"),
        ("/following", "半导体"),
        ("/unfollow 半导体", "不再关注"),
        ("/digest on 08:00", "08:00"),
        ("/digest off", "没有订"),
        ("/source", "年份"),
        ("/lang", "语言"),
        ("/privacy", "不记"),
        ("/forget", "删掉"),
        ("/nothing", "没有这条命令"),
        ("/reload", "管理员"),
    ],
)
def test_command(server: Server, command: str, said: str) -> None:
    """Every reader's command is answered in one message."""
    heard = server.ask(command, READER)

    assert said in heard.text
    assert len(heard.messages) == 1


def test_leafing(server: Server) -> None:
    """Older headlines come into the same message."""
    server.ask("/latest", READER)
    heard = server.press("更早", READER, final="6|7|8|9")

    assert [event["kind"] for event in heard.events] == ["edit"]
    assert "更近" in heard.labels


def test_long_article(server: Server) -> None:
    """A long article is leafed through in one message, and can be kept as a file."""
    server.ask("云桥建设日记公开了什么", READER)
    first = server.press("全文", READER)
    second = server.press("下一页", READER)
    kept = server.press("存成文件", READER)

    assert "第1天" in first.text
    assert [event["kind"] for event in second.events] == ["edit"]
    assert second.labels == ["‹ 上一页", "下一页 ›", "存成文件"]
    assert kept.events[0]["file"]["name"] == "云桥建设日记.txt"


def test_stale_and_forged(server: Server) -> None:
    """Buttons from before, from nowhere, and on messages that are gone are answered politely."""
    server.ask(QUESTION, READER)
    for data in ("1:more:AAAAAAAA:1", "x", "1:reload", "9:adopt:1"):
        assert "过期" in server.press(None, READER, data=data, force=True).toasts[0]
    gone = server.press(None, READER, data="x", force=True, inaccessible=True, message_id=1)
    assert "过期" in gone.toasts[0]


def test_admin_buttons_of_strangers(server: Server) -> None:
    """An admin's button pressed by a stranger says so, with his own id."""
    server.ask(QUESTION, READER)

    for data in ("1:adopt:2", "1:discard:2", "1:report:2", "1:rollback:1", "1:broadcast:x"):
        assert str(READER) in server.press(None, READER, data=data, force=True).toasts[0]


def test_english(server: Server) -> None:
    """Telegram in English gets an English frame around the Chinese print."""
    heard = server.ask(QUESTION, 1002, profile={"language_code": "en"})

    assert ANSWER in heard.text
    assert "Article" in heard.labels


def test_small_talk(server: Server) -> None:
    """Small talk gets one honest line; who only greets gets questions to tap as well."""
    greeted, thanked = server.ask("你好", READER), server.ask("谢谢", READER)

    assert max(len(greeted.text), len(thanked.text)) < 100
    assert "芯片产业园在哪里？" in greeted.labels
    assert not thanked.labels


def test_edited_messages_are_let_be(server: Server) -> None:
    """Who edits a question is not answered again."""
    sent = server.send(QUESTION, READER)
    server.hear(server.sent()["last"] - 1, READER, timeout=1)
    after = server.sent()["last"]
    server.ctl("edit", chat_id=READER, message_id=sent["message_id"], text="云桥有多长")

    assert server.hear(after, READER, timeout=0.5).events == []


def test_not_text(server: Server) -> None:
    """A picture is answered with a line, not with silence; its caption is a question."""
    photo = {"photo": [{"file_id": "x", "file_unique_id": "y", "width": 1, "height": 1}]}

    assert "文字" in server.ask(None, READER, extra=photo).text  # type: ignore[arg-type]
    asked = {**photo, "caption": QUESTION}
    assert ANSWER in server.ask(None, READER, extra=asked).text  # type: ignore[arg-type]


def test_inline(server: Server) -> None:
    """An inline query offers up to ten cited passages, quickly."""
    after = server.sent()["last"]
    server.inline("半导体", READER)
    (event,) = server.sent(after=after, wait=5, kinds="inline_answer")["events"]

    assert 1 <= len(event["results"]) <= 10
    assert all("行" in one["input_message_content"]["_plain"] for one in event["results"])
    assert event["delay"] < 1


def test_menus(server: Server) -> None:
    """Readers and groups get their menus, in both languages; admin commands are in none."""
    menu = [one["command"] for one in server.ctl("menu", user_id=READER)["commands"]]
    english = server.ctl("menu", user_id=READER, language_code="en")["commands"]
    server.ctl("group", chat_id=-1005)
    grouped = server.ctl("menu", user_id=READER, chat_id=-1005)["commands"]

    assert {"start", "latest", "follow"} <= set(menu)
    assert "reload" not in menu
    assert english[0]["description"].isascii()
    assert "ask" in [one["command"] for one in grouped]
    assert "follow" not in [one["command"] for one in grouped]


def test_admin_menu(server: Server) -> None:
    """An admin who has opened the bot has its admin commands in his own menu."""
    after = server.sent()["last"]
    server.ask("/start", ADMIN)
    server.sent(after=after, wait=5, kinds="commands")
    menu = [one["command"] for one in server.ctl("menu", user_id=ADMIN)["commands"]]

    assert "reload" in menu


def test_users_do_not_wait_for_each_other(server: Server) -> None:
    """A burst of many users is answered, each once."""
    after = server.sent()["last"]
    users = range(5000, 5016)
    for user in users:
        server.send(QUESTION, user)
    answers = [server.hear(after, user, timeout=15).messages for user in users]

    assert [len(one) for one in answers] == [1] * len(users)
