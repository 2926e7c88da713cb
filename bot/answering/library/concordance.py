"""Where each character of many texts stands, so that words are found without reading the texts."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from itertools import accumulate, chain, pairwise
from operator import itemgetter
from typing import Generic, NamedTuple, TypeVar

import numpy as np
from numpy.typing import NDArray

from bot.answering.library.layers import MAX_SHARE
from bot.answering.reading.edges import Ints

Key = TypeVar("Key", bound=Hashable)
Codes = NDArray[np.uint32]


class Layer(Generic[Key]):
    """Some texts by their keys; takes six bytes a character.

    A word is looked for where the rarest of its characters stands. Among a million characters that
    takes 20 to 100 microseconds, to search them all up to a thousand. `codes` are the characters of
    all texts, each text followed by a line end, `sizes` those of each with its line end.
    """

    def __init__(self, keys: Sequence[Key], codes: Codes, sizes: Iterable[int]) -> None:
        self.keys = tuple(keys)
        self._known = np.unique(codes)
        self._numbers = {chr(one): number for number, one in enumerate(self._known.tolist())}
        number_of = np.zeros(
            int(self._known.max(initial=0)) + 1, np.min_scalar_type(len(self._known))
        )
        number_of[self._known] = np.arange(len(self._known))
        self._text = number_of[codes]
        self._places = np.argsort(self._text, kind="stable").astype(np.int32)
        counts = np.bincount(self._text, minlength=len(self._known)).tolist()
        self._bounds = list(accumulate(counts, initial=0))
        self._begins = np.array([0, *accumulate(sizes)])

    @classmethod
    def of(cls, texts: Mapping[Key, str]) -> Layer[Key]:
        """Lay texts."""
        joined = "".join(f"{text}\n" for text in texts.values())
        codes = np.frombuffer(joined.encode("utf-32-le"), np.uint32)
        return cls(tuple(texts), codes, (len(text) + 1 for text in texts.values()))

    @property
    def characters(self) -> Iterable[str]:
        """Every character that stands in the texts."""
        return self._numbers

    def codes(self) -> Iterator[tuple[Key, Codes]]:
        """Give each text's key, and its characters with the line end."""
        for key, (first, last) in zip(self.keys, pairwise(self._begins.tolist()), strict=True):
            yield key, self._known[self._text[first:last]]

    def find(self, word: Sequence[str]) -> Ints:
        """Give where a word begins, counted through all texts, each followed by a line end.

        A word is given by its characters, each or one of several: (绿率, 岛) is 绿岛 or 率岛.
        """
        known = [[self._numbers[one] for one in any_of if one in self._numbers] for any_of in word]
        if not all(known):
            return self._places[:0]
        bounds = self._bounds
        sizes = [sum(bounds[one + 1] - bounds[one] for one in numbers) for numbers in known]
        rarest = sizes.index(min(sizes))
        places = [self._places[bounds[one] : bounds[one + 1]] for one in known[rarest]]
        begins = (places[0] if len(places) == 1 else np.sort(np.concatenate(places))) - rarest
        begins = begins[(begins >= 0) & (begins <= len(self._text) - len(word))]
        for at, numbers in enumerate(known):
            if at != rarest:
                here = self._text[begins + at]
                same = here == numbers[0] if len(numbers) == 1 else np.isin(here, numbers)
                begins = begins[same]
        return begins

    def words(self, begins: Ints, size: int) -> Iterator[str]:
        """Give what begins at some places, of a size; less where its text ends before."""
        ends = np.minimum(begins + size, self._begins[self.owners(begins) + 1] - 1)
        for begin, end in zip(begins.tolist(), ends.tolist(), strict=True):
            yield "".join(map(chr, self._known[self._text[begin:end]].tolist()))

    def owners(self, begins: Ints) -> Ints:
        """Number the texts that some places are in."""
        return np.searchsorted(self._begins, begins, side="right") - 1


class _Laid(NamedTuple, Generic[Key]):
    """A layer, and which of the concordance's texts each of its own is; -1 for one that is gone."""

    layer: Layer[Key]
    numbers: Ints
    is_whole: bool

    def find(self, word: Sequence[str]) -> tuple[Ints, Ints]:
        """Give where a word begins in the layer, and the number of the text it stands in."""
        begins = self.layer.find(word)
        numbers = self.numbers[self.layer.owners(begins)]
        return (begins, numbers) if self.is_whole else (begins[numbers >= 0], numbers[numbers >= 0])


class Concordance(Generic[Key]):
    """Knows where words stand in texts, each known by a key.

    What it is made of is shared with the one `before`: only texts of new keys are asked for and
    worked through, till they are so many that all are put together anew.
    """

    def __init__(
        self,
        keys: Sequence[Key],
        text_of: Callable[[Key], str],
        before: Concordance[Key] | None = None,
    ) -> None:
        self._count = len(keys)
        laid = [one.layer for one in before.laid] if before else [Layer.of({})]
        base = frozenset(laid[0].keys)
        known = base.union(*(layer.keys for layer in laid[1:]))
        beside = [key for key in keys if key not in base]
        fresh = {key: text_of(key) for key in beside if key not in known}
        gone = len(base) + len(beside) - len(keys)
        if len(beside) + gone > len(base) * MAX_SHARE:
            layers = [_merged(keys, laid, fresh)]
        else:
            layers = [laid[0], *([_merged(beside, laid[1:], fresh)] if beside else ())]
        number = {key: at for at, key in enumerate(keys)}
        self.laid: Sequence[_Laid[Key]] = [_laid(layer, number) for layer in layers]

    def has(self, word: str) -> bool:
        """Whether a word stands in any of the texts."""
        return any(
            len(laid.layer.find(word) if laid.is_whole else laid.find(word)[0]) > 0
            for laid in self.laid
        )

    def counts(self, words: Iterable[str]) -> Ints:
        """Count for each text how often any of some words stands in it."""
        numbers = [laid.find(word)[1] for word in words for laid in self.laid]
        return np.bincount(np.concatenate(numbers), minlength=self._count)

    def after(self, word: str, size: int) -> Iterator[str]:
        """Give what follows a word wherever it stands, up to so many characters of its text."""
        for laid in self.laid:
            begins, _ = laid.find(word)
            yield from laid.layer.words(begins + len(word), size)

    def spelled(self, word: Sequence[str]) -> list[str]:
        """Give every word printed with one of several characters at each place, in order."""
        found = [
            (number, printed)
            for laid in self.laid
            for begins, numbers in [laid.find(word)]
            for number, printed in zip(
                numbers.tolist(), laid.layer.words(begins, len(word)), strict=True
            )
        ]
        return [printed for _, printed in sorted(found, key=itemgetter(0))]

    @property
    def characters(self) -> set[str]:
        """Every character that may stand in the texts."""
        return {one for laid in self.laid for one in laid.layer.characters}

    def holding(self, *wordings: Iterable[str]) -> list[int]:
        """Number the texts that hold one word of each wording, in order."""
        held = [self.counts(words) > 0 for words in wordings]
        return np.flatnonzero(np.all(held, axis=0)).tolist()


def _merged(
    keys: Sequence[Key], layers: Sequence[Layer[Key]], fresh: Mapping[Key, str]
) -> Layer[Key]:
    """Lay texts that lie in some layers already, and fresh ones with them."""
    if len(fresh) == len(keys):
        return Layer.of(fresh)
    known = dict(chain.from_iterable(one.codes() for one in (*layers, Layer.of(fresh))))
    codes = [known[key] for key in keys]
    return Layer(keys, np.concatenate(codes), map(len, codes))


def _laid(layer: Layer[Key], number: Mapping[Key, int]) -> _Laid[Key]:
    numbers = np.array([number.get(key, -1) for key in layer.keys], np.int64)
    return _Laid(layer, numbers, bool((numbers >= 0).all()))
