"""How well a part of a sentence sits where the question's gap is: named features, learned weights.

Chinese leaves the question word in place: what stands left of 多少 in the question stands left of
the figure in print (工业项目34个, not 项目156个). `make train` learns the weights from our own
questions and writes them (placing.toml); they are added up in the layers of the reader's.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from math import exp

import numpy as np

from bot.answering.options import Option
from bot.answering.place_inside import INSIDE_SIGNS, inside_signs
from bot.answering.place_left import LEFT_SIGNS, left_signs
from bot.answering.place_right import RIGHT_SIGNS, right_signs
from bot.answering.question import Question, once
from bot.answering.reading.coverage import Floats
from bot.answering.reading.reader import Reading
from bot.answering.reading.scoring import LAYERS, layer_rows
from bot.answering.sight import Sight
from bot.answering.wording import load_data

# How much of the reader's score two places lose for each character that they differ by. With 0,
# .02, .05, .1, .2, right options of 404 on the sets left out: 284, 285, 288, 286, 285.
DIFFERENCE_COST = 0.05
MAX_BEHIND = 8.0
# An answer with so many characters more than needed answers, too. Of 1 240 questions held out 951
# are right where the likeliest option is taken, and with 3, 4, 5, 6 characters 955, 962, 961, 956.
MAX_MORE = 4
# Options less likely than this share of the likeliest are left out of account: 962 with all, 963.
LEAST_LIKELY = 0.05

PLACE_FEATURES = (
    *("behind", "best read"),  # the reader's score, less its best
    *LEFT_SIGNS,
    *RIGHT_SIGNS,
    *INSIDE_SIGNS,
)


def place_scores(sight: Sight, options: Sequence[Option], reading: Reading) -> list[float]:
    """Score the options of a sentence; the scores order them, and mean nothing else."""
    weights = _weights_for(sight.question)
    return [
        sum([weight * value for weight, value in zip(weights, row, strict=True) if value])
        for row in place_features(sight, options, reading)
    ]


def surest(spans: Sequence[tuple[int, int]], scores: Sequence[float]) -> int:
    """Number the span that is likeliest to hold what answers with a few characters more at most.

    Several likely spans often differ by a word at their edge; the one that holds most of them is
    taken, the best of such (minimum Bayes risk, Kumar & Byrne 2004). There is one span at least.
    """
    top = max(scores)
    likely = [
        (start, end, share, number)
        for number, ((start, end), score) in enumerate(zip(spans, scores, strict=True))
        if (share := exp(score - top)) >= LEAST_LIKELY
    ]

    def agreed(one: tuple[int, int, float, int]) -> tuple[float, float]:
        start, end, own, _ = one
        held = (
            share
            for low, high, share, _ in likely
            if start <= low and high <= end and (low - start) + (end - high) <= MAX_MORE
        )
        return sum(held), own

    return max(likely, key=agreed)[-1]


@once
def _weights_for(question: Question) -> list[float]:
    return [float(weight) for weight in _weights()[layer_rows(question.wanted)].sum(axis=0)]


@cache
def _weights() -> Floats:
    data = load_data("placing.toml")
    rows = [[data.get(layer, {}).get(name, 0.0) for name in PLACE_FEATURES] for layer in LAYERS]
    return np.array(rows)


def place_features(
    sight: Sight, options: Sequence[Option], reading: Reading
) -> Iterator[tuple[float, ...]]:
    """Give a row for each option, a value for each feature of `PLACE_FEATURES`."""
    views = [_read_at(one, reading) for one in options]
    best = max(views, default=0.0)
    fitting = sorted((one for one in options if one.fits), key=lambda one: one.start)
    lefts = {start: left_signs(sight, start) for start in {one.start for one in options}}
    rights = {end: right_signs(sight, end) for end in {one.end for one in options}}
    for one, view in zip(options, views, strict=True):
        yield (
            max(-MAX_BEHIND, view - best) / MAX_BEHIND,
            view == best,
            *lefts[one.start],
            *rights[one.end],
            *inside_signs(sight, one, fitting),
        )


def _read_at(one: Option, reading: Reading) -> float:
    """Give the reader's view of a place.

    Where it did not look, that of the span most like it, less what they differ by.
    """
    if not reading.spans:
        return 0.0
    seen = reading.views.of(one.start, one.end) if reading.views else None
    if seen is not None:
        return seen
    views = [
        span.score - DIFFERENCE_COST * (abs(span.start - one.start) + abs(span.end - one.end))
        for span in reading.spans
        if span.start < one.end and one.start < span.end
    ]
    return max(views, default=reading.spans[-1].score - 1)
