"""A stand-in for Telegram and the real bot on it, once for all tests."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from corpus.folder import SHIPPED_PAGES
from tests.fakes.telegram.driver import BotProcess, Server

ADMIN = 42
QUESTION, ANSWER = "云桥总投资多少", "3.5亿元"
BRIDGE = """# 云桥通车

本报讯（记者 王清）2031年5月1日，云桥正式通车。云桥全长820米，总投资3.5亿元。

它把东岸和西岸连在一起。桥上设两条公交专用道。
"""
DAYS = "\n\n".join(
    f"第{day}天，工人浇筑{day}号桥墩，用去混凝土{day * 10}立方米，江面上船来船往照常通行。"
    for day in range(1, 61)
)
DIARY = f"# 云桥建设日记\n\n本报讯（记者 王清）2031年4月1日，建设者公开了日记。\n\n{DAYS}\n"


@pytest.fixture(scope="session")
def pages(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a corpus folder that a test may change: the shipped pages, and two of our own."""
    folder = tmp_path_factory.mktemp("corpus") / "pages"
    shutil.copytree(SHIPPED_PAGES, folder)
    (folder / "bridge.md").write_text(BRIDGE, encoding="utf-8")
    (folder / "diary.md").write_text(DIARY, encoding="utf-8")
    return folder


@pytest.fixture(scope="session")
def server() -> Iterator[Server]:
    """Run the stand-in."""
    with Server() as running:
        yield running


@pytest.fixture(scope="session")
def bot(
    server: Server, pages: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[BotProcess]:
    """Run the bot, as an operator starts it."""
    env = {
        "ADMIN_IDS": str(ADMIN),
        "CORPUS_DIR": str(pages),
        "DATA_DIR": str(tmp_path_factory.mktemp("data")),
        "LOG_LEVEL": "DEBUG",  # so that no level's log is left out where logs are looked at
    }
    with BotProcess(server, [sys.executable, "-m", "bot", "run"], env) as running:
        yield running


@pytest.fixture(autouse=True)
def _all_accepted(server: Server, bot: BotProcess) -> Iterator[None]:
    """Hold after every test that Telegram refused nothing but what the test ordered.

    Status 0 is a poll that was cut when the bot stopped.
    """
    after = len(server.calls())
    yield
    refused = [
        (call["method"], call.get("description"))
        for call in server.calls(after=after)
        if call["status"] not in {200, None, 0} and not call.get("fault")
    ]
    assert refused == []
