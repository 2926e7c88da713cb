"""Blocks to the outlines of articles: the best explanation of all gaps of a page together.

For each whole-page hypothesis the likeliest chain of readings is found (chains.py); headlines
printed away from their bodies are then matched to those that still lack one. The hypothesis that
scores best is taken; where another comes close, the articles it sees otherwise carry a doubt.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import NamedTuple

from corpus.segmentation.blocks import Block, Form
from corpus.segmentation.chains import likeliest_chains
from corpus.segmentation.decks import split_gaps
from corpus.segmentation.gaps import Gap
from corpus.segmentation.layouts import LAYOUTS, Weighed
from corpus.segmentation.matching import Matching, match_left_over
from corpus.segmentation.outlines import Outline, OutlineDoubt, PageOutline, gather_outlines
from corpus.segmentation.weighing import Weigher
from corpus.segmentation.weights import GAP, NOISE

_CLOSE = 3.0  # nats: an explanation twenty times less likely is no doubt


def outline_page(blocks: Sequence[Block]) -> PageOutline:
    """Cut a page's blocks into articles."""
    gaps, paragraphs = split_gaps(blocks)
    if not paragraphs:
        return _without_body(gaps[0])
    weigher = Weigher(gaps, paragraphs)
    explained = _explain(weigher, [weigher.weigh(gap) for gap in gaps])
    top = max(page.score for page in explained)
    best = next(page for page in explained if page.score > top - NOISE)
    _doubt(best, explained)
    return best


def _explain(weigher: Weigher, weighed: Sequence[Sequence[Weighed]]) -> list[PageOutline]:
    """Explain the page under each hypothesis; those that choose alike share their articles."""
    followed: dict[tuple[int, ...], _Followed] = {}
    explained: list[PageOutline] = []
    for layout, (score, chosen) in zip(LAYOUTS, likeliest_chains(weighed), strict=True):
        if chosen not in followed:
            followed[chosen] = _follow(weigher, weighed, chosen)
        page = followed[chosen]
        matched = page.matching.score_under(layout)
        if layout.remote:
            matched += GAP["remote"] - page.elsewhere
        explained.append(PageOutline(page.articles, page.furniture, score + matched))
    return explained


class _Followed(NamedTuple):
    """What a chain of readings makes of the page; `elsewhere` is now matched one to one."""

    articles: list[Outline]
    furniture: list[Block]
    matching: Matching
    elsewhere: float


def _follow(
    weigher: Weigher, weighed: Sequence[Sequence[Weighed]], chosen: Sequence[int]
) -> _Followed:
    """Follow a chain: gather its articles, match the titles that it leaves over."""
    readings = [choices[number].reading for choices, number in zip(weighed, chosen, strict=True)]
    articles, left, furniture = gather_outlines(weigher.gaps, weigher.paragraphs, readings)
    named = weigher.without_labels(left)
    matching = match_left_over(weigher, articles, named)
    placed = {id(title) for article in articles for title in article.titles}
    furniture += [title for title in left if id(title) not in placed]
    return _Followed(articles, furniture, matching, weigher.elsewhere(named))


def _doubt(best: PageOutline, explained: Sequence[PageOutline]) -> None:
    """Tell of each article whether an explanation nearly as good sees it otherwise."""
    rivals = [
        (page.score, {_identity(article) for article in page.articles})
        for page in explained
        if page.articles is not best.articles and best.score - page.score < _CLOSE - NOISE
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
