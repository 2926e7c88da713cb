"""The chance that what was found answers, by fitted weights (a logistic regression)."""

from __future__ import annotations

from collections.abc import Mapping
from math import exp

from bot.answering.data_files import load_data


def chance_of(signals: Mapping[str, float], weights_file: str) -> float:
    """Give the chance, 0 to 1, that what has these signals answers, by the weights of a file."""
    weights: Mapping[str, float] = load_data(weights_file)["weights"]
    odds = sum(weights.get(name, 0.0) * value for name, value in signals.items())
    return 1 / (1 + exp(-odds))
