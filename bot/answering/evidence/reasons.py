"""What of a sentence tells why or how, beside the words that announce it: signals for the judge."""

from __future__ import annotations

import re

from bot.answering.evidence.case import Case
from bot.answering.reading.reader import ScoredSpan
from bot.answering.spans.announcing import trouble_words

_MANY_TROUBLES = 3
# So many characters before a clause are beside it: about two clauses.
_BESIDE = 40
_ASKED = re.compile(r"[?？][”’」]?$")


def clause_signals(case: Case, span: ScoredSpan | None) -> dict[str, float]:
    """Tell what speaks for and against a span as a reason or a manner, each from 0 to 1.

    A reason is mostly a trouble (窑炉老化, 订单不够) and seldom a row of figures; it stands beside
    what it is of, or after the print's own 为什么？, and says something else; news opens with what
    happened, not with why. Held out by pages, with these the log loss of such questions is .739 for
    .845.
    """
    start, end = (span.start, span.end) if span else (len(case.text),) * 2
    words = case.text[start:end]
    return {
        "clause.troubled": min(len(trouble_words().findall(words)), _MANY_TROUBLES)
        / _MANY_TROUBLES,
        "clause.figures": sum(map(str.isdigit, words)) / max(len(words), 1),
        "clause.repeated": _share_said(case, words),
        "clause.beside": float(_share_said(case, case.text[max(0, start - _BESIDE) : start]) > 0),
        "clause.asked": float(bool(_ASKED.search(case.story.before(case.at, 1)))),
        "clause.opening": float(case.at == 0),
    }


def _share_said(case: Case, words: str) -> float:
    topics = case.question.topics
    return sum(case.question.is_said(topic, words) for topic in topics) / max(len(topics), 1)
