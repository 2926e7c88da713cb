"""One character for one: width, case and traditional forms folded, every position kept."""

from __future__ import annotations

import sys
import unicodedata
from functools import cache

import opencc


class _Fold(dict[int, str]):
    """Folds a character when it is first met; `str.translate` asks for each."""

    def __init__(self) -> None:
        super().__init__()
        self._to_simplified = opencc.OpenCC("t2s")

    def __missing__(self, codepoint: int) -> str:
        character = chr(codepoint)
        wide = unicodedata.normalize("NFKC", character)
        folded = self._to_simplified.convert(wide if len(wide) == 1 else character).lower()
        self[codepoint] = sys.intern(folded if len(folded) == 1 else character)
        return self[codepoint]


@cache
def _table() -> _Fold:
    return _Fold()


def fold(text: str) -> str:
    """Fold a text so that what reads alike is alike; it stays exactly as long.

    A character that would become several (㎡, ½) stays as it is.
    """
    return text.translate(_table())
