"""What speaks for a span as the answer: named features, each with a few bins.

Every feature puts a span into one of its bins, and each bin has its points (weights.toml). The
words at a span's edges are bins of their own, as in the lexicalised features of extractive reading
before neural networks (Rajpurkar et al. 2016); so is the way the question asks.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from bot.answering.reading.candidates import Kind
from bot.answering.reading.clause_features import clause_bins, clause_columns
from bot.answering.reading.dimensions import load_data
from bot.answering.reading.edges import Ints, edge_words
from bot.answering.reading.fitting import fits
from bot.answering.reading.signs import cue_pattern
from bot.answering.reading.spans import FORMS, Spans

_GAPS, _GAP_EDGES = ("0", "1", "2–3", "4–8", "9+", "none"), (0, 1, 3, 8, 999)
_SHARES, _SHARE_EDGES = ("0", "–.2", "–.5", "–.8", "–1", "1"), (0, 0.2, 0.5, 0.8, 0.9999)
_COUNTS, _COUNT_EDGES = ("0", "1–2", "3–4", "5–6", "7+"), (0, 2, 4, 6)
_LENGTHS = ("1", "2", "3", "4", "5–6", "7–9", "10–14", "15–22", "23–35", "36+")
_LENGTH_EDGES = (1, 2, 3, 4, 6, 9, 14, 22, 35)
_BEHIND, _BEHIND_EDGES = ("0", "–.5", "–1", "–2", "–4", "4+"), (0, 0.5, 1, 2, 4)
_ANCHORS = ("absent", "inside", "outside")
_RANKS = ("1", "2", "3", "4+")
# 总投资|约为|100亿元: what may stand between a span and the question's words, in characters.
_MAX_GAP = 3
# “甲”的模式, 甲、乙等模式: what may stand between an answer and the noun asked for.
_BINDS_NOUN = "”》）)的等之这类"


@cache
def _asking_words(name: str) -> tuple[str, ...]:
    """Give the words of a list of boundaries.toml, and what stands for all others."""
    return (*load_data("boundaries.toml")[name].split(), "other", "none")


def _crossed(names: Sequence[str]) -> tuple[str, ...]:
    return tuple(f"{name}: {form}" for name in names for form in FORMS)


@cache
def span_bins() -> dict[str, tuple[str, ...]]:
    """Give the features of a span, each with its bins, in the order of their columns."""
    words = edge_words()
    return {
        "word before": words,
        "first word": words,
        "last word": words,
        "word after": words,
        "kind": ("none", "fits", *(str(kind) for kind in Kind)),
        "holds answer": ("no", "yes", "exactly"),
        "length": _LENGTHS,
        "edges": FORMS[1:],
        **clause_bins(words),
        "asked with": _crossed(_asking_words("question_words")),
        "asked left": _crossed(_asking_words("left_words")),
        "asked right": _crossed(_asking_words("right_words")),
        "said": _SHARES,  # share of the span that the question says
        "said outside": _SHARES,  # share of what the question says that stands outside the span
        "said edges": ("none", "first", "last", "both"),  # its first, its last word
        "touches": ("nothing", "left", "right", "both"),  # words of the question
        "order": ("after", "before", "between", "among", "nothing said"),
        "said left": _COUNTS,  # characters of the question right before the span
        "said right": _COUNTS,
        "left anchor": _GAPS,  # tokens from the word left of the question word
        "right anchor": _GAPS,
        "anchors": _crossed([f"{left}, {right}" for left in _ANCHORS for right in _ANCHORS]),
        "brackets": ("closed", "open"),
        "focus": ("not asked", "missing", "inside", "before", "last"),
        "cue": ("none", "inside", "first", "before"),
        "sentence": _RANKS,
        "behind": _BEHIND,  # the sentence's score behind the best
    }


@cache
def span_offsets() -> dict[str, int]:
    """Give each feature's first bin in one numbering of all bins."""
    offsets, total = {}, 0
    for name, bins in span_bins().items():
        offsets[name] = total
        total += len(bins)
    return offsets


def span_features(spans: Spans) -> Ints:
    """Give the bin of every feature: one row a span, one column a feature of `span_bins`.

    Bins are numbered through, as in `span_offsets`.
    """
    columns: dict[str, Ints] = {}
    for work_out in _COLUMNS:
        columns.update(work_out(spans))
    rows = [columns[name] + offset for name, offset in span_offsets().items()]
    return np.column_stack(rows).astype(np.int32)


def _form_columns(spans: Spans) -> dict[str, Ints]:
    """Which strict candidate the span is, whether it holds one, and how the question asks."""
    size = len(spans.sentence.edges)
    names = span_bins()["kind"]
    kinds = np.zeros((size, size), dtype=np.int32)
    holds = np.zeros(len(spans.first), dtype=np.int32)
    for (begin, end), group in spans.sentence.kinds.items():
        kinds[begin, end] = names.index(group[0].kind)
        if any(fits(spans.asked.wanted, candidate) for candidate in group):
            kinds[begin, end] = names.index("fits")
            holds[(spans.first <= begin) & (spans.last >= end) & (holds == 0)] = 1
            holds[(spans.first == begin) & (spans.last == end)] = 2
    edges = spans.edges.clause_starts[spans.first] + 2 * spans.edges.clause_ends[spans.last]
    form = np.where(holds == 2, FORMS.index("exact"), edges + 1)
    return {
        "kind": kinds[spans.first, spans.last],
        "holds answer": holds,
        "edges": edges,
        **_asking_columns(spans, form),
        **_anchor_columns(spans, form),
    }


def _asking_columns(spans: Spans, form: Ints) -> dict[str, Ints]:
    """How the question asks, crossed with the form of the span."""
    asked = spans.asked
    listed = _asking_words("question_words")
    word = next((word for word in listed if word in asked.wanted.word), "other")
    found = {
        "asked with": (listed, word),
        "asked left": (_asking_words("left_words"), asked.before or "none"),
        "asked right": (_asking_words("right_words"), asked.after or "none"),
    }
    return {
        name: words.index(word if word in words else "other") * len(FORMS) + form
        for name, (words, word) in found.items()
    }


def _anchor_columns(spans: Spans, form: Ints) -> dict[str, Ints]:
    """Where the words stand that stood beside the question word: how near, inside the span."""
    size = len(spans.sentence.edges)
    left, right = np.full(size, -2000), np.full(size, 2000)
    lefts, rights = _found(spans.asked.left[-1:], spans), _found(spans.asked.right[:1], spans)
    for _, end in lefts:
        left[end] = end
    for begin, _ in rights:
        right[begin] = begin
    nearest_left = np.maximum.accumulate(left)
    nearest_right = np.minimum.accumulate(right[::-1])[::-1]
    places = len(_ANCHORS) * _anchor_place(lefts, spans) + _anchor_place(rights, spans)
    return {
        "left anchor": _binned(spans.first - nearest_left[spans.first], _GAP_EDGES),
        "right anchor": _binned(nearest_right[spans.last] - spans.last, _GAP_EDGES),
        "anchors": places * len(FORMS) + form,
    }


def _found(words: Sequence[str], spans: Spans) -> list[tuple[int, int]]:
    """Where words stand in a sentence, as edges; those that cut through a token are left out."""
    text = spans.sentence.text.lower()
    number = {int(place): at for at, place in enumerate(spans.sentence.edges)}
    return [
        (number[match.start()], number[match.end()])
        for word in words
        for match in re.finditer(re.escape(word), text)
        if match.start() in number and match.end() in number
    ]


def _anchor_place(found: Sequence[tuple[int, int]], spans: Spans) -> Ints:
    if not found:
        return np.zeros(len(spans.first), dtype=np.int32)
    inside = [(spans.first <= begin) & (end <= spans.last) for begin, end in found]
    return np.where(np.any(inside, axis=0), _ANCHORS.index("inside"), _ANCHORS.index("outside"))


def _edge_columns(spans: Spans) -> dict[str, Ints]:
    """The words at the span's edges, its length, its marks."""
    edges, first, last = spans.edges, spans.first, spans.last
    return {
        "word before": edges.before[first],
        "first word": edges.after[first],
        "last word": edges.before[last],
        "word after": edges.after[last],
        "length": _binned(spans.ends - spans.starts, _LENGTH_EDGES),
        "brackets": (edges.depth[first] != edges.depth[last]).astype(np.int32),
    }


def _said_columns(spans: Spans) -> dict[str, Ints]:
    """What the question says of the span and of what stands around it."""
    said, first, last = spans.said, spans.first, spans.last
    inside = said[last] - said[first]
    left, right = said[first] > 0, said[-1] > said[last]
    tokens = np.concatenate([[False], spans.said_tokens, [False]])  # token n is tokens[n + 1]
    return {
        "said": _binned(inside / (spans.ends - spans.starts), _SHARE_EDGES),
        "said outside": _binned(1 - inside / max(said[-1], 1), _SHARE_EDGES),
        "said edges": tokens[first + 1] + 2 * tokens[last],
        "touches": tokens[first] + 2 * tokens[last + 1],
        "order": np.select([inside > 0, left & right, left, right], [3, 2, 0, 1], default=4),
        **_run_columns(spans),
    }


def _run_columns(spans: Spans) -> dict[str, Ints]:
    """How long a stretch of the question's words ends right before the span, begins right after."""
    size = len(spans.marks)
    ending, beginning = _run_lengths(spans.marks), _run_lengths(spans.marks[::-1])[::-1]
    gaps = range(_MAX_GAP)
    left = np.max([ending[np.maximum(spans.starts - gap, 0)] for gap in gaps], axis=0)
    right = np.max([beginning[np.minimum(spans.ends + gap, size)] for gap in gaps], axis=0)
    return {
        "said left": _binned(left, _COUNT_EDGES),
        "said right": _binned(right, _COUNT_EDGES),
    }


def _run_lengths(marks: Ints) -> Ints:
    """How many marks in a row end at each place."""
    lengths = [0]
    for mark in marks.tolist():
        lengths.append(lengths[-1] + 1 if mark else 0)
    return np.array(lengths, dtype=np.int32)


def _word_columns(spans: Spans) -> dict[str, Ints]:
    """Where the noun asked for and the words that announce an answer stand."""
    cue = cue_pattern(spans.asked.wanted.type)
    focused = np.full(len(spans.first), 1 if spans.asked.wanted.focus else 0, dtype=np.int32)
    cued = np.zeros(len(spans.first), dtype=np.int32)
    text = spans.sentence.text
    for start, end in spans.focus:
        inside = (spans.starts <= start) & (spans.ends >= end)
        focused[inside & (focused == 1)] = 2
        focused[_ending_before(start, text, spans) & (focused < 3)] = 3
        focused[inside & (spans.ends == end)] = 4
    for start, end in _matches(cue, spans):
        cued[(spans.starts <= start) & (spans.ends >= end) & (cued == 0)] = 1
        cued[spans.starts == start] = 2
        cued[spans.starts == end] = 3
    return {"focus": focused, "cue": cued}


def _ending_before(start: int, text: str, spans: Spans) -> NDArray[np.bool_]:
    """Tell the spans that end right before a place, or before the marks and words that bind it."""
    bound = len(text[:start].rstrip(_BINDS_NOUN))
    return (spans.ends >= bound) & (spans.ends <= start)


def _matches(pattern: str | re.Pattern[str] | None, spans: Spans) -> list[tuple[int, int]]:
    if pattern is None:
        return []
    return [match.span() for match in re.finditer(pattern, spans.sentence.text)]


def _standing_columns(spans: Spans) -> dict[str, Ints]:
    """How the sentence stands among those read."""
    rank = min(spans.standing.rank, len(_RANKS) - 1)
    behind = int(np.digitize(spans.standing.behind, _BEHIND_EDGES, right=True))
    size = len(spans.first)
    return {"sentence": np.full(size, rank), "behind": np.full(size, behind)}


def _binned(values: NDArray[np.floating[Any] | np.integer[Any]], edges: Sequence[float]) -> Ints:
    """Number the bin of each value; an edge belongs to the bin below it."""
    return np.asarray(np.digitize(values, edges, right=True))


_COLUMNS: tuple[Callable[[Spans], dict[str, Ints]], ...] = (
    _edge_columns,
    _form_columns,
    clause_columns,
    _said_columns,
    _word_columns,
    _standing_columns,
)
