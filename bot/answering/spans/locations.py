"""Where something is: what is printed behind 位于, 在 or 到, and nothing else answers 建在哪里."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from bot.answering.data_files import load_data
from bot.answering.language.wanted import AnswerType
from bot.answering.question.kinds import Kind
from bot.answering.question.question import Question, once


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    rows = load_data("grammar.toml")["location"]
    return {name: re.compile(pattern) for name, pattern in rows.items()}


@once
def asks_location(question: Question) -> bool:
    """Whether a place with a form is asked for: where something is, or a kind of place (哪条路)."""
    if question.wanted.type is not AnswerType.PLACE or question.kind is not Kind.FACT:
        return False
    if question.wanted.focus:
        return bool(_endings(question))
    return bool(_patterns()["asked"].search(question.plain))


def tells_location(question: Question, text: str, start: int, end: int) -> bool:
    """Whether characters `start` to `end` of a folded sentence are a place in the form asked for.

    What is asked about is no place of its own: 在某某厅 does not tell where 某某厅 is.
    """
    words = text[start:end]
    if question.wanted.focus:
        return any(ending in words for ending in _endings(question))
    if any(topic in words for topic in question.next_to_gap):
        return False
    return bool(_patterns()["leads"].search(text[:start]) or _patterns()["opens"].match(words))


def _endings(question: Question) -> Sequence[str]:
    """Give what names of places of the kind asked for have in them: 村, 庄, 寨; none for any."""
    endings: Sequence[str] = load_data("grammar.toml")["place"].get(question.wanted.focus, ())
    return endings
