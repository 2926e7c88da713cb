"""What kind of question it is, told by cues in a data file."""

from __future__ import annotations

import re
from enum import StrEnum
from functools import cache
from typing import NamedTuple

from bot.answering.data_files import load_data
from bot.answering.language.dimensions import put_in
from bot.answering.language.person_names import person_pattern
from bot.answering.language.wanted import grammar_parts


class Kind(StrEnum):
    """What a question is after, and so which way it is answered."""

    CHAT = "chat"
    OUTSIDE = "outside"
    DATING = "dating"  # which year is that figure of?
    EDITION = "edition"  # how new is the newest page?
    MORE = "more"  # go on with what was told
    ANOTHER = "another"  # not that one
    BYLINE = "byline"
    CREDIT = "credit"  # who wrote it, who took the picture?
    MEANING = "meaning"  # what is that figure of?
    NAVIGATION = "navigation"
    LATEST = "latest"
    TOPIC = "topic"  # nothing is asked: the articles on it
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
    """A kind with what its cue says of it.

    `reason` names a remark for chat and outside. `is_soft` marks what is the paper's business
    after all where it prints it: the first bus of a new line, a subsidy for flats.
    """

    kind: Kind
    reason: str | None = None
    is_soft: bool = False


@cache
def _cues() -> tuple[tuple[Cue, re.Pattern[str]], ...]:
    data = load_data("grammar.toml")
    parts = {**grammar_parts(), **data["parts"], "person": person_pattern()}
    return tuple(
        (
            Cue(Kind(row["kind"]), row.get("reason"), row.get("soft", False)),
            re.compile(put_in(parts, "|".join(row["cues"]))),
        )
        for row in data["cue"]
    )


def kind_of(question: str, *, soft: bool = True) -> Cue:
    """Tell the kind of a folded, plain question; without any cue it asks for a fact.

    Without `soft`, cues that may be the paper's business after all are passed over.
    """
    cues = (
        cue for cue, pattern in _cues() if pattern.search(question) and (soft or not cue.is_soft)
    )
    return next(cues, Cue(Kind.FACT))
