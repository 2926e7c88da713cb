"""Passages to segments: their terms sorted into postings."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator
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
    terms: list[str]


class SegmentWriter:
    """Gathers passages, those of an article together, and compiles them into one segment."""

    def __init__(self) -> None:
        self._numbers: dict[str, int] = {}
        self._terms = array("I")
        self._lengths = array("I")
        self._articles = array("I")
        self._offsets = array("I")
        self._article_ids: list[str] = []
        self._days: list[tuple[int, int]] = []

    def __len__(self) -> int:
        """Count the passages gathered."""
        return len(self._lengths)

    def add(self, entry: Entry) -> None:
        """Take the next passage."""
        if not self._article_ids or self._article_ids[-1] != entry.article_id:
            self._article_ids.append(entry.article_id)
            self._days.append(date_range(entry.date))
        numbers = self._numbers
        self._terms.extend([numbers.setdefault(term, len(numbers)) for term in entry.terms])
        self._lengths.append(len(entry.terms))
        self._articles.append(len(self._article_ids) - 1)
        self._offsets.append(entry.offset)

    def compile(self) -> Segment:
        """Sort what was gathered into a segment."""
        keys, terms = self._keys_and_terms()
        lengths = np.array(self._lengths, np.uint32)
        docs = np.repeat(np.arange(len(lengths), dtype=np.uint64), lengths)
        pairs = np.sort(terms << np.uint64(16) | docs)
        firsts = np.flatnonzero(np.diff(pairs, prepend=np.uint64(2**64 - 1)))
        counts = np.diff(firsts, append=len(pairs)).astype(np.uint8)
        postings = pairs[firsts]
        docs = postings.astype(np.uint16)
        starts = np.searchsorted(
            postings >> np.uint64(16), np.arange(len(keys) + 1, dtype=np.uint64)
        )
        names = [article_id.encode() for article_id in self._article_ids]
        return Segment(
            keys=keys,
            starts=starts.astype(np.uint32),
            bounds=_bounds(starts, docs, counts, lengths),
            docs=docs,
            counts=counts,
            lengths=lengths,
            articles=np.array(self._articles, np.uint32),
            offsets=np.array(self._offsets, np.uint32),
            days=np.array(self._days, np.uint32).reshape(-1, 2),
            names=np.frombuffer(b"".join(names), np.uint8),
            name_ends=np.cumsum([len(name) for name in names], dtype=np.uint32),
        )

    def _keys_and_terms(self) -> tuple[Array, Array]:
        """Give the terms' keys, ascending, and each gathered term as its number among them."""
        keys = np.fromiter(map(term_key, self._numbers), np.uint64, len(self._numbers))
        order = np.argsort(keys)
        keys = keys[order]
        if (keys[1:] == keys[:-1]).any():
            raise ValueError("two terms share a key: change the digest in term_key")
        rank = np.empty(len(order), np.uint64)
        rank[order] = np.arange(len(order), dtype=np.uint64)
        return keys, rank[np.frombuffer(self._terms, np.uint32)]


def _bounds(starts: Array, docs: Array, counts: Array, lengths: Array) -> Array:
    """Give each term's largest saturation in `MAX_BOUND` steps of K1 + 1, rounded up."""
    if not len(docs):
        return np.zeros(0, np.uint8)
    worth = saturation(counts, length_norm(lengths, lengths.mean())[docs])
    largest = np.maximum.reduceat(worth, starts[:-1])
    return np.ceil(largest * (MAX_BOUND / (K1 + 1))).astype(np.uint8)


def entries(passages: Iterable[Passage], analyzer: Analyzer) -> Iterator[Entry]:
    """Give the passages as they go into segments."""
    for passage, terms in indexed_terms(passages, analyzer):
        article = passage.article
        offset = passage.printed.spans[0].start
        yield Entry(article.id, article.date.value, offset, terms)


def compile_segments(entries: Iterable[Entry]) -> Iterator[Segment]:
    """Compile a stream of passages, `MAX_PASSAGES` at a time; an empty stream gives no segment.

    Memory holds one segment, whatever the stream's length.
    """
    writer = SegmentWriter()
    for entry in entries:
        if len(writer) == MAX_PASSAGES:
            yield writer.compile()
            writer = SegmentWriter()
        writer.add(entry)
    if len(writer):
        yield writer.compile()
