"""What the pages talk about: words of headlines that several articles, but not most, take up."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache
from importlib import resources
from itertools import pairwise, repeat
from math import log
from typing import NamedTuple

from bot.answering.language.parts_of_speech import Part, part_of
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


class Topics:
    """The topics of a corpus: `found`, most telling first; none is part of another.

    A topic tells more the more often it is printed, the fewer articles share it (idf), and the
    longer it is. Where articles are those of the corpus `before`, what was counted in them stands.
    """

    def __init__(self, corpus: Corpus, analyzer: Analyzer, before: Topics | None = None) -> None:
        known = {id(one.article): one for one in before.read} if before else {}
        self.read: list[_Read] = [
            known.pop(id(article)) if id(article) in known else _read(article, analyzer)
            for article in corpus.articles
        ]
        old = {id(one) for one in before.read} if before else set()
        changes = _Changes(
            texts=[one.text for one in self.read],
            gone=[one.text for one in known.values()],
            came=[one.text for one in self.read if id(one) not in old],
        )
        self.shares: _Counts = _Counts(_shares, changes, before.shares if before else None)
        self.neighbours: _Counts = _Counts(
            _neighbours, changes, before.neighbours if before else None
        )
        self.found = tuple(self._find())

    def _find(self) -> list[str]:
        headed = Counter(topic for one in self.read for topic in one.candidates)
        weights = {topic: self._weigh(topic) for topic, _ in headed.most_common(MAX_CANDIDATES)}
        best = sorted(filter(weights.get, weights), key=lambda one: (-weights[one], one))
        topics: list[str] = []
        for topic in (self._complete(one.text) for one in best[:MAX_COMPLETED]):
            known = any(topic in other or other in topic for other in topics)
            if topic and not known and topic not in _everyday_words():
                topics.append(topic)
        return topics[:MAX_TOPICS]

    def _weigh(self, topic: _Candidate) -> float:
        """Tell how much a topic tells; 0 for what is none."""
        articles, sharing = len(self.read), self.shares.of(topic.text)[_ARTICLES]
        too_many = articles * MAX_SHARE
        if not 2 <= sharing <= too_many or not self._is_one(topic):
            return 0
        if any(self.shares.of(word)[_ARTICLES] > too_many for word in topic.words):
            return 0
        repeats = self.shares.of(topic.text)[_REPEATS]
        return repeats * log(articles / sharing) * (len(topic.text) - 1) ** 2

    def _complete(self, words: str) -> str:
        """Lengthen a piece to what it is a piece of; nothing where that is a figure or too long."""
        while len(words) <= MAX_TOPIC_CHARS:
            beside = self.neighbours.of(words)
            before, after = (
                Counter({one[1]: count for one, count in beside.items() if one[0] == side})
                for side in (_BEFORE, _AFTER)
            )
            times = before.total()
            if sum(before[digit] for digit in _DIGITS) >= MIN_FIXED * times:
                return ""
            fixed = (_fixed(before, times), _fixed(after, times))
            if not any(fixed):
                return words
            words = words.join(fixed)
        return ""

    def _is_one(self, topic: _Candidate) -> bool:
        """Tell whether words belong together: the rarer one stands mostly beside the other."""
        rarest = min(self.shares.of(word)[_REPEATS] for word in topic.words)
        return self.shares.of(topic.text)[_REPEATS] >= rarest * MIN_COHESION


class _Candidate(NamedTuple):
    """Words of a headline that may be a topic: one, or two neighbours."""

    words: tuple[str, ...]

    @property
    def text(self) -> str:
        return "".join(self.words)


class _Read(NamedTuple):
    """What is looked at of an article: its text between line ends, what its heads talk about."""

    article: Article
    text: str
    candidates: tuple[_Candidate, ...]


class _Changes(NamedTuple):
    """The texts of all articles, of those gone since the corpus before, and of those that came."""

    texts: Sequence[str]
    gone: Sequence[str]
    came: Sequence[str]


_Count = Callable[[str, str], Iterable[str]]


class _Counts:
    """What is counted of words in all texts: from the counts before, where a word was counted.

    Only the words asked for are kept, so that the next ones need not count them anew.
    """

    def __init__(self, count: _Count, changes: _Changes, before: _Counts | None) -> None:
        self._count = count
        self._changes = changes
        self._before = before.counted if before else {}
        self.counted: dict[str, Counter[str]] = {}

    def of(self, word: str) -> Counter[str]:
        """Give what is counted of a word."""
        if word not in self.counted:
            self.counted[word] = self._recounted(word)
        return self.counted[word]

    def _recounted(self, word: str) -> Counter[str]:
        known = self._before.get(word)
        if known is None:
            return self._in(word, self._changes.texts)
        came, gone = (self._in(word, texts) for texts in (self._changes.came, self._changes.gone))
        return known + came - gone if came or gone else known

    def _in(self, word: str, texts: Iterable[str]) -> Counter[str]:
        return Counter(one for text in texts if word in text for one in self._count(word, text))


_ARTICLES, _REPEATS = "articles", "repeats"
_BEFORE, _AFTER = "<>"


def _shares(word: str, text: str) -> Iterator[str]:
    """Count the text, and how often it repeats the word."""
    yield _ARTICLES
    yield from repeat(_REPEATS, text.count(word))


def _neighbours(word: str, text: str) -> Iterator[str]:
    """Count what stands before a word and after it: <县 and >省."""
    for match in re.finditer(re.escape(word), text):
        yield _BEFORE + text[match.start() - 1]
        yield _AFTER + text[match.end()]


def _read(article: Article, analyzer: Analyzer) -> _Read:
    text = "\n".join(printed.text for _, printed in article.pieces())
    return _Read(article, f"\n{text}\n", tuple(_candidates(article, analyzer)))


def _candidates(article: Article, analyzer: Analyzer) -> Iterable[_Candidate]:
    heads = (printed.text for role, printed in article.pieces() if role in _HEADS)
    found = (one for head in heads for one in _with_neighbours(analyzer.words(head)))
    return dict.fromkeys(found)


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
