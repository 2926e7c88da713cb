"""How many things a text announces: 三个条件, 5 of 哪五场."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.answering.language.periods import numeral

# What counts things that are then named one by one.
CLASSIFIERS = "个大项场条点种件家位类方座步样支款句道颗招张块把笔本篇封批轮样"
_COUNTED = re.compile(
    rf"(\d{{1,2}}|[二三四五六七八九]?十[一二三四五六七八九]?|[一二三四五六七八九两])(?=[{CLASSIFIERS}])"
)


def counts_in(text: str) -> Iterator[re.Match[str]]:
    """Find the counts that a text tells: 3 of 3个项目."""
    return _COUNTED.finditer(text)


def announced_count(question: str) -> int | None:
    """Read how many are asked for: 哪五场 → 5."""
    match = _COUNTED.search(question)
    return numeral(match[1]) if match else None
