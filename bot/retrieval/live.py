"""A segment as an index serves it: some of its passages may be gone, its articles have an order."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path

import numpy as np

from bot.ports import Filter
from bot.retrieval.arrays import map_arrays, save_arrays
from bot.retrieval.bits import Array
from bot.retrieval.bm25 import Statistics
from bot.retrieval.filtering import period
from bot.retrieval.segment import Segment
from corpus.mapped import FileIdentity, MappedFile

# Of each article that leaves: how many of its passages contain each term, by its key.
Leaving = Mapping[str, Mapping[int, int]]
_STATE = ("ranks", "gone", "lessened", "fewer")
_FILE = "live.bin"
_SEGMENT = "segment.bin"


@dataclass(frozen=True, eq=False)
class LiveSegment:
    """A segment, the passages in it that are no longer found, and its articles' order.

    The segment itself never changes.
    """

    segment: Segment
    ranks: Array  # uint32 [A]: order of each article among all articles of the index
    gone: Array  # uint16: numbers of the passages that are gone, ascending
    lessened: Array  # uint32: terms that these contain, ascending,
    fewer: Array  # uint32: and how many of them
    file: MappedFile | None = None  # where the segment lies, if it came from a file

    def __len__(self) -> int:
        """Count the passages that can be found."""
        return len(self.segment) - len(self.gone)

    @classmethod
    def whole(cls, segment: Segment, ranks: Array) -> LiveSegment:
        """Serve a whole segment; `ranks` orders its articles."""
        none = np.zeros(0, np.uint32)
        return cls(segment, ranks.astype(np.uint32), none.astype(np.uint16), none, none)

    @classmethod
    def of(cls, segment: Segment, order: Mapping[str, int]) -> LiveSegment:
        """Serve a whole segment; `order` ranks its articles."""
        return cls.whole(segment, np.array([order[name] for name in segment.article_ids]))

    def save(self, folder: Path) -> None:
        """Write it into a new folder; a segment that came from a file is shared with it."""
        folder.mkdir()
        (self.file or self.segment).save(folder / _SEGMENT)
        save_arrays(folder / _FILE, {name: getattr(self, name) for name in _STATE})

    @classmethod
    def open(cls, folder: Path, known: Mapping[FileIdentity, Segment]) -> LiveSegment:
        """Map what `save` wrote into memory; a segment that is known is not opened again."""
        file = MappedFile.open(folder / _SEGMENT)
        segment = known.get(file.identity) or Segment.of(file)
        state = map_arrays(MappedFile.open(folder / _FILE))
        return cls(segment, **state, file=file)

    def without(self, leaving: Leaving, order: Mapping[str, int]) -> LiveSegment:
        """Let articles go; `order` ranks those that stay. The segment itself is shared."""
        ids = self.segment.article_ids
        # `fromiter` lets other threads have their turn; making an array of a long list does not.
        ranks = np.fromiter((order.get(one, 0) for one in ids), np.uint32, len(ids))
        going = np.fromiter((one in leaving for one in ids), bool, len(ids))
        if not going.any():
            return replace(self, ranks=ranks)
        newly = np.setdiff1d(np.flatnonzero(going[self.segment.articles]), self.gone)
        fewer = Counter[int]()
        for article in np.unique(self.segment.articles[newly]).tolist():
            fewer.update(leaving[ids[article]])
        lessened, counts = self._with_lessened(fewer)
        gone = np.union1d(self.gone, newly).astype(np.uint16)
        return LiveSegment(self.segment, ranks, gone, lessened, counts, self.file)

    def _with_lessened(self, fewer: Mapping[int, int]) -> tuple[Array, Array]:
        """Give the terms that gone passages contain, and how many, with some more by their keys."""
        keys = np.fromiter(fewer, np.uint64, len(fewer))
        terms = np.concatenate([self.lessened, self.segment.table.find_all(keys)])
        counts = np.concatenate([self.fewer, np.fromiter(fewer.values(), np.uint32, len(fewer))])
        lessened, at = np.unique(terms, return_inverse=True)
        return lessened.astype(np.uint32), np.bincount(at, counts).astype(np.uint32)

    @cached_property
    def statistics(self) -> Statistics:
        """Give what the passages that can be found add to the index's statistics."""
        gone = int(self.segment.lengths[self.gone].sum(dtype=np.int64))
        return Statistics(len(self), self.segment.statistics.terms - gone)

    @cached_property
    def _alive(self) -> Array | None:
        if not len(self.gone):
            return None
        alive = np.ones(len(self.segment), bool)
        alive[self.gone] = False
        return alive

    def containing(self, term: int) -> int:
        """Count the passages that contain a term, by its number in the segment; 0 for -1."""
        return self.segment.size_of(term) - self._fewer_by_term.get(term, 0)

    @cached_property
    def _fewer_by_term(self) -> dict[int, int]:
        return dict(zip(self.lessened.tolist(), self.fewer.tolist(), strict=True))

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
            named = [article_id in wanted for article_id in self.segment.article_ids]
            articles &= np.array(named, bool)
        return articles


def serve(segments: Iterable[Segment]) -> Iterator[LiveSegment]:
    """Serve whole segments; their articles rank in the order in which they come."""
    articles = 0
    for segment in segments:
        end = articles + len(segment.days)
        yield LiveSegment.whole(segment, np.arange(articles, end))
        articles = end
