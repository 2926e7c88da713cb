"""Reasons and manners: the clause of the best sentence that gives them."""

from __future__ import annotations

import re

from bot.answering.answers import answered, not_found
from bot.answering.desk import Desk
from bot.answering.evidence.evidence import Evidence
from bot.answering.library.quotes import quote
from bot.answering.question.kinds import Kind
from bot.answering.question.question import Question
from bot.answering.spans.announcing import announcing_rows, patterns_of
from bot.answering.ways.facts import nearest, refusal
from bot.folding import fold
from bot.model import Answer, Remark
from corpus.model import Printed

# A sentence with a cue is taken before a better one without, if its score is this near.
CUE_WORTH = 0.7
# 为加快项目建设, 组建专班: what the question repeats stands before what answers.
AIM_WORTH = 0.5
MAX_EVIDENCE = 6
# Deeds that the print must name itself: to apply or pay is never implied by anything else.
_PROCEDURE = re.compile(
    r"申请|申报|办理|报名|领取|预约|登记|缴纳|报销|投诉|购买|租赁|加入|联系|咨询|(?<=怎么)考"
)


async def answer_clause(question: Question, desk: Desk) -> Answer:
    """Answer with the clause that gives the reason or the manner."""
    evidence = await desk.evidence(question)
    sound = [found for found in evidence if not found.failed and _procedure_named(question, found)]
    if not sound:
        return _refused(question, evidence)
    telling = [found for found in sound[:MAX_EVIDENCE] if said_in(question, found)]
    if question.kind is Kind.WHY and telling:
        sound = telling
    best = max(sound[:MAX_EVIDENCE], key=lambda found: _worth(question, found))
    said = said_in(question, best)
    short = best.span or said or best.sentence.printed
    return answered(
        (quote(best.story, best.at),),
        (short,),
        signals={**best.signals, "cue": float(said is not None)},
    )


def _procedure_named(question: Question, found: Evidence) -> bool:
    asked = _PROCEDURE.findall(question.plain)
    return all(any(word in found.story.folded[found.at] for word in (deed,)) for deed in asked)


def _refused(question: Question, evidence: list[Evidence]) -> Answer:
    asked = _PROCEDURE.search(question.plain)
    if asked and evidence and not evidence[0].failed:
        reason = Remark("no_procedure", {"word": asked[0]})
        return not_found(reason, nearest(question, evidence[:1]))
    return refusal(question, evidence)


def _worth(question: Question, found: Evidence) -> float:
    said = said_in(question, found)
    if said is None:
        return found.score
    before = found.story.folded[found.at].partition(fold(said.text))[0]
    return (
        found.score
        + CUE_WORTH
        + AIM_WORTH * _repeated(question, before) / len(question.topics or " ")
    )


def said_in(question: Question, found: Evidence) -> Printed | None:
    """Give the clause of the sentence that says why or how, if one does.

    Of several, the one that repeats least of the question: what is asked about is no reason.
    """
    text = found.story.folded[found.at]
    for kind in announcing_rows(question):
        for pattern in patterns_of(kind):
            spans = [match.span("said") for match in pattern.finditer(text)]
            if spans and kind == "trouble":
                return found.sentence.printed.cut(*spans[0])
            if spans:
                start, end = min(spans, key=lambda span: _repeated(question, text[slice(*span)]))
                return found.sentence.printed.cut(start, end)
    return None


def _repeated(question: Question, clause: str) -> int:
    return sum(question.is_said(topic, clause) for topic in question.topics)
