"""What the answers are worth with a constant at other values.

    python -m benchmarks.try_values bot.answering.ways.verdicts SUBJECT_WORTH 0 1.4 2.8

asks all sets that are here once for each value and prints a row: the shares over all questions of
all sets. The constant is put in place of itself wherever a module has it by its name.
"""

from __future__ import annotations

import argparse
import sys
from importlib import import_module

from benchmarks.calibrate_answers import outcomes
from bot.evaluation import FIGURES, share
from tests.quality.question_sets import sets_here


def put(module: str, name: str, value: float) -> None:
    """Give a module's constant another value, also where it was imported by its name."""
    was = getattr(import_module(module), name)
    for one in [one for key, one in sys.modules.items() if key.startswith("bot.")]:
        if getattr(one, name, None) is was:
            setattr(one, name, value)


def main() -> None:
    """Print a row for every value."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("module")
    parser.add_argument("constant")
    parser.add_argument("values", type=float, nargs="+")
    options = parser.parse_args()
    if not hasattr(import_module(options.module), options.constant):
        parser.error(f"{options.module} has no {options.constant}")
    print("| value |", " | ".join(FIGURES), "|")
    print("|---|", "|".join("---:" for _ in FIGURES), "|")
    for value in options.values:
        put(options.module, options.constant, value)
        came = list(outcomes(sets_here()))
        print(f"| {value:g} |", " | ".join(f"{share(came, f):.4f}" for f in FIGURES), "|")


if __name__ == "__main__":
    main()
