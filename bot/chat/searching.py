"""Plain search: the passages that share most with what is typed, for where nothing is asked."""

from __future__ import annotations

from typing import Protocol

from bot.model import Quote
from bot.ports import Analyzer, Retriever
from corpus.collection import Corpus


class Searching(Protocol):
    """Finds passages."""

    async def search(self, text: str, count: int) -> list[Quote]:
        """Give the passages nearest to a text, best first."""
        ...


class PassageSearch:
    """Finds passages of a corpus by a retriever."""

    def __init__(self, corpus: Corpus, retriever: Retriever, analyzer: Analyzer) -> None:
        self._corpus = corpus
        self._retriever = retriever
        self._analyzer = analyzer

    async def search(self, text: str, count: int) -> list[Quote]:
        """Give the passages nearest to a text, best first."""
        hits = await self._retriever.search(self._analyzer.terms(text), count)
        passages = (self._corpus.passage(hit.passage_id) for hit in hits)
        return [Quote(passage.article, passage.printed) for passage in passages]
