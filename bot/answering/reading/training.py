"""Learning the reader's weights: listwise softmax over sentences, then over spans. NumPy alone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from bot.answering.reading.examples import Example
from bot.answering.reading.measures import is_mark
from bot.answering.reading.prepared import ask
from bot.answering.reading.reader import Reader
from bot.answering.reading.scoring import LAYERS, Floats, Weights, layer_rows
from bot.answering.reading.sentence_features import SENTENCE_FEATURES
from bot.answering.reading.span_features import Ints, find_spans, span_bins
from bot.answering.reading.wanted import wanted

SPAN_SENTENCES = 4  # as many as the reader looks for spans in


@dataclass(frozen=True, eq=False)
class Choice:
    """One lesson: options, each with its features, and how right each is (shares that sum to 1).

    `features` holds one row an option: values for sentences, numbers of bins for spans.
    """

    layers: list[int]
    features: NDArray[np.generic]
    right: Floats


def sentence_choice(example: Example, reader: Reader) -> Choice | None:
    """Make the lesson of choosing a sentence."""
    reading = wanted(example.question)
    rows, _ = reader.features(ask(reading, reader.analyzer), example.sentences)
    right = np.zeros(len(example.sentences))
    for number, start, end in example.gold:
        right[number] += end - start
    if not right.sum():
        return None
    return Choice(layer_rows(reading, example.style), rows, right / right.sum())


def span_choice(example: Example, reader: Reader, scores: Floats) -> Choice | None:
    """Make the lesson of choosing a span in the best sentences, given the sentences' scores."""
    reading = wanted(example.question)
    asked = ask(reading, reader.analyzer)
    bins, right = [], []
    for rank, number in enumerate(np.argsort(-scores, kind="stable")[:SPAN_SENTENCES]):
        prepared, edges = reader.prepared(example.sentences[number].text)
        behind = float(scores.max() - scores[number])
        spans = find_spans(asked, prepared, edges, rank=rank, behind=behind)
        starts, ends = prepared.edges[spans.first], prepared.edges[spans.last]
        bins.append(spans.bins)
        right.append(_rightness(example, prepared.text, int(number), starts, ends))
    shares = np.concatenate(right)
    if not shares.sum():
        return None
    return Choice(
        layer_rows(reading, example.style), np.concatenate(bins), shares / shares.sum()
    )


RIGHT_POWER = 100


def _rightness(example: Example, text: str, number: int, starts: Ints, ends: Ints) -> Floats:
    """Give each span's F1 with the answer, marks left out, raised so that the best stands out.

    Spans that differ by quotation marks or a full stop are equally right, as they are in CMRC's
    measures.
    """
    counted = np.concatenate([[0], np.cumsum([not is_mark(char) for char in text])])
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
    """How to learn: passes over the lessons, step, pull to zero for shared and for own layers."""

    passes: int = 12
    step: float = 0.02
    pull: float = 3e-3
    own_pull: float = 2e-2


def learn(choices: Sequence[Choice], width: int, *, course: Course, seed: int = 0) -> Floats:
    """Give one row of weights a layer that make right options likely (Adam, batches of lessons)."""
    random = np.random.default_rng(seed)
    weights = np.zeros((len(LAYERS), width))
    first, second = np.zeros_like(weights), np.zeros_like(weights)
    pull = np.full((len(LAYERS), 1), course.own_pull)
    pull[0] = course.pull
    count = 0
    batch = 16
    for turn in range(course.passes):
        order = random.permutation(len(choices))
        rate = course.step * (1 - turn / course.passes)
        for at in range(0, len(order), batch):
            gradient = np.zeros_like(weights)
            for number in order[at : at + batch]:
                _add_gradient(gradient, weights, choices[number])
            gradient /= batch
            gradient += pull * weights
            count += 1
            first += 0.1 * (gradient - first)
            second += 0.001 * (gradient**2 - second)
            weights -= (
                rate * (first / (1 - 0.9**count)) / (np.sqrt(second / (1 - 0.999**count)) + 1e-8)
            )
    return weights


def _add_gradient(gradient: Floats, weights: Floats, choice: Choice) -> None:
    layer = weights[choice.layers].sum(axis=0)
    if choice.features.dtype.kind == "f":
        scores = choice.features @ layer
    else:
        scores = layer[choice.features].sum(axis=1)
    chances = np.exp(scores - scores.max())
    excess = chances / chances.sum() - choice.right
    if choice.features.dtype.kind == "f":
        change = excess @ choice.features
    else:
        width = choice.features.shape[1]
        change = np.bincount(
            choice.features.ravel(), np.repeat(excess, width), minlength=len(layer)
        )
    gradient[choice.layers] += change


def train(
    examples: Sequence[Example], reader: Reader, *, sentence: Course, span: Course
) -> Weights:
    """Learn both models."""
    lessons = [sentence_choice(example, reader) for example in examples]
    for_sentences = learn(
        [lesson for lesson in lessons if lesson], len(SENTENCE_FEATURES), course=sentence
    )
    spans = []
    for example, lesson in zip(examples, lessons, strict=True):
        if lesson:
            scores = lesson.features @ for_sentences[lesson.layers].sum(axis=0)
            spans.append(span_choice(example, reader, scores))
    width = sum(map(len, span_bins().values()))
    return Weights(for_sentences, learn([s for s in spans if s], width, course=span))
