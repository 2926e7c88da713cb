"""The chance that an answer is right, from the signals that speak for it.

A logistic regression over a handful of named signals. Its weights are fitted, and its honesty on
held-out questions is shown, by `python -m benchmarks.calibrate_answers`; see docs/answers.md.
"""

from __future__ import annotations

from collections.abc import Mapping
from math import exp

from bot.answering.kinds import Kind
from bot.answering.wording import load_data


def features_of(kind: Kind, signals: Mapping[str, float]) -> dict[str, float]:
    """Give the features of an answer: its signals, its kind, and 1 for the intercept."""
    return {"always": 1.0, f"kind_{kind}": 1.0, **signals}


def confidence(kind: Kind, signals: Mapping[str, float]) -> float:
    """Give the chance, 0 to 1, that an answer with these signals is right."""
    weights: Mapping[str, float] = load_data("confidence.toml")["weights"]
    features = features_of(kind, signals)
    return 1 / (1 + exp(-sum(weights.get(name, 0.0) * value for name, value in features.items())))
