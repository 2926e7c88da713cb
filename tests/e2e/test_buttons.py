"""The buttons that lead a conversation on, end to end."""

from __future__ import annotations

from tests.e2e.conftest import ADMIN, ANSWER, QUESTION
from tests.fakes.telegram.driver import Server

READER = 5001


def test_examples(server: Server) -> None:
    """Each example under /start is a question that gets an answer with its place."""
    for example in server.ask("/start", READER).labels:
        server.ask("/start", READER)
        assert "第" in server.press(example, READER).text


def test_choices(server: Server) -> None:
    """A question that could mean several things offers them; a tap asks the one chosen."""
    asked = server.ask("总投资多少", READER + 1)
    chosen = server.press(asked.labels[0], READER + 1)

    assert "哪一个" in asked.text
    assert len(asked.labels) >= 2
    assert "元" in chosen.text


def test_another_subject(server: Server) -> None:
    """换话题 ends a subject that follow-ups took over."""
    server.ask(QUESTION, READER + 2)
    followed = server.ask("全长呢", READER + 2)
    server.press("换话题", READER + 2)

    assert "接着说" in followed.text
    assert "接着说" not in server.ask("全长呢", READER + 2).text


def test_rephrase(server: Server) -> None:
    """换个问法 says how questions are found more easily."""
    server.ask("云桥2025年的养护费是多少", READER + 3)

    assert server.press("换个问法", READER + 3).text


def test_older_and_newer(server: Server) -> None:
    """更早 leads to older headlines in the same message, 更近 back."""
    first = server.ask("/latest", READER + 4).text
    older = server.press("更早", READER + 4)
    newer = server.press("更近", READER + 4)

    assert older.text != first
    assert [event["kind"] for event in older.events] == ["edit"]
    assert newer.text == first


def test_rollback_by_command(server: Server) -> None:
    """/rollback by a stranger does nothing; an admin is told what can be brought back."""
    assert "管理员" in server.ask("/rollback 1", READER).text
    assert server.ask("/rollback", ADMIN).text
    assert ANSWER in server.ask(QUESTION, READER).text
