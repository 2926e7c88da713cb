"""Small segments into one, from their postings alone: no text is read or analyzed again."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from bot.retrieval.bits import Array
from bot.retrieval.compiling import IndexedArticle, assemble
from bot.retrieval.live import LiveSegment
from bot.retrieval.postings import Postings
from bot.retrieval.segment import MAX_PASSAGES, Segment

# Each segment costs a question some microseconds of its own; past so many small ones are merged.
MAX_SEGMENTS = 8


def merge_small(segments: Sequence[LiveSegment]) -> list[LiveSegment]:
    """Merge small segments into one where there are too many; those that stay come first.

    The smallest are taken as long as the next is no larger than all before it together: a passage
    is merged about as often as the index doubles, and a reload rarely waits for a large merge.
    """
    full = -(-sum(map(len, segments)) // MAX_PASSAGES)
    if len(segments) <= full + MAX_SEGMENTS:
        return list(segments)
    by_size = sorted(segments, key=len)
    small, total = by_size[:1], len(by_size[0])
    for live in by_size[1:]:
        if total + len(live) > MAX_PASSAGES or (len(small) > 1 and len(live) > total):
            break
        small.append(live)
        total += len(live)
    taken = set(map(id, small))
    kept = [live for live in segments if id(live) not in taken]
    return [*kept, merge([live for live in segments if id(live) in taken])]


def merge(segments: Sequence[LiveSegment]) -> LiveSegment:
    """Merge segments into one with their passages in the articles' order, the gone ones left out.

    Raises ValueError where they hold more passages than a segment can.
    """
    if sum(map(len, segments)) > MAX_PASSAGES:
        raise ValueError(f"{sum(map(len, segments))} passages for one segment of {MAX_PASSAGES}")
    kept = _Kept.of(segments)
    merged = assemble(*_postings(segments, kept), *_passages(segments, kept))
    return LiveSegment.whole(merged, np.unique(kept.ranks))


class _Kept(NamedTuple):
    """The passages of a merged segment in their order: where each was before."""

    segments: Array
    docs: Array
    ranks: Array

    @classmethod
    def of(cls, segments: Sequence[LiveSegment]) -> _Kept:
        """Order the passages that can be found by their articles' ranks."""
        alive = [
            np.setdiff1d(np.arange(len(live.segment)), live.gone, assume_unique=True)
            for live in segments
        ]
        owners = np.repeat(np.arange(len(segments)), list(map(len, alive)))
        ranks = [
            live.ranks[live.segment.articles[docs]]
            for live, docs in zip(segments, alive, strict=True)
        ]
        columns = owners, np.concatenate(alive), np.concatenate(ranks)
        order = np.argsort(columns[2], kind="stable")
        return cls(*(column[order] for column in columns))


def _postings(segments: Sequence[LiveSegment], merged: _Kept) -> tuple[Array, Postings]:
    """Give the keys that are left and their postings, by the passages' new numbers."""
    keys, docs, counts = [], [], []
    for owner, live in enumerate(segments):
        postings = live.segment.postings()
        numbers = np.full(len(live.segment), -1)
        mine = np.flatnonzero(merged.segments == owner)
        numbers[merged.docs[mine]] = mine
        new = numbers[postings.docs]
        kept = new >= 0
        keys.append(np.repeat(live.segment.table.keys(), postings.sizes)[kept])
        docs.append(new[kept])
        counts.append(postings.counts[kept].astype(np.uint8))
    key, doc = np.concatenate(keys), np.concatenate(docs)
    order = np.lexsort((doc, key))
    unique, sizes = np.unique(key[order], return_counts=True)
    return unique, Postings(sizes, doc[order].astype(np.uint16), np.concatenate(counts)[order])


def _passages(segments: Sequence[LiveSegment], merged: _Kept) -> tuple[Array, list[IndexedArticle]]:
    """Give the merged segment's passages, a row of `IndexedPassage` each, and its articles."""
    _, firsts, numbers = np.unique(merged.ranks, return_index=True, return_inverse=True)
    passages = np.empty((len(numbers), 3), np.uint32)
    passages[:, 1] = numbers
    for owner, live in enumerate(segments):
        mine = merged.segments == owner
        docs = merged.docs[mine]
        passages[mine, 0], passages[mine, 2] = (
            live.segment.lengths[docs],
            live.segment.offsets[docs],
        )
    owners, docs = merged.segments[firsts].tolist(), merged.docs[firsts].tolist()
    return passages, [
        _article(segments[owner].segment, doc) for owner, doc in zip(owners, docs, strict=True)
    ]


def _article(segment: Segment, doc: int) -> IndexedArticle:
    """Give a passage's article."""
    number = segment.articles.item(doc)
    first, last = segment.days[number].tolist()
    return IndexedArticle(segment.article_id(number), (first, last))
