"""Blocks to the outlines of articles: the best explanation of all gaps of a page together.

For each whole-page hypothesis the likeliest chain of readings is found by dynamic programming (the
state: whether the running article has a headline yet, and a credit); headlines printed away from
their bodies are then matched to those that still lack one. The hypothesis that scores best is
taken; where another comes close, the articles it sees otherwise carry a doubt.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from corpus.segmentation.blocks import Block, Form
from corpus.segmentation.decks import split_gaps
from corpus.segmentation.gaps import Gap, Reading
from corpus.segmentation.layouts import LAYOUTS, Layout, Weighed
from corpus.segmentation.matching import match_left_over
from corpus.segmentation.outlines import Outline, OutlineDoubt, PageOutline, gather_outlines
from corpus.segmentation.weighing import Weigher
from corpus.segmentation.weights import GAP

_CLOSE = 3.0  # nats: an explanation twenty times less likely is no doubt


@dataclass(frozen=True, slots=True)
class _Chain:
    """A chain of readings, linked to its beginning.

    Of the running article it knows whether it has a headline yet, and whether a credit.
    """

    score: float
    headed: bool
    credited: bool
    reading: Reading | None = None
    before: _Chain | None = None

    def readings(self) -> list[Reading]:
        """Give the readings from the first gap on."""
        found: list[Reading] = []
        link: _Chain | None = self
        while link and link.reading:
            found.append(link.reading)
            link = link.before
        return found[::-1]


def outline_page(blocks: Sequence[Block]) -> PageOutline:
    """Cut a page's blocks into articles."""
    gaps, paragraphs = split_gaps(blocks)
    if not paragraphs:
        return _without_body(gaps[0])
    weigher = Weigher(gaps, paragraphs)
    weighed = [weigher.weigh(gap) for gap in gaps]
    explained = [_explain(weigher, weighed, layout) for layout in LAYOUTS]
    best = max(explained, key=lambda page: page.score)
    _doubt(best, explained)
    return best


def _doubt(best: PageOutline, explained: Sequence[PageOutline]) -> None:
    """Tell of each article whether an explanation nearly as good sees it otherwise."""
    rivals = [
        (page.score, {_identity(article) for article in page.articles})
        for page in explained
        if page is not best and best.score - page.score < _CLOSE
    ]
    for article in best.articles:
        identity = _identity(article)
        scores = [score for score, identities in rivals if identity not in identities]
        if scores and article.paragraphs:
            weight = 2 / (1 + math.exp(best.score - max(scores)))
            message = "标题和正文另有一种配法几乎同样说得通"
            article.doubts.append(OutlineDoubt(weight, article.paragraphs[0], message))


def _identity(article: Outline) -> tuple[int, ...]:
    """Identify an article by where its body begins and by its title lines."""
    first = article.paragraphs[0].lines[-1:] if article.paragraphs else ()
    return (*map(id, first), *map(id, article.titles))


def _without_body(gap: Gap) -> PageOutline:
    if not gap.titles:
        return PageOutline([], list(gap.blocks), 0.0)
    article = Outline(titles=list(gap.titles), bylines=list(gap.bylines), decks=list(gap.decks))
    rest = [block for block in gap.blocks if block.form not in {Form.TITLE, Form.BYLINE}]
    return PageOutline([article], rest, 0.0)


def _explain(weigher: Weigher, weighed: Sequence[Sequence[Weighed]], layout: Layout) -> PageOutline:
    chain = _likeliest(weigher.gaps, weighed, layout)
    articles, left, furniture = gather_outlines(weigher.gaps, weigher.paragraphs, chain.readings())
    named = weigher.without_labels(left)
    score = chain.score + match_left_over(weigher, articles, named, layout)
    score -= weigher.elsewhere(named) if layout.remote else 0.0  # now matched one to one
    placed = {id(title) for article in articles for title in article.titles}
    furniture += [title for title in left if id(title) not in placed]
    return PageOutline(articles, furniture, score)


def _likeliest(gaps: Sequence[Gap], weighed: Sequence[Sequence[Weighed]], layout: Layout) -> _Chain:
    """Find the best chain of readings (Viterbi over four states)."""
    chains = [_Chain(0.0, headed=True, credited=True)]
    for gap, choices in zip(gaps, weighed, strict=True):
        best: dict[tuple[bool, bool], _Chain] = {}
        for choice in choices:
            own = choice.score + choice.place_score(layout)
            new = choice.reading.new
            for chain in chains:
                score = chain.score + own
                if new and gap.at:
                    score += _ending(chain, choice, layout)
                headed = choice.headed if new else chain.headed
                credited = choice.credited if new else chain.credited
                state = (headed, credited)
                if state not in best or best[state].score < score:
                    best[state] = _Chain(score, headed, credited, choice.reading, chain)
        chains = list(best.values())
    return max(chains, key=lambda chain: chain.score)


def _ending(chain: _Chain, choice: Weighed, layout: Layout) -> float:
    """Score what the article that ends in the gap has and lacks."""
    score = 0.0
    if layout.credited and not chain.credited and not choice.signed:
        score += GAP["style_without_credit"]
    if chain.credited and choice.reading.closing:
        score += GAP["two_credits"]
    if chain.headed and choice.reading.after:
        score += GAP["two_headlines"]
    if not chain.headed and not choice.reading.after:
        score += GAP["no_headline"] * (GAP["charged_if_remote"] if layout.remote else 1)
    return score
