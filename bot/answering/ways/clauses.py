"""Reasons and manners: the clause of the best sentence that gives them."""

from __future__ import annotations

import re

from bot.answering.answers import answered, not_found
from bot.answering.desk import Desk
from bot.answering.evidence.evidence import Evidence
from bot.answering.library.quotes import quote
from bot.answering.question.question import Question
from bot.answering.ways.facts import nearest, refusal
from bot.model import Answer, Remark

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
    best = sound[0]
    is_announced = best.weighed["announced"] or best.weighed["announced_means"]
    return answered(
        (quote(best.story, best.at),),
        (best.span or best.sentence.printed,),
        signals={**best.signals, "cue": float(is_announced)},
    )


def _procedure_named(question: Question, found: Evidence) -> bool:
    text = found.story.folded[found.at]
    return all(deed in text for deed in _PROCEDURE.findall(question.plain))


def _refused(question: Question, evidence: list[Evidence]) -> Answer:
    asked = _PROCEDURE.search(question.plain)
    if asked and evidence and not evidence[0].failed:
        reason = Remark("no_procedure", {"word": asked[0]})
        return not_found(reason, nearest(question, evidence[:1]))
    return refusal(question, evidence)
