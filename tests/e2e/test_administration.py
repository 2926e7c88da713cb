"""An admin's day on Telegram, end to end."""

from __future__ import annotations

from pathlib import Path

from bot.chat.following import is_quiet
from bot.chat.turn import beijing_now
from tests.e2e.conftest import ADMIN, ANSWER, QUESTION
from tests.fakes.telegram.driver import Server

NEW_PAGE = """# 松鹤大桥通车

本报讯（记者 李明）2031年6月1日，松鹤大桥正式通车。松鹤大桥全长910米，总投资4.2亿元。
"""
ASKED, NEW_ANSWER = "松鹤大桥总投资多少", "4.2亿元"


def test_reload(server: Server, pages: Path) -> None:
    """A new page is read beside, reported, swapped in on a tap, told of, and taken back."""
    assert "没有变化" in server.ask("/reload", ADMIN, final="没有变化|准备好了").text
    server.ask("/follow 松鹤大桥", 4001)
    server.ask(f"/saved {ASKED}", ADMIN)
    (pages / "second.md").write_text(NEW_PAGE, encoding="utf-8")
    shown = server.ask("/reload", ADMIN, final="准备好了")
    report = server.press("报告", ADMIN)
    after = server.sent()["last"]
    adopted = server.press("换上", ADMIN, final="已换上")

    assert {"edit", "message"} == {event["kind"] for event in shown.events}
    assert "second.md" in shown.text
    assert NEW_ANSWER in shown.text
    assert report.events[0]["file"]["name"].endswith(".txt")
    assert NEW_ANSWER in server.ask(ASKED, 4002).text
    assert "松鹤大桥通车" in server.hear(after, 4001, timeout=1).text or _is_night()
    assert "已退回" in server.press(adopted.labels[0], ADMIN, final="已退回").text
    assert NEW_ANSWER not in server.ask(ASKED, 4002).text
    (pages / "second.md").unlink()


def _is_night() -> bool:
    """Tell whether news are kept for the morning; the bot's clock is this machine's."""
    return is_quiet(beijing_now())


def test_bad_file(server: Server, pages: Path) -> None:
    """A file that cannot be read is named; the rest can be swapped in, or all left as it is."""
    (pages / "bad.txt").write_bytes(b"\x00\x01\x02\xff" * 400)
    shown = server.ask("/reload", ADMIN, final="bad.txt")
    dropped = server.press("放弃", ADMIN, final="放弃了")
    (pages / "bad.txt").unlink()

    assert "去掉它，更换" in shown.labels
    assert "照常应答" in dropped.text
    assert ANSWER in server.ask(QUESTION, ADMIN).text


def test_figures(server: Server) -> None:
    """Figures, gaps and feedback come as text and as files."""
    server.ask("月亮上有什么", 4003)
    server.ask(QUESTION, 4003)
    server.press("不对", 4003)
    server.press("过时了", 4003)

    assert "最近 30 天" in server.ask("/stats", ADMIN).text
    after = server.sent()["last"]
    assert "月亮上有什么" in server.ask("/gaps", ADMIN, final="月亮").text
    assert server.sent(after=after, wait=5, kinds="document")["events"][0]["text"] is None
    assert server.ask("/export", ADMIN).events[0]["file"]["name"] == "feedback.csv"


def test_correction(server: Server) -> None:
    """A correction shows beside the print from then on."""
    server.ask("/correct 云桥通车 | 820米 | 802米 | 记者来电", ADMIN, final="准备好了")
    server.press("换上", ADMIN, final="已换上")

    assert "更正" in server.ask("云桥有多长", 4004).text


def test_broadcast(server: Server) -> None:
    """A notice goes to those who pressed /start, after a look."""
    server.ask("/start", 4005)
    after = server.sent()["last"]
    server.ask("/broadcast 今晚停机一小时", ADMIN, final="发给")
    server.press("发出", ADMIN, final="发完")

    assert server.hear(after, 4005).text == "今晚停机一小时"
