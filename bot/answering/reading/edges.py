"""Where an answer may begin and end in a sentence, the question apart.

A reader cuts at punctuation, at the words that lead to an answer or follow it (boundaries.toml),
and around strict candidates.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields
from functools import cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from bot.answering.data_files import load_data
from bot.answering.reading.prepared import CLAUSE_MARKS, MARKS, Prepared

Ints = NDArray[np.integer[Any]]
Bools = NDArray[np.bool_]

_OPENING, _CLOSING = frozenset("“「『《（(‘"), frozenset("”」』》）)’")
# What stands for the words that are not listed, and for the ends of a sentence.
START, END = "^", "$"
_SHAPES = (START, END, "digits", "latin", "character", "word", "long word")


@dataclass(frozen=True, eq=False)
class Edges:
    """What each edge between two tokens of a sentence offers.

    `before` and `after` number the words on either side as in `edge_words`. An answer may begin
    where `starts`, end where `ends`; it must not where `may_start` and `may_end` say no.
    `clause_starts` and `clause_ends` know the punctuation; `clauses` numbers the clause that an
    edge is in, the first 1; `next_clause` is the word that the clause after it opens with, where
    one ends. `depth` counts the brackets and quotation marks that stand open.
    """

    before: Ints
    after: Ints
    starts: Bools
    ends: Bools
    may_start: Bools
    may_end: Bools
    clause_starts: Bools
    clause_ends: Bools
    clauses: Ints
    next_clause: Ints
    depth: Ints


@cache
def _boundaries() -> tuple[frozenset[str], frozenset[str]]:
    """Give the words that an answer may begin after, and those that it may end before."""
    data = load_data("boundaries.toml")
    return frozenset(data["after"].split()), frozenset(data["before"].split())


@cache
def edge_words() -> tuple[str, ...]:
    """Give the words that are told apart at an answer's edges, and the shapes of all others."""
    after, before = _boundaries()
    telling = load_data("boundaries.toml")["telling"].split()
    return (*_SHAPES, *sorted(MARKS), *sorted({*after, *before, *telling}))


@cache
def _word_numbers() -> dict[str, int]:
    return {word: number for number, word in enumerate(edge_words())}


def _word_number(token: str) -> int:
    numbers = _word_numbers()
    if token in numbers:
        return numbers[token]
    if token[0].isdigit():
        return numbers["digits"]
    if token.isascii():
        return numbers["latin"]
    return numbers[_SHAPES[3 + min(len(token), 3)]]


def read_edges(sentence: Prepared) -> Edges:
    """Tell what each edge of a sentence offers."""
    after_words, before_words = _boundaries()
    before, after = (START, *sentence.tokens), (*sentence.tokens, END)
    starts = _among(before, MARKS | after_words | {START})
    ends = _among(after, MARKS | before_words | {END})
    for first, last in sentence.kinds:
        starts[first] = ends[last] = True
    may_start = ~_among(after, MARKS - _OPENING)
    may_end = ~_among(before, MARKS - _CLOSING)
    steps = [(word in _OPENING) - (word in _CLOSING) for word in sentence.tokens]
    numbers = np.array([_word_number(word) for word in after], dtype=np.int32)
    clauses = 1 + _count(_among(sentence.tokens, CLAUSE_MARKS))
    clauses[-1] = clauses[-2]
    clause_ends = _among(after, CLAUSE_MARKS | {END})
    return Edges(
        before=np.array([_word_number(word) for word in before], dtype=np.int32),
        after=numbers,
        starts=starts & may_start,
        ends=ends & may_end,
        may_start=may_start,
        may_end=may_end,
        clause_starts=_among(before, CLAUSE_MARKS | {START}),
        clause_ends=clause_ends,
        clauses=clauses,
        next_clause=np.where(clause_ends, np.append(numbers[1:], numbers[-1:]), numbers[-1]),
        depth=_count(np.array(steps, dtype=np.int32)),
    )


def join_edges(sentences: Sequence[Edges]) -> Edges:
    """Put the edges of sentences after one another; a number stays free between their clauses."""
    joined = {name: np.concatenate([getattr(one, name) for one in sentences]) for name in _COLUMNS}
    sizes = [int(one.clauses[-1]) + 1 for one in sentences[:-1]]
    offsets = np.repeat([0, *np.cumsum(sizes)], [len(one.clauses) for one in sentences])
    return Edges(**joined | {"clauses": joined["clauses"] + offsets})


_COLUMNS = tuple(field.name for field in fields(Edges))


def _among(words: tuple[str, ...], listed: frozenset[str] | set[str]) -> Bools:
    return np.array([word in listed for word in words], dtype=bool)


def _count(steps: NDArray[np.generic]) -> Ints:
    """Sum up to each edge, the first included."""
    return np.concatenate([[0], np.cumsum(steps)]).astype(np.int32)
