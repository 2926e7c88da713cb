"""Passages and questions in any number, made from a corpus: as varied as print, the same each time.

A passage is one to three sentences of the corpus in which part of the words are exchanged for words
of jieba's dictionary, drawn as often as the dictionary says they are used, and every figure is
drawn anew. So common words stay common, and the vocabulary keeps growing with the passages, as it
does in print; sentences only recombined would never bring a new word.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from itertools import accumulate
from typing import NamedTuple

import jieba

from bot.ports import Analyzer
from corpus.collection import Corpus
from corpus.sentences import split_sentences

EXCHANGED = 0.35  # of the words of two characters and more
PASSAGES_AN_ARTICLE = 8
_FIGURE = re.compile(r"\d+")
_ASKING = ("多少", "是谁", "在哪里", "什么时候", "有哪些", "怎么样", "是什么")


class GeneratedPassage(NamedTuple):
    """A passage, the article it belongs to, and that article's headline."""

    article: int
    headline: str
    text: str


class PassageGenerator:
    """Draws passages and questions from a corpus; the same seed draws the same."""

    def __init__(self, corpus: Corpus, analyzer: Analyzer, *, seed: int = 1) -> None:
        self._draw = random.Random(seed)
        self._sentences = [
            analyzer.words(sentence.text)
            for article in corpus.articles
            for paragraph in article.paragraphs
            for sentence in split_sentences(paragraph)
        ]
        self._headlines = [
            analyzer.words(article.headline.text) for article in corpus.articles if article.headline
        ]
        self._words, self._weights = _dictionary()

    def passages(self, count: int) -> Iterator[GeneratedPassage]:
        """Draw so many passages, those of an article together."""
        for number in range(count):
            if number % PASSAGES_AN_ARTICLE == 0:
                headline = self._vary(self._draw.choice(self._headlines))
            sentences = self._draw.choices(self._sentences, k=self._draw.randint(1, 3))
            text = "".join(map(self._vary, sentences))
            yield GeneratedPassage(number // PASSAGES_AN_ARTICLE, headline, text)

    def question(self, passage: GeneratedPassage) -> str:
        """Ask for something in the passage: a stretch of it and a question word."""
        text = passage.text
        start = self._draw.randrange(max(1, len(text) - 12))
        return text[start : start + self._draw.randint(6, 14)] + self._draw.choice(_ASKING)

    def _vary(self, words: list[str]) -> str:
        fresh = self._draw.choices(self._words, cum_weights=self._weights, k=len(words))
        kept = (
            new if len(old) > 1 and self._draw.random() < EXCHANGED else old
            for old, new in zip(words, fresh, strict=True)
        )
        return _FIGURE.sub(self._figure, "".join(kept))

    def _figure(self, printed: re.Match[str]) -> str:
        return str(self._draw.randrange(1, 10 ** len(printed.group())))


def _dictionary() -> tuple[list[str], list[int]]:
    """Give jieba's words of two characters and more with their cumulative frequencies."""
    with jieba.get_dict_file() as lines:
        rows = [line.decode().split() for line in lines]
    words = [(word, int(frequency)) for word, frequency, *_ in rows if len(word) > 1]
    return [word for word, _ in words], list(accumulate(frequency for _, frequency in words))
