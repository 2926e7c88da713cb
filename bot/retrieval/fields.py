"""What of an article a passage is indexed under, beside its own words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from itertools import groupby

from bot.ports import Analyzer
from bot.retrieval.postings import MAX_COUNT
from corpus.model import Article, Passage, Printed, Role

# How often a field's terms are counted in each passage of its article. Measured on the 79 questions
# of ../shared whose evidence is one passage of five pages (recall@10, MRR): no field .949, .762;
# headline and subheadlines .962, .756; with the deck .949, .749; headline twice .962, .746. The
# deck and the byline lead to the article's other passages; a date is a filter's business.
FIELD_WEIGHTS = {Role.HEADLINE: 1, Role.SUBHEADLINE: 1}

_FIELDS: dict[Role, Callable[[Article], tuple[Printed | None, ...]]] = {
    Role.HEADLINE: lambda article: (article.headline,),
    Role.SUBHEADLINE: lambda article: article.subheadlines,
}

# A term repeated more often in one passage counts no further, so that seven bits hold a count. The
# 128th repetition would raise a score by less than a five-thousandth.
MAX_REPEATS = MAX_COUNT


def field_terms(article: Article, analyzer: Analyzer) -> list[str]:
    """Give the terms that every passage of the article is indexed under."""
    return [
        term
        for role, weight in FIELD_WEIGHTS.items()
        for printed in _FIELDS[role](article)
        if printed
        for term in analyzer.terms(_corrected(printed, article)) * weight
    ]


def indexed_terms(
    passages: Iterable[Passage], analyzer: Analyzer
) -> Iterator[tuple[Passage, list[str]]]:
    """Give each passage with the terms that every engine indexes it under."""
    for article, siblings in groupby(passages, key=lambda passage: passage.article):
        shared = field_terms(article, analyzer)
        for passage in siblings:
            text = _corrected(passage.printed, article)
            yield passage, _limit_repeats(analyzer.terms(text) + shared)


def _corrected(printed: Printed, article: Article) -> str:
    """Give printed words and, beside them, what people say should stand there."""
    found = (one.now for one in article.corrections if one.was in printed.text)
    return "\n".join([printed.text, *found])


def _limit_repeats(terms: list[str]) -> list[str]:
    if len(terms) <= MAX_REPEATS:
        return terms
    seen = Counter[str]()
    kept = []
    for term in terms:
        seen[term] += 1
        if seen[term] <= MAX_REPEATS:
            kept.append(term)
    return kept
