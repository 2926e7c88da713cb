"""How well a list suits what is asked: by its count, what it is a list of, the names in it."""

from __future__ import annotations

import re

from bot.answering.desk import Desk
from bot.answering.evidence.evidence import Evidence
from bot.answering.evidence.support import share_said
from bot.answering.language.candidates import find_candidates
from bot.answering.language.names import NameKind
from bot.answering.language.parts_of_speech import Part, part_of
from bot.answering.language.periods import numeral
from bot.answering.language.wanted import FIGURES, TIMES, AnswerType
from bot.answering.library.counts import announced_count, counts_in
from bot.answering.library.enumerations import Enumeration
from bot.answering.question.question import Question
from bot.answering.reading.fitting import fits
from bot.folding import fold

# What the parts of a choice weigh against a place in the reader's order. With all of them
# evidence@1 of all sets is .8523; without the first, the second and so on it is .8497, .8519,
# .8489, .8516, .8501, .8516, .8512.
COUNT_WEIGHT = 2.0
HEAD_WEIGHT = 1.5
LEAD_WEIGHT = 2.4
CONTEXT_WEIGHT = 0.4
MANY_WEIGHT = 0.7
OPEN_WEIGHT = 0.5
CHOSEN_WEIGHT = 1.0
# 哪些赋能 → 政策赋能、服务赋能; 保哪三样 → 保平安、保稳定: such items are hardly others.
ALIKE_WEIGHT = 2.0
ANNOUNCED_WEIGHT = 0.7
# So that two known names outweigh a list that stands next to the question's words: 2.19 to 1.47 on
# the shipped pages for 芯片园都有哪些企业, 1.19 with 1.5. No set moved by more than a question.
NAME_WEIGHT = 2.0
UNNAMED_COST = 1.5
SURELY_NAMES, MAYBE_NAMES = 2, 0.5
# So near before its items stands the name of a list: “三个抓”：抓….
ANNOUNCED_REACH = 40


def suits(question: Question, desk: Desk, listed: Enumeration, found: Evidence) -> float:
    """Weigh how well a list suits a question, wherever its sentence stands in the order."""
    chosen = CHOSEN_WEIGHT * _is_chosen(listed, found)
    return _fit(question, listed) + names_told(question, desk, listed) + chosen


def is_typed(question: Question, listed: Enumeration) -> bool:
    """Whether items are of the type asked for, where figures or times are."""
    if question.wanted.type not in FIGURES | TIMES:
        return True
    return all(
        any(fits(question.wanted, one) for one in find_candidates(text, range(len(text) + 1)))
        for text in (item.text for item in listed.items)
    )


def focus_of(question: Question) -> str:
    """Give what the items are to be: the noun asked for, else the last topic."""
    return question.wanted.focus or (question.topics[-1] if question.topics else "")


def _is_chosen(listed: Enumeration, found: Evidence) -> bool:
    """Whether the words that answer best in the sentence are of the list."""
    if not listed.run or not found.span:
        return False
    (low, _), *_, (_, high) = [*listed.run.spans, *listed.run.spans]
    return all(low <= start and end <= high for start, end in found.span.spans) or all(
        found.span.spans[0][0] <= start and end <= found.span.spans[-1][1]
        for start, end in listed.run.spans
    )


def _fit(question: Question, listed: Enumeration) -> float:
    score, asked, focus = 0.0, announced_count(question.plain), focus_of(question)
    if asked:
        score += COUNT_WEIGHT if len(listed.items) == asked else -COUNT_WEIGHT / 2
    if focus:
        score += HEAD_WEIGHT * question.is_said(focus, listed.head)
        items = [fold(item.text) for item in listed.items]
        score += 0.5 * question.is_said(focus, "".join(items))
        score += ALIKE_WEIGHT * all(question.is_said(focus, item) for item in items)
    done = question.wanted.left[-1:]
    score += ALIKE_WEIGHT * all(
        item.text.strip("“").startswith(done or "?") for item in listed.items
    )
    if asked:
        beside = listed.lead[-ANNOUNCED_REACH:] + listed.head
        counts = (one for one in counts_in(question.plain) if numeral(one[1]) == asked)
        announced = (question.plain[one.start() : one.end() + 1] for one in counts)
        score += ANNOUNCED_WEIGHT * any(one in beside for one in announced)
    score += MANY_WEIGHT * (len(listed.items) > 2) + OPEN_WEIGHT * listed.is_open
    beside = listed.lead + listed.head
    score += LEAD_WEIGHT * share_said(question, beside)
    score += CONTEXT_WEIGHT * share_said(question, listed.story.before(listed.first, 1) + beside)
    return score


_NAMED = {
    AnswerType.ORGANISATION: NameKind.ORGANISATION,
    AnswerType.PERSON: NameKind.PERSON,
    AnswerType.PLACE: NameKind.PLACE,
}
_NO_NAME = re.compile(r"[不了要把对将\d]|问题|工作")


def names_told(question: Question, desk: Desk, listed: Enumeration) -> float:
    """Judge items where names are asked for: names that the corpus knows, or no names at all.

    Two known names tell a list of names, however little its sentence says of the question: the
    rest of the article does (园区一期已有5个项目落地：…).
    """
    if question.wanted.type not in _NAMED:
        return 0.0
    items = [fold(item.text) for item in listed.items]
    known = sum(_is_name(item, _NAMED[question.wanted.type], desk) for item in items)
    told = min(known, SURELY_NAMES) if known >= SURELY_NAMES else MAYBE_NAMES * known
    no_name = any(map(_NO_NAME.search, items))
    return NAME_WEIGHT * told - UNNAMED_COST * no_name


def _is_name(item: str, kind: NameKind, desk: Desk) -> bool:
    name = desk.library.names.get(item)
    in_dictionary = kind is NameKind.PLACE and part_of(item) is Part.PLACE
    return in_dictionary or (name is not None and name.kind is kind)
