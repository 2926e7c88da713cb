"""Points for sentences and spans: linear models with learned weights, shipped as readable data.

A weight belongs to a feature and to one of two layers that are added up: every question, and the
questions of one group. What all kinds of questions share is so learned once, from all of them (the
feature augmentation of Daumé III 2007, "Frustratingly Easy Domain Adaptation").
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np

from bot.answering.data_files import load_data
from bot.answering.language.wanted import AnswerType, Wanted
from bot.answering.reading.coverage import Floats
from bot.answering.reading.edges import Ints
from bot.answering.reading.fitting import wants_list
from bot.answering.reading.sentence_features import SENTENCE_FEATURES
from bot.answering.reading.span_features import span_bins

# Smaller weights are not written. Of sentences, 0.1 in place of 0.03 costs 3 right ones of 303
# questions; of spans, right choices of 100 (CMRC) are 41.2, 41.0, 41.3, 37.9 with 0, .05, .1, .15.
SMALLEST_WEIGHT, SMALLEST_SPAN_WEIGHT = 0.05, 0.1
EVERY = "every"
# Types of questions that are few, or alike, learn together.
GROUPS = {
    AnswerType.PERSON: "who",
    AnswerType.ORGANISATION: "who",
    AnswerType.PLACE: "where",
    AnswerType.TIME: "when",
    AnswerType.DURATION: "figure",
    AnswerType.NUMBER: "figure",
    AnswerType.MONEY: "figure",
    AnswerType.PERCENT: "figure",
    AnswerType.RANK: "figure",
    AnswerType.NAME: "name",
    AnswerType.DEFINITION: "definition",
    AnswerType.REASON: "reason",
    AnswerType.MANNER: "manner",
    AnswerType.THING: "thing",
    AnswerType.YES_NO: "manner",
}
_LIST = "list"
LAYERS = (EVERY, *sorted({*GROUPS.values(), _LIST}))


@dataclass(frozen=True, eq=False)
class Weights:
    """The weights of both models: one row a layer, one column a feature or bin."""

    sentence: Floats
    span: Floats

    def of(self, wanted: Wanted) -> tuple[Floats, Floats]:
        """Give the layers of a question, added up: for sentences, for spans."""
        return self._of_groups[group_of(wanted)]

    @cached_property
    def _of_groups(self) -> Mapping[str, tuple[Floats, Floats]]:
        pairs = {group: [LAYERS.index(EVERY), LAYERS.index(group)] for group in LAYERS[1:]}
        return {
            group: (self.sentence[rows].sum(axis=0), self.span[rows].sum(axis=0))
            for group, rows in pairs.items()
        }


def group_of(wanted: Wanted) -> str:
    """Name the group of questions that a question learns with."""
    return _LIST if wants_list(wanted) else GROUPS[wanted.type]


def layer_rows(wanted: Wanted) -> list[int]:
    """Give the numbers of the layers that a question adds up."""
    return [LAYERS.index(EVERY), LAYERS.index(group_of(wanted))]


def load_weights() -> Weights:
    """Read the shipped weights."""
    return parse_weights(load_data("weights.toml"))


def parse_weights(data: Mapping[str, Any]) -> Weights:
    """Read weights from what `weights_as_toml` wrote; what is not named weighs nothing."""
    return Weights(_sentence_rows(data["sentence"]), _span_rows(data["span"]))


def _sentence_rows(data: Mapping[str, Mapping[str, float]]) -> Floats:
    rows = [[data.get(layer, {}).get(name, 0.0) for name in SENTENCE_FEATURES] for layer in LAYERS]
    return np.array(rows)


def _span_rows(data: Mapping[str, Mapping[str, Mapping[str, float]]]) -> Floats:
    rows = [
        [
            data.get(layer, {}).get(feature, {}).get(name, 0.0)
            for feature, bins in span_bins().items()
            for name in bins
        ]
        for layer in LAYERS
    ]
    return np.array(rows)


def span_scores(weights: Floats, bins: Ints) -> Floats:
    """Add up the points of each span's bins."""
    return np.asarray(weights.take(bins).sum(axis=1))


def log_sum_exp(scores: Sequence[float]) -> float:
    """Sum scores, one at least, as chances: log of the sum of their exponentials."""
    if len(scores) == 1:
        return scores[0]
    top = max(scores)
    return top + math.log(sum(math.exp(score - top) for score in scores))


def weights_as_toml(weights: Weights) -> str:
    """Write weights as a person can read them; those that round to nothing are left out."""
    lines = [_HEAD, *layers_as_toml("sentence.", SENTENCE_FEATURES, weights.sentence)]
    for layer, row in zip(LAYERS, weights.span, strict=True):
        at = 0
        for feature, bins in span_bins().items():
            values = row[at : at + len(bins)]
            lines += _table(f'span."{layer}"."{feature}"', bins, values, SMALLEST_SPAN_WEIGHT)
            at += len(bins)
    return "\n".join(lines) + "\n"


def layers_as_toml(prefix: str, names: Sequence[str], rows: Floats) -> list[str]:
    """Write one table a layer, named by it after a prefix."""
    tables = zip(LAYERS, rows, strict=True)
    return [line for layer, row in tables for line in _table(f'{prefix}"{layer}"', names, row)]


_HEAD = """\
# Learned by `make train`; written by it, not by hand. Points for the features of sentences and the
# bins of spans; those of `every` and of the question's group are added up."""


def _table(
    name: str, names: Sequence[str], values: Floats, smallest: float = SMALLEST_WEIGHT
) -> list[str]:
    rows = [
        f"{_quoted(key)} = {value:.2f}"
        for key, value in zip(names, values, strict=True)
        if abs(value) >= smallest
    ]
    return ["", f"[{name}]", *rows] if rows else []


def _quoted(name: str) -> str:
    return '"' + name.replace("\\", "\\\\").replace('"', '\\"') + '"'
