"""What the pages talk about: words of headlines that several articles, but not most, take up."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from functools import cache
from itertools import pairwise
from math import log
from typing import NamedTuple

from bot.ports import Analyzer
from corpus.collection import Corpus
from corpus.model import Article, Role

MAX_TOPICS = 24
MAX_TOPIC_CHARS = 8
MAX_SHARE = 0.4
"""What more articles than these speak of says nothing about any of them: the zone's own name."""
MIN_COHESION = 0.5
"""专项|债券 stand together nearly always, 召开|党工委 seldom."""
MAX_CANDIDATES = 400
"""Looked for in every article: some hundred milliseconds for a thousand of them."""
_HEADS = frozenset({Role.HEADLINE, Role.SUBHEADLINE, Role.SECTION_HEADING, Role.DECK})
_WORD = re.compile(r"[\u4e00-\u9fff]{2,}")


def find_topics(corpus: Corpus, analyzer: Analyzer) -> tuple[str, ...]:
    """Give the topics, most telling first; none is part of another.

    A topic tells more the more often it is printed, the fewer articles share it (idf), and the
    longer it is.
    """
    print_of = _Print(corpus)
    headed = Counter(topic for a in corpus.articles for topic in _candidates(a, analyzer))
    weights = {topic: print_of.weigh(topic) for topic, _ in headed.most_common(MAX_CANDIDATES)}
    topics: list[str] = []
    for topic in sorted(filter(weights.get, weights), key=lambda one: (-weights[one], one)):
        if not any(topic.text in other or other in topic.text for other in topics):
            topics.append(topic.text)
    return tuple(topics[:MAX_TOPICS])


class _Candidate(NamedTuple):
    """Words of a headline that may be a topic: one, or two neighbours."""

    words: tuple[str, ...]

    @property
    def text(self) -> str:
        return "".join(self.words)


class _Print:
    """Counts in the texts of all articles."""

    def __init__(self, corpus: Corpus) -> None:
        self._texts = ["".join(p.text for _, p in a.pieces()) for a in corpus.articles]
        self._repeats = cache(lambda word: sum(text.count(word) for text in self._texts))

    def weigh(self, topic: _Candidate) -> float:
        """Tell how much a topic tells; 0 for what is none."""
        articles = len(self._texts)
        sharing = sum(topic.text in text for text in self._texts)
        if not 2 <= sharing <= articles * MAX_SHARE or not self._is_one(topic):
            return 0
        return self._repeats(topic.text) * log(articles / sharing) * (len(topic.text) - 1)

    def _is_one(self, topic: _Candidate) -> bool:
        """Tell whether words belong together: the rarer one stands mostly beside the other."""
        rarest = min(map(self._repeats, topic.words))
        return self._repeats(topic.text) >= rarest * MIN_COHESION


def _candidates(article: Article, analyzer: Analyzer) -> set[_Candidate]:
    heads = (printed.text for role, printed in article.pieces() if role in _HEADS)
    return {found for head in heads for found in _with_neighbours(analyzer.words(head))}


def _with_neighbours(words: list[str]) -> Iterator[_Candidate]:
    for group in (*zip(words), *pairwise(words)):
        candidate = _Candidate(group)
        if all(map(_WORD.fullmatch, group)) and len(candidate.text) <= MAX_TOPIC_CHARS:
            yield candidate
