"""What figures measure: dimensions, their printed units, the words that ask for them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from bot.answering.data_files import load_data

# 万 and 亿 belong to the number (48万千伏安), not to the unit.
_SCALE = re.compile(r"^(?:[百万亿多余]|千(?![米伏瓦克卡]))+(?=.)")
_PART = re.compile(r"\{([a-z_]+)\}")
# Print has few units, and they are asked for often.
MAX_KNOWN_UNITS = 1024
# The same count, printed in more than one way.
_SAME_MEASURE = [
    frozenset(words.split())
    for words in ("人 名 位 口 个人", "户 戶", "次 回 趟 遍", "批 批次", "班 班次")
]

# What people count in, and how the paper may call it.
_MEANT = {"家": frozenset("户戶"), "度": frozenset({"摄氏度", "℃", "千瓦时"})}


def put_in(parts: Mapping[str, str], pattern: str) -> str:
    """Put named parts into a pattern, where their names stand in braces."""
    return _PART.sub(lambda match: parts.get(match[1], match[0]), pattern)


@dataclass(frozen=True, slots=True)
class Dimension:
    """One thing figures measure; `type` names the answer type of its figures.

    What is `counted` (people, firms) is asked for by 多少 and 几 alone.
    """

    name: str
    type: str
    units: frozenset[str]
    asks: tuple[str, ...]
    counted: bool = False


@cache
def dimensions() -> dict[str, Dimension]:
    """Give all dimensions by name, in the order of the data file."""
    return {
        name: Dimension(
            name,
            row.get("type", "number"),
            frozenset(row["units"]),
            tuple(row["asks"]),
            row.get("counted", False),
        )
        for name, row in load_data("dimensions.toml").items()
    }


@lru_cache(MAX_KNOWN_UNITS)
def bare_unit(unit: str) -> str:
    """Take the scale off a unit: 万平方米 → 平方米, 亿元 → 元; 千伏安 is one word."""
    return unit if unit in all_units() else _SCALE.sub("", unit)


@lru_cache(MAX_KNOWN_UNITS)
def dimensions_of(unit: str) -> frozenset[str]:
    """Name the dimensions that are printed with this unit; none for a foreign unit."""
    bare = bare_unit(unit)
    return frozenset(name for name, row in dimensions().items() if bare in row.units)


@lru_cache(MAX_KNOWN_UNITS)
def same_measure(asked: str, printed: str) -> bool:
    """Whether a figure counted in `printed` answers a question that counts in `asked`.

    亩 or 户 must be met exactly; 个 counts anything that is counted, also 财务3名; who asks for
    多少家 or 多少度 may be told of 户 or 摄氏度, and never the other way round.
    """
    asked, printed = bare_unit(asked), bare_unit(printed)
    if asked == printed or any({asked, printed} <= row for row in _SAME_MEASURE):
        return True
    if printed in _MEANT.get(asked, ()):
        return True
    return asked == "个" and any(
        printed in row.units for row in dimensions().values() if row.counted
    )


@cache
def all_units() -> frozenset[str]:
    """Give all units and measure words."""
    return frozenset(unit for row in dimensions().values() for unit in row.units)


@cache
def unit_pattern() -> str:
    """Give a regular expression for any unit, with its scale."""
    longest_first = sorted(all_units(), key=lambda unit: (-len(unit), unit))
    units = "|".join(map(re.escape, longest_first))
    return rf"(?:(?:{units})|[百千万亿]+(?:{units}))"


def asked_dimensions(text: str) -> Iterator[tuple[int, int, Dimension]]:
    """Find the words that ask for a dimension: start, end, dimension; the longer first."""
    lowered = text.lower()
    found = [
        (match.start(), match.end(), row)
        for ask, row in _lowered_asks()
        if ask in lowered
        for match in re.finditer(re.escape(ask), text, re.IGNORECASE)
    ]
    yield from sorted(found, key=lambda hit: hit[0] - hit[1])


@cache
def _lowered_asks() -> Sequence[tuple[str, Dimension]]:
    return [(ask.lower(), row) for row in dimensions().values() for ask in row.asks]
