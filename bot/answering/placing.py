"""How well a span sits where the question's gap is.

Chinese leaves the question word in place: what stands left of 多少 in the question stands left of
the figure in print (工业项目34个, not 项目156个).
"""

from __future__ import annotations

import re

from bot.answering.question import Question
from bot.answering.wording import same_words

# Words that bind a gap to its neighbours and may differ: 额度是多少, 额度为65亿元, 总投资约100亿元.
_BINDERS = "是为达有共约近超了的到在于过出达到共计一共总共：:，, “《"
REACH = 24
EXACT_WEIGHT, NEAR_WEIGHT, RIGHT_WEIGHT = 0.35, 1.2, 1.0
MAX_EXACT = 8


def fit_of(question: Question, text: str, start: int, end: int) -> float:
    """Score a span of a folded text by what stands on its left and right."""
    left, right = question.wanted.left.rstrip(_BINDERS), question.wanted.right.lstrip(_BINDERS)
    before, after = text[:start].rstrip(_BINDERS), text[end:].lstrip(_BINDERS)
    exact = min(MAX_EXACT, _shared_end(left, before)) + min(MAX_EXACT, _shared_start(right, after))
    return EXACT_WEIGHT * exact + _near(question, left, before) + _right(question, right, after)


def _shared_end(one: str, other: str) -> int:
    return _shared_start(one[::-1], other[::-1])


def _shared_start(one: str, other: str) -> int:
    return next((at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b),
                min(len(one), len(other)))


def _near(question: Question, left: str, before: str) -> float:
    """Reward the last topic left of the gap for standing left of the span, the nearer the more."""
    topics = [topic for topic in question.topics if topic in left]
    if not topics:
        return 0.0
    clause = re.split(r"[。；;]", before)[-1]
    places = (clause.rfind(word) + len(word) for word in same_words(topics[-1]) if word in clause)
    distance = len(clause) - max(places, default=-REACH)
    return NEAR_WEIGHT * max(0.0, 1 - distance / REACH)


def _right(question: Question, right: str, after: str) -> float:
    """Reward what was asked about for standing right of the span: “甲”称号, 4个专项债项目."""
    nouns = (question.wanted.focus or right[:2], *question.topics)
    followed = [w for noun in nouns if noun for w in same_words(noun) if after.startswith(w)]
    return RIGHT_WEIGHT * min(1.5, max(map(len, followed), default=0) / 2)
