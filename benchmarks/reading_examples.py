"""What the reader learns from and is measured on: questions with the sentences a search finds."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import groupby
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from bot.answering.reading.examples import Example, read_questions, sentences_of
from bot.answering.reading.reader import Sentence
from bot.ports import Analyzer
from bot.retrieval.index import PassageIndex
from corpus.build import read_corpus
from corpus.collection import Corpus
from corpus.model import Article, Passage
from corpus.passages import cut_passages
from tests.quality.printed_words import PRINTS, write_with_words

ROOT = Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared"
CMRC_TRIAL = SHARED / "data" / "cmrc2018_trial.json"
QUALITY = ROOT / "tests" / "quality"
# Our own pages, each with its sets of questions in tests/quality/questions.
OWN_SETS = {
    ROOT / "corpus/pages": ("shipped",),
    QUALITY / "pages/own/raw": ("blind",),
    QUALITY / "pages/second/raw": ("second", "rephrased_second"),
    QUALITY / "pages/third/raw": ("third", "rephrased_third"),
    QUALITY / "pages/fourth/raw": ("fourth", "rephrased_fourth"),
    QUALITY / "pages/fifth/raw": ("fifth",),
    QUALITY / "pages/sixth/raw": ("sixth",),
    QUALITY / "pages/seventh/raw": ("seventh",),
    QUALITY / "pages/eighth/raw": ("eighth",),
    QUALITY / "pages/layouts/raw": ("layouts",),
}
# Newspaper questions are few: so much each counts beside one of CMRC's. Right sentences and spans
# on the questions left out: once .80, .51; three times .82, .53; six times .80, .53.
PAGE_WEIGHT = 3.0
MAX_PASSAGES = 24  # as many as answering reads


class Searched:
    """Articles with an index over them: gives the sentences that a search for a question finds."""

    def __init__(self, articles: Iterable[Article], analyzer: Analyzer) -> None:
        articles = list(articles)
        passages = [passage for article in articles for passage in cut_passages(article)]
        self._analyzer = analyzer
        self._index = PassageIndex.build(passages, analyzer)
        self._sentences = {passage.id: _sentences_in(passage) for passage in passages}

    def example(self, example: Example, *, with_answer: bool) -> Example:
        """Put the sentences found in place of the example's own, with their passages' scores.

        `with_answer` adds the sentences that hold the answer where the search missed them: without
        them there is nothing to learn.
        """
        hits = self._index.rank(self._analyzer.terms(example.question), MAX_PASSAGES)
        best = hits[0].score if hits else 1.0
        found = [
            replace(sentence, prior=hit.score / best)
            for hit in hits
            for sentence in self._sentences[hit.passage_id]
        ]
        answers = [example.sentences[number] for number, _, _ in example.gold]
        if with_answer:
            known = {_place(sentence) for sentence in found}
            found += [sentence for sentence in answers if _place(sentence) not in known]
        number = {_place(sentence): at for at, sentence in enumerate(found)}
        gold = tuple(
            (number[_place(sentence)], start, end)
            for sentence, (_, start, end) in zip(answers, example.gold, strict=True)
            if _place(sentence) in number
        )
        return replace(example, sentences=tuple(found), gold=gold, given=example)


def _place(sentence: Sentence) -> tuple[str, int, int]:
    return sentence.article.id if sentence.article else "", sentence.paragraph, sentence.index


def _sentences_in(passage: Passage) -> Sequence[Sentence]:
    spans = passage.printed.spans
    return [
        sentence
        for sentence in sentences_of(passage.article)
        if sentence.paragraph == passage.paragraph
        and spans[0].start <= sentence.printed.spans[0].start < spans[-1].end
    ]


def articles_of(examples: Iterable[Example]) -> list[Article]:
    """Give the articles that examples were made from, each once."""
    articles = [s.article for example in examples for s in example.sentences if s.article]
    return list({article.id: article for article in articles}.values())


class PageSet(NamedTuple):
    """Questions on newspaper pages: their name, the pages, and the questions as examples."""

    name: str
    corpus: Corpus
    examples: list[Example]


def own_sets() -> Iterator[PageSet]:
    """Give our own questions on our own pages."""
    for pages, names in OWN_SETS.items():
        corpus = read_corpus(pages)
        for name in names:
            yield _page_set(QUALITY / f"questions/{name}.jsonl", corpus)


def shared_sets() -> Iterator[PageSet]:
    """Give the questions on the five pages of ../shared: those that are there, and our own."""
    corpus = read_corpus(SHARED / "pages")
    yield _page_set(SHARED / "questions" / "dev.jsonl", corpus)
    with TemporaryDirectory() as folder:
        for stored in PRINTS:
            yield _page_set(write_with_words(Path(folder) / stored.name, stored), corpus)


def _page_set(questions: Path, corpus: Corpus) -> PageSet:
    examples = read_questions(questions, corpus)
    weighed = [replace(example, weight=PAGE_WEIGHT) for example in examples]
    return PageSet(questions.stem, corpus, weighed)


def searched(sets: Iterable[PageSet], analyzer: Analyzer) -> Iterator[PageSet]:
    """Give sets of questions with the sentences that a search finds for them."""
    for pages, known in groupby(sets, lambda one: one.corpus):
        found = Searched(pages.articles, analyzer)
        for one in known:
            examples = [found.example(example, with_answer=True) for example in one.examples]
            yield one._replace(examples=examples)
