"""What texts of one page share: pairs of characters, weighed by how few stretches have them."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import chain

_PAIRS = re.compile(r"(?=([\u3400-\u9fff]{2}|(?<![A-Za-z0-9.%])[A-Za-z0-9.%]+))")


def pairs(text: str) -> frozenset[str]:
    """Give a text's character pairs, and its numbers and Latin words whole."""
    return frozenset(_PAIRS.findall(text))


_TITLE_PAIRS = 4.0  # about the square root of the pairs of a title
_ENOUGH = 6.0


class Affinity:
    """How much short texts of a page and its stretches of body belong together by their words."""

    def __init__(self, stretches: Sequence[frozenset[str]]) -> None:
        self._stretches = stretches
        frequency = Counter(chain.from_iterable(stretches))
        by_count = [math.log((len(stretches) + 1) / (n + 0.5)) for n in range(len(stretches) + 1)]
        # A pair's rarity among the stretches (Robertson's inverse frequency).
        self._weight = {pair: by_count[count] for pair, count in frequency.items()}
        self._shared: dict[tuple[frozenset[str], tuple[int, ...]], float] = {}
        self._whole = [self._sum(stretch) for stretch in stretches]

    def _sum(self, found: Iterable[str]) -> float:
        return sum(map(self._weight.__getitem__, found))

    def evidence(self, title: frozenset[str], stretches: tuple[int, ...]) -> float:
        """Weigh what a title shares with stretches; 0 is nothing, 2 or 3 is a clear match.

        The lines of a title add up, so that cutting a title in two gains nothing by itself.
        """
        if (title, stretches) not in self._shared:
            self._shared[title, stretches] = self._evidence(title, stretches)
        return self._shared[title, stretches]

    def _evidence(self, title: frozenset[str], stretches: tuple[int, ...]) -> float:
        shared = set().union(*(title & self._stretches[number] for number in stretches))
        return min(self._sum(shared) / _TITLE_PAIRS, _ENOUGH)

    def cohesion(self, one: int, other: int) -> float:
        """Weigh what two stretches share, against what stretches of their size might: 0 to 1."""
        first, second = self._stretches[one], self._stretches[other]
        whole = self._whole[other if len(second) < len(first) else one]
        return self._sum(first & second) / whole if whole else 0.0
