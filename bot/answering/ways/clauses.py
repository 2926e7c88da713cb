"""Reasons and manners: the clause of the best sentence that gives them."""

from __future__ import annotations

import re

from bot.answering.answers import answered, not_found
from bot.answering.desk import Desk
from bot.answering.evidence.evidence import Evidence
from bot.answering.question.kinds import Kind
from bot.answering.question.question import Question
from bot.answering.ways.facts import nearest, refusal
from bot.answering.ways.neighbours import chance_together, quote_together, with_neighbour
from bot.model import Answer, Remark

# Nearly any sentence may seem to tell a reason or a manner: how likely the best must be, together
# with the one beside it. Over 3 569 questions, with .3, .35 and .4 evidence@1 is .862, .860 and
# .855, wrong .043, .042 and .041; of 228 such questions whose answers are erased .33 are told with
# .35, .34 with .33.
MIN_CHANCE = 0.35
_UNTOLD = {Kind.WHY: "no_reason", Kind.HOW: "no_manner"}
# Deeds that the print must name itself: to apply or pay is never implied by anything else.
_PROCEDURE = re.compile(
    r"申请|申报|办理|报名|领取|预约|登记|缴纳|报销|投诉|购买|租赁|加入|联系|咨询|(?<=怎么)考"
)
# What is reckoned is told by terms: so much of each, by a scale, at a rate.
_RECKONED = re.compile(r"怎么(?:计算|核算|折算|算|收费|计费|计价|评分|打分)")
_TERMS = re.compile(r"按|[根依]据|每(?!一?[个位项])|比例|标准|倍|折|%|算|\d元|分档")


async def answer_clause(question: Question, desk: Desk) -> Answer:
    """Answer with the clause that gives the reason or the manner."""
    evidence = await desk.evidence(question)
    sound = [found for found in evidence if not found.failed and _tells_deed(question, found)]
    if not sound:
        return _refused(question, evidence)
    best = sound[0]
    told = with_neighbour(best, sound)
    untold = _UNTOLD.get(question.kind)  # what somebody said is told in clauses too
    if untold and chance_together(told) < MIN_CHANCE:
        return not_found(Remark(untold), (quote_together(told),))
    is_announced = best.weighed["announced"] or best.weighed["announced_means"]
    return answered(
        (quote_together(told),),
        (best.span or best.sentence.printed,),
        signals={**best.signals, "cue": float(is_announced)},
    )


def _tells_deed(question: Question, found: Evidence) -> bool:
    """Whether a sentence names the procedure asked for, and the terms of what is reckoned."""
    text = found.story.folded[found.at]
    is_named = all(deed in text for deed in _PROCEDURE.findall(question.plain))
    return is_named and bool(not _RECKONED.search(question.plain) or _TERMS.search(text))


def _refused(question: Question, evidence: list[Evidence]) -> Answer:
    asked = _PROCEDURE.search(question.plain)
    if asked and evidence and not evidence[0].failed:
        reason = Remark("no_procedure", {"word": asked[0]})
        return not_found(reason, nearest(question, evidence[:1]))
    return refusal(question, evidence)
