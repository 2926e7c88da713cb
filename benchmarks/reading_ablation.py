"""What each feature of the reader is worth: `python -m benchmarks.reading_ablation`, ten minutes.

Learns without one feature, or without a group of them, on CMRC 2018's trial questions given their
paragraphs, five parts held out in turn. Prints how many points of right first choices are lost: for
sentences, and for spans, where the best span there is counts as right.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from benchmarks.reading import FOLDS
from benchmarks.reading_examples import CMRC_TRIAL
from bot.analysis.analyzer import ZoneAnalyzer
from bot.answering.reading.examples import read_cmrc
from bot.answering.reading.reader import Reader
from bot.answering.reading.sentence_features import SENTENCE_FEATURES
from bot.answering.reading.span_features import span_bins
from bot.answering.reading.training import (
    SENTENCE_COURSE,
    SPAN_COURSE,
    Choice,
    Course,
    learn,
    lessons_of,
    scores_of,
    split_by_topic,
)

SENTENCE_GROUPS = {
    "coverage by rarity": ("coverage", "coverage_to_best", "is_best_covered", "rarest"),
    "beyond the headline": ("new_coverage", "new_to_best"),
    "near the question word": ("near_coverage", "near_to_best"),
    "same sense": ("synonyms",),
    "neighbours": ("gain_before", "gain_after"),
    "answer type": ("answer_type", "answer_count", "cue"),
    "anchors": ("left_anchor", "right_anchor", "left_adjacent"),
    "numbers": ("digits",),
    "place": ("first", "late", "begins_with_question"),
    "form": ("length", "density", "longest_run", "word_coverage"),
}
SPAN_GROUPS = {
    "words at the edges": ("word before", "first word", "last word", "word after", "next clause"),
    "strict candidates": ("kind", "holds answer"),
    "length": ("length",),
    "clauses": (
        "edges",
        "best clause",
        "clause before",
        "first clause",
        "last clause",
        "clause after",
    ),
    "how it is asked": ("asked with", "asked left", "asked right"),
    "what the span says": ("said", "said outside", "said edges", "order"),
    "what touches it": ("touches", "said left", "said right"),
    "anchors": ("left anchor", "right anchor", "anchors"),
    "brackets, items, focus, cue": ("brackets", "items", "focus", "cue"),
    "the sentence": ("sentence", "behind"),
}


def ablate(
    lessons: Sequence[Choice | None],
    names: Sequence[str],
    groups: dict[str, tuple[str, ...]],
    learning: tuple[Course, int, Sequence[frozenset[int]]],
) -> None:
    """Print what the lessons lose without each group of features."""
    whole = _right(lessons, learning)
    print(f"{'all features':28}{100 * whole:8.1f}")
    for group, members in groups.items():
        dropped = [names.index(member) for member in members]
        fewer = [lesson and lesson.without(dropped) for lesson in lessons]
        print(f"  without {group:24}{100 * (_right(fewer, learning) - whole):+8.1f}", flush=True)


def _right(
    lessons: Sequence[Choice | None], learning: tuple[Course, int, Sequence[frozenset[int]]]
) -> float:
    """Share of lessons whose best option comes first, each learned without its part."""
    course, width, parts = learning
    right = 0
    for part in parts:
        known = [lesson for at, lesson in enumerate(lessons) if lesson and at not in part]
        weights = learn(known, width, course=course)
        right += sum(_is_right(lesson, weights) for at in part if (lesson := lessons[at]))
    return right / len(lessons)


def _is_right(lesson: Choice, weights: np.ndarray) -> bool:
    best = scores_of(lesson, weights).argmax()
    return bool(lesson.right[best] > 0.5 * lesson.right.max())


def main() -> None:
    """Run both ablations."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("path", nargs="?", type=Path, default=CMRC_TRIAL)
    examples = read_cmrc(parser.parse_args().path)
    reader = Reader(ZoneAnalyzer())
    parts = split_by_topic([example.topic for example in examples], FOLDS)
    lessons = lessons_of(examples, reader, FOLDS)
    learning = SENTENCE_COURSE, len(SENTENCE_FEATURES), parts
    ablate([one.sentence for one in lessons], SENTENCE_FEATURES, SENTENCE_GROUPS, learning)
    width = sum(map(len, span_bins().values()))
    spans = [one.span for one in lessons]
    ablate(spans, list(span_bins()), SPAN_GROUPS, (SPAN_COURSE, width, parts))


if __name__ == "__main__":
    main()
