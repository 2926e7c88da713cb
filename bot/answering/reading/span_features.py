"""What speaks for a span as the answer: named features, each with a few bins.

Every feature puts a span into one of its bins, and each bin has its points (weights.toml). The
words at a span's edges are bins of their own, as in the lexicalised features of extractive reading
before neural networks (Rajpurkar et al. 2016); so is the way the question asks.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import cache

import numpy as np

from bot.answering.data_files import load_data
from bot.answering.language.candidates import Kind
from bot.answering.reading.clause_features import clause_bins, clause_columns
from bot.answering.reading.edges import Bools, Ints, edge_words
from bot.answering.reading.fitting import fitting
from bot.answering.reading.said_features import said_bins, said_columns
from bot.answering.reading.signs import cue_pattern
from bot.answering.reading.spans import FORMS, Spans
from bot.answering.reading.strip import Strip

# A value at an edge belongs to the bin below it.
_GAPS, _GAP_EDGES = ("0", "1", "2–3", "4–8", "9+", "none"), np.array((0, 1, 3, 8, 999))
_LENGTHS = ("1", "2", "3", "4", "5–6", "7–9", "10–14", "15–22", "23–35", "36+")
_LENGTH_EDGES = np.array((1, 2, 3, 4, 6, 9, 14, 22, 35))
_BEHIND, _BEHIND_EDGES = ("0", "–.5", "–1", "–2", "–4", "4+"), np.array((0, 0.5, 1, 2, 4))
_ITEMS = ("1", "2", "3", "4+")
_ANCHORS = ("absent", "inside", "outside")
_RANKS = ("1", "2", "3", "4+")
# “甲”的模式, 甲、乙等模式: what may stand between an answer and the noun asked for.
_BINDS_NOUN = "”》）)的等之这类"
# Farther than any two edges of a sentence.
_FAR = 1 << 30


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
        **said_bins(),
        "left anchor": _GAPS,  # tokens from the word left of the question word
        "right anchor": _GAPS,
        "anchors": _crossed([f"{left}, {right}" for left in _ANCHORS for right in _ANCHORS]),
        "brackets": ("none", "open", "inside", "last"),
        "items": _ITEMS,  # what 、 parts it into
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
    rows = np.array([columns[name] for name in span_offsets()], dtype=np.int32)
    return np.ascontiguousarray(rows.T + np.array([*span_offsets().values()], dtype=np.int32))


def _form_columns(spans: Spans) -> dict[str, Ints]:
    """Which strict candidate the span is, whether it holds one, and how the question asks."""
    kinds, holds = _candidate_columns(spans)
    form = np.where(holds == 2, FORMS.index("exact"), spans.sides + 1)
    return {
        "kind": kinds,
        "holds answer": holds,
        "edges": spans.sides,
        **_asking_columns(spans, form),
        **_anchor_columns(spans, form),
    }


def _candidate_columns(spans: Spans) -> tuple[Ints, Ints]:
    """Number the kind of candidate that each span is; whether it holds what fits, or is it."""
    names, strip = span_bins()["kind"], spans.strip
    is_fitting = fitting(strip.asked.wanted)
    width = len(strip.owners)
    kinds, answers = {}, []
    for one, head in zip(strip.sentences, strip.heads.tolist(), strict=True):
        for (begin, end), group in one.prepared.kinds.items():
            place = head + begin, head + end
            fit = any(map(is_fitting, group))
            kinds[place[0] * width + place[1]] = names.index("fits" if fit else group[0].kind)
            answers += [place] * fit
    numbers = spans.first * width + spans.last
    kind = np.array([kinds.get(number, 0) for number in numbers.tolist()])
    holds = _hold(answers, spans.first, spans.last).astype(np.int32)
    return kind, np.where(kind == names.index("fits"), 2, holds)


def _hold(found: Sequence[tuple[int, int]], first: Ints, last: Ints) -> Bools:
    """Tell the spans that hold at least one of what was found."""
    if not found:
        return np.zeros(len(first), dtype=bool)
    begins, ends = np.array(sorted(found)).T
    nearest = np.minimum.accumulate(ends[::-1])[::-1]  # the first end of what begins there or later
    return np.append(nearest, _FAR)[np.searchsorted(begins, first)] <= last


def _asking_columns(spans: Spans, form: Ints) -> dict[str, Ints]:
    """How the question asks, crossed with the form of the span."""
    asked = spans.strip.asked
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
    strip = spans.strip
    lefts, rights = _found(strip.asked.left[-1:], strip), _found(strip.asked.right[:1], strip)
    # Sentences lie far apart here, so that what stands in another one is too far to be seen.
    edges = np.arange(len(strip.owners)) + _FAR * strip.owners
    left, right = np.full(len(edges), -_FAR), np.full(len(edges), edges[-1] + _FAR)
    for _, end in lefts:
        left[end] = edges[end]
    for begin, _ in rights:
        right[begin] = edges[begin]
    nearest_left = np.maximum.accumulate(left)
    nearest_right = np.minimum.accumulate(right[::-1])[::-1]
    places = len(_ANCHORS) * _anchor_place(lefts, spans) + _anchor_place(rights, spans)
    return {
        "left anchor": np.searchsorted(_GAP_EDGES, (edges - nearest_left)[spans.first]),
        "right anchor": np.searchsorted(_GAP_EDGES, (nearest_right - edges)[spans.last]),
        "anchors": places * len(FORMS) + form,
    }


def _found(words: Sequence[str], strip: Strip) -> list[tuple[int, int]]:
    """Where words stand, as edges; those that cut through a token are left out."""
    edges = {place: edge for edge, place in enumerate(strip.places.tolist())} if words else {}
    return [
        (edges[match.start()], edges[match.end()])
        for word in words
        for match in re.finditer(re.escape(word), strip.lowered)
        if match.start() in edges and match.end() in edges
    ]


def _anchor_place(found: Sequence[tuple[int, int]], spans: Spans) -> Ints:
    outside = np.full(len(spans.strip.sentences), _ANCHORS.index("absent"))
    outside[[spans.strip.owners[begin] for begin, _ in found]] = _ANCHORS.index("outside")
    inside = _hold(found, spans.first, spans.last)
    return np.where(inside, _ANCHORS.index("inside"), outside[spans.owner])


def _edge_columns(spans: Spans) -> dict[str, Ints]:
    """The words at the span's edges, its length, its marks."""
    edges, first, last = spans.strip.edges, spans.first, spans.last
    return {
        "word before": edges.before[first],
        "first word": edges.after[first],
        "last word": edges.before[last],
        "word after": edges.after[last],
        "length": np.searchsorted(_LENGTH_EDGES, spans.ends - spans.starts),
        "brackets": _bracket_bins(spans),
        "items": np.minimum(_count(spans, "、"), len(_ITEMS) - 1),
    }


def _bracket_bins(spans: Spans) -> Ints:
    """Whether a bracket or quotation mark stands open, a bracket closes inside or at the end."""
    edges, first, last = spans.strip.edges, spans.first, spans.last
    closed = np.where(_is_one_of("）)")[edges.before[last]], 3, 2 * (_count(spans, "）)") > 0))
    return np.where(edges.depth[first] != edges.depth[last], 1, closed)


def _count(spans: Spans, marks: str) -> Ints:
    """Count the marks inside each span that are one of some."""
    counted = np.cumsum(_is_one_of(marks)[spans.strip.edges.before])
    return np.asarray(counted[spans.last] - counted[spans.first])


@cache
def _is_one_of(marks: str) -> Bools:
    """Tell of each of `edge_words` whether it is one of some marks."""
    return np.array([word in marks for word in edge_words()])


def _word_columns(spans: Spans) -> dict[str, Ints]:
    """Where the noun asked for and the words that announce an answer stand."""
    strip, starts, ends = spans.strip, spans.starts, spans.ends
    focused = np.full(len(starts), 1 if strip.asked.wanted.focus else 0)
    for start, end in strip.nouns:
        inside = (starts <= start) & (ends >= end)
        focused[inside & (focused == 1)] = 2
        focused[_ending_before(start, spans) & (focused < 3)] = 3
        focused[inside & (ends == end)] = 4
    cues = _cues(strip)
    at_start = np.zeros(len(strip.marks) + 1, dtype=np.int32)
    for _, end in cues:
        at_start[end] = 3
    for start, _ in cues:
        at_start[start] = 2
    cued = at_start[starts]
    return {"focus": focused, "cue": np.where(cued, cued, _hold(cues, starts, ends))}


def _ending_before(place: int, spans: Spans) -> Bools:
    """Tell the spans that end right before a place, or before the marks and words that bind it."""
    bound = len(spans.strip.text[:place].rstrip(_BINDS_NOUN))
    return (spans.ends >= bound) & (spans.ends <= place)


def _cues(strip: Strip) -> list[tuple[int, int]]:
    """Where words stand that announce an answer."""
    cue = cue_pattern(strip.asked.wanted.type)
    return [
        (offset + match.start(), offset + match.end())
        for one, offset in zip(strip.sentences, strip.offsets, strict=True)
        for match in (cue.finditer(one.prepared.text) if cue else ())
    ]


def _standing_columns(spans: Spans) -> dict[str, Ints]:
    """How the sentence stands among those read."""
    standings = [one.standing for one in spans.strip.sentences]
    ranks = np.array([min(standing.rank, len(_RANKS) - 1) for standing in standings])
    behind = np.searchsorted(_BEHIND_EDGES, np.array([standing.behind for standing in standings]))
    return {"sentence": ranks[spans.owner], "behind": behind[spans.owner]}


_COLUMNS: tuple[Callable[[Spans], dict[str, Ints]], ...] = (
    _edge_columns,
    _form_columns,
    clause_columns,
    said_columns,
    _word_columns,
    _standing_columns,
)
