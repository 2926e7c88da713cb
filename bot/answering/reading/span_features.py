"""Where in a sentence an answer may stand, and what speaks for each span: named features in bins.

Every feature puts a span into one of its bins, and each bin has its points. The words at a span's
edges are bins of their own, as in the lexicalised features of extractive reading before neural
networks (Rajpurkar et al. 2016).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

from bot.answering.reading.candidates import Kind
from bot.answering.reading.dimensions import load_data
from bot.answering.reading.fitting import fits
from bot.answering.reading.prepared import CLAUSE_MARKS, MARKS, Asked, Prepared, covered
from bot.answering.reading.sentence_features import cue_pattern

Ints = NDArray[np.int32]
Bools = NDArray[np.bool_]

# Longer spans only where they begin and end with a clause: what breaks off inside one is short.
MAX_INNER_TOKENS = 25
_OPENING, _CLOSING = frozenset("“「『《（(‘"), frozenset("”」』》）)’")

_SHAPES = ("^", "$", "digits", "latin", "character", "word", "long word")
_GAPS = ("0", "1", "2–3", "4–8", "9+", "none")
_GAP_EDGES = (0, 1, 3, 8, 999)
_SHARES = ("0", "–.2", "–.5", "–.8", "–1", "1")
_SHARE_EDGES = (0, 0.2, 0.5, 0.8, 0.9999)
_LENGTHS = ("1", "2", "3", "4", "5–6", "7–9", "10–14", "15–22", "23–35", "36+")
_LENGTH_EDGES = (1, 2, 3, 4, 6, 9, 14, 22, 35)


@cache
def _edge_words() -> tuple[frozenset[str], frozenset[str]]:
    """Give the words that an answer may begin after, and those that it may end before."""
    data = load_data("boundaries.toml")
    return frozenset(data["after"].split()), frozenset(data["before"].split())


# 总投资|约为|100亿元: what may stand between a span and the question's words, in characters.
_MAX_GAP = 3
_COUNTS = ("0", "1–2", "3–4", "5–6", "7+")  # characters
_COUNT_EDGES = (0, 2, 4, 6)
_FORMS = ("exact", "inside", "begins clause", "ends clause", "clause")
_CLAUSE_SHARES = ("0", "–.3", "–.6", "–1", "no clause")
_CLAUSE_SHARE_EDGES = (0, 0.3, 0.6)
_ANCHORS = ("absent", "inside", "outside")  # the word left, the word right of the question word
_BEST = (
    "only",
    "first",
    "last",
    "amid",
    "right before",
    "before",
    "right after",
    "after",
    "nothing said",
)


@cache
def _asking_words(name: str) -> tuple[str, ...]:
    """Give the words of a list of boundaries.toml, and what stands for all others."""
    return (*load_data("boundaries.toml")[name].split(), "other", "none")


def _crossed(names: Sequence[str]) -> tuple[str, ...]:
    return tuple(f"{name}: {form}" for name in names for form in _FORMS)


@cache
def span_bins() -> dict[str, tuple[str, ...]]:
    """Give the features of a span, each with its bins, in the order of their columns."""
    after, before = _edge_words()
    telling = load_data("boundaries.toml")["telling"].split()
    words = (*_SHAPES, *sorted(MARKS), *sorted({*after, *before, *telling}))
    return {
        "word before": words,
        "first word": words,
        "last word": words,
        "word after": words,
        "kind": ("none", "fits", *(str(kind) for kind in Kind)),
        "holds answer": ("no", "yes", "exactly"),
        "length": _LENGTHS,
        "clauses": tuple(f"{some}/{all_}" for all_ in range(1, 5) for some in range(1, 5)),
        "best clause": _BEST,  # where the clause stands that says most of the question
        "clause before": _CLAUSE_SHARES,  # share of it that the question says
        "first clause": _CLAUSE_SHARES,
        "last clause": _CLAUSE_SHARES,
        "clause after": _CLAUSE_SHARES,
        "next clause": words,  # its first word
        "asked with": _crossed(_asking_words("question_words")),
        "asked left": _crossed(_asking_words("left_words")),
        "asked right": _crossed(_asking_words("right_words")),
        "edges": ("inside", "begins clause", "ends clause", "clause"),
        "said": _SHARES,  # share of the span that the question says
        "said outside": _SHARES,  # share of what the question says that stands outside the span
        "touches": ("nothing", "left", "right", "both"),  # words of the question
        "order": ("after", "before", "between", "among", "nothing said"),
        "said left": _COUNTS,  # characters of the question right before the span
        "said right": _COUNTS,
        "left anchor": _GAPS,  # tokens from the word left of the question word
        "right anchor": _GAPS,
        "anchors": _crossed(tuple(f"{left}, {right}" for left in _ANCHORS for right in _ANCHORS)),
        "said edges": ("none", "first", "last", "both"),  # its first, its last word
        "brackets": ("closed", "open"),
        "focus": ("not asked", "missing", "inside", "last"),
        "cue": ("none", "inside", "first", "before"),
        "sentence": ("1", "2", "3", "4+"),  # rank by sentence score
        "behind": ("0", "–.5", "–1", "–2", "–4", "4+"),  # sentence score behind the best
    }


@cache
def span_offsets() -> dict[str, int]:
    """Give each feature's first bin in one numbering of all bins."""
    offsets, total = {}, 0
    for name, bins in span_bins().items():
        offsets[name] = total
        total += len(bins)
    return offsets


@dataclass(frozen=True, eq=False)
class Edges:
    """What a sentence's edges offer, the question apart.

    `before` and `after` number the word on either side of each edge; `starts` and `ends` say where
    an answer may begin or end; `clause_starts`, `clause_ends` and `clauses` know the punctuation;
    `depth` counts brackets and quotation marks that stand open.
    """

    before: Ints
    after: Ints
    starts: Bools
    ends: Bools
    may_open: Bools
    may_close: Bools
    clause_starts: Bools
    clause_ends: Bools
    clauses: Ints
    depth: Ints


@cache
def _word_numbers() -> dict[str, int]:
    return {word: number for number, word in enumerate(span_bins()["word before"])}


def _word_number(token: str) -> int:
    numbers = _word_numbers()
    if token in numbers:
        return numbers[token]
    if token[0].isdigit():
        shape = "digits"
    elif token.isascii():
        shape = "latin"
    else:
        shape = _SHAPES[3 + min(len(token), 3)]
    return numbers[shape]


def read_edges(sentence: Prepared) -> Edges:
    """Tell what each edge of a sentence offers."""
    after_words, before_words = _edge_words()
    tokens = ("^", *sentence.tokens, "$")
    before, after = tokens[:-1], tokens[1:]
    size = len(before)
    starts, ends = np.zeros(size, dtype=bool), np.zeros(size, dtype=bool)
    for first, last in sentence.kinds:
        starts[first] = ends[last] = True
    broken_before = np.array([word in MARKS or word == "^" for word in before])
    broken_after = np.array([word in MARKS or word == "$" for word in after])
    starts |= broken_before | np.array([word in after_words for word in before])
    ends |= broken_after | np.array([word in before_words for word in after])
    may_open = ~np.array([word in MARKS and word not in _OPENING for word in after])
    may_close = ~np.array([word in MARKS and word not in _CLOSING for word in before])
    clause = [word in CLAUSE_MARKS for word in sentence.tokens]
    steps = [(word in _OPENING) - (word in _CLOSING) for word in sentence.tokens]
    return Edges(
        np.array([_word_number(word) for word in before], dtype=np.int32),
        np.array([_word_number(word) for word in after], dtype=np.int32),
        starts & may_open,
        ends & may_close,
        may_open,
        may_close,
        np.array([word in CLAUSE_MARKS or word == "^" for word in before]),
        np.array([word in CLAUSE_MARKS or word == "$" for word in after]),
        np.concatenate([[0], np.cumsum(clause)]).astype(np.int32),
        np.concatenate([[0], np.cumsum(steps)]).astype(np.int32),
    )


@dataclass(frozen=True, eq=False)
class Spans:
    """The spans of one sentence: first and last edge, and the bin of every feature.

    `bins` has one row a span and one column a feature, numbered as in `span_offsets`.
    """

    first: Ints
    last: Ints
    bins: Ints


@dataclass(frozen=True, slots=True)
class Standing:
    """How a sentence stands among those read: its rank from 0, its score behind the best."""

    rank: int
    behind: float

    @classmethod
    def of(cls, scores: NDArray[np.float64], rank: int, number: int) -> Standing:
        """Tell the standing of one sentence by the scores of all."""
        return cls(rank, float(scores.max() - scores[number]))


def find_spans(asked: Asked, sentence: Prepared, edges: Edges, standing: Standing) -> Spans:
    """Give the spans of a sentence that could answer, with their features."""
    marks = covered(asked, sentence)
    sums = np.concatenate([[0], np.cumsum(marks)])
    said = sums[sentence.edges]
    first, last = _pairs(edges, said, sentence.edges)
    size = len(first)
    chars = sentence.edges[last] - sentence.edges[first]
    inside = said[last] - said[first]
    candidates = _candidate_columns(asked, sentence, first, last)
    form = 1 + edges.clause_starts[first] + 2 * edges.clause_ends[last]
    form[candidates["holds answer"] == 2] = 0
    columns = {
        "word before": edges.before[first],
        "first word": edges.after[first],
        "last word": edges.before[last],
        "word after": edges.after[last],
        "length": np.digitize(chars, _LENGTH_EDGES, right=True),
        "edges": edges.clause_starts[first] + 2 * edges.clause_ends[last],
        "said": np.digitize(inside / chars, _SHARE_EDGES, right=True),
        "said outside": np.digitize(1 - inside / max(said[-1], 1), _SHARE_EDGES, right=True),
        **_runs(marks, sentence.edges[first], sentence.edges[last]),
        "touches": _touches(said, sentence.edges, first, last),
        "order": _order(said, first, last),
        "brackets": edges.depth[first] != edges.depth[last],
        "sentence": np.full(size, min(standing.rank, 3)),
        "behind": np.full(size, int(np.digitize(standing.behind, (0, 0.5, 1, 2, 4), right=True))),
        **_anchor_columns(asked, sentence, first, last, form),
        "said edges": _said_edges(said, sentence.edges, first, last),
        **_clause_columns(edges, said, sentence.edges, first, last),
        **candidates,
        **_asking_columns(asked, form),
        "focus": _focus(asked, sentence, first, last),
        "cue": _cue(asked, sentence, first, last),
    }
    offsets = span_offsets()
    bins = np.column_stack([columns[name] + offset for name, offset in offsets.items()])
    return Spans(first, last, bins.astype(np.int32))


def _pairs(edges: Edges, said: Ints, places: Ints) -> tuple[Ints, Ints]:
    """Pair the edges where an answer may begin with those where it may end.

    Beside the sentence's own edges an answer may begin where the question's words end, and end
    where they begin.
    """
    spoken = np.concatenate([[False], np.diff(said) * 2 > np.diff(places), [False]])
    before, after = spoken[:-1], spoken[1:]
    starts = np.flatnonzero((edges.starts | (before & ~after & edges.may_open))[:-1])
    ends = np.flatnonzero(edges.ends | (after & ~before & edges.may_close))
    first, last = np.meshgrid(starts, ends, indexing="ij")
    short = last - first <= MAX_INNER_TOKENS
    whole = edges.clause_starts[first] & edges.clause_ends[last]
    good = (first < last) & (short | whole)
    return first[good].astype(np.int32), last[good].astype(np.int32)


def _runs(marks: Ints, starts: Ints, ends: Ints) -> dict[str, Ints]:
    """How long a stretch of the question's words ends right before the span, begins right after."""
    size = len(marks)
    before, after = np.zeros(size + 1, dtype=np.int32), np.zeros(size + 1, dtype=np.int32)
    for at in range(size):
        before[at + 1] = before[at] + 1 if marks[at] else 0
        after[size - at - 1] = after[size - at] + 1 if marks[size - at - 1] else 0
    left = np.maximum.reduce([before[np.maximum(starts - gap, 0)] for gap in range(_MAX_GAP)])
    right = np.maximum.reduce([after[np.minimum(ends + gap, size)] for gap in range(_MAX_GAP)])
    return {
        "said left": np.digitize(left, _COUNT_EDGES, right=True),
        "said right": np.digitize(right, _COUNT_EDGES, right=True),
    }


def _clause_columns(
    edges: Edges, said: Ints, places: Ints, first: Ints, last: Ints
) -> dict[str, Ints]:
    """What the question says of the clauses in the span and of those beside it."""
    clause = edges.clauses[:-1]
    count = int(clause[-1]) + 1
    words = np.bincount(clause, weights=np.diff(said), minlength=count)
    sizes = np.bincount(clause, weights=np.diff(places), minlength=count)
    shares = np.digitize(words / np.maximum(sizes, 1), _CLAUSE_SHARE_EDGES, right=True)
    shares = np.concatenate([[4], shares, [4]])  # clause n is shares[n + 1]
    begin, end = edges.clauses[first], np.minimum(edges.clauses[last], count - 1)
    some, every = np.minimum(end - begin, 3), min(count - 1, 3)
    return {
        "clauses": every * 4 + some,
        "best clause": _best_clause(words, begin, end),
        "clause before": np.where(edges.clause_starts[first], shares[begin], 4),
        "first clause": shares[begin + 1],
        "last clause": shares[end + 1],
        "clause after": np.where(edges.clause_ends[last], shares[end + 2], 4),
        "next clause": np.where(
            edges.clause_ends[last], edges.after[np.minimum(last + 1, len(edges.after) - 1)], 1
        ),
    }


def _best_clause(words: NDArray[np.float64], begin: Ints, end: Ints) -> Ints:
    if not words.any():
        return np.full(len(begin), len(_BEST) - 1)
    best = int(words.argmax())
    tests = [
        (begin == best) & (end == best),
        begin == best,
        end == best,
        (begin < best) & (best < end),
        begin - best == 1,
        begin > best,
        best - end == 1,
    ]
    return np.select(tests, range(7), default=7).astype(np.int32)


def _asking_columns(asked: Asked, form: Ints) -> dict[str, Ints]:
    """How the question asks, crossed with the form of the span."""
    wanted = asked.wanted
    beside = {
        "asked with": next(
            (word for word in _asking_words("question_words") if word in wanted.word), "other"
        ),
        "asked left": asked.before if asked.before else "none",
        "asked right": asked.after if asked.after else "none",
    }
    lists = {
        "asked with": "question_words",
        "asked left": "left_words",
        "asked right": "right_words",
    }
    columns = {}
    for name, word in beside.items():
        words = _asking_words(lists[name])
        number = words.index(word) if word in words else words.index("other")
        columns[name] = number * len(_FORMS) + form
    return columns


def _touches(said: Ints, places: Ints, first: Ints, last: Ints) -> Ints:
    spoken = np.concatenate([[False], np.diff(said) * 2 > np.diff(places), [False]])
    return spoken[first] + 2 * spoken[last + 1]


def _said_edges(said: Ints, places: Ints, first: Ints, last: Ints) -> Ints:
    spoken = np.diff(said) * 2 > np.diff(places)
    return spoken[first] + 2 * spoken[last - 1]


def _order(said: Ints, first: Ints, last: Ints) -> Ints:
    """Where the question's words stand: all left of the span, all right, on both sides, inside."""
    left, right = said[first] > 0, said[-1] > said[last]
    inside = said[last] > said[first]
    order = np.select([inside, left & right, left, right], [3, 2, 0, 1], default=4)
    return order.astype(np.int32)


def _gap_bins(gaps: Ints) -> Ints:
    return np.digitize(gaps, _GAP_EDGES, right=True).astype(np.int32)


def _anchor_columns(
    asked: Asked, sentence: Prepared, first: Ints, last: Ints, form: Ints
) -> dict[str, Ints]:
    """Where the words stand that stood beside the question word: how near, inside the span."""
    size = len(sentence.edges)
    left, right = np.full(size, -2000), np.full(size, 2000)
    lefts, rights = _found(asked.left[-1:], sentence), _found(asked.right[:1], sentence)
    for _, end in lefts:
        left[end] = end
    for begin, _ in rights:
        right[begin] = begin
    nearest_left = np.maximum.accumulate(left)
    nearest_right = np.minimum.accumulate(right[::-1])[::-1]
    places = 3 * _anchor_place(lefts, first, last) + _anchor_place(rights, first, last)
    return {
        "left anchor": _gap_bins(first - nearest_left[first]),
        "right anchor": _gap_bins(nearest_right[last] - last),
        "anchors": places * len(_FORMS) + form,
    }


def _anchor_place(found: Sequence[tuple[int, int]], first: Ints, last: Ints) -> Ints:
    if not found:
        return np.zeros(len(first), dtype=np.int32)
    inside = [(first <= begin) & (end <= last) for begin, end in found]
    return np.where(np.any(inside, axis=0), 1, 2).astype(np.int32)


def _found(words: Sequence[str], sentence: Prepared) -> list[tuple[int, int]]:
    """Where words stand in a sentence, as edges; those that cut through a token are left out."""
    text = sentence.text.lower()
    number = {int(place): at for at, place in enumerate(sentence.edges)}
    return [
        (number[match.start()], number[match.end()])
        for word in words
        for match in re.finditer(re.escape(word), text)
        if match.start() in number and match.end() in number
    ]


def _candidate_columns(
    asked: Asked, sentence: Prepared, first: Ints, last: Ints
) -> dict[str, Ints]:
    """Which strict candidate the span is, and whether it holds one of the type asked for."""
    size = len(sentence.edges)
    names = span_bins()["kind"]
    kinds = np.zeros((size, size), dtype=np.int32)
    holds = np.zeros(len(first), dtype=np.int32)
    for (begin, end), group in sentence.kinds.items():
        kinds[begin, end] = names.index(group[0].kind)
        if any(fits(asked.wanted, candidate) for candidate in group):
            kinds[begin, end] = 1
            holds[(first <= begin) & (last >= end) & (holds == 0)] = 1
            holds[(first == begin) & (last == end)] = 2
    return {"kind": kinds[first, last], "holds answer": holds}


def _focus(asked: Asked, sentence: Prepared, first: Ints, last: Ints) -> Ints:
    focus = asked.wanted.focus
    if not focus:
        return np.zeros(len(first), dtype=np.int32)
    column = np.ones(len(first), dtype=np.int32)
    places = sentence.edges
    for match in re.finditer(re.escape(focus), sentence.text):
        inside = (places[first] <= match.start()) & (places[last] >= match.end())
        column[inside & (column == 1)] = 2
        column[inside & (places[last] == match.end())] = 3
    return column


def _cue(asked: Asked, sentence: Prepared, first: Ints, last: Ints) -> Ints:
    """Where a word stands that announces this type of answer: inside the span, first, before it."""
    column = np.zeros(len(first), dtype=np.int32)
    pattern = cue_pattern(asked.wanted.type)
    if not pattern:
        return column
    begins, ends = sentence.edges[first], sentence.edges[last]
    for match in pattern.finditer(sentence.text):
        column[(begins <= match.start()) & (ends >= match.end()) & (column == 0)] = 1
        column[begins == match.start()] = 2
        column[begins == match.end()] = 3
    return column
