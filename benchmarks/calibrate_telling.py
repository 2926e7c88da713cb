"""Fit how likely a list or a ruling answers, and show what that is worth.

    python -m benchmarks.calibrate_telling [--write]

Every question of our sets that asks for a list, or for yes or no, is asked of its pages, and of
pages with its answer erased. A list is right if it has half of the accepted answers, a ruling if
its sentence has one. For each chance from which they may be told it prints what would be told, by
weights fitted on the other pages. The weights are `listing.toml` and `telling.toml`.
"""

from __future__ import annotations

import argparse
import asyncio
from collections.abc import Awaitable, Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from benchmarks.calibrate_answers import DATA, Floats, fit_logistic, write_weights
from benchmarks.erased_pages import erased
from bot.analysis.analyzer import ZoneAnalyzer
from bot.answering.desk import Desk
from bot.answering.evidence.finder import Finder
from bot.answering.library.library import Library
from bot.answering.library.quotes import quote
from bot.answering.question.claims import Claim
from bot.answering.question.kinds import Kind
from bot.answering.question.question import Question
from bot.answering.understanding.understanding import Understanding
from bot.answering.ways.listing import listing_signals
from bot.answering.ways.lists import best_listing
from bot.answering.ways.telling import telling_signals
from bot.answering.ways.verdicts import best_ruling, signals_of_rulings
from bot.evaluation import Asked, folded, is_evidence
from bot.retrieval.reference import ReferenceRetriever
from corpus.build import read_corpus
from tests.quality.question_sets import QuestionSet, sets_here

# Of a list's accepted answers, how many it must have to be right.
HALF = 0.5
LEAST = (0.0, 0.1, 0.15, 0.2, 0.25, 0.3, 0.35, 0.4, 0.45, 0.5)


@dataclass(frozen=True)
class Found:
    """What would be told, with its signals; `is_right` judges it by accepted answers."""

    signals: dict[str, float]
    is_right: Callable[[Asked], bool]


class Lesson(NamedTuple):
    """What would be told, by its signals; on which pages (`fold`), and whether it is right."""

    kind: Kind
    fold: str
    signals: dict[str, float]
    right: bool
    erased: bool = False


Find = Callable[[Question, Desk], Awaitable[Found | None]]


async def find_list(question: Question, desk: Desk) -> Found | None:
    """Find the list that suits best."""
    sound = [one for one in await desk.evidence(question) if not one.failed]
    best = best_listing(question, desk, sound)
    if not best:
        return None
    told = folded("、".join(item.text for item in best.listed.items))

    def has_half(asked: Asked) -> bool:
        golds = [folded(gold) for gold in asked.answers]
        return sum(gold in told for gold in golds) >= HALF * len(golds)

    return Found(listing_signals(question, best, desk), has_half)


async def find_ruling(question: Question, desk: Desk) -> Found | None:
    """Find the sentence that decides best, or seems to."""
    claim, also = Claim(question), signals_of_rulings(question)
    ruled = best_ruling(claim, await desk.finder.evidence(question, desk.within, also))
    if not ruled:
        return None
    found, _ = ruled
    signals = telling_signals(claim, *ruled)
    return Found(signals, lambda asked: is_evidence(asked, quote(found.story, found.at)))


FITTED: Mapping[Kind, tuple[str, Find]] = {
    Kind.LIST: ("listing.toml", find_list),
    Kind.YES_NO: ("telling.toml", find_ruling),
}


def lessons(one: QuestionSet) -> Iterator[Lesson]:
    """Give a lesson for what is found for each question of a set, then for those erased."""
    whole = Library(read_corpus(one.pages), ZoneAnalyzer())
    fold, questions = "/".join(one.pages.parts[-2:]), one.read()
    for kind, asked, found in asyncio.run(_found(whole, questions)):
        yield Lesson(kind, fold, found.signals, asked.answerable and found.is_right(asked))
    for corpus, unanswered in erased(whole, questions):
        library = Library(corpus, whole.analyzer, whole)
        for kind, _, found in asyncio.run(_found(library, unanswered)):
            yield Lesson(kind, fold, found.signals, right=False, erased=True)


async def _found(library: Library, questions: Iterable[Asked]) -> list[tuple[Kind, Asked, Found]]:
    """Give the questions that are fitted, each with its kind and what would be told."""
    finder = Finder(library, ReferenceRetriever(library.corpus.passages, library.analyzer))
    desk, understanding = Desk(library, finder), Understanding(library)
    told = []
    for asked in questions:
        question = understanding.understand(asked.question)
        if not asked.prev and question.kind in FITTED:
            _, find = FITTED[question.kind]
            found = await find(question, desk)
            told += [(question.kind, asked, found)] if found else []
    return told


def rows_of(taught: Sequence[Lesson], names: Sequence[str]) -> Floats:
    """Give one row a lesson, one column a signal."""
    return np.array([[one.signals[name] for name in names] for one in taught])


def told_held_out(taught: Sequence[Lesson], names: Sequence[str]) -> Iterator[str]:
    """Give, for each chance, how many right, wrong and erased ones would be told."""
    rows, folds = rows_of(taught, names), np.array([one.fold for one in taught])
    right, gone = np.array([(one.right, one.erased) for one in taught]).T
    chance = np.empty(len(taught))
    for fold in np.unique(folds):
        out = folds == fold
        chance[out] = 1 / (1 + np.exp(-rows[out] @ fit_logistic(rows[~out], right[~out])))
    yield "| told from | right | wrong | erased |"
    yield "|---|---:|---:|---:|"
    for least in LEAST:
        told = chance >= least
        counts = (told & right, told & ~right & ~gone, told & gone)
        yield f"| {least} | " + " | ".join(str(one.sum()) for one in counts) + " |"


def main() -> None:
    """Fit, show and, if asked, write."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--write", action="store_true", help="write the weights that ship")
    options = parser.parse_args()
    every = [lesson for one in sets_here() for lesson in lessons(one)]
    for kind, (file, _) in FITTED.items():
        taught = [lesson for lesson in every if lesson.kind is kind]
        names = sorted(taught[0].signals)
        print(f"{kind}:", *told_held_out(taught, names), sep="\n")
        if options.write:
            right = np.array([float(one.right) for one in taught])
            write_weights(DATA / file, names, fit_logistic(rows_of(taught, names), right))


if __name__ == "__main__":
    main()
