"""How an option is told: as the most of its kind, by words of its own, as what was or became."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.answering.options import Option
from bot.answering.parts_of_speech import Part, part_of
from bot.answering.sight import MARKS, Sight

TOLD_SIGNS = (
    *("told most", "own words", "most own words"),
    *("change from", "no change from", "change to"),
)
_STOPS = frozenset((*MARKS, "、"))
# What is changed: 从5万吨 | 提高到 | 8万吨.
_CHANGED_TO = re.compile(r"(?:[提增上扩升下降缩减压回变涨跌][^，。；,;\d]{0,4})?[到至为成]")
_CHANGED = re.compile(r"[提增升扩降缩减压变涨跌][^，。；,;\d]{0,4}[到至为成]$")
_WAS = re.compile("原来|以前|过去|之前|原先|此前|从前|当初|最初|本来")
# A deed that is asked about may be told otherwise, and counts less than what it is done to.
_DEED = 0.5


def told_signs(sight: Sight, one: Option, fitting: Sequence[Option]) -> tuple[float, ...]:
    """Give the features of an option, in the order of `TOLD_SIGNS`; `fitting` are those that fit.

    Who asks of what was (原来多少) wants the first figure of a change, anybody else the second.
    """
    own = _own_words(sight, one, fitting)
    others = (_own_words(sight, other, fitting) for other in fitting if other.start != one.start)
    before, was = sight.clause_before(one.start), bool(_WAS.search(sight.question.plain))
    is_from = before.endswith(("从", "由")) and bool(_CHANGED_TO.match(sight.text, one.end))
    return (
        (one.start, one.end) in sight.told_most,
        own,
        one.fits and own > max(others, default=0.0),
        is_from and was,
        is_from and not was,
        bool(_CHANGED.search(before)) and not was,
    )


def _own_words(sight: Sight, one: Option, fitting: Sequence[Option]) -> float:
    """Say how much of the question stands between an option and the mark or option before it.

    工棚806人、山边365人: each figure has words of its own.
    """
    if not one.fits:
        return 0.0
    begin = max((other.end for other in fitting if other.end <= one.start), default=0)
    bound = one.start
    while bound > begin and sight.text[bound - 1] not in _STOPS:
        bound -= 1
    said = {topic for start, end, topic in sight.places if bound <= start and end <= one.start}
    total = sum(map(_worth, sight.question.topics))
    return sum(map(_worth, said)) / total if total else 0.0


def _worth(topic: str) -> float:
    return _DEED if part_of(topic) is Part.VERB else 1.0
