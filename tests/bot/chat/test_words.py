"""The words of our own: whole in both languages, and safe."""

from __future__ import annotations

import re
import string
from pathlib import Path

import pytest

from bot.chat.commands import COMMANDS
from bot.chat.markup import Html, plain
from bot.chat.words import LANGUAGES, words
from tests.fakes.telegram import parser

CHAT = Path(__file__).parents[3] / "bot" / "chat"
CODE = "\n".join(path.read_text(encoding="utf-8") for path in CHAT.rglob("*.py"))
KEYS = sorted(words("zh").texts)


def _fields(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


def test_same_keys() -> None:
    """Whatever is said in one language is said in the other."""
    assert sorted(words("en").texts) == KEYS


@pytest.mark.parametrize("key", KEYS)
def test_same_values(key: str) -> None:
    """A text is filled with the same values in both languages, and Telegram can read it."""
    assert _fields(words("zh").texts[key]) == _fields(words("en").texts[key])
    for language in LANGUAGES:
        filled = words(language).html(
            key, **dict.fromkeys(_fields(words(language).texts[key]), "<")
        )
        text, _ = parser.parse(filled, "HTML")
        assert plain(filled) == text


def test_every_text_is_used() -> None:
    """No text is left over that nobody says."""
    spoken = set(re.findall(r'"([a-z_]+(?:\.[a-z_]+)?)"', CODE))
    built = ("menu.", "change.", "button.", "wrong.", "start.example", "remark.", "report.")
    answers = {"answer.yes_bare", "answer.no_bare"}
    idle = [key for key in KEYS if key not in spoken | answers and not key.startswith(built)]

    assert idle == []


def test_every_button_has_a_label() -> None:
    """Every button has its words, and no label is left over."""
    labels = {key.removeprefix("button.") for key in KEYS if key.startswith("button.")}
    spoken = set(re.findall(r'"(?:button\.)?([a-z_]+)"', CODE))

    assert labels <= spoken


def test_every_command_is_in_the_menu() -> None:
    """Every command has a line in the menu that Telegram would take."""
    for command in COMMANDS:
        for language in LANGUAGES:
            line = plain(words(language).html(f"menu.{command.name}"))
            assert re.fullmatch("[a-z0-9_]{1,32}", command.name)
            assert 3 <= len(line) <= 256


def test_no_words_in_code() -> None:
    """What users read stands in the texts: in the code only patterns (raw strings) are Chinese."""
    strings = re.findall(r'(?<![r"])"([^"\n]*[\u4e00-\u9fff][^"\n]*)"(?!")', CODE)

    assert strings == []


def test_values_are_escaped() -> None:
    """A value becomes text, unless it is HTML already."""
    say = words("zh").html

    assert say("saved.row", question="<b>") == "· &lt;b&gt;"
    assert say("saved.row", question=Html("<b>x</b>")) == "· <b>x</b>"


def test_profile_fits() -> None:
    """The profile texts fit Telegram's limits."""
    for language in LANGUAGES:
        assert len(words(language).plain("profile.description")) <= 512
        assert len(words(language).plain("profile.short")) <= 120
