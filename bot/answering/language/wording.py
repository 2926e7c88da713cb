"""How people speak: what is put in plain words, what names the zone, what says nothing."""

from __future__ import annotations

import re
from functools import cache

from bot.answering.data_files import load_data
from bot.answering.language.dimensions import put_in

# The numerals of contracts and cheques: 贰零贰壹年. A single 伍 or 陆 is a surname.
_FORMAL_DIGITS = str.maketrans("壹贰叁肆伍陆柒捌玖拾佰仟", "一二三四五六七八九十百千")
_FORMAL_NUMBER = re.compile(
    "[零〇壹贰叁肆伍陆柒捌玖拾佰仟]{2,}(?=[年月日号期万亿元%])|[壹贰叁](?=期)"
)


@cache
def _plain() -> tuple[tuple[re.Pattern[str], str], ...]:
    data = load_data("wording.toml")
    parts = {name: put_in(data["part"], part) for name, part in data["part"].items()}
    return tuple(
        (re.compile(put_in(parts, pattern)), plain)
        for stage in data["plain"].values()
        for pattern, plain in stage.items()
    )


def to_plain(text: str) -> str:
    """Replace colloquial words of a folded question by plain ones (啥时候 → 什么时候)."""
    text = _FORMAL_NUMBER.sub(lambda number: number[0].translate(_FORMAL_DIGITS), text)
    for pattern, plain in _plain():
        text = pattern.sub(plain, text)
    return text.strip()


@cache
def zone_names() -> tuple[str, ...]:
    """What people call the zone, the longest first."""
    return tuple(sorted(load_data("wording.toml")["zone"]["names"], key=len, reverse=True))


def zone_names_of_other_years(plain: str) -> tuple[str, ...]:
    """Give what else the zone is called in print where a question names it by a short name."""
    changing: list[str] = load_data("wording.toml")["zone"]["changing"]
    named = any(name in plain for name in changing)
    return tuple(name for name in changing if name not in plain) if named else ()


@cache
def empty_words() -> frozenset[str]:
    """Words that say nothing of the subject."""
    return frozenset(load_data("wording.toml")["empty"]["words"])
