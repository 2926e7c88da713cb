"""Sentences that name something, wherever they are printed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from bot.folding import fold
from bot.model import Quote
from corpus.model import Article
from corpus.sentences import split_sentences


def mentions(articles: Iterable[Article], topic: str) -> Iterator[Quote]:
    """Give every sentence that names a topic, in whatever width or script."""
    wanted = fold(topic)
    for article in articles:
        for paragraph in article.paragraphs:
            for sentence in split_sentences(paragraph):
                if wanted in fold(sentence.text):
                    yield Quote(article, sentence)


def speaks_of(article: Article, topic: str) -> bool:
    """Tell whether any piece of an article names a topic."""
    wanted = fold(topic)
    return any(wanted in fold(printed.text) for _, printed in article.pieces())
