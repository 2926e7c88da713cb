"""Fit the confidence of answers and show how honest it is on held-out questions.

    python -m benchmarks.calibrate_answers          prints the reliability table
    python -m benchmarks.calibrate_answers --write  and writes the weights

Logistic regression with a ridge, by Newton's method; held out by five folds over the questions
(Platt 1999 for the idea of fitting a chance to a score). The questions are our own over the shipped
pages, and those of ../shared where it is. An answer is right if its first quote holds an accepted
answer; one to a question that has none is wrong.
"""

from __future__ import annotations

import argparse
import asyncio
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from bot.analysis.analyzer import ZoneAnalyzer
from bot.answering.answerer import Answerer
from bot.evaluation import Outcome, evaluate, read_questions
from bot.model import Status
from bot.retrieval.reference import ReferenceRetriever
from corpus.build import read_corpus

ROOT = Path(__file__).parent.parent
WEIGHTS = ROOT / "bot/answering/data/confidence.toml"
SETS = (
    (ROOT / "tests/quality/questions/shipped.jsonl", ROOT / "corpus/pages"),
    (ROOT.parent / "shared/questions/dev.jsonl", ROOT.parent / "shared/pages"),
)
FOLDS, RIDGE, STEPS = 5, 1.0, 25
BINS = (0.0, 0.5, 0.7, 0.8, 0.9, 0.95, 1.0)

Floats = NDArray[np.float64]


def outcomes() -> Iterator[Outcome]:
    """Ask every question of every set that is here."""
    for questions, pages in SETS:
        if questions.exists():
            corpus, analyzer = read_corpus(pages), ZoneAnalyzer()
            answerer = Answerer(corpus, ReferenceRetriever(corpus.passages, analyzer), analyzer)
            yield from asyncio.run(evaluate(read_questions(questions), answerer))


def fit(rows: Floats, right: Floats) -> Floats:
    """Fit weights to rows of features; the ridge keeps what is rare near zero."""
    weights = np.zeros(rows.shape[1])
    for _ in range(STEPS):
        chance = 1 / (1 + np.exp(-rows @ weights))
        slope = rows.T @ (right - chance) - RIDGE * weights
        curve = (rows.T * (chance * (1 - chance))) @ rows + RIDGE * np.eye(len(weights))
        weights = weights + np.linalg.solve(curve, slope)
    return weights


def held_out(rows: Floats, right: Floats) -> Floats:
    """Give each answer's chance from weights fitted without its fold."""
    fold = np.random.default_rng(0).permutation(len(rows)) % FOLDS
    chances = np.empty(len(rows))
    for number in range(FOLDS):
        out = fold == number
        chances[out] = 1 / (1 + np.exp(-rows[out] @ fit(rows[~out], right[~out])))
    return chances


def reliability(chances: Floats, right: Floats) -> Iterator[str]:
    """Give the table: of the answers with this confidence, how many were right."""
    yield "| confidence | answers | mean confidence | right |"
    yield "|---|---:|---:|---:|"
    for low, high in pairwise(BINS):
        inside = (chances >= low) & (chances < high) if high < 1 else chances >= low
        if inside.any():
            mean, share = chances[inside].mean(), right[inside].mean()
            yield f"| {low:.2f}–{high:.2f} | {inside.sum()} | {mean:.2f} | {share:.2f} |"
    yield f"\nBrier score {np.mean((chances - right) ** 2):.3f}; always the mean: {right.var():.3f}"


def main() -> None:
    """Fit, show and, if asked, write."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--write", action="store_true", help="write the weights that ship")
    write = parser.parse_args().write
    offered = [one for one in outcomes() if one.answer.status is Status.ANSWERED]
    names = sorted({name for one in offered for name in one.answer.signals})
    rows = np.array([[one.answer.signals.get(name, 0.0) for name in names] for one in offered])
    right = np.array([float(one.figures.get("evidence@1", False)) for one in offered])
    print("\n".join(reliability(held_out(rows, right), right)))
    if write:
        head = WEIGHTS.read_text(encoding="utf-8").partition("[weights]")[0]
        lines = (f"{n} = {w:.2f}" for n, w in zip(names, fit(rows, right), strict=True))
        WEIGHTS.write_text(f"{head}[weights]\n" + "\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
