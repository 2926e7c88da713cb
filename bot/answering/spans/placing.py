"""How well a part of a sentence sits where the question's gap is: named features, learned weights.

Chinese leaves the question word in place: what stands left of 多少 in the question stands left of
the figure in print (工业项目34个, not 项目156个). `make train` learns the weights from our own
questions and writes them (placing.toml); they are added up in the layers of the reader's.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from math import exp
from operator import mul

import numpy as np

from bot.answering.data_files import load_data
from bot.answering.question.question import Question, once
from bot.answering.reading.coverage import Floats
from bot.answering.reading.reader import Reading
from bot.answering.reading.scoring import LAYERS, layer_rows
from bot.answering.spans.options import Option
from bot.answering.spans.place_inside import INSIDE_SIGNS, inside_signs
from bot.answering.spans.place_left import LEFT_SIGNS, left_signs
from bot.answering.spans.place_right import RIGHT_SIGNS, right_signs
from bot.answering.spans.sight import Sight

# How much of the reader's score two places lose for each character that they differ by. With 0,
# .02, .05, .1, .2, right options of 404 on the sets left out: 284, 285, 288, 286, 285.
DIFFERENCE_COST = 0.05
MAX_BEHIND = 8.0
# How many characters more than another of its form an option may have to hold it. Of 1 240 answers
# held out 951 are right where the likeliest is taken, 887 of them to the letter; with 2 characters
# 959 and 888, with 4 965 and 876; with 4 and of whatever form 963 and 859.
MAX_MORE = 2
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
    return [sum(map(mul, weights, row)) for row in place_features(sight, options, reading)]


def surest(options: Sequence[Option], scores: Sequence[float]) -> int:
    """Number the option that answers most likely; there is one at least.

    Likely options often differ by a word at an edge: of those of the likeliest one's form that is
    taken which holds most of them, and hardly more (minimum Bayes risk, Kumar & Byrne 2004).
    """
    first = max(range(len(options)), key=scores.__getitem__)
    chances = [exp(score - scores[first]) for score in scores]
    likely = [
        number
        for number, (one, chance) in enumerate(zip(options, chances, strict=True))
        if chance >= LEAST_LIKELY and one.kind is options[first].kind
    ]

    def agreed(number: int) -> tuple[float, float]:
        held = (chances[other] for other in likely if _hardly_more(options[number], options[other]))
        return sum(held), scores[number]

    return max(likely, key=agreed)


def _hardly_more(one: Option, other: Option) -> bool:
    """Whether an option holds another, with a few characters more at most."""
    holds = one.start <= other.start and other.end <= one.end
    return holds and one.length - other.length <= MAX_MORE


@once
def _weights_for(question: Question) -> list[float]:
    return [float(weight) for weight in load_placing()[layer_rows(question.wanted)].sum(axis=0)]


@cache
def load_placing() -> Floats:
    """Read the shipped weights: a row for each of `LAYERS`, a column for each feature."""
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
