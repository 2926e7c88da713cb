"""The table of commands and buttons in the docs is whole."""

from __future__ import annotations

import re
from pathlib import Path

from bot.chat.commands import COMMANDS

DOCS = (Path(__file__).parents[3] / "docs" / "commands.md").read_text(encoding="utf-8")
READERS, ADMINS, BUTTONS = re.split("^## ", DOCS, flags=re.MULTILINE)[1:]


def _names(table: str) -> list[str]:
    return re.findall(r"^\| `/(\w+)", table, re.MULTILINE)


def test_every_command_is_documented() -> None:
    """Every command has its line, in the table of those who may use it, and no other has one."""
    assert sorted(_names(READERS)) == sorted(c.name for c in COMMANDS if not c.admin)
    assert sorted(_names(ADMINS)) == sorted(c.name for c in COMMANDS if c.admin)


def test_every_button_is_documented() -> None:
    """Every verb that a button can send has its line, and no other has one."""
    listed = re.findall(r"\| `(\w+)` \|", BUTTONS)

    assert sorted(listed) == sorted(verb for c in COMMANDS for verb in c.presses)
