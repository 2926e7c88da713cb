"""Words that narrow what is asked, and must be printed of it: 一期, 亿元以上, 首个, 棚改, 每亩."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from bot.answering.data_files import load_data
from bot.answering.language.periods import numeral

_AT_LEAST = re.compile(r"(?P<number>\d+|[一二三四五六七八九十两]+)?(?P<scale>[百千万亿]+)元?以上")


@cache
def _pattern() -> re.Pattern[str]:
    return re.compile("|".join(load_data("grammar.toml")["qualifier"]["patterns"]))


def find_qualifiers(text: str) -> tuple[str, ...]:
    """Find the qualifiers of a folded question, written as the paper does."""
    return tuple(_as_printed(match[0]) for match in _pattern().finditer(text))


def qualifier_places(text: str) -> list[tuple[int, int]]:
    """Give where the qualifiers of a folded question stand."""
    return [match.span() for match in _pattern().finditer(text)]


def _as_printed(qualifier: str) -> str:
    """Write 五十亿以上 as 50亿元以上, 百亿以上 as 100亿元以上, 第二期 as 二期."""
    match = _AT_LEAST.fullmatch(qualifier)
    if not match:
        return qualifier.removeprefix("第") if qualifier.endswith("期") else qualifier
    number = numeral(match["number"]) if match["number"] else 1
    scale = match["scale"]
    for times, word in ((100, "百"), (1000, "千")):
        if scale.startswith(word) and len(scale) > 1:
            number, scale = number * times, scale.removeprefix(word)
    return f"{number if number > 1 else ''}{scale}元以上"


@cache
def same_qualifiers(qualifier: str) -> tuple[str, ...]:
    """Give the qualifier and those that say the same (首个, 第一个)."""
    groups = load_data("grammar.toml")["qualifier"]["same"]
    return next((tuple(group) for group in groups if qualifier in group), (qualifier,))


@cache
def phase_pattern() -> re.Pattern[str]:
    """Give what a phase looks like: 一期. A sentence on one phase is on no other."""
    return re.compile(r"[一二三四五]期")


@cache
def superlatives() -> frozenset[str]:
    """Qualifiers that only one thing can have: 唯一, 首个."""
    return frozenset(load_data("grammar.toml")["qualifier"]["superlatives"])


class Bound(NamedTuple):
    """What is asked by the piece (每亩) or as a bound (最高), and what print must say for it."""

    reason: str
    asked: str
    printed: re.Pattern[str]


def find_bounds(text: str) -> list[Bound]:
    """Find the bounds that a folded question asks for."""
    found = ((reason, asked.search(text), printed) for reason, asked, printed in _bounds())
    return [Bound(reason, match[0], printed) for reason, match, printed in found if match]


@cache
def _bounds() -> tuple[tuple[str, re.Pattern[str], re.Pattern[str]], ...]:
    rows = load_data("grammar.toml")["bound"]
    return tuple((r["reason"], re.compile(r["asked"]), re.compile(r["printed"])) for r in rows)
