"""Fit how likely a list answers (bot/answering/data/listing.toml) and show what that is worth.

    python -m benchmarks.calibrate_listing [--write]

Every question of our sets that asks for a list is asked of its pages, and of pages with its answer
erased. The list that suits best is right if it has half of the accepted answers. For each chance
from which lists may be told it prints what would be told, by weights fitted on the other pages.
"""

from __future__ import annotations

import argparse
import asyncio
from collections.abc import Iterable, Iterator, Sequence

import numpy as np

from benchmarks.calibrate_answers import DATA, Lesson, fit_judging, rows_of, write_weights
from benchmarks.erased_pages import erased
from bot.analysis.analyzer import ZoneAnalyzer
from bot.answering.desk import Desk
from bot.answering.evidence.evidence import Finder
from bot.answering.library.enumerations import Enumeration
from bot.answering.library.library import Library
from bot.answering.question.kinds import Kind
from bot.answering.understanding.understanding import Understanding
from bot.answering.ways.listing import listing_signals
from bot.answering.ways.lists import best_listing
from bot.evaluation import Asked, folded
from bot.retrieval.reference import ReferenceRetriever
from corpus.build import read_corpus
from tests.quality.question_sets import QuestionSet, sets_here

# Of a list's accepted answers, how many it must have to be right.
HALF = 0.5
LEAST = (0.0, 0.1, 0.15, 0.2, 0.25, 0.3)


def lessons(one: QuestionSet) -> Iterator[Lesson]:
    """Give a lesson for the best list for every question of a set, then for those erased."""
    whole = Library(read_corpus(one.pages), ZoneAnalyzer())
    fold, questions = "/".join(one.pages.parts[-2:]), one.read()
    for asked, signals, listed in asyncio.run(_listed(whole, questions)):
        right = asked.answerable and _share_told(asked, listed) >= HALF
        yield Lesson(fold, asked.answerable, [signals], np.array([right]))
    for corpus, unanswered in erased(whole, questions):
        library = Library(corpus, whole.analyzer, whole)
        for _, signals, _ in asyncio.run(_listed(library, unanswered)):
            yield Lesson(fold, False, [signals], np.array([False]), erased=True)


async def _listed(
    library: Library, questions: Iterable[Asked]
) -> list[tuple[Asked, dict[str, float], Enumeration]]:
    """Give the questions for lists, each with what speaks for the list that suits best."""
    finder = Finder(library, ReferenceRetriever(library.corpus.passages, library.analyzer))
    desk, understanding = Desk(library, finder), Understanding(library)
    found = []
    for asked in questions:
        question = understanding.understand(asked.question)
        if not asked.prev and question.kind is Kind.LIST:
            sound = [one for one in await desk.evidence(question) if not one.failed]
            best = best_listing(question, desk, sound)
            if best:
                found.append((asked, listing_signals(question, best, desk), best.listed))
    return found


def _share_told(asked: Asked, listed: Enumeration) -> float:
    """Say what share of the accepted answers a list has; one may be told as several items."""
    told = folded("、".join(item.text for item in listed.items))
    golds = [folded(gold) for gold in asked.answers]
    return sum(gold in told for gold in golds) / len(golds)


def told_held_out(taught: Sequence[Lesson], names: Sequence[str]) -> Iterator[str]:
    """Give, for each chance, how many right, wrong and erased lists would be told."""
    odds = np.empty(len(taught))
    for fold in {lesson.fold for lesson in taught}:
        weights = fit_judging([one for one in taught if one.fold != fold], names)
        for number, lesson in enumerate(taught):
            if lesson.fold == fold:
                odds[number] = (rows_of(lesson, names) @ weights)[0]
    chance = 1 / (1 + np.exp(-odds))
    right = np.array([bool(one.right[0]) for one in taught])
    gone = np.array([one.erased for one in taught])
    yield "| told from | right | wrong | erased |"
    yield "|---|---:|---:|---:|"
    for least in LEAST:
        told = chance >= least
        counts = (told & right, told & ~right & ~gone, told & gone)
        yield f"| {least} | " + " | ".join(str(int(one.sum())) for one in counts) + " |"


def main() -> None:
    """Fit, show and, if asked, write."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--write", action="store_true", help="write the weights that ship")
    options = parser.parse_args()
    taught = [lesson for one in sets_here() for lesson in lessons(one)]
    names = sorted({name for one in taught for name in one.signals[0]})
    print("\n".join(told_held_out(taught, names)))
    if options.write:
        write_weights(DATA / "listing.toml", names, fit_judging(taught, names))


if __name__ == "__main__":
    main()
