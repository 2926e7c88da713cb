"""Texts made ready for reading: tokens, terms and candidates of a sentence; terms of a question."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from itertools import accumulate, pairwise
from sys import intern

import numpy as np
from numpy.typing import NDArray

from bot.answering.data_files import load_data
from bot.answering.language.candidates import Candidate, find_candidates
from bot.answering.language.wanted import Wanted
from bot.ports import Analyzer

# Between two of these a reader takes a breath; an answer seldom crosses many.
CLAUSE_MARKS = frozenset("，。；：！？,;:!?…—")
# Parts texts that are searched together: nobody types it.
_BETWEEN = "\0"
MARKS = CLAUSE_MARKS | frozenset(' 、（）()“”"「」『』《》‘’-－·<>')


@dataclass(frozen=True, eq=False)
class Prepared:
    """A sentence cut into tokens: words, cut further wherever a candidate begins or ends.

    `edges` are the places in `text` where tokens meet, both ends included: token n stands at
    `edges[n]` to `edges[n + 1]`. `kinds` gives the candidates by the edges they begin and end at,
    counted, not placed.
    """

    text: str
    tokens: tuple[str, ...]
    edges: NDArray[np.int32]
    terms: frozenset[str]
    kinds: dict[tuple[int, int], tuple[Candidate, ...]]

    @cached_property
    def lowered(self) -> str:
        """The text in small letters, each in its place: İ alone would become two."""
        return self.text.replace("İ", "I").lower()

    @cached_property
    def counted(self) -> NDArray[np.int32]:
        """How many characters that are no marks stand before each place in the text."""
        return np.concatenate([[0], np.cumsum([char not in MARKS for char in self.text])])

    @cached_property
    def candidates(self) -> tuple[Candidate, ...]:
        """All strict candidates, in no particular order."""
        return tuple(candidate for group in self.kinds.values() for candidate in group)


def prepare(text: str, analyzer: Analyzer) -> Prepared:
    """Make a sentence ready; all that depends on the sentence alone."""
    cuts = {0, len(text)}
    at = 0
    for word in analyzer.words(text):
        at += len(word)
        cuts.add(at)
    candidates = tuple(find_candidates(text, sorted(cuts)))
    for candidate in candidates:
        cuts.update((candidate.start, candidate.end))
    edges = sorted(cuts)
    number = {edge: index for index, edge in enumerate(edges)}
    kinds: dict[tuple[int, int], tuple[Candidate, ...]] = {}
    for candidate in candidates:
        key = number[candidate.start], number[candidate.end]
        kinds[key] = (*kinds.get(key, ()), candidate)
    # Sentences have most of their words in common: each is kept once for all of them.
    tokens = tuple(intern(text[low:high]) for low, high in pairwise(edges))
    terms = frozenset(map(intern, analyzer.terms(text)))
    return Prepared(text, tokens, np.array(edges, dtype=np.int32), terms, kinds)


@dataclass(frozen=True, eq=False)
class Asked:
    """A question made ready: its terms without the question word, and the words around the gap.

    `before` and `after` are the words that stand right beside the question word, empty at an end.

    `left` and `right` are the words before and after the question word, the nearest last in `left`
    and first in `right`, without marks and function words.
    """

    wanted: Wanted
    terms: frozenset[str]
    left: tuple[str, ...]
    right: tuple[str, ...]
    pairs: frozenset[str]
    before: str = ""
    after: str = ""

    @cached_property
    def words(self) -> frozenset[str]:
        """All words around the gap."""
        return frozenset(self.left + self.right)

    @cached_property
    def characters(self) -> frozenset[str]:
        """The words of a single character among them."""
        return frozenset(word for word in self.words if len(word) == 1)

    @cached_property
    def _tails_of_focus(self) -> tuple[str, ...]:
        focus = (self.wanted.focus or "").lower()
        return tuple(focus[at:] for at in range(max(1, len(focus) - 1)) if focus)

    def has_focus(self, text: str) -> bool:
        """Whether a text says the noun asked for, or an end of it."""
        return any(map(text.__contains__, self._tails_of_focus))

    def focus_in(self, text: str) -> list[tuple[int, int]]:
        """Find the noun asked for in a text; where it is not said, the longest end of it that is.

        什么样的决策机制 is met by 决策机制, else by 机制.
        """
        for tail in self._tails_of_focus:
            if tail in text:
                return [match.span() for match in re.finditer(re.escape(tail), text)]
        return []


@cache
def _empty_words() -> frozenset[str]:
    return frozenset(load_data("empty_words.toml")["words"].split())


def ask(wanted: Wanted, analyzer: Analyzer) -> Asked:
    """Make a question ready."""
    sides = wanted.left, wanted.right
    cut = [analyzer.words(side) for side in sides]
    left, right = (
        tuple(
            word.lower()
            for word in words
            if word not in _empty_words() and word not in MARKS and word.strip()
        )
        for words in cut
    )
    terms = frozenset(term for side in sides for term in analyzer.terms(side)) - _empty_words()
    folded = [side.lower() for side in sides]
    pairs = frozenset(side[at : at + 2] for side in folded for at in range(len(side) - 1))
    before, after = "".join(cut[0][-1:]), "".join(cut[1][:1])
    return Asked(wanted, terms, left, right, pairs, before, after)


def covered(asked: Asked, sentences: Sequence[Prepared]) -> list[bytes]:
    """Mark the characters of sentences that the question says too: 1 said, 0 new.

    A character is said if it stands in a pair of characters of the question, or is a whole word
    of it. All sentences are searched in one go: few of them have a pair.
    """
    text = _BETWEEN.join([one.lowered for one in sentences])
    marks = bytearray(len(text))
    for pair in asked.pairs:
        at = text.find(pair)
        while at >= 0:
            marks[at : at + 2] = b"\1\1"
            at = text.find(pair, at + 1)
    sizes = (len(one.text) + len(_BETWEEN) for one in sentences)
    offsets = list(accumulate(sizes, initial=0))
    for one, offset in zip(sentences, offsets, strict=False):
        for word in asked.characters.intersection(one.tokens):
            for number, token in enumerate(one.tokens):
                if token == word:
                    marks[offset + one.edges[number]] = 1
    return [bytes(marks[low : high - len(_BETWEEN)]) for low, high in pairwise(offsets)]
