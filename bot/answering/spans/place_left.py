"""What stands at the left edge of an option, as left of the gap in the question.

All of it depends on the place alone where an option begins, and options that begin at the same
place share it.
"""

from __future__ import annotations

import re

from bot.answering.language.parts_of_speech import Part, part_of
from bot.answering.reading.cutting import shared_start
from bot.answering.spans.sight import MARKS, PAIRING, Sight

LEFT_SIGNS = (
    *("same left", "left word same", "near", "adjacent", "own word adjacent"),
    *("own", "own at gap", "counted", "qualified"),
    *("clause said", "clause distance", "before best clause", "after best clause"),
    *("opens clause", "went on", "cue first", "cue before", "begins said", "after said"),
    *("begins with verb", "begins with particle", "after verb", "after preposition"),
    *("total", "no total", "part", "in brackets"),
)
# So near stands what is next to the gap, so near the 总 of a total, in characters.
REACH, NEAR = 24, 8
MAX_EXACT = 8
_SAYS_TOTAL = re.compile("总|共|合计|累计")
_PARTICLES = frozenset({Part.PREPOSITION, Part.CONJUNCTION, Part.ADVERB})
_CLAUSE_MARK = re.compile(r"[，。；,;]")


def left_signs(sight: Sight, start: int) -> tuple[float, ...]:
    """Give the features of a place where an option begins, in the order of `LEFT_SIGNS`."""
    return (
        *_gap(sight, sight.before(start)),
        *_clause(sight, start),
        *_edge(sight, start),
        *_parts(sight, start),
        *_counts(sight, start),
    )


def _gap(sight: Sight, before: int) -> tuple[float, ...]:
    """What stands left of it, as left of the gap in the question, in its very words or others."""
    text, gap = sight.text, sight.gap
    word_end = sight.last_gap_word(before)
    is_near = word_end > sight.part_start(before)
    turned = text[max(0, before - MAX_EXACT) : before][::-1]
    return (
        shared_start(gap.left_turned, turned) / MAX_EXACT,
        len(gap.left_turned) > 1 and turned.startswith(gap.left_turned[:2]),
        max(0.0, 1 - (before - word_end) / REACH) if is_near else 0.0,
        text.endswith(gap.words, 0, before),
        text.endswith(sight.question.next_to_gap, 0, before),
        _is_own(sight, sight.last_subject(before), before),
        _is_own(sight, word_end, before),
        text.endswith(gap.deeds, 0, before),
        _is_qualified(sight, before),
    )


def _is_own(sight: Sight, word_end: int, before: int) -> bool:
    """Whether no other figure stands between it and the nearest of some words, if there is one.

    甲45亿元乙32亿元: each figure belongs to the name before it.
    """
    return word_end >= 0 and not sight.has_figure(word_end, before)


def _is_qualified(sight: Sight, before: int) -> bool:
    """Whether the qualifier asked about stands right before: 10亿元以上项目 | 5个, 最高 | 5元."""
    gap = sight.gap
    if not (gap.bounds or gap.qualifiers):
        return False
    clause = _CLAUSE_MARK.split(sight.text[:before])[-1]
    return clause.endswith(gap.bounds) or any(one.search(clause) for one in gap.qualifiers)


def _clause(sight: Sight, start: int) -> tuple[float, ...]:
    """Where its clause stands, as seen from the one that says most of the question."""
    clause, best = sight.clause_of(start), sight.best_clause
    most = sight.clause_topics[best]
    if not most:
        return 0.0, 0.0, False, False
    distance = min(3, abs(clause - best)) / 3
    return sight.clause_topics[clause] / most, distance, clause < best, clause == best + 1


def _edge(sight: Sight, start: int) -> tuple[float, ...]:
    """How it is cut out: at a clause, amid a list, at words that announce or that are asked."""
    before = sight.text[start - 1 : start]
    return (
        not before or before in MARKS,
        before in PAIRING,
        start in sight.cue_starts,
        start in sight.cue_ends,
        sight.told[start],
        sight.says_before(start),
    )


def _parts(sight: Sight, start: int) -> tuple[float, ...]:
    """What parts of speech stand on both sides of the edge."""
    word, before = sight.word_at(start), sight.word_before(start)
    part = part_of(word) if word else None
    leads = part_of(before) if before else None
    return part is Part.VERB, part in _PARTICLES, leads is Part.VERB, leads is Part.PREPOSITION


def _counts(sight: Sight, start: int) -> tuple[float, ...]:
    """Whether it counts the whole or a part, as is asked or not; whether a bracket is open."""
    clause, is_total = sight.clause_before(start), sight.gap.is_total
    says_total = bool(_SAYS_TOTAL.search(clause[-NEAR:]))
    return (
        is_total and says_total,
        not is_total and says_total,
        "其中" in clause and "其中" not in sight.question.plain,
        sight.text.count("(", 0, start) > sight.text.count(")", 0, start),
    )
