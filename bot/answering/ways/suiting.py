"""How well a list suits what is asked: by its count, what it is a list of, the names in it."""

from __future__ import annotations

import re
from collections.abc import Mapping

from bot.answering.desk import Desk
from bot.answering.evidence.evidence import Evidence
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

# What speaks for a list, and against it. When they were chosen, of 211 questions in all sets with
# half of what is accepted in some list 205 got it so; without a line of these, 200 to 204. How many
# get it now, `python -m benchmarks.calibrate_telling` prints (told from 0). How much of the
# question its sentence says cost three here: it tells whether any list answers (`listing.py`).
WEIGHTS = {
    "behind": -0.8,  # its sentence, in the reader's order
    "chosen": 1.0,
    "many": 0.7,
    "headed": 1.5,
    "itemed": 0.5,
    "alike": 2.0,  # 哪些赋能 → 政策赋能、服务赋能; 保哪三样 → 保平安、保稳定
    "announced": 0.7,
    "other_count": -1.0,
    "names": 4.0,  # 芯片园都有哪些企业, however little the sentence says of it
    "no_name": -1.5,
}
SURELY_NAMES = 2
PAIR = 2
# So near before its items stands the name of a list: “三个抓”：抓….
ANNOUNCED_REACH = 40


def suits(signals: Mapping[str, float]) -> float:
    """Weigh how well a list suits a question, by its signals."""
    return sum(weight * signals[name] for name, weight in WEIGHTS.items())


def suiting_signals(
    question: Question, desk: Desk, listed: Enumeration, found: Evidence
) -> dict[str, float]:
    """Give what speaks for and against a list, wherever its sentence stands in the order."""
    held = {
        "chosen": _is_chosen(listed, found),
        "many": len(listed.items) > PAIR,
        "names": names_told(question, desk, listed),
        "no_name": _has_no_name(question, listed),
    }
    held |= _by_focus(question, listed) | _by_count(question, listed)
    return {name: float(holds) for name, holds in held.items()}


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


def _by_focus(question: Question, listed: Enumeration) -> dict[str, bool]:
    """Tell where the noun asked for is said: behind the items, in one of them, in each."""
    focus = focus_of(question)
    said = [bool(focus) and question.is_said(focus, fold(item.text)) for item in listed.items]
    headed = bool(focus) and question.is_said(focus, listed.head)
    return {"headed": headed, "itemed": any(said), "alike": all(said)}


def _by_count(question: Question, listed: Enumeration) -> dict[str, bool]:
    """Tell whether a list is as long as is asked for, and announced so: 三个抓 is asked for."""
    asked = announced_count(question.plain)
    beside = listed.lead[-ANNOUNCED_REACH:] + listed.head
    counts = [one for one in counts_in(question.plain) if asked and numeral(one[1]) == asked]
    return {
        "announced": any(question.plain[one.start() : one.end() + 1] in beside for one in counts),
        "same_count": len(listed.items) == asked,
        "other_count": bool(asked) and len(listed.items) != asked,
    }


_NAMED = {
    AnswerType.ORGANISATION: NameKind.ORGANISATION,
    AnswerType.PERSON: NameKind.PERSON,
    AnswerType.PLACE: NameKind.PLACE,
}
_NO_NAME = re.compile(r"[不了要把对将\d]|问题|工作")


def names_told(question: Question, desk: Desk, listed: Enumeration) -> bool:
    """Whether a list tells names that the corpus knows, where such names are asked for.

    Two are enough, however little its sentence says of the question: the rest of the article does
    (园区一期已有5个项目落地：…).
    """
    kind = _NAMED.get(question.wanted.type)
    known = (_is_name(fold(item.text), kind, desk) for item in listed.items if kind)
    return sum(known) >= SURELY_NAMES


def _has_no_name(question: Question, listed: Enumeration) -> bool:
    """Whether an item can be no name, where names are asked for."""
    asked = question.wanted.type in _NAMED
    return asked and any(_NO_NAME.search(fold(item.text)) for item in listed.items)


def _is_name(item: str, kind: NameKind, desk: Desk) -> bool:
    name = desk.library.names.get(item)
    in_dictionary = kind is NameKind.PLACE and part_of(item) is Part.PLACE
    return in_dictionary or (name is not None and name.kind is kind)
