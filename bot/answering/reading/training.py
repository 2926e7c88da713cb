"""Learning the reader's weights: listwise softmax over sentences, then over spans. NumPy alone."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from bot.answering.language.wanted import CLAUSES, FIGURES, TIMES, wanted
from bot.answering.reading.coverage import Floats
from bot.answering.reading.edges import Ints
from bot.answering.reading.examples import Example
from bot.answering.reading.fitting import fits, wants_list
from bot.answering.reading.prepared import CLAUSE_MARKS, Prepared, ask
from bot.answering.reading.reader import MAX_SENTENCES_WITH_SPANS, Reader
from bot.answering.reading.scoring import EVERY, LAYERS, Weights, layer_rows
from bot.answering.reading.sentence_features import SENTENCE_FEATURES
from bot.answering.reading.span_features import span_bins, span_features
from bot.answering.reading.spans import find_spans
from bot.answering.reading.strip import Opened, Standing, Strip

# Spans are learned from sentence scores of weights that did not see the text: so many parts.
HELD_OUT_PARTS = 4


@dataclass(frozen=True, eq=False)
class Choice:
    """One lesson: options, each with its features, and how right each is (shares that sum to 1).

    `features` holds one row an option: values for sentences, numbers of bins for spans. A lesson
    counts as often as its `weight`.
    """

    layers: list[int]
    features: NDArray[np.generic]
    right: Floats
    weight: float = 1.0

    def without(self, columns: Sequence[int]) -> Choice:
        """Give the lesson without some features: what they are worth is what is lost."""
        features = self.features.copy()
        features[:, columns] = 0
        return replace(self, features=features)


def scores_of(choice: Choice, weights: Floats) -> Floats:
    """Score a lesson's options with weights of all layers."""
    layer = weights[choice.layers].sum(axis=0)
    if choice.features.dtype.kind == "f":
        return np.asarray(choice.features @ layer)
    return np.asarray(layer[choice.features].sum(axis=1))


def sentence_choice(example: Example, reader: Reader) -> Choice | None:
    """Make the lesson of choosing a sentence."""
    reading = wanted(example.question)
    rows = reader.features(ask(reading, reader.analyzer), example.sentences)
    right = np.zeros(len(example.sentences))
    for number, start, end in example.gold:
        right[number] += end - start
    if not right.sum():
        return None
    return Choice(layer_rows(reading), rows, right / right.sum(), example.weight)


def span_choice(example: Example, reader: Reader, scores: Floats) -> Choice | None:
    """Make the lesson of choosing a span in the best sentences, given the sentences' scores."""
    reading = wanted(example.question)
    asked = ask(reading, reader.analyzer)
    best = np.argsort(-scores, kind="stable")[:MAX_SENTENCES_WITH_SPANS].tolist()
    texts = [example.sentences[number].text for number in best]
    standings = [Standing.of(scores, rank, number) for rank, number in enumerate(best)]
    opened = [Opened(*reader.prepared(t), s) for t, s in zip(texts, standings, strict=True)]
    spans = find_spans(Strip(asked, opened))
    right = [
        _rightness(example, number, one.prepared, starts, ends)
        for number, one, (_, starts, ends) in zip(best, opened, spans.by_sentence(), strict=True)
    ]
    shares = np.concatenate(right)
    if not shares.sum():
        return None
    features = span_features(spans)
    return Choice(layer_rows(reading), features, shares / shares.sum(), example.weight)


# How sharply the best span stands out of those that overlap the answer. Exact matches on CMRC, five
# parts held out: 8 → 31.7, 16 → 34.4, 50 → 35.7, 200 → 36.7; from 100 to 300 all are alike.
RIGHT_POWER = 100


def _rightness(example: Example, number: int, read: Prepared, starts: Ints, ends: Ints) -> Floats:
    """Give each span's F1 with the answer, marks left out, raised so that the best stands out.

    Spans that differ by quotation marks or a full stop are equally right, as they are in CMRC's
    measures.
    """
    counted = read.counted
    sizes = counted[ends] - counted[starts]
    right = np.zeros(len(starts))
    for sentence, low, high in example.gold:
        if sentence == number:
            common = counted[np.minimum(ends, high)] - counted[np.maximum(starts, low)]
            size = counted[high] - counted[low]
            right = np.maximum(right, 2 * np.maximum(common, 0) / np.maximum(sizes + size, 1))
    return np.where(right > 0, right**RIGHT_POWER, 0)


@dataclass(frozen=True, slots=True)
class Course:
    """How to learn: passes over the lessons, first step, pull to zero of shared and group weights.

    Pulls were swept in powers of three on CMRC's trial set, five parts held out in turn. Without
    them spans lose 3 points of exact match; a group must be pulled harder than what all share.
    """

    passes: int
    step: float
    pull: float
    group_pull: float


SENTENCE_COURSE = Course(passes=20, step=0.05, pull=1e-3, group_pull=3e-2)
SPAN_COURSE = Course(passes=30, step=0.02, pull=2e-3, group_pull=2e-2)
BATCH = 16
# Right options of placing on the sets left out: pulled so 74.2, three times as hard 73.1.
KNOWN_PULL = 3e-2


class _Adam:
    """Steps down a gradient, each weight at its own pace (Kingma & Ba 2015)."""

    def __init__(self, shape: tuple[int, ...]) -> None:
        self._mean, self._square = np.zeros(shape), np.zeros(shape)
        self._count = 0

    def step(self, gradient: Floats, rate: float) -> Floats:
        """Give what to take off the weights."""
        self._count += 1
        self._mean += 0.1 * (gradient - self._mean)
        self._square += 0.001 * (gradient**2 - self._square)
        mean = self._mean / (1 - 0.9**self._count)
        square = self._square / (1 - 0.999**self._count)
        return np.asarray(rate * mean / (np.sqrt(square) + 1e-8))


def learn(
    choices: Sequence[Choice],
    width: int,
    *,
    course: Course,
    known: Mapping[int, float] = MappingProxyType({}),
) -> Floats:
    """Give one row of weights a layer that make right options likely; the same each time.

    Weights are pulled to zero; in the columns of `known`, those that all questions share are pulled
    to what is known, and harder.
    """
    random = np.random.default_rng(0)
    every = LAYERS.index(EVERY)
    aims = np.zeros((len(LAYERS), width))
    pull = np.full(aims.shape, course.group_pull)
    pull[every] = course.pull
    for column, weight in known.items():
        aims[every, column], pull[every, column] = weight, KNOWN_PULL
    weights = aims.copy()
    adam = _Adam(weights.shape)
    for turn in range(course.passes):
        order = random.permutation(len(choices))
        rate = course.step * (1 - turn / course.passes)
        for at in range(0, len(order), BATCH):
            gradient = np.zeros_like(weights)
            for number in order[at : at + BATCH]:
                _add_gradient(gradient, weights, choices[number])
            weights -= adam.step(gradient / BATCH + pull * (weights - aims), rate)
    return weights


def _add_gradient(gradient: Floats, weights: Floats, choice: Choice) -> None:
    scores = scores_of(choice, weights)
    chances = np.exp(scores - scores.max())
    excess = choice.weight * (chances / chances.sum() - choice.right)
    if choice.features.dtype.kind == "f":
        change = excess @ choice.features
    else:
        width = choice.features.shape[1]
        change = np.bincount(
            choice.features.ravel(), np.repeat(excess, width), minlength=weights.shape[1]
        )
    gradient[choice.layers] += change


class Lessons(NamedTuple):
    """What one example teaches; nothing of what its answer cannot be found among."""

    topic: str
    sentence: Choice | None
    span: Choice | None


def lessons_of(
    examples: Sequence[Example], reader: Reader, parts: int = HELD_OUT_PARTS
) -> list[Lessons]:
    """Make the lessons of examples: the slow part of learning.

    Which sentence answers is learned from what a search finds; which of its words, from the text
    that answers alone: of 100 of CMRC's questions as searched 37.1 are then right, else 36.4 (mean
    of three ways to part them). Spans are learned from sentence scores as new questions get them:
    as learned without their part.
    """
    topics = [example.topic for example in examples]
    givens = [example.given or example for example in examples]
    sentences = [sentence_choice(example, reader) for example in examples]
    read = [
        sentence if given is example else sentence_choice(given, reader)
        for example, given, sentence in zip(examples, givens, sentences, strict=True)
    ]
    spans: dict[int, Choice | None] = {}
    for part in split_by_topic(topics, parts):
        weights = _learn_sentences(one for at, one in enumerate(read) if at not in part)
        for at in part:
            lesson = read[at]
            if lesson:
                spans[at] = span_choice(givens[at], reader, scores_of(lesson, weights))
    return [
        Lessons(topic, sentence, spans.get(at))
        for at, (topic, sentence) in enumerate(zip(topics, sentences, strict=True))
    ]


def learn_reading(lessons: Sequence[Lessons]) -> Weights:
    """Learn both models."""
    width = sum(map(len, span_bins().values()))
    spans = [one.span for one in lessons if one.span]
    return Weights(
        _learn_sentences(one.sentence for one in lessons),
        learn(spans, width, course=SPAN_COURSE),
    )


def _learn_sentences(lessons: Iterable[Choice | None]) -> Floats:
    present = [lesson for lesson in lessons if lesson]
    return learn(present, len(SENTENCE_FEATURES), course=SENTENCE_COURSE)


def train(examples: Sequence[Example], reader: Reader) -> Weights:
    """Learn both models from examples."""
    return learn_reading(lessons_of(examples, reader))


def split_by_topic(topics: Sequence[str], parts: int, seed: int = 0) -> list[frozenset[int]]:
    """Deal the numbers of questions into parts by their topics; no topic is in two of them."""
    known = sorted(set(topics))
    np.random.default_rng(seed).shuffle(known)
    part_of = {topic: number % parts for number, topic in enumerate(known)}
    return [
        frozenset(at for at, topic in enumerate(topics) if part_of[topic] == part)
        for part in range(parts)
    ]


MAX_PHRASE_CHARS = 20


def answered_briefly(example: Example, reader: Reader) -> bool:
    """Whether an example is answered as a newspaper's readers are: by a name, a figure, a phrase.

    An encyclopedia's questions are often answered with the whole clause that holds the answer;
    learned from, they would make every answer long. Reasons and definitions are clauses anyway.
    """
    asked = wanted(example.question)
    if asked.type in CLAUSES and not wants_list(asked):
        return True
    if len(example.gold) != 1:
        return False
    number, start, end = example.gold[0]
    text = example.sentences[number].text
    end = start + len(text[start:end].rstrip("。，；！？,;!? "))
    for candidate in reader.prepared(text)[0].candidates:
        if (candidate.start, candidate.end) == (start, end) and fits(asked, candidate):
            return True
    if asked.type in FIGURES or asked.type in TIMES or wants_list(asked):
        return False
    begins, ends = not text[:start] or text[start - 1] in CLAUSE_MARKS, text[end : end + 1]
    whole = begins and (not ends or ends in CLAUSE_MARKS)
    return not whole and end - start <= MAX_PHRASE_CHARS
