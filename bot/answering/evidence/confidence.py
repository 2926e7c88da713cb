"""The chance that an answer is right, from the signals that speak for it.

A logistic regression over a handful of named signals. Its weights are fitted, and its honesty on
held-out questions is shown, by `python -m benchmarks.calibrate_answers`; see docs/answers.md.
"""

from __future__ import annotations

from collections.abc import Mapping
from math import exp

from bot.answering.data_files import load_data


def confidence(signals: Mapping[str, float]) -> float:
    """Give the chance, 0 to 1, that an answer with these signals is right."""
    weights: Mapping[str, float] = load_data("confidence.toml")["weights"]
    odds = sum(weights.get(name, 0.0) * value for name, value in signals.items())
    return 1 / (1 + exp(-odds))
