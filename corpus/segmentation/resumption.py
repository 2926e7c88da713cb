"""Bodies broken off and taken up again after another article, as interleaved columns leave them.

An article that ends in the middle of a sentence has its rest elsewhere on the page. The rest is
found by the words that go on across the break, and moved back; without such words it stays where it
is, and the article is told as a doubt.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence

from corpus.segmentation import forms
from corpus.segmentation.blocks import Block, mend
from corpus.segmentation.continuity import Continuity
from corpus.segmentation.outlines import Outline, OutlineDoubt

_REACH = 3  # articles after which a body may be taken up again
_ENOUGH = 1.5


def resume_bodies(outlines: Sequence[Outline]) -> None:
    """Move the rest of each broken body back to it."""
    paragraphs = [block for outline in outlines for block in outline.paragraphs]
    if not any(block.open for block in paragraphs):
        return
    continuity = Continuity(block.text for block in paragraphs)
    for number, outline in enumerate(outlines):
        if outline.paragraphs and outline.paragraphs[-1].open:
            _resume(outline, outlines[number + 1 : number + 1 + _REACH], continuity)


def _resume(broken: Outline, following: Sequence[Outline], continuity: Continuity) -> None:
    end = broken.paragraphs[-1]
    own = frozenset().union(*(block.pairs for block in broken.paragraphs))
    candidates = [
        (_goes_on(end, block, continuity) + leaning - distance, at, outline)
        for distance, outline in enumerate(following)
        for at, (block, leaning) in enumerate(
            zip(outline.paragraphs, _leanings(outline, own), strict=True)
        )
        if at
    ]
    evidence, at, outline = max(candidates, key=lambda row: row[:2], default=(0.0, 0, broken))
    if evidence < _ENOUGH:
        broken.doubts.append(OutlineDoubt(0.9, end, "正文在句子中间断开，没有找到下文"))
        return
    broken.doubts.append(OutlineDoubt(0.6, end, "正文断开，下文隔着别的报道接上"))
    place = len(broken.paragraphs) - 1
    broken.paragraphs[-1:] = [mend(end, outline.paragraphs[at]), *outline.paragraphs[at + 1 :]]
    broken.headings += [(head, n - at + place) for head, n in outline.headings if n > at]
    outline.headings = [(head, n) for head, n in outline.headings if n <= at]
    outline.paragraphs = outline.paragraphs[:at]


def _goes_on(end: Block, block: Block, continuity: Continuity) -> float:
    """Weigh whether a paragraph takes up the sentence that another broke off."""
    evidence = continuity.evidence(end.text, block.text) + _ORPHAN * block.orphan
    if block.starts_news or forms.OPENS_PARAGRAPH.match(block.text):
        evidence -= _ORPHAN
    opened = end.text.count("“") > end.text.count("”")
    closed, reopened = block.text.find("”"), block.text.find("“")
    closes = closed >= 0 and not 0 <= reopened < closed
    if opened == closes:
        return evidence + _QUOTES * opened
    return evidence - _QUOTES


def _leanings(outline: Outline, own: frozenset[str]) -> list[float]:
    """Weigh for each paragraph whether the article from there on speaks of what `own` speaks of.

    Against it speaks what that rest shares with the paragraphs before it, its host.
    """
    first: dict[str, int] = {}
    last: dict[str, int] = {}
    places = list(enumerate(outline.paragraphs))
    for at, block in places:
        last.update(dict.fromkeys(block.pairs, at))
    for at, block in reversed(places):
        first.update(dict.fromkeys(block.pairs, at))
    begun, ended = Counter(first.values()), Counter(last.values())
    ended_own = Counter(last[pair] for pair in own & last.keys())
    hosts, shared, left = 0, 0, ended_own.total()
    leanings: list[float] = []
    for at in range(len(outline.paragraphs)):
        with_own, with_host = left / (len(own) or 1), shared / (hosts or 1)
        leanings.append(_CONTENT * math.log((with_own + _FLOOR) / (with_host + _FLOOR)))
        hosts += begun[at]
        shared += begun[at] - ended[at]
        left -= ended_own[at]
    return leanings


_ORPHAN = 1.5
_QUOTES = 2.0
_CONTENT = 2.0
_FLOOR = 0.02
