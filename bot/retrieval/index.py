"""The engine: the reference's ranking, bit for bit, from segments of postings."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from bot.model import Hit
from bot.ports import EVERYTHING, Analyzer, Filter
from bot.retrieval.bm25 import Statistics
from bot.retrieval.compiled import CompiledRanker
from bot.retrieval.compiling import Entry, compile_segments, index_entries
from bot.retrieval.kernel import load_kernel
from bot.retrieval.keys import term_key
from bot.retrieval.live import LiveSegment, serve
from bot.retrieval.merging import merge_small
from bot.retrieval.ranking import Found, NumpyRanker, Ranker
from bot.retrieval.segment import Segment
from bot.retrieval.turns import give_way
from corpus.mapped import FileIdentity
from corpus.model import Passage

MakeRanker = Callable[[Sequence[LiveSegment], Statistics], Ranker]


def fastest_ranker(segments: Sequence[LiveSegment], statistics: Statistics) -> Ranker:
    """Rank with the compiled kernel where this machine has it, else with NumPy: same hits."""
    make_ranker = CompiledRanker if load_kernel() else NumpyRanker
    return make_ranker(segments, statistics)


def _open_each(folder: Path, known: Mapping[FileIdentity, Segment]) -> Iterator[LiveSegment]:
    for place in sorted(folder.iterdir()):
        yield LiveSegment.open(place, known)
        give_way()


class PassageIndex:
    """Ranks passages as `ReferenceRetriever` does, to the last bit, only faster.

    An index never changes: a newer one shares the segments that stay. So it serves any number of
    threads, and is swapped by putting another in its place.
    """

    def __init__(
        self, segments: Iterable[LiveSegment], *, make_ranker: MakeRanker = fastest_ranker
    ) -> None:
        self.segments = tuple(live for live in segments if len(live))
        self.statistics = Statistics(
            sum(live.statistics.passages for live in self.segments),
            sum(live.statistics.terms for live in self.segments),
        )
        give_way()
        self._make_ranker = make_ranker
        self._ranker = make_ranker(self.segments, self.statistics)

    @classmethod
    def build(
        cls,
        passages: Iterable[Passage],
        analyzer: Analyzer,
        *,
        make_ranker: MakeRanker = fastest_ranker,
    ) -> PassageIndex:
        """Compile an index in memory."""
        segments = compile_segments(index_entries(passages, analyzer))
        return cls(serve(segments), make_ranker=make_ranker)

    @classmethod
    def open(
        cls,
        folder: Path,
        beside: PassageIndex | None = None,
        *,
        make_ranker: MakeRanker = fastest_ranker,
    ) -> PassageIndex:
        """Open what `save` wrote; no posting is read before it is asked for.

        What the index `beside` has open of the same files is shared with it.
        """
        served = beside.segments if beside else ()
        known = {live.file.identity: live.segment for live in served if live.file}
        return cls(_open_each(folder, known), make_ranker=make_ranker)

    def save(self, folder: Path) -> None:
        """Write the index into a new folder; segments that came from one are shared with it."""
        folder.mkdir()
        for number, live in enumerate(self.segments):
            live.save(folder / f"{number:05}")

    def updated(
        self, entries: Iterable[Entry], *, leaving: Iterable[Entry], order: Sequence[str]
    ) -> PassageIndex:
        """Give the index with the passages of `leaving` left out and those of `entries` added.

        `leaving` are all passages of some articles, as they were indexed; `order` names all
        articles of the new index in the order of the corpus. The ranking is that of an index built
        anew; small segments are merged now and then.
        """
        ranks = {article_id: rank for rank, article_id in enumerate(order)}
        gone: dict[str, Counter[int]] = {}
        for entry in leaving:
            gone.setdefault(entry.article_id, Counter()).update(map(term_key, set(entry.terms)))
        segments = [live.without(gone, ranks) for live in self.segments]
        segments += [LiveSegment.of(segment, ranks) for segment in compile_segments(entries)]
        found = merge_small([live for live in segments if len(live)])
        return PassageIndex(found, make_ranker=self._make_ranker)

    async def search(self, terms: Sequence[str], k: int, within: Filter = EVERYTHING) -> list[Hit]:
        """Give the k best passages, best first; ties in corpus order; score 0 is no hit."""
        return self.rank(terms, k, within)

    def rank(self, terms: Sequence[str], k: int, within: Filter = EVERYTHING) -> list[Hit]:
        """Do what `search` does, without a loop to wait in."""
        return [Hit(self.passage_id(found), found[0]) for found in self.find(terms, k, within)]

    def find(self, terms: Sequence[str], k: int, within: Filter = EVERYTHING) -> Sequence[Found]:
        """Give the k best passages as numbers, best first."""
        k = min(k, self.statistics.passages)
        if k < 1 or not terms:
            return []
        return self._ranker.rank(terms, k, within)

    def passage_id(self, found: Found) -> str:
        """Name a passage that was found, as `Passage.id` does."""
        _, _, segment, number = found
        return self.segments[segment].segment.passage_id(number)
