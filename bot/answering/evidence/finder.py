"""From a question to the sentences that may answer it, best first, each with what it fails."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import islice
from math import inf
from operator import itemgetter

from bot.answering.evidence.case import Case
from bot.answering.evidence.conditions import failures
from bot.answering.evidence.doubts import doubts
from bot.answering.evidence.evidence import Evidence, is_eligible, is_sound, judged
from bot.answering.evidence.judging import (
    behind,
    best_of,
    said_by_character,
    score,
    signals_of,
    span_signals,
)
from bot.answering.evidence.support import weights_of
from bot.answering.language.thesaurus import near_words
from bot.answering.language.wording import zone_names_of_other_years
from bot.answering.library.library import Library
from bot.answering.question.question import Question
from bot.answering.reading.reader import Reader, Reading, Sentence
from bot.answering.spans.spans import SpanChooser
from bot.ports import EVERYTHING, Filter, Retriever

# 24 and 24 answer no better on any of our question sets, 16 and 12 worse on two of three.
MAX_PASSAGES = 20
MAX_READINGS = 16
# How much less likely (in log odds) than the best a sentence may be, its span not yet seen, that is
# looked through for its span; that tells -1.4 to 2.2 of 98 in 100 sentences. So 9 of 15 sentences
# are spared; of 3 569 questions four are answered otherwise, three of them better, with 4 six.
MAX_UNSEEN_BEHIND = 5.0

Signals = Callable[[Evidence], Mapping[str, float]]


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
        priors: dict[str, dict[int, float]] = {}
        for hit in hits:
            story, numbers = self.library.sentences_in(hit.passage_id)
            known = priors.setdefault(story.article.id, {})
            for at in numbers:
                known.setdefault(at, hit.score / best)
        return [
            self.library.by_id(article_id).sentences[at].found(prior)
            for article_id, known in sorted(priors.items())
            for at, prior in sorted(known.items())
        ]

    def _in_print(self, question: Question) -> Iterable[str]:
        """Give the paper's word for each of the question's own; a related one where it has none."""
        yield from zone_names_of_other_years(question.plain)
        for topic in question.topics:
            others = (*question.words_of(topic)[1:], *near_words(topic))
            yield from islice(filter(self.library.frequency, others), 1)

    async def evidence(
        self, question: Question, within: Filter = EVERYTHING, also: Signals | None = None
    ) -> list[Evidence]:
        """Give evidence, the best first; `also` tells further signals of each."""
        sentences = await self.sentences(question, within)
        return judged(question, self.weighed(question, sentences, also))

    def weighed(
        self,
        question: Question,
        sentences: Sequence[Sentence],
        also: Signals | None = None,
        *,
        unseen_behind: float = MAX_UNSEEN_BEHIND,
    ) -> list[Evidence]:
        """Give evidence, the best first, not yet judged: without its chance.

        Once a sentence may answer, no span is looked for in what is so far behind.
        """
        weights = weights_of(question, self.library)
        readings = self._reader.read(question.wanted, sentences)[:MAX_READINGS]
        cases = [self._case(question, weights, one.sentence) for one in readings]
        said = said_by_character(question, [case.text for case in cases])
        found = [*map(_checked, cases, readings, said)]
        if also:
            found = [one._replace(weighed={**one.weighed, **also(one)}) for one in found]
        seen = [*self._seen(question, found, unseen_behind)]
        return sorted(_ranked(question, seen), key=lambda one: -one.score)

    def _case(self, question: Question, weights: Mapping[str, float], sentence: Sentence) -> Case:
        assert sentence.article
        story = self.library.story(sentence.article)
        return Case(question, weights, self.library, story, sentence.index)

    def _seen(
        self, question: Question, found: Sequence[Evidence], unseen_behind: float
    ) -> Iterator[Evidence]:
        """Choose spans, the likeliest sentence first, while one may still answer.

        Once one may, no span is looked for in those that fail a condition.
        """
        least = -inf
        best = best_of([one.weighed for one in found])
        scores = [score({**one.weighed, **behind(one.weighed, best)}) for one in found]
        for own, one in sorted(zip(scores, found, strict=True), key=itemgetter(0), reverse=True):
            is_idle = least > -inf and not is_sound(question, one)
            if is_idle or own < least:
                yield one
                continue
            span = self._chooser.choose(question, one.reading, one.story)
            weighed = {**one.weighed, **span_signals(one.case, span)}
            seen = one._replace(chosen=span, weighed=weighed)
            if is_eligible(question, seen):
                least = max(least, own - unseen_behind)
            yield seen


def _checked(case: Case, reading: Reading, said: float) -> Evidence:
    """Check a sentence, its span not yet seen, that says so much of the question by character."""
    doubted = tuple(doubts(case))
    weighed = signals_of(case, doubted, reading) | span_signals(case, None) | {"characters": said}
    return Evidence(case, reading, tuple(failures(case)), doubted, weighed)


def _ranked(question: Question, found: Sequence[Evidence]) -> Iterator[Evidence]:
    """Give evidence its score, told how it stands beside the rest."""
    best = best_of([one.weighed for one in found if is_eligible(question, one)])
    for one in found:
        weighed = {**one.weighed, **behind(one.weighed, best)}
        yield one._replace(weighed=weighed, score=score(weighed))
