"""Which characters are the same to a reader: width, case, traditional and simplified."""

from __future__ import annotations

import unicodedata
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from opencc import OpenCC


@cache
def _simplifier() -> OpenCC:
    """Load OpenCC's character table once; on first use, as starting must be quick."""
    from opencc import OpenCC  # noqa: PLC0415 - loading it costs more than importing this room

    return OpenCC("t2s")


def _steps(character: str) -> str:
    """Take each step that leaves one character; what would become several stays as it is."""
    for step in (lambda c: unicodedata.normalize("NFKC", c), str.lower, _simplifier().convert):
        changed = step(character)
        if len(changed) == 1:
            character = changed
    return character


def _fold_character(character: str) -> str:
    """Fold one character until nothing changes: OpenCC writes 薴 as 苧, and that as 苎."""
    while (changed := _steps(character)) != character:
        character = changed
    return character


class _Folding(dict[int, str]):
    """A table for `str.translate` that fills itself, so only characters seen are ever worked out.

    Two threads may work out the same character at once; both write the same.
    """

    def __missing__(self, code: int) -> str:
        folded = self[code] = _fold_character(chr(code))
        return folded


_FOLDING = _Folding()


def fold(text: str) -> str:
    """Undo width (ＡＢＣ), case and traditional writing, character by character.

    The length never changes, so a position in the folded text is the position in the text.
    Folding what is folded changes nothing.
    """
    return text.translate(_FOLDING)
