"""What the pages talk about: words of headlines that several articles, but not most, take up."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from functools import cache
from importlib import resources
from itertools import pairwise
from math import log
from typing import NamedTuple

from bot.answering.parts_of_speech import Part, part_of
from bot.ports import Analyzer
from corpus.collection import Corpus
from corpus.model import Article, Role

MAX_TOPICS = 24
MAX_TOPIC_CHARS = 8
MAX_SHARE = 0.4
"""What more articles than these speak of says nothing about any of them: the zone's own name."""
MIN_COHESION = 0.5
"""专项|债券 stand together nearly always, 召开|党工委 seldom."""
MIN_FIXED = 0.6
"""政府专项 stands before 债券 oftener than that: it is a piece of 地方政府专项债券."""
MIN_REPEATS = 3
"""Twice the same neighbour may be chance."""
MAX_CANDIDATES = 400
"""Looked for in every article: some hundred milliseconds for a thousand of them."""
MAX_COMPLETED = 60
"""Twice as many as are needed, for some are pieces of the same."""
_HEADS = frozenset({Role.HEADLINE, Role.SUBHEADLINE, Role.SECTION_HEADING, Role.DECK})
_WORD = re.compile(r"[\u4e00-\u9fff]{2,}")
_DIGITS = "0123456789"
_BELONGS = re.compile(r"(?![的了是在与和及等由并对将为把被不])[\u4e00-\u9fff]")
"""A character that may belong to a name; the others stand beside anything."""
_NO_TOPIC = frozenset({Part.MEASURE, Part.TIME, Part.PLACE})


def find_topics(corpus: Corpus, analyzer: Analyzer) -> tuple[str, ...]:
    """Give the topics, most telling first; none is part of another.

    A topic tells more the more often it is printed, the fewer articles share it (idf), and the
    longer it is.
    """
    print_of = _Print(corpus)
    headed = Counter(topic for a in corpus.articles for topic in _candidates(a, analyzer))
    weights = {topic: print_of.weigh(topic) for topic, _ in headed.most_common(MAX_CANDIDATES)}
    best = sorted(filter(weights.get, weights), key=lambda one: (-weights[one], one))
    topics: list[str] = []
    for topic in (print_of.complete(one.text) for one in best[:MAX_COMPLETED]):
        known = any(topic in other or other in topic for other in topics)
        if topic and not known and topic not in _everyday_words():
            topics.append(topic)
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
        self._texts = ["\n".join(p.text for _, p in a.pieces()) for a in corpus.articles]
        self._all = "\n".join(self._texts)
        self._repeats = cache(self._all.count)
        self._sharing = cache(lambda word: sum(word in text for text in self._texts))

    def weigh(self, topic: _Candidate) -> float:
        """Tell how much a topic tells; 0 for what is none."""
        articles, sharing = len(self._texts), self._sharing(topic.text)
        too_many = articles * MAX_SHARE
        if not 2 <= sharing <= too_many or not self._is_one(topic):
            return 0
        if any(self._sharing(word) > too_many for word in topic.words):
            return 0
        return self._repeats(topic.text) * log(articles / sharing) * (len(topic.text) - 1) ** 2

    def complete(self, words: str) -> str:
        """Lengthen a piece to what it is a piece of; nothing where that is a figure or too long."""
        while len(words) <= MAX_TOPIC_CHARS:
            at = [match.span() for match in re.finditer(re.escape(words), self._all)]
            before = Counter(self._all[start - 1 : start] for start, _ in at)
            after = Counter(self._all[end : end + 1] for _, end in at)
            if sum(before[digit] for digit in _DIGITS) >= MIN_FIXED * len(at):
                return ""
            fixed = (_fixed(before, len(at)), _fixed(after, len(at)))
            if not any(fixed):
                return words
            words = words.join(fixed)
        return ""

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
        if all(map(_WORD.fullmatch, group)) and _is_named(group):
            yield candidate


def _is_named(words: tuple[str, ...]) -> bool:
    """Tell whether words may name a thing: not a time, a place or a measure, no verb at the end."""
    parts = [part_of(word) for word in words]
    return _NO_TOPIC.isdisjoint(parts) and parts[-1] is not Part.VERB


def _fixed(neighbours: Counter[str], occurrences: int) -> str:
    """Give the character that stands nearly always there; an empty text where none does."""
    character, count = neighbours.most_common(1)[0]
    often = count >= max(MIN_FIXED * occurrences, MIN_REPEATS)
    return character if often and _BELONGS.fullmatch(character) else ""


@cache
def _everyday_words() -> frozenset[str]:
    """Give the words that any local paper is full of; alone they are no topic."""
    file = resources.files("bot.chat") / "data" / "no_topics.txt"
    return frozenset(file.read_text(encoding="utf-8").split())
