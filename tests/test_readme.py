"""The README tells what the bot does today."""

from __future__ import annotations

import re
from io import StringIO
from pathlib import Path

import pytest

from bot.bootstrap import open_room
from bot.chat.terminal import LOCAL_ID, Terminal, converse
from bot.settings import Settings
from corpus.folder import SHIPPED_PAGES

README = (Path(__file__).parent.parent / "README.md").read_text(encoding="utf-8")
CONVERSATIONS = re.findall(r"```text\n(.*?)```", README, re.DOTALL)


@pytest.mark.parametrize(("language", "told"), [*zip(("zh", "en"), CONVERSATIONS, strict=True)])
async def test_conversation(language: str, told: str, tmp_path: Path) -> None:
    """What the README shows of a conversation is what the shipped pages answer."""
    settings = Settings(_env_file=None, corpus_dir=SHIPPED_PAGES, data_dir=tmp_path)
    with open_room(settings, store=False, progress=lambda *_: None) as room:
        room.services.state.people.choose_language(LOCAL_ID, language)
        terminal = Terminal(room)
        for exchange in told.strip().split("\n\n"):
            asked, *answered = exchange.splitlines()
            heard = StringIO()
            await converse(terminal, [asked.removeprefix("> ")], heard, as_json=False)
            said = [line for line in heard.getvalue().splitlines() if line]

            assert answered == said[: len(answered)]
