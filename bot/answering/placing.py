"""How well a candidate sits where the question's gap is.

Chinese leaves the question word in place: what stands left of 多少 in the question stands left of
the figure in print (工业项目34个, not 项目156个).
"""

from __future__ import annotations

import re

from bot.answering.question import Question
from bot.answering.reading.candidates import Candidate
from bot.answering.reading.dimensions import bare_unit
from bot.answering.reading.reader import ScoredSpan
from bot.answering.thesaurus import same_words
from bot.answering.wording import zone_names

# Words that bind a gap to its neighbours and may differ: 额度是多少, 额度为65亿元, 总投资约100亿元.
BINDERS = "列居排是为达有共约近超了的到在于过出达到共计一共总共：:，, “《"
REACH = 24
MAX_EXACT = 8
# Weights of what speaks for a candidate, beside the reader's score. Set by hand on our own
# questions over the shipped pages (tests/quality/questions/shipped.jsonl).
EXACT, NEAR, BESIDE, QUALIFIED, UNLIKELY = 0.35, 1.2, 1.0, 3.0, -2.5
ADJACENT, BOUND, MEASURED = 1.0, 1.0, 1.0

MIN_ANCHOR = 2
_CLAUSE_AFTER = re.compile(r"[是为有在：:了]{1,2}(?P<said>[^，。；,;]{2,40})")
_LIMIT = re.compile(r"以上|以下|以内")
_LIMITED = re.compile(r"的?(?:工业|重大)?(?:项目|企业)")
_EXTREMES = ("最高", "最多", "最低", "最少", "至少", "最大")
_BEGINNING = re.compile(r"从(?:几|哪|什么时候|何时)|开始|起")


def placed(question: Question, text: str, candidate: Candidate) -> float:
    """Score a candidate of a folded sentence by what stands around it, and by its form."""
    start, end = candidate.start, candidate.end
    left, right = question.wanted.left.rstrip(BINDERS), question.wanted.right.lstrip(BINDERS)
    before, after = text[:start].rstrip(BINDERS), text[end:].lstrip(BINDERS)
    exact = _shared_start(left[::-1], before[::-1]) + _shared_start(right, after)
    return (
        EXACT * min(MAX_EXACT, exact)
        + NEAR * _nearness(question, before)
        + BESIDE * _followed(question, right, after)
        + BESIDE * _does(question, right, after)
        + BESIDE * _begins(question, before, after)
        + QUALIFIED * _is_qualified(question, before)
        + ADJACENT * before.endswith(tuple(_words_at_gap(question)))
        + BOUND * _is_own(question, before)
        + MEASURED * _is_measured(question, candidate)
        + UNLIKELY * _is_unlikely(question, text[start:end], after)
    )


def _shared_start(one: str, other: str) -> int:
    pairs = zip(one, other, strict=False)
    return next((at for at, (a, b) in enumerate(pairs) if a != b), min(len(one), len(other)))


def _nearness(question: Question, before: str) -> float:
    """Say how near on the left stands what is next to the gap in the question, 0 to 1."""
    clause = re.split(r"[。；;]", before)[-1]
    words = _words_at_gap(question)
    places = [clause.rfind(word) + len(word) for word in words if word in clause]
    return max(0.0, 1 - (len(clause) - max(places, default=-REACH)) / REACH)


def _words_at_gap(question: Question) -> list[str]:
    return [word for topic in question.next_to_gap for word in question.words_of(topic)]


def _is_own(question: Question, before: str) -> bool:
    """Whether no other figure stands between it and the nearest thing asked about.

    甲45亿元乙32亿元: each figure belongs to the name before it.
    """
    words = [word for topic in question.subject for word in question.words_of(topic)]
    place = max((before.rfind(word) + len(word) for word in words if word in before), default=-1)
    return place >= 0 and not re.search(r"\d", before[place:])


def _is_measured(question: Question, candidate: Candidate) -> bool:
    """Whether it counts in the very measure asked in: 15个 before 8200册, where 几个 is asked."""
    asked = question.wanted.measure
    return bool(asked and candidate.unit and bare_unit(asked) == bare_unit(candidate.unit))


def _followed(question: Question, right: str, after: str) -> float:
    """Reward what was asked about for standing right of the span: “甲”称号, 4个专项债项目."""
    nouns = (question.wanted.focus or right[:2], *question.topics)
    followed = [w for noun in nouns if noun for w in same_words(noun) if after.startswith(w)]
    return min(1.5, max(map(len, followed), default=0) / 2)


def _does(question: Question, right: str, after: str) -> float:
    """Reward a doer for standing before the deed (谁主办 → 甲、乙共同主办), the nearer the more."""
    clause = re.split(r"[，。；,;]", after)[0]
    named = [topic for topic in question.next_to_gap if topic in right]
    deeds = [word for topic in named for word in question.words_of(topic)]
    places = [clause.find(deed) for deed in deeds if deed in clause]
    return max(0.0, 1 - min(places, default=REACH) / REACH)


def _begins(question: Question, before: str, after: str) -> bool:
    """Whether a time is a beginning (自7月以来), where a beginning is asked for."""
    if not _BEGINNING.search(question.plain):
        return False
    return before.endswith(("自", "从")) or after.startswith(("以来", "起", "开始"))


def _is_qualified(question: Question, before: str) -> bool:
    """Whether the qualifier asked about stands right before: 10亿元以上项目 | 5个, 最高 | 5元."""
    clause = re.split(r"[，。；,;]", before)[-1]
    bounds = [bound for bound in _EXTREMES if bound in question.plain]
    return clause.endswith(tuple(bounds)) or any(
        re.search(rf"(?<![\d.]){re.escape(qualifier)}\D{{0,6}}$", clause)
        for qualifier in question.qualifiers
    )


def _is_unlikely(question: Question, words: str, after: str) -> bool:
    """Whether it only looks like an answer.

    The limit in 10亿元以上项目 does, the 块 that is no money, the zone itself, and what the
    question has said already.
    """
    is_limit = _LIMIT.search(words) and _LIMITED.match(after)
    is_piece = words.endswith("块") and re.match(r"(?!钱)[\u4e00-\u9fff]", after)  # 96块香皂
    told = words.strip("“”《》") in question.plain or words in zone_names()
    return bool(is_limit or is_piece or told)


def after_anchor(question: Question, text: str) -> ScoredSpan | None:
    """Take what follows the words before the gap, to the clause's end: 最早用在 | 某项目上."""
    left = re.split(r"[，。；,;？? ]", question.wanted.left)[-1].rstrip(BINDERS)
    for length in range(len(left), MIN_ANCHOR - 1, -1):
        place = text.find(left[-length:])
        match = _CLAUSE_AFTER.match(text, place + length) if place >= 0 else None
        if match:
            return ScoredSpan(*match.span("said"), float(length))
    return None
