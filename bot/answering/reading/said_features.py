"""What the question says of a span, and of what stands around it."""

from __future__ import annotations

import numpy as np

from bot.answering.reading.edges import Ints
from bot.answering.reading.spans import FORMS, Spans

# A value at an edge belongs to the bin below it.
_SHARES = ("0", "–.2", "–.5", "–.8", "–1", "1")
_SHARE_EDGES = np.array((0, 0.2, 0.5, 0.8, 0.9999))
_COUNTS, _COUNT_EDGES = ("0", "1–2", "3–4", "5–6", "7+"), np.array((0, 2, 4, 6))
_TOUCHES = ("nothing", "left", "right", "both")
_ORDER = ("after", "before", "between", "among", "nothing said")
_OUTER = np.array([_ORDER.index(name) for name in ("nothing said", "after", "before", "between")])
# 总投资|约为|100亿元: what may stand between a span and the question's words, in characters.
_MAX_GAP = 3


def said_bins() -> dict[str, tuple[str, ...]]:
    """Give the features of this module with their bins."""
    return {
        "said": _SHARES,  # share of the span that the question says
        "said outside": _SHARES,  # share of what the question says that stands outside the span
        "said edges": ("none", "first", "last", "both"),  # its first, its last word
        "touches": _TOUCHES,  # words of the question
        # It touches them amid a clause, or the clause ends between: 甲是|乙 is not 甲, | 乙.
        "touches, edges": tuple(f"{one}: {form}" for one in _TOUCHES for form in FORMS[1:]),
        "order": _ORDER,
        "said left": _COUNTS,  # characters of the question right before the span
        "said right": _COUNTS,
    }


def said_columns(spans: Spans) -> dict[str, Ints]:
    """Give each feature's column of bins."""
    strip, first, last = spans.strip, spans.first, spans.last
    said, before, after = strip.said, strip.says_before, strip.says_after
    inside = said[last] - said[first]
    left = said[first] > said[strip.heads][spans.owner]
    right = said[strip.tails][spans.owner] > said[last]
    every = np.maximum((said[strip.tails] - said[strip.heads])[spans.owner], 1)
    touches = before[first] + 2 * after[last]
    return {
        "said": np.searchsorted(_SHARE_EDGES, inside / (spans.ends - spans.starts)),
        "said outside": np.searchsorted(_SHARE_EDGES, 1 - inside / every),
        "said edges": after[first] + 2 * before[last],
        "touches": touches,
        "touches, edges": len(FORMS[1:]) * touches + spans.sides,
        "order": np.where(inside > 0, _ORDER.index("among"), _OUTER[left + 2 * right]),
        **_run_columns(spans),
    }


def _run_columns(spans: Spans) -> dict[str, Ints]:
    """How long a stretch of the question's words ends right before the span, begins right after."""
    marks = np.frombuffer(spans.strip.marks, np.int8)
    ending, beginning = _run_lengths(marks), _run_lengths(marks[::-1])[::-1]
    gaps = range(_MAX_GAP)
    left = np.max([ending[np.maximum(spans.starts - gap, 0)] for gap in gaps], axis=0)
    right = np.max([beginning[np.minimum(spans.ends + gap, len(marks))] for gap in gaps], axis=0)
    return {
        "said left": np.searchsorted(_COUNT_EDGES, left),
        "said right": np.searchsorted(_COUNT_EDGES, right),
    }


def _run_lengths(marks: Ints) -> Ints:
    """How many marks in a row end at each place."""
    places = np.arange(len(marks) + 1)
    breaks = np.where(marks, 0, places[1:])
    return places - np.maximum.accumulate(np.concatenate([[0], breaks]))
