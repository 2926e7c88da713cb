"""Blocks to the outlines of articles: the best explanation of all gaps of a page together.

For each whole-page hypothesis the likeliest chain of readings is found by dynamic programming
(whether the running article has a headline yet is the state); headlines printed away from their
bodies are then matched to those that still lack one. The page takes the hypothesis that scores best.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from corpus.segmentation.blocks import Block, Form, mend
from corpus.segmentation.content import pairs
from corpus.segmentation.decks import split_gaps
from corpus.segmentation.gaps import Deck, Gap, Reading
from corpus.segmentation.weighing import LAYOUTS, Layout, Weighed, Weigher
from corpus.segmentation.weights import GAP


@dataclass
class Outline:
    """An article in the making: its blocks by what they are to it."""

    paragraphs: list[Block] = field(default_factory=list)
    headings: list[tuple[Block, int]] = field(default_factory=list)
    titles: list[Block] = field(default_factory=list)
    bylines: list[Block] = field(default_factory=list)
    decks: list[Deck] = field(default_factory=list)
    captions: list[Block] = field(default_factory=list)
    sources: list[Block] = field(default_factory=list)
    remote: bool = False


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


@dataclass(frozen=True)
class PageOutline:
    """A page explained: its articles, what belongs to none, and how well it fits."""

    articles: list[Outline]
    furniture: list[Block]
    score: float


def outline_page(blocks: Sequence[Block]) -> PageOutline:
    """Cut a page's blocks into articles."""
    gaps, paragraphs = split_gaps(blocks)
    if not paragraphs:
        return _without_body(gaps[0])
    weigher = Weigher(gaps, paragraphs)
    weighed = [weigher.weigh(gap) for gap in gaps]
    explained = (_explain(weigher, weighed, layout) for layout in LAYOUTS)
    return max(explained, key=lambda page: page.score)


def _without_body(gap: Gap) -> PageOutline:
    if not gap.titles:
        return PageOutline([], list(gap.blocks), 0.0)
    article = Outline(titles=list(gap.titles), bylines=list(gap.bylines), decks=list(gap.decks))
    rest = [block for block in gap.blocks if block.form not in {Form.TITLE, Form.BYLINE}]
    return PageOutline([article], rest, 0.0)


def _explain(weigher: Weigher, weighed: Sequence[Sequence[Weighed]], layout: Layout) -> PageOutline:
    chain = _likeliest(weigher.gaps, weighed, layout)
    articles, left, furniture = _gather(weigher, chain.readings())
    named = weigher.without_labels(left)
    score = chain.score + _match_left_over(weigher, articles, named, layout)
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
    if chain.headed and choice.reading.after:
        score += GAP["two_headlines"]
    if not chain.headed and not choice.reading.after:
        score += GAP["no_headline"] / (3 if layout.remote else 1)
    return score


def _gather(
    weigher: Weigher, chosen: Sequence[Reading]
) -> tuple[list[Outline], list[Block], list[Block]]:
    """Follow a chain: give the articles, the titles left over, and the furniture."""
    articles: list[Outline] = []
    left: list[Block] = []
    furniture: list[Block] = []
    for gap, reading in zip(weigher.gaps, chosen, strict=True):
        ended = articles[-1] if articles else None
        at_end = gap.at == len(weigher.paragraphs)
        if reading.new and not at_end:
            articles.append(Outline())
        running = articles[-1]
        left += _share_titles(gap, reading, ended or running, running)
        _share_rest(gap, reading, ended or running, running)
        furniture += [b for b in gap.blocks if b.form in {Form.FURNITURE, Form.DECK_LABEL}]
        if not at_end:
            paragraph = weigher.paragraphs[gap.at]
            broken = gap.titles[-1] if reading.broken else None
            running.paragraphs.append(mend(broken, paragraph) if broken else paragraph)
    return articles, left, furniture


def _share_titles(gap: Gap, reading: Reading, ended: Outline, running: Outline) -> list[Block]:
    if not reading.new:
        headings = gap.titles[: len(gap.titles) - reading.broken]
        running.headings += [(title, len(running.paragraphs)) for title in headings]
        return []
    ended.titles += gap.titles[: reading.after]
    running.titles += gap.titles[reading.before : len(gap.titles) - reading.broken]
    return list(gap.titles[reading.after : reading.before])


def _share_rest(gap: Gap, reading: Reading, ended: Outline, running: Outline) -> None:
    ended.bylines += gap.bylines[: reading.closing]
    running.bylines += gap.bylines[reading.closing :]
    running.decks += gap.decks
    for block in gap.blocks:
        if block.form is Form.SOURCE:
            ended.sources.append(block)
        elif block.form is Form.CAPTION:
            ended.captions.append(block)


def _match_left_over(
    weigher: Weigher, articles: Sequence[Outline], left: Sequence[Block], layout: Layout
) -> float:
    """Match titles that stand away from any body to the articles that have none."""
    bare = [article for article in articles if not article.titles][:_MAX_BARE]
    if not left or not bare:
        return (GAP["no_headline"] * 2 / 3 * len(bare)) if layout.remote else 0.0
    places = {id(block.lines[-1]): at for at, block in enumerate(weigher.paragraphs)}
    bodies = [[places[id(block.lines[-1])] for block in article.paragraphs] for article in bare]
    titles = [pairs(title.text) for title in left]
    share = weigher.stretches.share_all
    fits = [[share(title, body) for body in bodies] for title in titles]
    score = 0.0
    for title, number, fit in _assign(left, fits, weigher.usual_gap):
        bare[number].titles.append(title)
        bare[number].remote = True
        score += GAP["content"] * fit
    matched = sum(bool(article.titles) for article in bare)
    if not layout.remote:
        return score - GAP["no_headline"] * matched
    lacking = len(bare) - matched
    return score - GAP["no_headline"] / 3 * matched + GAP["no_headline"] * 2 / 3 * lacking


_MAX_BARE = 24


def _assign(
    left: Sequence[Block], fits: Sequence[Sequence[float]], usual_gap: float
) -> list[tuple[Block, int, float]]:
    """Give each title its body: by content, lines of one headline together (Viterbi)."""
    best = list(fits[0])
    back: list[list[int]] = []
    for title, row in zip(left[1:], fits[1:], strict=True):
        loose = title.lines[0].gap >= usual_gap
        stay, leave = (0.3, 0.0) if loose else (1.0, -1.0)
        before = max(range(len(best)), key=best.__getitem__)
        came = [n if best[n] + stay >= best[before] + leave else before for n in range(len(best))]
        best = [
            fit + best[prior] + (stay if prior == n else leave)
            for n, (fit, prior) in enumerate(zip(row, came, strict=True))
        ]
        back.append(came)
    number = max(range(len(best)), key=best.__getitem__)
    path = [number]
    for came in reversed(back):
        path.append(came[path[-1]])
    return [
        (title, number, row[number])
        for title, number, row in zip(left, path[::-1], fits, strict=True)
    ]
