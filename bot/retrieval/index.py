"""The engine: the reference's ranking from postings compiled once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

import numpy as np

from bot.model import Hit
from bot.ports import EVERYTHING, Analyzer, Filter
from bot.retrieval.bm25 import K1, B, inverse_document_frequency
from bot.retrieval.fields import indexed_terms
from bot.retrieval.filtering import admits
from corpus.model import Passage


class PassageIndex:
    """Ranks passages as `ReferenceRetriever` does, to the last bit, only faster."""

    def __init__(self, passages: Iterable[Passage], analyzer: Analyzer) -> None:
        self._passages = tuple(passages)
        docs: dict[str, list[int]] = {}
        counts: dict[str, list[int]] = {}
        lengths: list[int] = []
        for number, terms in enumerate(indexed_terms(self._passages, analyzer)):
            lengths.append(len(terms))
            for term, repeats in Counter(terms).items():
                docs.setdefault(term, []).append(number)
                counts.setdefault(term, []).append(repeats)
        length = np.array(lengths)
        norm = K1 * (1 - B + B * length / (length.mean() if any(lengths) else 1))
        self._postings = {}
        for term, numbers in docs.items():
            idf = inverse_document_frequency(len(lengths), len(numbers))
            doc = np.array(numbers)
            count = np.array(counts[term])
            self._postings[term] = doc, idf * (count * (K1 + 1) / (count + norm[doc]))

    async def search(self, terms: Sequence[str], k: int, within: Filter = EVERYTHING) -> list[Hit]:
        """Give the k best passages, best first; ties in corpus order; score 0 is no hit."""
        scores = np.zeros(len(self._passages))
        for term in terms:
            if term in self._postings:
                doc, impact = self._postings[term]
                scores[doc] += impact
        hits: list[Hit] = []
        for number in np.argsort(-scores, kind="stable"):
            if scores[number] == 0 or len(hits) == k:
                break
            passage = self._passages[number]
            if admits(within, passage.article):
                hits.append(Hit(passage.id, float(scores[number])))
        return hits
