"""rank-bm25, plain: every passage is scored for every question. The oracle of all other engines."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable, Sequence

import numpy as np
from rank_bm25 import BM25Okapi

from bot.model import Hit
from bot.ports import EVERYTHING, Analyzer, Filter
from bot.retrieval.bm25 import K1, B, inverse_document_frequency
from bot.retrieval.fields import indexed_terms
from bot.retrieval.filtering import admits
from corpus.model import Passage


class _BM25(BM25Okapi):  # type: ignore[misc]  # rank-bm25 has no types
    """rank-bm25 with Lucene's idf; its own is not fit for words that stand in many passages."""

    def _calc_idf(self, nd: dict[str, int]) -> None:
        self.idf = {
            term: inverse_document_frequency(self.corpus_size, containing)
            for term, containing in nd.items()
        }


def make_bm25(passages: Sequence[Sequence[str]]) -> BM25Okapi:
    """Give rank-bm25 over the passages' terms; it cannot take a corpus without any term."""
    return _BM25(passages, k1=K1, b=B)


class ReferenceRetriever:
    """Ranks passages with rank-bm25. Slow, and right by definition."""

    def __init__(self, passages: Iterable[Passage], analyzer: Analyzer) -> None:
        self._passages = tuple(passages)
        terms = [terms for _, terms in indexed_terms(self._passages, analyzer)]
        # rank-bm25 divides by the number of terms: without any, there is nothing to rank.
        self._bm25 = make_bm25(terms) if any(terms) else None

    async def search(self, terms: Sequence[str], k: int, within: Filter = EVERYTHING) -> list[Hit]:
        """Give the k best passages, best first; ties in corpus order; score 0 is no hit."""
        return await asyncio.to_thread(self._rank, terms, k, within)

    def _rank(self, terms: Sequence[str], k: int, within: Filter) -> list[Hit]:
        if self._bm25 is None:
            return []
        scores = self._bm25.get_scores(terms)
        hits: list[Hit] = []
        for number in np.argsort(-scores, kind="stable"):
            if scores[number] == 0 or len(hits) == k:
                break
            passage = self._passages[number]
            if admits(within, passage.article):
                hits.append(Hit(passage.id, float(scores[number])))
        return hits
