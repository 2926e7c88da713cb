"""The words people ask with and the words the paper prints for them, from `data/thesaurus.toml`.

Two strengths: words that mean the same meet a condition on each other; words that merely belong
together help to find a sentence, and meet no condition.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from itertools import chain, permutations

from bot.answering.data_files import load_data


def same_words(word: str) -> tuple[str, ...]:
    """Give the word and every word that print may have for it, the word itself first.

    Others of a single character (招, 种) are left out: they are how people ask, and are found in
    print in too many other words.
    """
    return _same().get(word) or (word,)


def near_words(word: str) -> tuple[str, ...]:
    """Give the words that print may have near what a word means: 岗位 where 招聘 is asked for."""
    return _near().get(word, ())


@cache
def thesaurus_words() -> frozenset[str]:
    """Every word that has others of the same meaning."""
    return frozenset(_same())


@cache
def _same() -> Mapping[str, tuple[str, ...]]:
    others = _grouped(chain(_pairs("same"), _asked()))
    return {word: (word, *printed) for word, printed in others.items()}


@cache
def _near() -> Mapping[str, tuple[str, ...]]:
    return _grouped(_pairs("near"))


def _pairs(strength: str) -> Iterator[tuple[str, str]]:
    """Give every word of a line with every other."""
    return chain.from_iterable(permutations(line.split(), 2) for line in lines(strength))


def _asked() -> Iterator[tuple[str, str]]:
    """Give what is asked with what may be printed for it."""
    for line in lines("asked"):
        asked, _, printed = line.partition(":")
        yield from ((one, other) for one in asked.split() for other in printed.split())


def lines(strength: str) -> list[str]:
    """Give all lines of a strength (same, asked, near), whatever their domain."""
    domains = load_data("thesaurus.toml").values()
    return [line for domain in domains for line in domain.get(strength, "").strip().splitlines()]


def _grouped(pairs: Iterable[tuple[str, str]]) -> dict[str, tuple[str, ...]]:
    """Give for each word its others that print may have, in the order of the lines, each once."""
    others: dict[str, dict[str, None]] = {}
    for word, other in pairs:
        printed = others.setdefault(word, {})
        if len(other) > 1 and other != word:
            printed[other] = None
    return {word: tuple(printed) for word, printed in others.items()}
