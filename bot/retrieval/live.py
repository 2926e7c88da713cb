"""A segment as an index serves it: some of its passages may be gone, its articles have an order."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import numpy as np

from bot.ports import Filter
from bot.retrieval.bm25 import Statistics, length_norm
from bot.retrieval.filtering import period
from bot.retrieval.segment import Array, Segment, map_array


@dataclass(frozen=True, eq=False)
class LiveSegment:
    """A segment, the passages in it that are no longer found, and its articles' order.

    `ranks[a]` orders article a among all articles of the index; `gone` holds passage numbers,
    ascending. The segment itself never changes.
    """

    segment: Segment
    ranks: Array
    gone: Array

    def __len__(self) -> int:
        """Count the passages that can be found."""
        return len(self.segment) - len(self.gone)

    @classmethod
    def of(cls, segment: Segment, order: Mapping[str, int]) -> LiveSegment:
        """Serve a whole segment; `order` ranks its articles."""
        ranks = [order[article_id] for article_id in segment.article_ids()]
        return cls(segment, np.array(ranks, np.uint32), gone=np.zeros(0, np.uint16))

    def save(self, folder: Path) -> None:
        """Write it into a new folder."""
        self.segment.save(folder)
        np.save(folder / "ranks.npy", self.ranks)
        np.save(folder / "gone.npy", self.gone)

    @classmethod
    def open(cls, folder: Path) -> LiveSegment:
        """Map what `save` wrote into memory."""
        ranks, gone = (map_array(folder / f"{name}.npy") for name in ("ranks", "gone"))
        return cls(Segment.open(folder), ranks, gone)

    def without(self, articles: Container[str], order: Mapping[str, int]) -> LiveSegment:
        """Let articles go; `order` ranks those that stay. The segment itself is shared."""
        ids = list(self.segment.article_ids())
        leaving = np.array([article_id in articles for article_id in ids])
        gone = np.union1d(self.gone, np.flatnonzero(leaving[self.segment.articles]))
        ranks = np.array([order.get(article_id, 0) for article_id in ids], np.uint32)
        return LiveSegment(self.segment, ranks, gone.astype(np.uint16))

    @cached_property
    def statistics(self) -> Statistics:
        """Give what the passages that can be found add to the index's statistics."""
        lengths = self.segment.lengths
        return Statistics(len(self), int(lengths.sum()) - int(lengths[self.gone].sum()))

    @cached_property
    def _alive(self) -> Array | None:
        if not len(self.gone):
            return None
        alive = np.ones(len(self.segment), bool)
        alive[self.gone] = False
        return alive

    @cached_property
    def fewer(self) -> tuple[Array, Array]:
        """Give the terms that passages which are gone contain, ascending, and in how many."""
        if self._alive is None:
            return np.zeros(0, np.uint32), np.zeros(0, np.uint32)
        postings = np.flatnonzero(~self._alive[self.segment.docs])
        terms = np.searchsorted(self.segment.starts, postings, side="right") - 1
        lessened, counts = np.unique(terms, return_counts=True)
        return lessened.astype(np.uint32), counts.astype(np.uint32)

    def containing(self, found: Array) -> Array:
        """Count the passages that contain each term, by its number in the segment; 0 for -1."""
        starts = self.segment.starts
        counts = np.where(found < 0, 0, starts[found + 1].astype(np.int64) - starts[found])
        lessened, fewer = self.fewer
        if len(lessened):
            places = np.searchsorted(lessened, found).clip(max=len(lessened) - 1)
            counts -= np.where(lessened[places] == found, fewer[places], 0)
        return counts

    def norms(self, mean_length: float) -> Array:
        """Give each passage's length norm under the index's mean length."""
        return length_norm(self.segment.lengths, mean_length)

    def admitted(self, within: Filter) -> Array | None:
        """Say of each passage whether it may be found; None where all may."""
        articles = self._admitted_articles(within)
        if articles is None:
            return self._alive
        admitted: Array = articles[self.segment.articles]
        return admitted if self._alive is None else admitted & self._alive

    def _admitted_articles(self, within: Filter) -> Array | None:
        asked, wanted = period(within), within.articles
        if asked is None and wanted is None:
            return None
        articles = np.ones(len(self.ranks), bool)
        if asked is not None:
            first, last = self.segment.days.T
            articles &= (first <= asked[1]) & (last >= asked[0])
        if wanted is not None:
            named = (article_id in wanted for article_id in self.segment.article_ids())
            articles &= np.fromiter(named, bool, len(articles))
        return articles


def serve(segments: Iterable[Segment]) -> Iterator[LiveSegment]:
    """Serve whole segments; their articles rank in the order in which they come."""
    articles = 0
    for segment in segments:
        ranks = np.arange(articles, articles + len(segment.days), dtype=np.uint32)
        yield LiveSegment(segment, ranks, gone=np.zeros(0, np.uint16))
        articles += len(ranks)
