"""The conversation in a terminal, and the contract's JSON."""

from __future__ import annotations

import json
from io import StringIO

from bot.chat.terminal import Terminal, converse
from tests.fakes.rooms import ADMIN, House


async def _talk(*lines: str, user: int = 1, as_json: bool = False) -> str:
    out = StringIO()
    await converse(Terminal(House().room, user), lines, out, as_json=as_json)
    return out.getvalue()


async def test_buttons_by_number() -> None:
    """A button is pressed by its number."""
    shown = await _talk("云桥总投资多少", "2")

    assert "[1] 前后文  [2] 全文  [3] 不对" in shown
    assert "它把东岸和西岸连在一起" in shown


async def test_numbers_are_said_once() -> None:
    """A button that is a number already is not numbered twice."""
    assert "[1]  [2]" in await _talk("/latest")


async def test_files_are_shown() -> None:
    """A file that Telegram would send stands on the screen, as there is no other way to see it."""
    shown = await _talk("月亮上有什么", "/gaps", user=ADMIN)

    assert "[gaps.csv]\nquestion,count,first,last\r\n月亮上有什么,1," in shown


async def test_numbers_without_buttons_are_said() -> None:
    """A number that no button has is a message like any other."""
    assert "没找到" in await _talk("7")


async def test_follow_up() -> None:
    """A whole input is one conversation."""
    assert (await _talk("云桥总投资多少", "那长度呢")).count("820米\n") == 2


async def test_as_admin() -> None:
    """--as an admin's id is that admin."""
    assert "没有变化" in await _talk("/reload", user=ADMIN)
    assert "管理员" in await _talk("/reload")


async def test_json() -> None:
    """JSON has the contract's keys, and messages as Telegram would show them."""
    line = json.loads(await _talk("云桥总投资多少", as_json=True))
    (citation,) = line["citations"][:1]

    assert list(line) == [
        "question",
        "status",
        "answer",
        "answers",
        "verdict",
        "reason",
        "confidence",
        "citations",
        "nearest",
        "messages",
        "took_ms",
    ]
    assert (line["status"], line["answer"], line["answers"]) == ("answered", "820米", ["820米"])
    assert citation == {
        "n": 1,
        "quote": "云桥全长820米，总投资3.5亿元。",
        "article_id": "page.txt#云桥通车",
        "headline": "云桥通车",
        "file": "page.txt",
        "lines": [2, 2],
        "source": "云溪日报",
        "page": "03要闻",
        "date": "2031-05-01",
        "date_inferred": True,
    }
    assert line["messages"][0]["parse_mode"] == "HTML"
    assert line["messages"][0]["buttons"] == [["前后文", "全文", "不对"]]


async def test_json_of_each_status() -> None:
    """Not found has the nearest, a choice its choices, small talk and commands are chat."""
    lines = await _talk("月亮上有什么", "多少", "你好", "/help", as_json=True)
    missing, unclear, chat, command = map(json.loads, lines.splitlines())

    assert missing["status"] == "not_found"
    assert missing["answer"] is None
    assert missing["nearest"]
    assert unclear["status"] == "clarify"
    assert unclear["answers"] == ["云桥总投资多少", "清溪小学招多少人"]
    assert (chat["status"], command["status"]) == ("chat", "chat")
