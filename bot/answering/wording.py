"""How people speak and how the paper prints it: plain words, words of one meaning."""

from __future__ import annotations

import re
import tomllib
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any

# Of so many words the others of their meaning are kept in mind.
MAX_WORDS = 4096


@cache
def load_data(name: str) -> dict[str, Any]:
    """Read one of this room's data files. Raises tomllib.TOMLDecodeError where it is broken."""
    return tomllib.loads((files(__package__) / "data" / name).read_text(encoding="utf-8"))


@cache
def _plain() -> tuple[tuple[re.Pattern[str], str], ...]:
    stages = load_data("wording.toml")["plain"].values()
    return tuple(
        (re.compile(pattern), plain) for stage in stages for pattern, plain in stage.items()
    )


def to_plain(text: str) -> str:
    """Replace colloquial words of a folded question by plain ones (啥时候 → 什么时候)."""
    for pattern, plain in _plain():
        text = pattern.sub(plain, text)
    return text.strip()


@cache
def _same() -> dict[str, tuple[str, ...]]:
    same: dict[str, list[str]] = {}
    for group in load_data("wording.toml")["same"]["groups"]:
        for word in group:
            same.setdefault(word, [word]).extend(other for other in group if other != word)
    return {word: tuple(dict.fromkeys(others)) for word, others in same.items()}


@lru_cache(MAX_WORDS)
def same_words(word: str) -> tuple[str, ...]:
    """Give the word and every word that means the same in print, the word itself first.

    A single character (招, 种) is how people ask, and found in print in too many other words.
    """
    others = _same().get(word, (word,))
    return (word, *(other for other in others[1:] if len(other) > 1))


@cache
def thesaurus_words() -> tuple[str, ...]:
    """Every word that has others of the same meaning, the longest first."""
    return tuple(sorted(_same(), key=len, reverse=True))


@cache
def zone_names() -> tuple[str, ...]:
    """What people call the zone, the longest first."""
    return tuple(sorted(load_data("wording.toml")["zone"]["names"], key=len, reverse=True))


@cache
def empty_words() -> frozenset[str]:
    """Words that say nothing of the subject."""
    return frozenset(load_data("wording.toml")["empty"]["words"])
