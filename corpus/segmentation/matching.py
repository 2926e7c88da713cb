"""Headlines printed away from their bodies, matched to the bodies that lack one."""

from __future__ import annotations

from collections.abc import Sequence

from corpus.segmentation.blocks import Block
from corpus.segmentation.content import pairs
from corpus.segmentation.layouts import Layout
from corpus.segmentation.outlines import Outline, OutlineDoubt
from corpus.segmentation.weighing import Weigher
from corpus.segmentation.weights import GAP


def match_left_over(
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
        message = "标题取自版面别处，凭用词相合配到这篇"
        doubt = OutlineDoubt(1 / (1 + fit), title, message)  # the less they share, the worse
        bare[number].doubts.append(doubt)
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
