"""How people speak: what is put in plain words, what names the zone, what says nothing."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib.resources import files
from typing import Any


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
def zone_names() -> tuple[str, ...]:
    """What people call the zone, the longest first."""
    return tuple(sorted(load_data("wording.toml")["zone"]["names"], key=len, reverse=True))


@cache
def empty_words() -> frozenset[str]:
    """Words that say nothing of the subject."""
    return frozenset(load_data("wording.toml")["empty"]["words"])
