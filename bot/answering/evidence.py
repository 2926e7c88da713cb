"""From a question to the sentences that may answer it, best first, each with what it fails."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from bot.answering.conditions import Case, failures, governing_period
from bot.answering.library import Library
from bot.answering.periods import Period
from bot.answering.question import Question
from bot.answering.reading.fitting import is_typed
from bot.answering.reading.reader import Reader, Reading, ScoredSpan, Sentence
from bot.answering.spans import SpanChooser
from bot.answering.story import Story
from bot.answering.support import share_supported, weights_of
from bot.model import Remark
from bot.ports import EVERYTHING, Filter, Retriever
from corpus.model import Printed

# 24 and 24 answer no better on any of our question sets, 16 and 12 worse on two of three.
MAX_PASSAGES = 20
MAX_READINGS = 16
# What full support of the question's topics is worth beside the reader's score.
SUPPORT_WEIGHT = 4.0
SPAN_WEIGHT = 0.3
MAX_LEAD = 4.0


@dataclass(frozen=True)
class Evidence:
    """A sentence in its story with the reader's view of it, and the conditions that it fails.

    `supported` is the share of the question's topics that it and its surroundings have; `lead` is
    by how much its score is ahead of the best of any other article.
    """

    story: Story
    at: int
    reading: Reading
    score: float
    failed: tuple[Remark, ...]
    chosen: ScoredSpan | None
    supported: float
    lead: float = 0.0

    @property
    def sentence(self) -> Sentence:
        """The sentence."""
        return self.story.sentences[self.at]

    @property
    def span(self) -> Printed | None:
        """The best span, as printed: of the type asked for, where the type has a form."""
        return self.reading.words(self.chosen) if self.chosen else None

    @property
    def period(self) -> Period:
        """The period that what it says is of."""
        return governing_period(Period(""), self.story, self.at)

    @property
    def signals(self) -> dict[str, float]:
        """What speaks for it, by name, for the answer's confidence."""
        lead = max(-MAX_LEAD, min(MAX_LEAD, self.lead)) / MAX_LEAD
        return {"supported": self.supported, "lead": lead, "span": float(self.chosen is not None)}

    def says_next_to_gap(self, question: Question) -> bool:
        """Whether the sentence itself has what stands next to the gap in the question."""
        text = self.story.folded[self.at]
        return all(question.is_said(topic, text) for topic in question.next_to_gap)


class Finder:
    """Finds evidence in one corpus."""

    def __init__(self, library: Library, retriever: Retriever) -> None:
        self.library = library
        self._retriever = retriever
        self._reader = Reader(library.analyzer)
        self._chooser = SpanChooser(library, self._reader)

    async def sentences(self, question: Question, within: Filter = EVERYTHING) -> list[Sentence]:
        """Give the sentences of the passages found, in reading order, each once."""
        terms = self.library.analyzer.terms(" ".join((question.plain, *self._in_print(question))))
        hits = await self._retriever.search(terms, MAX_PASSAGES, within)
        best = hits[0].score if hits else 1.0
        priors: dict[tuple[str, int], float] = {}
        for hit in hits:
            passage = self.library.corpus.passage(hit.passage_id)
            for at in self.library.sentences_of(passage):
                priors.setdefault((passage.article.id, at), hit.score / best)
        by_id = {article_id: self.library.by_id(article_id) for article_id, _ in priors}
        return [
            replace(by_id[article_id].sentences[at], prior=prior)
            for (article_id, at), prior in sorted(priors.items())
        ]

    def _in_print(self, question: Question) -> Iterable[str]:
        """Give the paper's words for the question's own, where it prints others."""
        for topic in question.topics:
            for word in question.words_of(topic)[1:]:
                if self.library.frequency(word):
                    yield word
                    break

    async def evidence(self, question: Question, within: Filter = EVERYTHING) -> list[Evidence]:
        """Give evidence, the reader's best first."""
        return self.read(question, await self.sentences(question, within))

    def read(self, question: Question, sentences: Sequence[Sentence]) -> list[Evidence]:
        """Read sentences for a question and check what they fail."""
        weights = weights_of(question, self.library)
        readings = self._reader.read(question.wanted, sentences)
        found = [self._checked(question, weights, one) for one in readings[:MAX_READINGS]]
        ranked = sorted(found, key=lambda evidence: -evidence.score)
        return [replace(evidence, lead=_lead(evidence, ranked)) for evidence in ranked]

    def _checked(
        self, question: Question, weights: Mapping[str, float], reading: Reading
    ) -> Evidence:
        story, at = self._story_of(reading.sentence), reading.sentence.index
        failed = tuple(failures(Case(question, weights, self.library, story, at)))
        span = self._chooser.choose(question, reading, story)
        supported = share_supported(question, weights, story, at)
        score = reading.score + SUPPORT_WEIGHT * supported
        score += SPAN_WEIGHT * span.score if span and is_typed(question.wanted) else 0.0
        return Evidence(story, at, reading, score, failed, span, supported)

    def _story_of(self, sentence: Sentence) -> Story:
        assert sentence.article
        return self.library.story(sentence.article)


def _lead(evidence: Evidence, ranked: Sequence[Evidence]) -> float:
    others = (
        other.score for other in ranked if other.story.article.id != evidence.story.article.id
    )
    return evidence.score - next(others, evidence.score - MAX_LEAD)
