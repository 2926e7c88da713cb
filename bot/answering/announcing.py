"""How clauses announce that they tell a reason or a manner (clauses.toml)."""

from __future__ import annotations

import re
from functools import cache

from bot.answering.kinds import Kind
from bot.answering.wording import load_data

_NAMES = {Kind.WHY: "why", Kind.HOW: "how"}


def is_told_in_clauses(kind: Kind) -> bool:
    """Whether questions of a kind are answered by whole clauses."""
    return kind in _NAMES


@cache
def announcing_patterns(kind: Kind) -> tuple[re.Pattern[str], ...]:
    """Give what such clauses look like, `said` being what answers; none for other kinds."""
    name = _NAMES.get(kind)
    return tuple(map(re.compile, load_data("clauses.toml")[name])) if name else ()
