"""How likely a list answers: a logistic regression over a handful of named signals.

A sentence may well be on what is asked, and yet list something else beside it: who took part, what
else was built, halves of its clauses. The weights stand in `listing.toml`, fitted by
`python -m benchmarks.calibrate_telling --write`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from bot.answering.desk import Desk
from bot.answering.evidence.support import share_said
from bot.answering.language.parts_of_speech import Part, part_of
from bot.answering.library.counts import counts_in
from bot.answering.library.enumerations import Enumeration
from bot.answering.question.question import Question
from bot.answering.ways.chance import chance_of
from bot.answering.ways.suiting import focus_of, suits
from bot.folding import fold

# Of the lists that suit best, held out by pages, from 0, .2, .25, .3, .4 on 200, 198, 197, 196, 195
# with half of what is accepted are told, 45, 28, 25, 18, 16 others, 96, 49, 41, 35, 26 of erased
# pages. Of the others some are wrong lists in the right sentence: .3 costs .001 of evidence@1.
MIN_CHANCE = 0.25
# What it is divided by, so that all signals are about as large as 1.
_SUITS_SCALE = 3.0
_CLAUSE_MARK = re.compile(r"[，。；,;]")
# 三家企业签约【，分别是】甲、乙: what only leads to the items is no clause of its own.
_LEADING = re.compile(r"[，,](?:分别|依次|具体)?(?:是|为|有|包括)$")


class Listing(NamedTuple):
    """A list, the signals of how well it suits, and the chance that its article answers."""

    listed: Enumeration
    signals: Mapping[str, float]
    chance: float

    @property
    def suits(self) -> float:
        """How well it suits what is asked."""
        return suits(self.signals)


def is_likely(question: Question, one: Listing, desk: Desk) -> bool:
    """Whether a list answers rather than none."""
    return chance_of(listing_signals(question, one, desk), "listing.toml") >= MIN_CHANCE


def listing_signals(question: Question, one: Listing, desk: Desk) -> dict[str, float]:
    """Give what speaks for and against a list, by name."""
    listed, focus = one.listed, focus_of(question)
    beside = listed.lead + listed.head
    clause = _CLAUSE_MARK.split(_LEADING.sub("", listed.lead))[-1] + listed.head
    items = [fold(item.text) for item in listed.items]
    headed = bool(focus) and question.is_said(focus, listed.story.heads)
    return {
        "always": 1.0,
        "suits": one.suits / _SUITS_SCALE,
        **{name: one.signals[name] for name in ("many", "announced", "same_count")},
        "chance": one.chance,
        "said": share_said(question, listed.story.before(listed.first, 1) + beside),
        "clause_said": share_said(question, clause + "".join(items)),
        "focus_headed": float(headed),
        "counted": float(_is_counted(listed)),
        "told": _share(
            char not in question.plain and char.isalnum() for item in items for char in set(item)
        ),
        "clause_at_end": float(any(map(_is_deed, desk.library.analyzer.words(items[-1])[1:]))),
    }


def _is_counted(listed: Enumeration) -> bool:
    """Whether the count of the items follows them: 甲、乙 | 等3个项目."""
    after = next(counts_in(listed.head), None)
    return after is not None and not listed.head[: after.start()].strip("等")


def _is_deed(word: str) -> bool:
    """Whether a word is a verb: behind the first word it tells half of a clause."""
    return len(word) > 1 and part_of(word) is Part.VERB


def _share(held: Iterable[bool]) -> float:
    told = list(held)
    return sum(told) / len(told) if told else 0.0
