"""How words announce that they tell a reason, a manner, or what is the most (clauses.toml)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from bot.answering.kinds import Kind
from bot.answering.question import Question, once
from bot.answering.wording import load_data

_NAMES = {Kind.WHY: "why", Kind.HOW: "how"}
_TROUBLE = re.compile(
    r"(?:难|问题|瓶颈|短板|不足|毛病)[点处]?[^,，?]{0,3}(?:哪|什么)|什么[^,，?]{0,3}(?:难|问题|瓶颈)"
)


def is_told_in_clauses(kind: Kind) -> bool:
    """Whether questions of a kind are answered by whole clauses."""
    return kind in _NAMES


@cache
def announcing_patterns(kind: Kind) -> tuple[re.Pattern[str], ...]:
    """Give what such clauses look like, `said` being what answers; none for other kinds."""
    name = _NAMES.get(kind)
    return patterns_of(name) if name else ()


@cache
def patterns_of(name: str) -> tuple[re.Pattern[str], ...]:
    """Give the patterns of one row of clauses.toml."""
    return tuple(map(re.compile, load_data("clauses.toml")[name]))


def asks_trouble(question: Question) -> bool:
    """Whether it asks what is difficult: 难在哪里."""
    return question.kind is Kind.HOW and bool(_TROUBLE.search(question.plain))


@once
def most_asked(question: Question) -> str:
    """Tell which is asked for (哪个最大), "most" or "least"; "" for neither."""
    plain = question.plain
    return next(
        (way for way in ("most", "least") if patterns_of(f"asks_{way}")[0].search(plain)), ""
    )


def said_most(question: Question, text: str) -> Iterator[tuple[int, int]]:
    """Give where a text tells what is the most of its kind: 最大的 | 某某站 | 达到."""
    asked = most_asked(question)
    for pattern in patterns_of(asked) if asked else ():
        for match in pattern.finditer(text):
            yield match.span("said")
