"""Reading: the sentences that answer a question, best first, and the words of each that do."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from bot.answering.reading.prepared import Asked, Prepared, ask, prepare
from bot.answering.reading.scoring import Floats, Weights, load_weights, span_scores
from bot.answering.reading.sentence_features import SENTENCE_FEATURES, sentence_features
from bot.answering.reading.span_features import Edges, find_spans, read_edges
from bot.answering.reading.wanted import Wanted
from bot.ports import Analyzer
from corpus.model import Article, Printed

# Spans are looked for in the best sentences only.
MAX_SENTENCES_WITH_SPANS = 4
MAX_SPANS = 8


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


@dataclass(frozen=True, slots=True)
class ScoredSpan:
    """Characters `start` to `end` of a sentence. The score orders the spans of one reading call."""

    start: int
    end: int
    score: float


@dataclass(frozen=True, slots=True)
class Reading:
    """A sentence as an answer: its score, its spans best first, and its features by name.

    Scores order the readings of one call and mean nothing else.
    """

    sentence: Sentence
    score: float
    spans: tuple[ScoredSpan, ...] = ()
    features: Mapping[str, float] = field(default_factory=dict)

    def words(self, span: ScoredSpan) -> Printed:
        """The printed words of a span."""
        return self.sentence.printed.cut(span.start, span.end)


class Reader:
    """Reads sentences for the answer to a question.

    `idf` gives a term's rarity in the whole corpus; without it terms are weighed by their rarity
    in the sentences' own articles alone. What depends on a sentence alone is computed once and
    kept for as long as the reader lives.
    """

    def __init__(
        self,
        analyzer: Analyzer,
        idf: Callable[[str], float] | None = None,
        *,
        weights: Weights | None = None,
        style: str = "newspaper",
    ) -> None:
        self.analyzer = analyzer
        self._idf = idf
        self._weights = weights or load_weights()
        self._style = style
        self._ready: dict[str, tuple[Prepared, Edges]] = {}
        self._headlines: dict[str, frozenset[str]] = {}

    def read(self, question: str, wanted: Wanted, sentences: Sequence[Sentence]) -> list[Reading]:
        """Give every sentence as a reading, best first; the best few with their spans."""
        if not sentences:
            return []
        asked = ask(wanted, self.analyzer)
        rows, ordered = self.features(asked, sentences)
        for_sentence, for_span = self._weights.of(wanted, self._style)
        scores = rows @ for_sentence
        best = np.argsort(-scores, kind="stable")
        readings = []
        for rank, number in enumerate(best):
            spans: tuple[ScoredSpan, ...] = ()
            if rank < MAX_SENTENCES_WITH_SPANS:
                behind = float(scores[best[0]] - scores[number])
                spans = self._spans(asked, ordered[number].text, for_span, rank, behind)
            features = dict(zip(SENTENCE_FEATURES, rows[number].tolist(), strict=True))
            readings.append(Reading(ordered[number], float(scores[number]), spans, features))
        return sorted(readings, key=_best_span, reverse=True)

    def features(
        self, asked: Asked, sentences: Sequence[Sentence]
    ) -> tuple[Floats, list[Sentence]]:
        """Put the sentences in the order of the print and give one row of features for each."""
        number: dict[str, int] = {}
        for sentence in sentences:
            number.setdefault(_article_id(sentence), len(number))
        ordered = sorted(
            sentences, key=lambda one: (number[_article_id(one)], one.paragraph, one.index)
        )
        rows = sentence_features(
            asked,
            [self.prepared(sentence.text)[0] for sentence in ordered],
            articles=[number[_article_id(sentence)] for sentence in ordered],
            headlines=[self._headline_terms(sentence.article) for sentence in ordered],
            priors=[sentence.prior for sentence in ordered],
            idf=self._idf,
        )
        return rows, ordered

    def prepared(self, text: str) -> tuple[Prepared, Edges]:
        """Make a sentence ready, or give it as it was made ready before."""
        if text not in self._ready:
            prepared = prepare(text, self.analyzer)
            self._ready[text] = prepared, read_edges(prepared)
        return self._ready[text]

    def _headline_terms(self, article: Article | None) -> frozenset[str]:
        if article is None or article.headline is None:
            return frozenset()
        text = article.headline.text
        if text not in self._headlines:
            self._headlines[text] = frozenset(self.analyzer.terms(text))
        return self._headlines[text]

    def _spans(
        self, asked: Asked, text: str, weights: Floats, rank: int, behind: float
    ) -> tuple[ScoredSpan, ...]:
        prepared, edges = self.prepared(text)
        spans = find_spans(asked, prepared, edges, rank=rank, behind=behind)
        scores = span_scores(weights, spans.bins)
        starts, ends = prepared.edges[spans.first], prepared.edges[spans.last]
        best = np.argsort(-scores, kind="stable")[:MAX_SPANS]
        return tuple(ScoredSpan(int(starts[at]), int(ends[at]), float(scores[at])) for at in best)


def _best_span(reading: Reading) -> float:
    """Order readings by their best span; those without spans stay last, in their order."""
    return reading.spans[0].score if reading.spans else -math.inf


def _article_id(sentence: Sentence) -> str:
    return sentence.article.id if sentence.article else ""
