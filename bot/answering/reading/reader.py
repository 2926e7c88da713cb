"""Reading: the sentences that answer a question, best first, and the words of each that do."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache, partial
from itertools import islice
from typing import NamedTuple

import numpy as np

from bot.answering.language.wanted import Wanted
from bot.answering.reading.coverage import Floats, Placed
from bot.answering.reading.edges import Edges, Ints, read_edges
from bot.answering.reading.prepared import Asked, Prepared, ask, prepare
from bot.answering.reading.scoring import (
    Weights,
    load_weights,
    log_sum_exp,
    span_scores,
)
from bot.answering.reading.sentence_features import sentence_features
from bot.answering.reading.span_features import span_features
from bot.answering.reading.spans import find_spans
from bot.answering.reading.strip import Opened, Standing, Strip
from bot.ports import Analyzer
from corpus.model import Article, Printed

# Spans are looked for in the best sentences only.
MAX_SENTENCES_WITH_SPANS = 4
MAX_SPANS = 8
# So many sentences are kept ready, each in some 4 KB; to make one ready takes .1 ms.
MAX_READY = 1 << 13
# The edges of so many are, each in some 5 KB: only spans are looked for by them.
MAX_WITH_EDGES = 1 << 11
# What a sentence's best span counts beside the sentence itself. Swept from 0 to 1.5 and spans alone
# on our own questions, learned from the others: .82, .85, **.85**, .84, .83 right sentences first.
SPAN_SHARE = 0.5


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence to read: where it stands, what is printed, how the retriever liked its passage.

    `paragraph` and `index` count the article's paragraphs and the paragraph's sentences; `prior`
    is 1 for the passage the retriever liked best, less for others, 0 where nothing is known.
    """

    article: Article | None
    paragraph: int
    index: int
    printed: Printed
    prior: float = 0.0

    @property
    def text(self) -> str:
        """The words as printed."""
        return self.printed.text

    def found(self, prior: float) -> Sentence:
        """Give the sentence as the retriever found it."""
        return Sentence(self.article, self.paragraph, self.index, self.printed, prior)


class ScoredSpan(NamedTuple):
    """Characters `start` to `end` of a sentence. The score orders the spans of one reading call.

    `fits` is false where a span is known not to be of the kind asked for.
    """

    start: int
    end: int
    score: float
    fits: bool = True


class Views(NamedTuple):
    """The reader's scores of all spans of a sentence.

    Spans that differ by marks alone are one: they are told apart by how many characters that are
    no marks stand before their ends (`counted`).
    """

    counted: Ints
    scores: Mapping[tuple[int, int], float]

    def of(self, start: int, end: int) -> float | None:
        """Give the score of a span; None for one that was not looked at."""
        return self.scores.get((int(self.counted[start]), int(self.counted[end])))


class Reading(NamedTuple):
    """A sentence as an answer: its score, its spans best first, its row of `SENTENCE_FEATURES`.

    Scores order the readings of one call and mean nothing else.
    """

    sentence: Sentence
    score: float
    spans: tuple[ScoredSpan, ...] = ()
    row: Sequence[float] = ()
    views: Views | None = None

    def words(self, span: ScoredSpan) -> Printed:
        """The printed words of a span."""
        return self.sentence.printed.cut(span.start, span.end)


class Reader:
    """Reads sentences for the answer to a question.

    What depends on a sentence alone is computed once, and kept while it is among the last that were
    read.
    Without `weights` it has the shipped ones.
    """

    def __init__(
        self,
        analyzer: Analyzer,
        weights: Weights | None = None,
    ) -> None:
        self.analyzer = analyzer
        self._weights = weights or load_weights()
        self._ready = lru_cache(MAX_READY)(partial(prepare, analyzer=analyzer))
        self._edges = lru_cache(MAX_WITH_EDGES)(read_edges)
        self._headline = lru_cache(MAX_READY)(self._terms_of)

    def with_weights(self, weights: Weights) -> Reader:
        """Give a reader that differs in its weights alone and shares what was made ready."""
        other = Reader(self.analyzer, weights)
        other._ready, other._edges, other._headline = self._ready, self._edges, self._headline
        return other

    def read(self, wanted: Wanted, sentences: Sequence[Sentence]) -> list[Reading]:
        """Give every sentence as a reading, best first; the best few with their spans.

        The sentences come in any order, of any number of articles. `wanted` is the reading of the
        question, folded as the analyzer folds.
        """
        if not sentences:
            return []
        asked = ask(wanted, self.analyzer)
        rows = self.features(asked, sentences)
        for_sentence, for_span = self._weights.of(wanted)
        scores = rows @ for_sentence
        best = np.argsort(-scores, kind="stable")
        opened = [
            Opened(*self.prepared(sentences[number].text), Standing.of(scores, rank, number))
            for rank, number in enumerate(best[:MAX_SENTENCES_WITH_SPANS])
        ]
        spans = dict(zip(best.tolist(), _best_spans(Strip(asked, opened), for_span), strict=False))
        lowest = min((found[0].score for found, _ in spans.values() if found), default=0.0)
        readings = []
        for number, (sentence, row) in enumerate(zip(sentences, rows.tolist(), strict=True)):
            found, views = spans.get(number, ((), None))
            score = float(scores[number]) + SPAN_SHARE * (found[0].score if found else lowest)
            readings.append(Reading(sentence, score, found, row, views))
        return sorted(readings, key=lambda reading: -reading.score)

    def features(self, asked: Asked, sentences: Sequence[Sentence]) -> Floats:
        """Give one row of features a sentence, in whatever order the sentences come."""
        ids = [_article_id(sentence) for sentence in sentences]
        articles = {article_id: number for number, article_id in enumerate(dict.fromkeys(ids))}
        places = [
            (articles[article_id], one.paragraph, one.index)
            for article_id, one in zip(ids, sentences, strict=True)
        ]
        in_print = sorted(range(len(sentences)), key=places.__getitem__)
        placed = [
            Placed(
                self.ready(sentences[number].text),
                places[number][0],
                self._headline_terms(sentences[number].article),
                sentences[number].prior,
            )
            for number in in_print
        ]
        return sentence_features(asked, placed)[np.argsort(in_print)]

    def ready(self, text: str) -> Prepared:
        """Make a sentence ready, or give it as it was made ready before."""
        return self._ready(text)

    def prepared(self, text: str) -> tuple[Prepared, Edges]:
        """Make a sentence ready with its edges, or give it as it was made ready before."""
        prepared = self.ready(text)
        return prepared, self._edges(prepared)

    def _headline_terms(self, article: Article | None) -> frozenset[str]:
        if article is None or article.headline is None:
            return frozenset()
        return self._headline(article.headline.text)

    def _terms_of(self, text: str) -> frozenset[str]:
        return frozenset(self.analyzer.terms(text))


def _best_spans(strip: Strip, weights: Floats) -> Iterator[tuple[tuple[ScoredSpan, ...], Views]]:
    """Give the best spans of each sentence of a strip, and the scores of all."""
    spans = find_spans(strip)
    scores = span_scores(weights, span_features(spans))
    for one, (own, starts, ends) in zip(strip.sentences, spans.by_sentence(), strict=True):
        yield _unlike(one.prepared, starts, ends, scores[own])


def _unlike(
    sentence: Prepared, starts: Ints, ends: Ints, scores: Floats
) -> tuple[tuple[ScoredSpan, ...], Views]:
    """Give the best spans; of those that differ by marks alone the best, with the points of all."""
    counted = sentence.counted
    alike = list(zip(counted[starts].tolist(), counted[ends].tolist(), strict=True))
    begins, stops, points = starts.tolist(), ends.tolist(), scores.tolist()
    groups: dict[tuple[int, int], list[int]] = {}
    for at in np.argsort(-scores, kind="stable").tolist():
        groups.setdefault(alike[at], []).append(at)
    found = [
        ScoredSpan(begins[group[0]], stops[group[0]], log_sum_exp([points[at] for at in group]))
        for group in islice(groups.values(), MAX_SPANS)
    ]
    views = Views(counted, {key: points[group[0]] for key, group in groups.items()})
    return tuple(sorted(found, key=lambda span: -span.score)), views


def _article_id(sentence: Sentence) -> str:
    return sentence.article.id if sentence.article else ""
