"""Where something is: what is printed behind 位于, 在 or 到, and nothing else answers 建在哪里."""

from __future__ import annotations

import re
from functools import cache

from bot.answering.kinds import Kind
from bot.answering.question import Question, once
from bot.answering.reading.wanted import AnswerType
from bot.answering.wording import load_data


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    rows = load_data("grammar.toml")["location"]
    return {name: re.compile(pattern) for name, pattern in rows.items()}


@once
def asks_location(question: Question) -> bool:
    """Whether it asks where something is or is done, and not for a place of a kind (哪条路)."""
    if question.wanted.type is not AnswerType.PLACE or question.kind is not Kind.FACT:
        return False
    return not question.wanted.focus and bool(_patterns()["asked"].search(question.plain))


@once
def endings_asked(question: Question) -> tuple[str, ...]:
    """Give what names the place of a kind that is asked for (哪个村): 村, 庄, 寨; () for any."""
    is_place = question.wanted.type is AnswerType.PLACE
    return tuple(load_data("grammar.toml")["place"].get(question.wanted.focus or "", ())) * is_place


def tells_location(question: Question, text: str, start: int, end: int) -> bool:
    """Whether a folded sentence prints its characters `start` to `end` as where something is.

    What is asked about is no place of its own: 在某某厅 does not tell where 某某厅 is.
    """
    words = text[start:end]
    told = _patterns()["opens"].sub("", words, count=1).lstrip("“")
    if told.startswith(question.next_to_gap):
        return False
    return bool(_patterns()["leads"].search(text[:start]) or _patterns()["opens"].match(words))
