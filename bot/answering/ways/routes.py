"""From where to where: both ends of a route, as printed."""

from __future__ import annotations

import re

from bot.answering.answers import answered
from bot.answering.desk import Desk
from bot.answering.library.quotes import quote
from bot.answering.question.question import Question
from bot.answering.ways.facts import refusal
from bot.model import Answer

_PLACE = r"[^，。；,;]{2,24}?"
_ROUTES = (
    rf"起点(?:位于|在|是|为)?(?P<start>{_PLACE})[，,]终点(?:位于|在|是|为)?(?P<end>{_PLACE})(?=[，。；,;])",
    rf"[从自](?P<start>{_PLACE})(?:开始|出发|起)?[，,]?(?:一直)?[到至](?P<end>{_PLACE})(?:结束|为止)?(?=[，。；,;])",
)


async def answer_route(question: Question, desk: Desk) -> Answer:
    """Answer with the start and the end."""
    evidence = await desk.evidence(question)
    for found in evidence:
        text = found.story.folded[found.at]
        match = next(filter(None, (re.search(route, text) for route in _ROUTES)), None)
        if match and not found.failed:
            ends = tuple(found.sentence.printed.cut(*match.span(n)) for n in ("start", "end"))
            return answered(
                (quote(found.story, found.at),),
                ends,
            )
    return refusal(question, evidence)
