"""What texts of one page share: pairs of characters, weighed by how few stretches have them."""

from __future__ import annotations

import math
import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from itertools import chain

_PAIRS = re.compile(r"(?=([\u3400-\u9fff]{2}))")
_WORDS = re.compile(r"[A-Za-z0-9.%]+")


def pairs(text: str) -> frozenset[str]:
    """Give a text's character pairs, and its numbers and Latin words whole."""
    return frozenset(chain(_PAIRS.findall(text), _WORDS.findall(text)))


def shared_pairs(own: frozenset[str], others: Iterable[frozenset[str]]) -> set[str]:
    """Give the pairs of a short text that any of some longer ones has."""
    return set().union(*(own & other for other in others))


_TITLE_PAIRS = 4.0  # about the square root of the pairs of a title
_ENOUGH = 6.0


class Affinity:
    """How much short texts of a page and its stretches of body belong together by their words."""

    def __init__(self, stretches: Sequence[frozenset[str]]) -> None:
        self._stretches = stretches
        self._last: dict[str, int] = {}  # the last stretch that has a pair: of most the only one
        common: set[str] = set()
        for number, stretch in enumerate(stretches):
            common |= stretch & self._last.keys()
            self._last.update(dict.fromkeys(stretch, number))
        self._holders: defaultdict[str, list[int]] = defaultdict(list)  # of the others, all
        shared = [stretch & common for stretch in stretches]
        for number, held_too in enumerate(shared):
            for pair in held_too:
                self._holders[pair].append(number)
        by_count = [math.log((len(stretches) + 1) / (n + 0.5)) for n in range(len(stretches) + 1)]
        # A pair's rarity among the stretches (Robertson's inverse frequency); most are in one only.
        self._weight = {pair: by_count[len(held)] for pair, held in self._holders.items()}
        self._lone = by_count[1] if stretches else 0.0
        self._whole = list(map(self._weigh, stretches, shared))
        self._shared: dict[tuple[frozenset[str], tuple[int, ...]], float] = {}

    def _weigh(self, found: Collection[str], common: Iterable[str]) -> float:
        """Add up the weights of pairs; `common` are those of them that several stretches have.

        The sum is exact, so the order in which a set happens to be walked decides nothing.
        """
        weights = [self._weight[pair] for pair in common]
        return math.fsum(weights) + self._lone * (len(found) - len(weights))

    def evidence(self, title: frozenset[str], stretches: tuple[int, ...]) -> float:
        """Weigh what a title shares with stretches; 0 is nothing, 2 or 3 is a clear match.

        The lines of a title add up, so that cutting a title in two gains nothing by itself.
        """
        if (title, stretches) not in self._shared:
            self._shared[title, stretches] = self._evidence(title, stretches)
        return self._shared[title, stretches]

    def _evidence(self, title: frozenset[str], stretches: tuple[int, ...]) -> float:
        shared = shared_pairs(title, (self._stretches[number] for number in stretches))
        weight = self._weigh(shared, self._weight.keys() & shared)
        return min(weight / _TITLE_PAIRS, _ENOUGH)

    def best_evidence(self, title: frozenset[str]) -> float:
        """Weigh what a title shares with the one stretch that it fits best."""
        shared: defaultdict[int, list[float]] = defaultdict(list)
        for pair in title & self._last.keys():
            for number in self._holders.get(pair) or (self._last[pair],):
                shared[number].append(self._weight.get(pair, self._lone))
        most = max(map(math.fsum, shared.values()), default=0.0)
        return min(most / _TITLE_PAIRS, _ENOUGH)

    def cohesion(self, one: int, other: int) -> float:
        """Weigh what two stretches share, against what stretches of their size might: 0 to 1."""
        first, second = self._stretches[one], self._stretches[other]
        whole = self._whole[other if len(second) < len(first) else one]
        shared = first & second
        return self._weigh(shared, shared) / whole if whole else 0.0
