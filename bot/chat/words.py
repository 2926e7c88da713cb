"""All words of our own that users see, by language; the words themselves are in `data/`."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib import resources
from typing import Any

from bot.chat.markup import Html, escape

LANGUAGES = ("zh", "en")


class Words:
    """The texts of one language, by dotted key (`latest.empty`)."""

    def __init__(self, language: str, texts: Mapping[str, str]) -> None:
        self.language = language
        self.texts = texts

    def __contains__(self, key: str) -> bool:
        return key in self.texts

    def html(self, key: str, **values: object) -> Html:
        """Fill a text with values; whatever is not HTML already is escaped."""
        return Html(self.texts[key].format(**{name: _safe(v) for name, v in values.items()}))

    def plain(self, key: str, **values: object) -> str:
        """Fill a text where no HTML is understood: buttons, toasts, file names."""
        return self.texts[key].format(**values)


def _safe(value: object) -> str:
    return escape(value if isinstance(value, str) else str(value))


@cache
def words(language: str) -> Words:
    """Give the texts of `zh` or `en`."""
    folder = resources.files("bot.chat") / "data"
    tables = tomllib.loads((folder / f"{language}.toml").read_text(encoding="utf-8"))
    remarks = resources.files("bot.answering") / "data" / "remarks.toml"
    tables["remark"] = tomllib.loads(remarks.read_text(encoding="utf-8"))[language]
    return Words(language, dict(_flatten(tables)))


def in_all_languages(key: str, **values: object) -> str:
    """Give a text as an operator reads it, who may speak either: the one, a stroke, the other."""
    return " / ".join(words(language).plain(key, **values) for language in LANGUAGES)


def language_of(tag: str | None) -> str:
    """Choose our language for a client's IETF tag: English for English, else Chinese."""
    return "en" if (tag or "").lower().startswith("en") else "zh"


def _flatten(tables: Mapping[str, Any], prefix: str = "") -> list[tuple[str, str]]:
    rows: list[tuple[str, str]] = []
    for name, value in tables.items():
        key = f"{prefix}{name}"
        rows += [(key, value.strip())] if isinstance(value, str) else _flatten(value, f"{key}.")
    return rows
