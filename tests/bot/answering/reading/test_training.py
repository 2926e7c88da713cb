"""Learning weights, and writing them for people to read."""

import tomllib
from dataclasses import replace

import numpy as np
import pytest

from bot.analysis.analyzer import ZoneAnalyzer
from bot.answering.reading.examples import Example
from bot.answering.reading.reader import Reader, Sentence
from bot.answering.reading.scoring import LAYERS, Weights, parse_weights, weights_as_toml
from bot.answering.reading.sentence_features import SENTENCE_FEATURES
from bot.answering.reading.span_features import span_bins
from bot.answering.reading.training import (
    Choice,
    Course,
    learn,
    lessons_of,
    scores_of,
    split_by_topic,
)
from corpus.model import Printed

COURSE = Course(passes=30, step=0.1, pull=1e-3, group_pull=1e-2)


def test_what_tells_right_from_wrong_is_learned() -> None:
    """Of two features, the one that goes with the right option gets the weight."""
    random = np.random.default_rng(1)
    lessons = []
    for _ in range(80):
        features = random.normal(size=(5, 2))
        right = np.eye(5)[features[:, 1].argmax()]
        lessons.append(Choice([0, 1], features, right))

    weights = learn(lessons, 2, course=COURSE)

    learned = weights[[0, 1]].sum(axis=0)
    assert learned[1] > 10 * abs(learned[0])
    firsts = [scores_of(one, weights).argmax() == one.right.argmax() for one in lessons]
    assert np.mean(firsts) > 0.95


def test_learning_twice_gives_the_same_weights() -> None:
    """Training is reproducible, to the last digit."""
    random = np.random.default_rng(2)
    lessons = [Choice([0, 2], random.integers(0, 6, size=(4, 3)), np.eye(4)[0]) for _ in range(20)]

    assert np.array_equal(learn(lessons, 6, course=COURSE), learn(lessons, 6, course=COURSE))


def test_what_is_known_beforehand_holds_where_no_lesson_tells() -> None:
    """A weight that is known stays; what lessons tell is still learned."""
    lessons = [Choice([0, 1], np.eye(2)[:, [0, 1, 1]] * [1.0, 0.0, 1.0], np.eye(2)[0])] * 20

    weights = learn(lessons, 3, course=COURSE, known={1: 2.0})

    assert weights[LAYERS.index("every"), 1] == pytest.approx(2.0)
    assert weights[LAYERS.index("every"), 0] > 0


def test_weights_read_back_as_they_were_written() -> None:
    """The file says all of them, to two digits, small ones left out."""
    random = np.random.default_rng(3)
    width = sum(map(len, span_bins().values()))
    weights = Weights(
        random.normal(size=(len(LAYERS), len(SENTENCE_FEATURES))),
        random.normal(size=(len(LAYERS), width)),
    )

    again = parse_weights(tomllib.loads(weights_as_toml(weights)))

    assert again.sentence == pytest.approx(weights.sentence, abs=0.051)
    assert again.span == pytest.approx(weights.span, abs=0.101)


def test_questions_on_one_text_are_never_in_two_parts() -> None:
    """What is held out was never seen."""
    topics = [f"text {number // 3}" for number in range(30)]

    parts = split_by_topic(topics, 4)

    assert sorted(at for part in parts for at in part) == list(range(30))
    held = [{topics[at] for at in part} for part in parts]
    assert sum(map(len, held)) == len(set.union(*held))


def test_where_an_answer_is_cut_is_learned_from_the_text_that_answers_alone() -> None:
    """What a search finds beside it teaches which sentence answers, not which words of it."""
    reader = Reader(ZoneAnalyzer())
    texts = ("青溪长八公里，流经三个乡。", "石溪长五公里，两岸都是竹林。")
    sentences = tuple(
        Sentence(None, 0, at, Printed.from_positions(text, range(len(text))))
        for at, text in enumerate(texts)
    )
    start = texts[0].index("八")
    given = Example("青溪多长", ("八公里",), sentences[:1], ((0, start, start + 3),), "青溪")
    found = replace(given, sentences=sentences, given=given)

    (alone,), (lesson,) = lessons_of([given], reader, 1), lessons_of([found], reader, 1)

    assert lesson.sentence is not None
    assert len(lesson.sentence.features) == len(texts)
    assert lesson.span is not None
    assert alone.span is not None
    assert np.array_equal(lesson.span.features, alone.span.features)
