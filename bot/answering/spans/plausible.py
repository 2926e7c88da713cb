"""Whether words of no form that was asked for may answer at all."""

from __future__ import annotations

import re

from bot.answering.language.candidates import Kind as Form
from bot.answering.language.wanted import AnswerType
from bot.answering.question.kinds import Kind
from bot.answering.question.question import Question, once

_SPEECH = re.compile(r"说|讲|觉得|认为|表示|介绍|透露|提到|坦言|反映")
_LEADS_TO_SPEECH = re.compile(
    r"(?:据.{0,6}(?:介绍|了解|悉)"
    r"|说|表示|介绍|指出|认为|解释|透露|坦言|强调|称|要求|告诉(?:记者|笔者))$"
)
_SPEECH_MARK = re.compile(r"[，,:：“]")
_CLAUSE_MARKS = frozenset("，。；,;”")
_CAUSE = re.compile(r"原因(?:是|在于)|是因为|得益于|归功于|多亏")
_WHICH_ONE = re.compile(
    r"哪(?:一?[个家条座段位类块片款站所层栋幢])?(?![几两二三四五六七八九十\d年月天日周])"
)
_MEASURED = frozenset({Form.FIGURE, Form.PERCENT, Form.DURATION, Form.TIME, Form.RANK})
_BY_NAME = frozenset({AnswerType.PERSON, AnswerType.ORGANISATION, AnswerType.PLACE})
_NAMES = frozenset({Form.PERSON, Form.ORGANISATION, Form.PLACE})


@once
def asks_speech(question: Question) -> bool:
    """Whether it asks who said something, or what was said."""
    return bool(_SPEECH.search(question.plain))


def is_plausible(question: Question, text: str, span: tuple[int, int], form: Form | None) -> bool:
    """Whether a span of a folded text, of some form or none, may answer.

    Who says something (某某介绍，…) answers only who said it. 哪个站 and 谁 are answered by no
    figure. No figure and no name is a reason, nor is what stands before it: 下降7.3%，原因是 |
    连下三天雨.
    """
    if not asks_speech(question) and _leads_to_speech(text, *span):
        return False
    if question.kind is Kind.WHY:
        return form not in _MEASURED | _NAMES and not _CAUSE.search(text, span[0] + 1, span[1])
    return form not in _MEASURED or not _asks_by_name(question)


@once
def _asks_by_name(question: Question) -> bool:
    """Whether what is asked for is called by a name: 谁, 哪个站."""
    return question.wanted.type in _BY_NAME or bool(_WHICH_ONE.match(question.wanted.word))


def _leads_to_speech(text: str, start: int, end: int) -> bool:
    """Whether a span opens its clause and ends as what leads to speech does."""
    opens = start == 0 or text[start - 1] in _CLAUSE_MARKS
    leads = opens and _LEADS_TO_SPEECH.search(text, start, end)
    return bool(leads and _SPEECH_MARK.match(text, end))
