"""Passages to segments: their terms sorted into postings."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

import numpy as np

from bot.ports import Analyzer
from bot.retrieval.bm25 import K1, length_norm, saturation
from bot.retrieval.fields import indexed_terms
from bot.retrieval.filtering import date_range
from bot.retrieval.segment import MAX_BOUND, MAX_PASSAGES, Array, Segment, term_key
from corpus.model import Passage


class Entry(NamedTuple):
    """A passage as it goes into a segment."""

    article_id: str
    date: str | None
    offset: int
    terms: Sequence[str]


def index_entries(passages: Iterable[Passage], analyzer: Analyzer) -> Iterator[Entry]:
    """Give the passages as they go into segments."""
    for passage, terms in indexed_terms(passages, analyzer):
        article = passage.article
        yield Entry(article.id, article.date.value, passage.printed.spans[0].start, terms)


def compile_segments(entries: Iterable[Entry]) -> Iterator[Segment]:
    """Compile a stream of passages, `MAX_PASSAGES` at a time; an empty stream gives no segment.

    Memory holds one segment, whatever the stream's length.
    """
    gathered = _Gathered()
    for entry in entries:
        if len(gathered.passages) == MAX_PASSAGES:
            yield gathered.compile()
            gathered = _Gathered()
        gathered.add(entry)
    if gathered.passages:
        yield gathered.compile()


class IndexedPassage(NamedTuple):
    """A passage without its terms: how many they are, its article and its offset."""

    length: int
    article: int
    offset: int


class IndexedArticle(NamedTuple):
    """An article as a segment knows it: its id, its first and its last day."""

    id: str
    days: tuple[int, int]


class _Gathered:
    """Passages on their way into a segment, those of an article together."""

    def __init__(self) -> None:
        self.passages: list[IndexedPassage] = []
        self._articles: list[IndexedArticle] = []
        self._numbers: dict[str, int] = {}
        self._terms = array("I")

    def add(self, entry: Entry) -> None:
        """Take the next passage."""
        if not self._articles or self._articles[-1].id != entry.article_id:
            self._articles.append(IndexedArticle(entry.article_id, date_range(entry.date)))
        numbers = self._numbers
        self._terms.extend([numbers.setdefault(term, len(numbers)) for term in entry.terms])
        passage = IndexedPassage(len(entry.terms), len(self._articles) - 1, entry.offset)
        self.passages.append(passage)

    def compile(self) -> Segment:
        """Sort what was gathered into a segment."""
        keys, terms = self._keys_and_terms()
        lengths = [passage.length for passage in self.passages]
        docs = np.repeat(np.arange(len(lengths), dtype=np.uint64), lengths)
        pairs = np.sort(terms << np.uint64(16) | docs)
        firsts = np.flatnonzero(np.diff(pairs, prepend=np.uint64(2**64 - 1)))
        counts = np.diff(firsts, append=len(pairs))
        postings = pairs[firsts]
        sizes = np.bincount((postings >> np.uint64(16)).astype(np.int64), minlength=len(keys))
        return assemble(
            Postings(keys, sizes, postings.astype(np.uint16), counts.astype(np.uint8)),
            self.passages,
            self._articles,
        )

    def _keys_and_terms(self) -> tuple[Array, Array]:
        """Give the terms' keys, ascending, and each gathered term as its number among them."""
        keys = np.fromiter(map(term_key, self._numbers), np.uint64, len(self._numbers))
        order = np.argsort(keys)
        keys = keys[order]
        if (keys[1:] == keys[:-1]).any():
            raise ValueError("two terms share a key: give term_key another digest")
        rank = np.empty(len(order), np.uint64)
        rank[order] = np.arange(len(order), dtype=np.uint64)
        return keys, rank[np.frombuffer(self._terms, np.uint32)]


class Postings(NamedTuple):
    """The postings of a segment: those of each key one after the other, `sizes` of each."""

    keys: Array
    sizes: Array
    docs: Array
    counts: Array


def assemble(
    postings: Postings, passages: Sequence[IndexedPassage], articles: Sequence[IndexedArticle]
) -> Segment:
    """Put a segment together; the passages' articles are numbers into `articles`."""
    columns = np.array(passages, np.uint32).reshape(-1, 3)
    starts = np.concatenate([[0], np.cumsum(postings.sizes)]).astype(np.uint32)
    names = [article.id.encode() for article in articles]
    return Segment(
        keys=postings.keys,
        starts=starts,
        bounds=_bounds(starts, postings, columns[:, 0]),
        docs=postings.docs,
        counts=postings.counts,
        lengths=columns[:, 0].copy(),
        articles=columns[:, 1].copy(),
        offsets=columns[:, 2].copy(),
        days=np.array([article.days for article in articles], np.uint32).reshape(-1, 2),
        names=np.frombuffer(b"".join(names), np.uint8),
        name_ends=np.cumsum([len(name) for name in names], dtype=np.uint32),
    )


def _bounds(starts: Array, postings: Postings, lengths: Array) -> Array:
    """Give each term's largest saturation under the segment's own mean length."""
    if not len(postings.docs):
        return np.zeros(0, np.uint8)
    norms = length_norm(lengths, lengths.mean())
    worth = saturation(postings.counts, norms[postings.docs])
    largest = np.maximum.reduceat(worth, starts[:-1])
    return np.ceil(largest * (MAX_BOUND / (K1 + 1))).astype(np.uint8)
