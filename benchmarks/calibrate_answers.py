"""Fit what judges sentences and how sure answers are; show both on questions held out.

    python -m benchmarks.calibrate_answers [--also QUESTIONS PAGES]... [--write]

Without --write it only prints. The questions are all sets of tests/quality that are here and any
named by --also. Two fits, each by Newton's method with a ridge:

- judging: a conditional logit over the sentences found for a question and “none of them”
  (McFadden 1974). A sentence is right if its quote holds an accepted answer; of several right ones
  any will do. Each question is taught once more of pages with its answer erased, where none is.
  Held out by pages: with a set go all others that are asked of its pages; `erased` is the share
  refused of those whose answers are erased.
- confidence: a logistic regression over the answers given (Platt 1999), held out by five folds.
"""

from __future__ import annotations

import argparse
import asyncio
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import inf
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from benchmarks.erased_pages import erased
from bot.analysis.analyzer import ZoneAnalyzer
from bot.answering.answerer import Answerer
from bot.answering.evidence.evidence import (
    MIN_CHANCE,
    MIN_OWN_CHANCE,
    Evidence,
    is_eligible,
)
from bot.answering.evidence.finder import Finder
from bot.answering.evidence.judging import chances
from bot.answering.library.library import Library
from bot.answering.library.quotes import quote
from bot.answering.question.kinds import Kind
from bot.answering.understanding.understanding import Understanding
from bot.answering.ways.verdicts import signals_of_rulings
from bot.evaluation import Asked, Outcome, evaluate, is_evidence
from bot.model import Status
from bot.retrieval.reference import ReferenceRetriever
from corpus.build import read_corpus
from tests.quality.question_sets import QuestionSet, sets_here

DATA = Path(__file__).parent.parent / "bot/answering/data"
# Kinds whose answers stand in the sentence that is judged best.
JUDGED = frozenset({Kind.FACT, Kind.LIST, Kind.WHY, Kind.HOW, Kind.YES_NO})
FOLDS, STEPS, NEGLIGIBLE = 5, 25, 1e-4
# Of .0003, .001, .003 and .01 for judging, .001 makes what is right likeliest, held out by pages.
JUDGING_RIDGE, CONFIDENCE_RIDGE = 0.001, 1.0
# What a lesson counts whose answers are erased, and one that no page answers. Held out by pages, at
# the chance that over-refuses .10: without the erased, evidence@1 .826, wrong .074, refused .873,
# and .676 of the erased; so weighed .833, .067, .872, .711; all weighed alike .830, .070, .863,
# .720.
ERASED_WEIGHT, UNANSWERABLE_WEIGHT = 0.5, 2.0
BINS = (0.0, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 1.0)

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Lesson:
    """The sentences that may answer a question, one row of signals each, and which are right.

    Lessons of one `fold` are on the same pages.
    """

    fold: str
    answerable: bool
    signals: Sequence[dict[str, float]]
    right: NDArray[np.bool_]
    erased: bool = False

    @property
    def weight(self) -> float:
        """How much it counts beside others."""
        if self.erased:
            return ERASED_WEIGHT
        return 1.0 if self.answerable else UNANSWERABLE_WEIGHT


def lessons(one: QuestionSet) -> Iterator[Lesson]:
    """Give a lesson for every question of a set, then those whose answers are erased."""
    whole = Library(read_corpus(one.pages), ZoneAnalyzer())
    fold, questions = "/".join(one.pages.parts[-2:]), one.read()
    for asked, evidence in asyncio.run(_weighed(whole, questions)):
        right = [asked.answerable and is_evidence(asked, quote(e.story, e.at)) for e in evidence]
        signals = [each.weighed for each in evidence]
        yield Lesson(fold, asked.answerable, signals, np.array(right, bool))
    for corpus, unanswered in erased(whole, questions):
        library = Library(corpus, whole.analyzer, whole)
        for _, evidence in asyncio.run(_weighed(library, unanswered)):
            none = np.zeros(len(evidence), bool)
            yield Lesson(fold, False, [each.weighed for each in evidence], none, erased=True)


async def _weighed(
    library: Library, questions: Iterable[Asked]
) -> list[tuple[Asked, list[Evidence]]]:
    """Give the questions answered from the sentences found, each with those that may answer it."""
    finder = Finder(library, ReferenceRetriever(library.corpus.passages, library.analyzer))
    understanding = Understanding(library)
    found = []
    for asked in questions:
        question = understanding.understand(asked.question)
        if not asked.prev and question.kind in JUDGED:
            also = signals_of_rulings(question) if question.kind is Kind.YES_NO else None
            sentences = await finder.sentences(question)
            evidence = finder.weighed(question, sentences, also, unseen_behind=inf)
            found.append((asked, [one for one in evidence if is_eligible(question, one)]))
    return found


def rows_of(lesson: Lesson, names: Sequence[str]) -> Floats:
    """Give one row a sentence, one column a signal."""
    rows = [[signals.get(name, 0.0) for name in names] for signals in lesson.signals]
    return np.array(rows, dtype=np.float64).reshape(len(rows), len(names))


def fit_judging(taught: Sequence[Lesson], names: Sequence[str]) -> Floats:
    """Fit weights that make the right sentence likely, or “none” where no sentence is right.

    Each step takes it as known which of several right sentences answers, as likely as they are now.
    """
    rows = [rows_of(lesson, names) for lesson in taught]
    ridge = JUDGING_RIDGE * len(taught) * np.mean(np.vstack(rows) ** 2, axis=0) + 1e-3
    weights = np.zeros(len(names))
    for _ in range(STEPS):
        slope, curve = -ridge * weights, np.diag(ridge)
        for lesson, signals in zip(taught, rows, strict=True):
            share = np.array(chances((signals @ weights).tolist()))
            wanted = share * lesson.right
            aim = wanted / wanted.sum() if lesson.right.any() else wanted
            mean = share @ signals
            slope += lesson.weight * ((aim - share) @ signals)
            curve += lesson.weight * ((signals.T * share) @ signals - np.outer(mean, mean))
        step = np.linalg.solve(curve, slope)
        weights = weights + step
        if np.abs(step).max() < NEGLIGIBLE:
            break
    return weights


def judged_held_out(taught: Sequence[Lesson], names: Sequence[str]) -> Iterator[str]:
    """Give, for each set, what weights fitted on the others make of it."""
    yield "| held out | evidence@1 | wrong | refused | over-refused | erased |"
    yield "|---|---:|---:|---:|---:|---:|"
    for fold in dict.fromkeys(lesson.fold for lesson in taught):
        weights = fit_judging([one for one in taught if one.fold != fold], names)
        out = [(one, _choice(one, names, weights)) for one in taught if one.fold == fold]
        known = [(one, best) for one, best in out if one.answerable]
        refused = [best is None for one, best in out if not (one.answerable or one.erased)]
        hits = [best is not None and bool(one.right[best]) for one, best in known]
        silent = [best is None for _, best in known]
        wrong = [not hit and not none for hit, none in zip(hits, silent, strict=True)]
        in_vain = [best is None for one, best in out if one.erased]
        told = (hits, wrong, refused, silent, in_vain)
        cells = " | ".join(f"{np.mean(cell):.3f}" for cell in told)
        yield f"| {fold} | {cells} |"


def _choice(lesson: Lesson, names: Sequence[str], weights: Floats) -> int | None:
    scores = rows_of(lesson, names) @ weights
    shares = chances(scores.tolist())
    is_told = sum(shares) >= MIN_CHANCE and max(shares) >= MIN_OWN_CHANCE
    return int(scores.argmax()) if is_told else None


def outcomes(sets: Iterable[QuestionSet]) -> Iterator[Outcome]:
    """Ask every question of every set."""
    for one in sets:
        corpus, analyzer = read_corpus(one.pages), ZoneAnalyzer()
        retriever = ReferenceRetriever(corpus.passages, analyzer)
        answerer = Answerer(corpus, retriever, analyzer)
        yield from asyncio.run(evaluate(one.read(), answerer))


def fit_logistic(rows: Floats, right: Floats) -> Floats:
    """Fit weights to rows of signals; the ridge keeps what is rare near zero."""
    weights = np.zeros(rows.shape[1])
    for _ in range(STEPS):
        chance = 1 / (1 + np.exp(-rows @ weights))
        slope = rows.T @ (right - chance) - CONFIDENCE_RIDGE * weights
        curve = (rows.T * (chance * (1 - chance))) @ rows
        curve += CONFIDENCE_RIDGE * np.eye(len(weights))
        weights = weights + np.linalg.solve(curve, slope)
    return weights


def held_out(rows: Floats, right: Floats) -> Floats:
    """Give each answer's chance from weights fitted without its fold."""
    fold = np.random.default_rng(0).permutation(len(rows)) % FOLDS
    likely = np.empty(len(rows))
    for number in range(FOLDS):
        out = fold == number
        likely[out] = 1 / (1 + np.exp(-rows[out] @ fit_logistic(rows[~out], right[~out])))
    return likely


def reliability(likely: Floats, right: Floats) -> Iterator[str]:
    """Give the table: of the answers with this confidence, how many were right."""
    yield "| confidence | answers | mean confidence | right |"
    yield "|---|---:|---:|---:|"
    for low, high in pairwise(BINS):
        inside = (likely >= low) & (likely < high) if high < 1 else likely >= low
        if inside.any():
            mean, share = likely[inside].mean(), right[inside].mean()
            yield f"| {low:.2f}–{high:.2f} | {inside.sum()} | {mean:.2f} | {share:.2f} |"
    yield f"\nBrier score {np.mean((likely - right) ** 2):.3f}; always the mean: {right.var():.3f}"


def write_weights(path: Path, names: Sequence[str], weights: Floats) -> None:
    """Write weights that ship, under what the file says of itself; those of 0.00 are left out."""
    head = path.read_text(encoding="utf-8").partition("[weights]")[0]
    lines = (f'"{n}" = {w:.2f}' for n, w in zip(names, weights, strict=True) if abs(w) >= 0.005)
    path.write_text(f"{head}[weights]\n" + "\n".join(lines) + "\n", encoding="utf-8")


def _calibrate_judging(sets: Sequence[QuestionSet], *, write: bool) -> None:
    taught = [lesson for one in sets for lesson in lessons(one)]
    names = sorted({name for one in taught for signals in one.signals for name in signals})
    print("\n".join(judged_held_out(taught, names)), flush=True)
    if write:
        write_weights(DATA / "judging.toml", names, fit_judging(taught, names))


def _calibrate_confidence(sets: Sequence[QuestionSet], *, write: bool) -> None:
    offered = [one for one in outcomes(sets) if one.answer.status is Status.ANSWERED]
    names = sorted({name for one in offered for name in one.answer.signals})
    rows = np.array([[one.answer.signals.get(name, 0.0) for name in names] for one in offered])
    right = np.array([float(one.figures.get("evidence@1", False)) for one in offered])
    print("\n".join(reliability(held_out(rows, right), right)))
    if write:
        write_weights(DATA / "confidence.toml", names, fit_logistic(rows, right))


def main() -> None:
    """Fit, show and, if asked, write: judging first, as the answers depend on it."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--also", nargs=2, type=Path, action="append", default=[], metavar="PATH")
    parser.add_argument("--write", action="store_true", help="write the weights that ship")
    parser.add_argument("--only", choices=["judging", "confidence"], help="one of the two fits")
    options = parser.parse_args()
    also = [QuestionSet(questions.stem, questions, pages) for questions, pages in options.also]
    _calibrate(options, [*sets_here(), *also])


def _calibrate(options: argparse.Namespace, sets: Sequence[QuestionSet]) -> None:
    if options.only != "confidence":
        _calibrate_judging(sets, write=options.write)
    if options.only != "judging":
        _calibrate_confidence(sets, write=options.write)


if __name__ == "__main__":
    main()
