"""Lessons of how answers sit where the question's gap is, and what is learned from them.

The reader's views of a sentence are a feature among others. So that they are no better than those
of a new question, the reader learns without the pages that a lesson is from.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

import numpy as np

from benchmarks.reading_examples import PageSet
from bot.answering.library.library import Library
from bot.answering.library.story import Story
from bot.answering.question.kinds import Kind
from bot.answering.question.question import Question
from bot.answering.reading.coverage import Floats
from bot.answering.reading.examples import Example
from bot.answering.reading.reader import Reader, Reading, Sentence
from bot.answering.reading.scoring import layer_rows, layers_as_toml
from bot.answering.reading.training import (
    Choice,
    Course,
    Lessons,
    learn,
    learn_reading,
    split_by_topic,
)
from bot.answering.spans.options import Options
from bot.answering.spans.placing import PLACE_FEATURES, place_features
from bot.answering.understanding.understanding import Understanding
from bot.evaluation import bare, is_short_answer

# So many parts of the pages, each read as learned from the others.
PARTS = 4
# Right options of 845 on the sets left out, by the pulls of all and of a group: .003, .01 → 627;
# .01, .01 → 632; .003, .003 → 624; .01, .003 → 620. Half or twice as many passes: the same.
PLACING_COURSE = Course(passes=40, step=0.05, pull=1e-2, group_pull=1e-2)
# What is known beforehand, and too seldom asked to be learned: 第二名 stands right before who
# has it, 财务 right before how many.
KNOWN = {"qualified": 3.0, "counted": 3.0}
# Kinds whose answers are chosen so.
_KINDS = frozenset({Kind.FACT, Kind.WHY, Kind.HOW})
_HEAD = """\
# Learned by `make train`; written by it, not by hand. Points for how an option sits in the gap of
# the question (placing.py); those of `every` and of the question's group are added up."""


def learn_placing(sets: Sequence[PageSet], known: Sequence[Lessons], reader: Reader) -> Floats:
    """Learn the weights of `PLACE_FEATURES`, one row a layer, from questions as searched.

    `known` is what the reader learns from.
    """
    topics = [example.topic for one in sets for example in one.examples]
    lessons: list[Choice] = []
    for part in split_by_topic(topics, PARTS):
        held = {topics[at] for at in part}
        others = [one for one in known if one.topic not in held]
        trained = reader.with_weights(learn_reading(others))
        for one in sets:
            lessons += _lessons(one, held, trained)
    return learn_from(lessons)


def learn_from(lessons: Sequence[Choice]) -> Floats:
    """Learn the weights from lessons."""
    known = {PLACE_FEATURES.index(name): weight for name, weight in KNOWN.items()}
    return learn(lessons, len(PLACE_FEATURES), course=PLACING_COURSE, known=known)


def _lessons(known: PageSet, topics: set[str], reader: Reader) -> Iterator[Choice]:
    """Give a lesson for each question of a set on some pages, where an option is right."""
    library = Library(known.corpus, reader.analyzer)
    understanding, options = Understanding(library), Options(library, reader)
    where = {_place(one): (one, story) for story in library.stories for one in story.sentences}
    for example in known.examples:
        question = understanding.understand(example.question)
        if example.topic in topics and not example.many and question.kind in _KINDS:
            placed = [(_place(one), one.prior) for one in example.sentences]
            read = [replace(where[place][0], prior=prior) for place, prior in placed]
            right = {_place(example.sentences[number]) for number, _, _ in example.gold}
            readings = reader.read(question.wanted, read)
            best = next(one for one in readings if _place(one.sentence) in right)
            story = where[_place(best.sentence)][1]
            lesson = _lesson(question, example, options, best, story)
            if lesson:
                yield lesson


def _place(sentence: Sentence) -> tuple[str, int]:
    return sentence.article.id if sentence.article else "", sentence.printed.spans[0].start


def _lesson(
    question: Question, example: Example, options: Options, reading: Reading, story: Story
) -> Choice | None:
    found = options.find(question, reading, story)
    text = story.folded[reading.sentence.index]
    right = _right([text[one.start : one.end] for one in found], example.answers)
    if len(found) < 2 or not right.any():
        return None
    rows = place_features(options.sight(question, reading, story), found, reading)
    features = np.array(list(rows), np.float64)
    return Choice(layer_rows(question.wanted), features, right / right.sum())


def _right(options: Sequence[str], answers: Sequence[str]) -> Floats:
    """Mark the very answers with 1; where there are none, those with a few words too many."""
    accepted = {bare(answer) for answer in answers}
    very = np.array([float(bare(words) in accepted) for words in options])
    nearly = np.array([float(is_short_answer(words, answers)) for words in options])
    return very if very.any() else nearly


def placing_as_toml(weights: Floats) -> str:
    """Write the weights as a person can read them."""
    return "\n".join((_HEAD, *layers_as_toml("", PLACE_FEATURES, weights), ""))
