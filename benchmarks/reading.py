"""How well and how fast the reader reads: `python -m benchmarks.reading cmrc|pages|speed`.

`cmrc` learns on four fifths of CMRC 2018's trial questions and reads the last, five times; no text
is in two parts, which `--seed` deals otherwise. Given the paragraph, and open: the sentences that a
search over all of them finds. `pages` learns from CMRC and the questions on all newspaper pages but
one set's, and reads that set, given the sentences of the right page. `speed` reads 30 sentences a
question, made ready before.
"""

from __future__ import annotations

import argparse
import re
import time
from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np

from benchmarks.reading_examples import (
    CMRC_TRIAL,
    Searched,
    articles_of,
    own_sets,
    searched,
    shared_sets,
)
from benchmarks.train_reading import cmrc_examples
from bot.analysis.analyzer import ZoneAnalyzer
from bot.answering.language.wanted import wanted
from bot.answering.reading.examples import Example, read_cmrc
from bot.answering.reading.measures import exact_match, f1, without_marks
from bot.answering.reading.reader import Reader
from bot.answering.reading.scoring import group_of
from bot.answering.reading.training import learn_reading, lessons_of, split_by_topic, train
from bot.ports import Analyzer

FOLDS = 5
SENTENCES_READ = 30
_BLANK = re.compile(r"(?<![a-zA-Z])\s+|\s+(?![a-zA-Z])")


class Outcome(NamedTuple):
    """How one question was read: the right sentence first, exact match and F1 of the best span."""

    group: str
    sentence: bool
    exact: bool
    overlap: float


def measure(examples: Sequence[Example], reader: Reader) -> Iterator[Outcome]:
    """Read examples. A sentence is right if part of the answer is marked in it, or it holds it."""
    for example in examples:
        asked = wanted(example.question)
        readings = reader.read(asked, example.sentences)
        best = readings[0] if readings else None
        words = best.words(best.spans[0]).text if best and best.spans else ""
        marked = {id(example.sentences[number]) for number, _, _ in example.gold}
        text = without_marks(best.sentence.text) if best else ""
        holds = any(without_marks(answer) in text for answer in example.answers)
        yield Outcome(
            group_of(asked),
            bool(best) and (id(best.sentence) in marked or holds),
            _is_exact(example, words),
            max(f1(answer, words) for answer in example.answers),
        )


def _is_exact(example: Example, words: str) -> bool:
    """Whether the words are an answer, or hold every item of a list; blanks of layout aside."""
    words, answers = _BLANK.sub("", words), [_BLANK.sub("", one) for one in example.answers]
    if example.many:
        return all(without_marks(answer) in without_marks(words) for answer in answers)
    return any(exact_match(answer, words) for answer in answers)


def show(title: str, outcomes: Sequence[Outcome]) -> None:
    """Print the figures of all questions and of each group."""
    groups = defaultdict(list)
    for outcome in outcomes:
        groups["all"].append(outcome)
        groups[outcome.group].append(outcome)
    print(f"\n{title:32}{'questions':>10}{'sentence':>10}{'EM':>8}{'F1':>8}")
    for name, rows in sorted(groups.items(), key=lambda group: -len(group[1])):
        sentence, exact, overlap = (
            100 * np.mean(column) for column in list(zip(*rows, strict=True))[1:]
        )
        print(f"{name:32}{len(rows):10}{sentence:10.1f}{exact:8.1f}{overlap:8.1f}")


def run_cmrc(path: Path, analyzer: Analyzer, seed: int) -> None:
    """Print the figures of CMRC, given the paragraph and open, each learned as it is read."""
    examples = read_cmrc(path)
    reader = Reader(analyzer)
    show("given the paragraph", list(cross_validate(examples, examples, reader, seed)))
    searched = Searched(articles_of(examples), analyzer)
    lessons = [searched.example(example, with_answer=True) for example in examples]
    found = [searched.example(example, with_answer=False) for example in examples]
    show("open: all paragraphs searched", list(cross_validate(lessons, found, reader, seed)))


def cross_validate(
    lessons: Sequence[Example], questions: Sequence[Example], reader: Reader, seed: int
) -> Iterator[Outcome]:
    """Read each part of the questions with what was learned from the lessons of the others."""
    for part in split_by_topic([lesson.topic for lesson in lessons], FOLDS, seed):
        known = [lesson for at, lesson in enumerate(lessons) if at not in part]
        trained = reader.with_weights(train(known, reader))
        yield from measure([questions[at] for at in sorted(part)], trained)


def run_pages(analyzer: Analyzer) -> None:
    """Print the figures of newspaper pages that were not learned from."""
    reader = Reader(analyzer)
    sets = [*own_sets(), *shared_sets()]
    pages = [example for one in searched(sets, analyzer) for example in one.examples]
    lessons = lessons_of(cmrc_examples(reader) + pages, reader)
    for held in sets:
        topics = {
            example.topic for one in sets if one.corpus is held.corpus for example in one.examples
        }
        others = [one for one in lessons if one.topic not in topics]
        trained = reader.with_weights(learn_reading(others))
        show(held.name, list(measure(held.examples, trained)))


def run_speed(analyzer: Analyzer) -> None:
    """Print the time that a question takes."""
    reader = Reader(analyzer)
    examples = next(own_sets()).examples
    for _ in range(2):  # the first time makes the sentences ready
        times = []
        for example in examples:
            start = time.perf_counter()
            reader.read(wanted(example.question), example.sentences[:SENTENCES_READ])
            times.append(1000 * (time.perf_counter() - start))
    median, slow = np.percentile(times, [50, 99])
    print(f"{SENTENCES_READ} sentences: p50 {median:.1f} ms, p99 {slow:.1f} ms")


def main() -> None:
    """Run what was asked for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("what", choices=["cmrc", "pages", "speed"])
    parser.add_argument("path", nargs="?", type=Path, default=CMRC_TRIAL, help="for cmrc")
    parser.add_argument("--seed", type=int, default=0, help="how cmrc's parts are dealt")
    options = parser.parse_args()
    analyzer = ZoneAnalyzer()
    if options.what == "cmrc":
        run_cmrc(options.path, analyzer, options.seed)
    elif options.what == "pages":
        run_pages(analyzer)
    else:
        run_speed(analyzer)


if __name__ == "__main__":
    main()
