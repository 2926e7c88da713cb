"""How likely a list answers: a logistic regression over a handful of named signals.

A sentence may well be on what is asked, and yet list something else beside it: who took part, what
else was built, halves of its clauses. The weights stand in `listing.toml`, fitted by
`python -m benchmarks.calibrate_telling --write`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

from bot.answering.desk import Desk
from bot.answering.evidence.support import share_said
from bot.answering.language.parts_of_speech import Part, part_of
from bot.answering.library.counts import counts_in
from bot.answering.library.enumerations import Enumeration
from bot.answering.question.question import Question
from bot.answering.ways.chance import chance_of
from bot.answering.ways.suiting import focus_of
from bot.folding import fold

# Of the lists that suit best, held out by pages, from 0, .1, .2, .3 and .4 on 198, 198, 198, 194
# and 190 right ones are told, 39, 37, 29, 23, 18 wrong ones, 87, 65, 47, 34, 26 of erased pages.
MIN_CHANCE = 0.2
# What it is divided by, so that all signals are about as large as 1.
_SUITS_SCALE = 3.0
_CLAUSE_MARK = re.compile(r"[，。；,;]")


class Listing(NamedTuple):
    """A list, how well it suits what is asked, and the chance that its article answers."""

    listed: Enumeration
    suits: float
    chance: float


def is_likely(question: Question, one: Listing, desk: Desk) -> bool:
    """Whether a list answers rather than none."""
    return chance_of(listing_signals(question, one, desk), "listing.toml") >= MIN_CHANCE


def listing_signals(question: Question, one: Listing, desk: Desk) -> dict[str, float]:
    """Give what speaks for and against a list, by name."""
    listed, focus = one.listed, focus_of(question)
    clause = _CLAUSE_MARK.split(listed.lead)[-1] + listed.head
    items = [fold(item.text) for item in listed.items]
    headed = bool(focus) and question.is_said(focus, listed.story.heads)
    return {
        "always": 1.0,
        "suits": one.suits / _SUITS_SCALE,
        "chance": one.chance,
        "clause_said": share_said(question, clause + "".join(items)),
        "focus_headed": float(headed),
        "counted": float(_is_counted(listed)),
        "told": _share(
            char not in question.plain and char.isalnum() for item in items for char in set(item)
        ),
        **_deeds_in(desk.library.analyzer.words(item) for item in items),
    }


def _is_counted(listed: Enumeration) -> bool:
    """Whether the count of the items follows them: 甲、乙 | 等3个项目."""
    after = next(counts_in(listed.head), None)
    return after is not None and not listed.head[: after.start()].strip("等")


def _deeds_in(items: Iterable[list[str]]) -> dict[str, float]:
    """Tell where items, cut into words, have verbs: at the end they are halves of clauses."""
    whole = [words for words in items if words]
    return {
        "deeds_at_end": _share(_is_deed(words[-1]) for words in whole),
        "clause_at_end": float(any(len(word) > 1 and _is_deed(word) for word in whole[-1][1:])),
    }


def _is_deed(word: str) -> bool:
    return part_of(word) is Part.VERB


def _share(held: Iterable[bool]) -> float:
    told = list(held)
    return sum(told) / len(told) if told else 0.0
