"""What stands at the right edge of an option, as right of the gap in the question.

All of it depends on the place alone where an option ends, and options that end at the same place
share it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.answering.language.parts_of_speech import Part, part_of
from bot.answering.reading.cutting import shared_start
from bot.answering.spans.sight import MARKS, PAIRING, Sight

RIGHT_SIGNS = (
    *("same right", "right word same", "followed", "does", "own deed near", "noun after"),
    *("closes clause", "goes on", "ends sentence", "ends said", "before said"),
    *("ends with verb", "before noun", "before verb"),
)
# So soon is done what a doer does, in characters.
REACH = 24
MAX_EXACT = 8
_CLAUSE_MARK = re.compile(r"[，。；,;]")


def right_signs(sight: Sight, end: int) -> tuple[float, ...]:
    """Give the features of a place where an option ends, in the order of `RIGHT_SIGNS`."""
    return (*_gap(sight, sight.after(end)), *_edge(sight, end), *_parts(sight, end))


def _gap(sight: Sight, after: int) -> tuple[float, ...]:
    """What stands right of it, as right of the gap in the question, in its very words or others.

    A doer is rewarded for standing before the deed (谁主办 → 甲、乙共同主办), the nearer the more.
    """
    text, gap = sight.text, sight.gap
    return (
        shared_start(gap.right, text[after : after + MAX_EXACT]) / MAX_EXACT,
        len(gap.right) > 1 and text.startswith(gap.right[:2], after),
        _followed(sight, after),
        _soon(gap.deeds, _CLAUSE_MARK.split(text[after:], maxsplit=1)[0]) if gap.deeds else 0.0,
        _soon(gap.own_deeds, sight.clause_after(after)) if gap.own_deeds else 0.0,
        bool(gap.focus) and text.startswith(gap.focus, after),
    )


def _followed(sight: Sight, after: int) -> float:
    """Reward what was asked about for standing right of it: “甲”称号, 4个专项债项目."""
    if not sight.text.startswith(sight.gap.nouns, after):
        return 0.0
    followed = (len(word) for word in sight.gap.nouns if sight.text.startswith(word, after))
    return min(1.5, max(followed) / 2)


def _soon(deeds: Sequence[str], clause: str) -> float:
    """Say how soon a clause tells one of some deeds, 0 to 1."""
    places = [clause.find(deed) for deed in deeds if deed in clause]
    return max(0.0, 1 - min(places, default=REACH) / REACH)


def _edge(sight: Sight, end: int) -> tuple[float, ...]:
    """How it is cut out: at a clause, amid a list, at words of the question."""
    text = sight.text
    after = text[end : end + 1]
    return (
        not after or after in MARKS,
        after in PAIRING,
        not text[end:].strip("。”!?"),
        sight.told[end - 1],
        sight.says_after(end),
    )


def _parts(sight: Sight, end: int) -> tuple[float, ...]:
    """What parts of speech stand on both sides of the edge."""
    word, after = sight.word_before(end), sight.word_at(end)
    follows = part_of(after) if after else None
    return (
        bool(word) and part_of(word) is Part.VERB,
        bool(after) and after[0].isalnum() and follows is None,
        follows is Part.VERB,
    )
