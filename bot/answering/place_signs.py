"""What an option shows by its words: parts of speech, the question's very words, what it counts."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.answering.options import Option
from bot.answering.parts_of_speech import Part, part_of
from bot.answering.sight import Sight

SIGNS = (
    *("left word same", "right word same", "own word adjacent", "own deed near"),
    *("cuts word", "begins with verb", "ends with verb", "begins with particle"),
    *("after verb", "after preposition", "before noun", "before verb"),
    *("only fitting", "first fitting", "total", "no total", "each", "no each", "part"),
    *("in brackets", "clauses", "ends sentence"),
    *("after said", "before said", "amid said", "whole clauses"),
    *("told most", "own words", "most own words", "change from", "no change from", "change to"),
)
_SAYS_TOTAL, _SAYS_EACH = re.compile("总|共|合计|累计"), re.compile("每|人均|户均|亩均|单价|/")
_PARTICLES = frozenset({Part.PREPOSITION, Part.CONJUNCTION, Part.ADVERB})
MANY_CLAUSES = 3
# So near stands the deed, so near the 总 of a total, in characters.
REACH, NEAR = 24, 8
_BINDING = "的了着是为将已正在于至要也都还并与和及以从“《"
_MARKS = frozenset("，。；：,;:!?！？") | {""}
_LIST_MARKS = _MARKS | {"、"}
# What is changed: 从5万吨提高到8万吨. Who asks of what was wants the first.
_CHANGED_TO = re.compile(r"(?:[提增上扩升下降缩减压回变涨跌][^，。；,;\d]{0,4})?[到至为成]")
_CHANGED = re.compile(r"[提增升扩降缩减压变涨跌][^，。；,;\d]{0,4}[到至为成]$")
_WAS = re.compile("原来|以前|过去|之前|原先|此前|从前|当初|最初|本来")
# A deed that is asked about may be told otherwise, and so counts less than what it is done to.
_DEED = 0.5


def signs_of(sight: Sight, one: Option, fitting: Sequence[Option]) -> tuple[float, ...]:
    """Give the signs of an option, in the order of `SIGNS`; `fitting` are those that fit."""
    return (
        *_very_words(sight, one),
        *_parts(sight, one),
        *_counts(sight, one, fitting),
        *_cut(sight, one),
        *_told(sight, one, fitting),
    )


def _very_words(sight: Sight, one: Option) -> tuple[float, ...]:
    """Whether the question's very words stand beside it, none that merely mean the same."""
    text, gap = sight.text, sight.gap
    before, after = sight.before(one.start), sight.after(one.end)
    left, right = gap.left[-2:], gap.right[:2]
    clause = sight.clause_after(after) if gap.own_deeds else ""
    places = [clause.find(deed) for deed in gap.own_deeds if deed in clause]
    return (
        len(left) == 2 and text.endswith(left, 0, before),
        len(right) == 2 and text.startswith(right, after),
        text.endswith(sight.question.next_to_gap, 0, before),
        max(0.0, 1 - min(places, default=REACH) / REACH),
    )


def _parts(sight: Sight, one: Option) -> tuple[float, ...]:
    """What parts of speech stand at its edges, inside and out, and whether it cuts a word."""
    first, last = sight.word_at(one.start), sight.word_before(one.end)
    before, after = sight.word_before(one.start), sight.word_at(one.end)
    part = part_of(before) if before else None
    follows = part_of(after) if after else None
    return (
        not (sight.is_cut(one.start) and sight.is_cut(one.end)),
        bool(first) and part_of(first) is Part.VERB,
        bool(last) and part_of(last) is Part.VERB,
        bool(first) and part_of(first) in _PARTICLES,
        part is Part.VERB,
        part is Part.PREPOSITION,
        bool(after) and after[0].isalnum() and follows is None,
        follows is Part.VERB,
    )


def _counts(sight: Sight, one: Option, fitting: Sequence[Option]) -> tuple[float, ...]:
    """Whether it is the only or first one of its kind, and of the whole, each, or a part."""
    clause, plain = sight.clause_before(one.start), sight.question.plain
    total, each = sight.gap.is_total, sight.gap.is_each
    says_total = bool(_SAYS_TOTAL.search(clause[-NEAR:]))
    says_each = bool(_SAYS_EACH.search(clause + sight.text[one.end : one.end + 2]))
    return (
        one.fits and len(fitting) == 1,
        one.fits and one.start == min(other.start for other in fitting),
        total and says_total,
        not total and says_total,
        each and says_each,
        not each and says_each,
        "其中" in clause and "其中" not in plain,
    )


def _cut(sight: Sight, one: Option) -> tuple[float, ...]:
    """How it is cut out, and whether the question says what touches it."""
    text, before = sight.text, sight.text[: one.start]
    bound = len(before.rstrip(_BINDING))
    after_said, before_said = any(sight.told[bound - 1 : bound]), any(sight.told[one.end :][:1])
    opens, closes = before[-1:] in _MARKS, text[one.end : one.end + 1] in _MARKS
    return (
        before.count("(") > before.count(")"),
        min(sight.count_marks(one.start, one.end), MANY_CLAUSES) / MANY_CLAUSES,
        not text[one.end :].strip("。”!?"),
        after_said,
        before_said,
        after_said and before_said,
        opens and closes,
    )


def _told(sight: Sight, one: Option, fitting: Sequence[Option]) -> tuple[float, ...]:
    """Whether it is told to be the most, told by words of its own, and to have been or become."""
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
    while bound > begin and sight.text[bound - 1] not in _LIST_MARKS:
        bound -= 1
    said = {topic for start, end, topic in sight.places if bound <= start and end <= one.start}
    topics = sight.question.topics
    total = sum(map(_worth, topics))
    return sum(map(_worth, said)) / total if total else 0.0


def _worth(topic: str) -> float:
    return _DEED if part_of(topic) is Part.VERB else 1.0
