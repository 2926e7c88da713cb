"""Every engine behind the port, by name."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pytest

from bot.ports import Retriever
from bot.retrieval.compiled import CompiledRanker
from bot.retrieval.index import PassageIndex
from bot.retrieval.kernel import load_kernel
from bot.retrieval.ranking import NumpyRanker
from bot.retrieval.reference import ReferenceRetriever
from corpus.model import Passage
from tests.bot.retrieval.articles import BlankAnalyzer

MakeEngine = Callable[[Sequence[Passage]], Retriever]


def reference(passages: Sequence[Passage]) -> Retriever:
    """Give rank-bm25."""
    return ReferenceRetriever(passages, BlankAnalyzer())


def numpy_index(passages: Sequence[Passage]) -> PassageIndex:
    """Give the index without the compiled kernel."""
    return PassageIndex.build(passages, BlankAnalyzer(), make_ranker=NumpyRanker)


def compiled_index(passages: Sequence[Passage]) -> PassageIndex:
    """Give the index with the compiled kernel."""
    if load_kernel() is None:
        pytest.skip("the kernel is not compiled here: python -m bot.retrieval.kernel")
    return PassageIndex.build(passages, BlankAnalyzer(), make_ranker=CompiledRanker)


ENGINES = {"reference": reference, "numpy": numpy_index, "compiled": compiled_index}
