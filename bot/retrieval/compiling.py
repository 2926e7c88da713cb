"""Passages to segments: their terms sorted into postings."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from typing import NamedTuple

import numpy as np

from bot.ports import Analyzer
from bot.retrieval.bits import Array
from bot.retrieval.bm25 import K1, Statistics, length_norm, saturation
from bot.retrieval.fields import indexed_terms
from bot.retrieval.filtering import date_range
from bot.retrieval.keys import KeyTable, term_key
from bot.retrieval.postings import PackedPostings, Postings, portions
from bot.retrieval.segment import MAX_BOUND, MAX_PASSAGES, Segment, class_step
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

    One segment is compiled while the next is gathered: sorting lets Python go on. So memory holds
    two segments, whatever the stream's length.
    """
    with ThreadPoolExecutor(1, "segment") as pool:
        compiled: Future[Segment] | None = None
        for gathered in _gather(entries):
            if compiled:
                yield compiled.result()
            compiled = pool.submit(gathered.compile)
        if compiled:
            yield compiled.result()


def _gather(entries: Iterable[Entry]) -> Iterator[_Gathered]:
    gathered = _Gathered()
    for entry in entries:
        if len(gathered.passages) == MAX_PASSAGES:
            yield gathered
            gathered = _Gathered()
        gathered.add(entry)
    if gathered.passages:
        yield gathered


class IndexedPassage(NamedTuple):
    """A passage without its terms: how many they are, its article by number, its offset."""

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
        keys, pairs = self._keys_and_terms()
        passages = np.array(self.passages, np.uint32)
        pairs <<= np.uint64(16)
        pairs |= np.repeat(np.arange(len(passages), dtype=np.uint16), passages[:, 0])
        pairs.sort()
        firsts = np.flatnonzero(np.diff(pairs, prepend=np.uint64(2**64 - 1)))
        counts = np.diff(firsts, append=len(pairs)).astype(np.uint8)
        found = pairs[firsts]
        sizes = np.bincount((found >> np.uint64(16)).astype(np.int64), minlength=len(keys))
        postings = Postings(sizes, found.astype(np.uint16), counts)
        return assemble(keys, postings, passages, self._articles)

    def _keys_and_terms(self) -> tuple[Array, Array]:
        """Give the terms' keys, ascending, and each gathered term as its number among them."""
        keys = np.fromiter(map(term_key, self._numbers), np.uint64, len(self._numbers))
        order = np.argsort(keys)
        keys = keys[order]
        if (keys[1:] == keys[:-1]).any():
            raise ValueError("two terms share a key: give term_key another factor")
        rank = np.empty(len(order), np.uint64)
        rank[order] = np.arange(len(order), dtype=np.uint64)
        return keys, rank[np.frombuffer(self._terms, np.uint32)]


def assemble(
    keys: Array, postings: Postings, passages: Array, articles: Sequence[IndexedArticle]
) -> Segment:
    """Put a segment together; each passage is a row of what `IndexedPassage` tells.

    Raises ValueError where the postings are more than its streams can count.
    """
    lengths, article_numbers, offsets = passages.T.copy()
    names = [article.id.encode() for article in articles]
    statistics = Statistics(len(lengths), int(lengths.sum(dtype=np.int64)))
    norms = length_norm(lengths, statistics.mean_length)
    packed = PackedPostings.of(postings, len(passages), _bounds(postings, norms))
    table, step = KeyTable.of(keys), class_step(statistics)
    return Segment(
        buckets=_buckets(table, packed, len(passages)),
        rests=table.rests,
        **packed._asdict(),
        lengths=lengths,
        classes=(lengths // step).clip(max=255).astype(np.uint8),
        articles=article_numbers.astype(np.uint16),
        offsets=offsets,
        days=np.array([article.days for article in articles], np.uint32).reshape(-1, 2),
        names=np.frombuffer(b"".join(names), np.uint8),
        name_ends=np.cumsum([len(name) for name in names], dtype=np.uint32),
    )


def _buckets(table: KeyTable, packed: PackedPostings, passages: int) -> Array:
    """Give each bucket's first term and where its postings begin."""
    starts = packed.starts(passages)[table.firsts]
    if starts.max() >= 1 << 32:
        raise ValueError(f"{starts.max()} bits of postings in one segment of {1 << 32} at most")
    return np.column_stack([table.firsts, starts]).astype(np.uint32)


def _bounds(postings: Postings, norms: Array) -> Array:
    """Give each term's largest saturation, in `MAX_BOUND` steps of K1 + 1, rounded up."""
    bounds = np.zeros(len(postings.sizes), np.uint8)
    for lists, within in portions(postings.sizes):
        worth = saturation(postings.counts[within], norms[postings.docs[within]])
        starts = np.cumsum(postings.sizes[lists]) - postings.sizes[lists]
        largest = np.maximum.reduceat(worth, starts)
        bounds[lists] = np.ceil(largest * (MAX_BOUND / (K1 + 1)))
    return bounds
