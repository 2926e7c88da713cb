"""Where each character of many texts stands, so that words are found without reading the texts."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping, Sequence
from itertools import accumulate
from typing import NamedTuple

import numpy as np

from bot.answering.layers import MAX_SHARE
from bot.answering.reading.edges import Ints


class Layer:
    """Some texts; takes six bytes a character.

    A word is looked for where the rarest of its characters stands. Among a million characters that
    takes 20 to 100 microseconds, to search them all up to a thousand.
    """

    def __init__(self, texts: Mapping[Hashable, str]) -> None:
        self.keys = tuple(texts)
        characters = np.frombuffer("\n".join(texts.values()).encode("utf-32-le"), np.uint32)
        known, numbers = np.unique(characters, return_inverse=True)
        self._numbers = {chr(one): number for number, one in enumerate(known.tolist())}
        self._text = numbers.astype(np.min_scalar_type(len(known)))
        self._places = np.argsort(self._text, kind="stable").astype(np.int32)
        sizes = np.bincount(self._text, minlength=len(known)).tolist()
        self._bounds = list(accumulate(sizes, initial=0))
        lengths = (len(text) + 1 for text in texts.values())
        self._begins = np.array([0, *accumulate(lengths)])

    def find(self, word: str) -> Ints:
        """Give where a word begins, counted through all texts, each followed by a line end."""
        if not all(character in self._numbers for character in word):
            return self._places[:0]
        numbers = [self._numbers[character] for character in word]
        sizes = [self._bounds[number + 1] - self._bounds[number] for number in numbers]
        rarest = sizes.index(min(sizes))
        low = self._bounds[numbers[rarest]]
        begins = self._places[low : low + sizes[rarest]] - rarest
        begins = begins[(begins >= 0) & (begins <= len(self._text) - len(word))]
        for at, number in enumerate(numbers):
            if at != rarest:
                begins = begins[self._text[begins + at] == number]
        return begins

    def owners(self, word: str) -> Ints:
        """Number the text of each place where a word begins."""
        return np.searchsorted(self._begins, self.find(word), side="right") - 1


class _Laid(NamedTuple):
    """A layer, and which of the concordance's texts each of its own is; -1 for one that is gone."""

    layer: Layer
    numbers: Ints
    is_whole: bool


class Concordance:
    """Knows where words stand in texts, each known by a key.

    What it is made of is shared with the one `before`: only texts of new keys are worked through,
    till they are so many that all are put together anew.
    """

    def __init__(self, texts: Mapping[Hashable, str], before: Concordance | None = None) -> None:
        self._count = len(texts)
        base = before.laid[0].layer if before else Layer({})
        known = frozenset(base.keys)
        fresh = {key: text for key, text in texts.items() if key not in known}
        stay = len(texts) - len(fresh)
        if len(fresh) + len(known) - stay > len(known) * MAX_SHARE:
            layers: Sequence[Layer] = (Layer(texts),)
        else:
            layers = (base, Layer(fresh)) if fresh else (base,)
        number = {key: at for at, key in enumerate(texts)}
        self.laid: Sequence[_Laid] = [_laid(layer, number) for layer in layers]

    def has(self, word: str) -> bool:
        """Whether a word stands in any of the texts."""
        return any(
            len(laid.layer.find(word)) > 0
            if laid.is_whole
            else bool((laid.numbers[laid.layer.owners(word)] >= 0).any())
            for laid in self.laid
        )

    def counts(self, words: Iterable[str]) -> Ints:
        """Count for each text how often any of some words stands in it."""
        words = tuple(words)
        found = [laid.numbers[laid.layer.owners(word)] for laid in self.laid for word in words]
        numbers = np.concatenate(found)
        return np.bincount(numbers[numbers >= 0], minlength=self._count)


def _laid(layer: Layer, number: Mapping[Hashable, int]) -> _Laid:
    numbers = np.array([number.get(key, -1) for key in layer.keys], np.int64)
    return _Laid(layer, numbers, bool((numbers >= 0).all()))
