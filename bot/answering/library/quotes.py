"""Whole sentences to quote: the one that answers, with what it needs to be understood."""

from __future__ import annotations

import re

from bot.answering.library.story import Story
from bot.model import Quote
from corpus.model import Printed

# A sentence that opens so, or is said of 该公司, is not understood without the one before.
_LEANS = re.compile(
    r"^[“‘]?(该|其(?!中|他|它|实|余)|他|她|它|此|这(?!几天|次)|同时|对此|为此|届时|此外|目前|对标|要|主要)|该(公司|项目|企业|工程|集团|办法|园)"
)
MAX_LEANING = 2


def quote(story: Story, at: int, *, alone: bool = False) -> Quote:
    """Quote a sentence; one that leans on the sentence before it brings that along."""
    first = at
    while not alone and first > 0 and at - first < MAX_LEANING and _leans(story, first):
        first -= 1
    return Quote(story.article, Printed.join(s.printed for s in story.sentences[first : at + 1]))


def _leans(story: Story, at: int) -> bool:
    return story.shares_paragraph(at - 1, at) and bool(_LEANS.search(story.folded[at]))


def quote_range(story: Story, first: int, last: int) -> Quote:
    """Quote sentences from `first` to `last`, both in it."""
    return Quote(story.article, Printed.join(s.printed for s in story.sentences[first : last + 1]))


def headline_quote(story: Story) -> Quote:
    """Quote the headline; where there is none, the first sentence."""
    article = story.article
    return Quote(article, article.headline or story.sentences[0].printed)


def is_headline(quote: Quote) -> bool:
    """Whether nothing but its article's headline is quoted."""
    return quote.printed == quote.article.headline
