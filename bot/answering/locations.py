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


def tells_location(text: str, start: int, end: int) -> bool:
    """Whether a folded sentence prints its characters `start` to `end` as where something is."""
    leads, opens = _patterns()["leads"], _patterns()["opens"]
    return bool(leads.search(text[:start]) or opens.match(text[start:end]))
