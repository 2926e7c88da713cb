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
)
_TOTAL, _SAYS_TOTAL = re.compile("总|一共|合计|累计|加起来"), re.compile("总|共|合计|累计")
_EACH = re.compile("每|人均|户均|亩均|单价|一[个平亩斤吨度张小人户]")
_SAYS_EACH = re.compile("每|人均|户均|亩均|单价|/")
_CLAUSE = re.compile(r"[，。；：,;:]")
_PARTICLES = frozenset({Part.PREPOSITION, Part.CONJUNCTION, Part.ADVERB})
MANY_CLAUSES = 3
# So near stands the deed, so near the 总 of a total, in characters.
REACH, NEAR = 24, 8
_BINDING = "的了着是为将已正在于至要也都还并与和及以从“《"
_MARKS = frozenset("，。；：,;:!?！？") | {""}


def signs_of(sight: Sight, one: Option, fitting: Sequence[Option]) -> tuple[float, ...]:
    """Give the signs of an option, in the order of `SIGNS`; `fitting` are those that fit."""
    return (
        *_very_words(sight, one),
        *_parts(sight, one),
        *_counts(sight, one, fitting),
        *_cut(sight, one),
    )


def _very_words(sight: Sight, one: Option) -> tuple[float, ...]:
    """Whether the question's very words stand beside it, none that merely mean the same."""
    text, gap, question = sight.text, sight.gap, sight.question
    before, after = sight.before(one.start), sight.after(one.end)
    left, right = gap.left[-2:], gap.right[:2]
    deeds = [topic for topic in question.next_to_gap if topic in question.wanted.right]
    clause = _CLAUSE.split(text[after:], maxsplit=1)[0] if deeds else ""
    places = [clause.find(deed) for deed in deeds if deed in clause]
    return (
        len(left) == 2 and text.endswith(left, 0, before),
        len(right) == 2 and text.startswith(right, after),
        text.endswith(question.next_to_gap, 0, before),
        max(0.0, 1 - min(places, default=REACH) / REACH),
    )


def _parts(sight: Sight, one: Option) -> tuple[float, ...]:
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
    clause = _CLAUSE.split(sight.text[: one.start])[-1]
    plain = sight.question.plain
    total, each = bool(_TOTAL.search(plain)), bool(_EACH.search(plain))
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
    text, words, before = sight.text, sight.text[one.start : one.end], sight.text[: one.start]
    bound = len(before.rstrip(_BINDING))
    after_said, before_said = any(sight.told[bound - 1 : bound]), any(sight.told[one.end :][:1])
    opens, closes = before[-1:] in _MARKS, text[one.end : one.end + 1] in _MARKS
    return (
        before.count("(") > before.count(")"),
        min(len(_CLAUSE.findall(words)), MANY_CLAUSES) / MANY_CLAUSES,
        not text[one.end :].strip("。”!?"),
        after_said,
        before_said,
        after_said and before_said,
        opens and closes,
    )
