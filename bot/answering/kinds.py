"""What kind of question it is, told by cues in a data file."""

from __future__ import annotations

import re
from enum import StrEnum
from functools import cache
from typing import NamedTuple

from bot.answering.wording import load_data


class Kind(StrEnum):
    """What a question is after, and so which way it is answered."""

    CHAT = "chat"
    OUTSIDE = "outside"
    DATING = "dating"  # which year is that figure of?
    EDITION = "edition"  # how new is the newest page?
    BYLINE = "byline"
    NAVIGATION = "navigation"
    LATEST = "latest"
    COMPARISON = "comparison"
    FULL_NAME = "fullname"
    LIST = "list"
    DEFINITION = "definition"
    WHY = "why"
    YES_NO = "yes_no"
    HOW = "how"
    PERSON = "person"  # who is that?
    ROUTE = "route"
    SPEECH = "speech"
    FACT = "fact"


class Cue(NamedTuple):
    """A kind with the cue that told it; `reason` names a remark for chat and outside."""

    kind: Kind
    reason: str | None = None
    start: int = 0
    end: int = 0


@cache
def _cues() -> tuple[tuple[Kind, str | None, re.Pattern[str]], ...]:
    return tuple(
        (Kind(row["kind"]), row.get("reason"), re.compile("|".join(row["cues"])))
        for row in load_data("grammar.toml")["cue"]
    )


def kind_of(question: str) -> Cue:
    """Tell the kind of a folded, plain question; without any cue it asks for a fact."""
    for kind, reason, pattern in _cues():
        match = pattern.search(question)
        if match:
            return Cue(kind, reason, *match.span())
    return Cue(Kind.FACT)
