"""What the pages talk about: words of headlines that several articles, but not most, take up."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
from math import log

from bot.ports import Analyzer
from corpus.collection import Corpus
from corpus.model import Article, Role

MAX_TOPICS = 24
MAX_CANDIDATES = 400
"""Looked for in every article: some hundred milliseconds for a thousand of them."""
_HEADS = frozenset({Role.HEADLINE, Role.SUBHEADLINE, Role.SECTION_HEADING, Role.DECK})
_TOPIC = re.compile(r"[\u4e00-\u9fff]{2,6}")


def find_topics(corpus: Corpus, analyzer: Analyzer) -> tuple[str, ...]:
    """Give the topics, most telling first; none is part of another.

    A topic tells more the more often it is printed, the fewer articles share it (idf), and the
    longer it is.
    """
    texts = ["".join(p.text for _, p in article.pieces()) for article in corpus.articles]
    headed = Counter(word for article in corpus.articles for word in _words(article, analyzer))
    weights: dict[str, float] = {}
    for word, _ in headed.most_common(MAX_CANDIDATES):
        sharing = sum(word in text for text in texts)
        if 2 <= sharing <= len(texts) / 2:
            repeats = sum(text.count(word) for text in texts)
            weights[word] = repeats * log(len(texts) / sharing) * (len(word) - 1)
    topics: list[str] = []
    for word in sorted(weights, key=lambda word: (-weights[word], word)):
        if not any(word in topic or topic in word for topic in topics):
            topics.append(word)
    return tuple(topics[:MAX_TOPICS])


def _words(article: Article, analyzer: Analyzer) -> set[str]:
    """Give the words of an article's headlines, and each two neighbours as one."""
    return {word for head in _heads(article) for word in _with_neighbours(analyzer.words(head))}


def _heads(article: Article) -> Iterator[str]:
    yield from (printed.text for role, printed in article.pieces() if role in _HEADS)


def _with_neighbours(words: list[str]) -> Iterator[str]:
    yield from filter(_TOPIC.fullmatch, words)
    for one, two in pairwise(words):
        if _TOPIC.fullmatch(one) and _TOPIC.fullmatch(two) and _TOPIC.fullmatch(one + two):
            yield one + two
