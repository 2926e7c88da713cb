"""What has a form of its own: a telephone number, a time of day, a share in tenths."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from bot.answering.data_files import load_data
from bot.answering.language.dimensions import put_in


class Form(NamedTuple):
    """What asks for it in a question, and what it looks like in print."""

    asked: re.Pattern[str]
    printed: re.Pattern[str]


@cache
def _forms() -> tuple[Form, ...]:
    grammar = load_data("grammar.toml")
    parts: dict[str, str] = {}
    for name, pattern in grammar["form_parts"].items():
        parts[name] = put_in(parts, pattern)
    return tuple(
        Form(re.compile(row["asked"]), re.compile(put_in(parts, row["printed"])))
        for row in grammar["form"]
    )


def form_asked(text: str) -> Form | None:
    """Give the form that an answer to a folded question must have; None where it has none."""
    return next((form for form in _forms() if form.asked.search(text)), None)
