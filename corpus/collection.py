"""A corpus: every page, article and passage that was read, ready to be looked up."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property

from corpus.model import Article, Fault, Page, Passage, SegmentedPage
from corpus.passages import cut_passages


class Corpus:
    """The pages of one folder, read-only.

    Articles and passages stand in the order of their files and of the print.
    """

    def __init__(self, pages: Iterable[SegmentedPage], faults: Iterable[Fault] = ()) -> None:
        self.segmented = tuple(pages)
        self.faults = (*faults, *(fault for page in self.segmented for fault in page.faults))

    @property
    def pages(self) -> tuple[Page, ...]:
        """The pages that could be used."""
        return tuple(segmented.page for segmented in self.segmented)

    @property
    def page_count(self) -> int:
        """How many pages it has."""
        return len(self.segmented)

    @property
    def article_count(self) -> int:
        """How many articles it has."""
        return len(self.articles)

    @cached_property
    def articles(self) -> tuple[Article, ...]:
        """All articles."""
        return tuple(article for page in self.segmented for article in page.articles)

    @cached_property
    def passages(self) -> tuple[Passage, ...]:
        """All passages."""
        return tuple(passage for article in self.articles for passage in cut_passages(article))

    @cached_property
    def _article_by_id(self) -> dict[str, Article]:
        return {article.id: article for article in self.articles}

    @cached_property
    def _passage_by_id(self) -> dict[str, Passage]:
        return {passage.id: passage for passage in self.passages}

    def article(self, article_id: str) -> Article | None:
        """Look an article up; None where the corpus has none of that id."""
        return self._article_by_id.get(article_id)

    def passage(self, passage_id: str) -> Passage:
        """Look a passage up by the id that a retriever gave. Raises KeyError for a foreign id."""
        return self._passage_by_id[passage_id]
