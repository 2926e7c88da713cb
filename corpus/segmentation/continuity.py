"""Whether words go on across a break: the page's own words tell which characters belong together.

A column break may cut a word in two (开 | 发区). If the two characters stand together elsewhere on
the page, the break was inside a text; three in a row hardly ever do so by chance.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import pairwise

from corpus.segmentation import forms
from corpus.segmentation.weights import CONTINUITY

_CHINESE = re.compile(r"[\u3400-\u9fff]+")


class Continuity:
    """The pairs and triples of Chinese characters that a page prints together."""

    def __init__(self, texts: Iterable[str]) -> None:
        known: set[str] = set()
        for text in texts:
            for run in _CHINESE.findall(text):
                known.update(map("".join, pairwise(run)))
                known.update(map("".join, zip(run, run[1:], run[2:], strict=False)))
        self._known = known

    def evidence(self, before: str, after: str) -> float:
        """Weigh whether `after` goes on with what `before` broke off; 0 is no sign of it."""
        evidence = CONTINUITY["hardly_begins"] if forms.GOES_ON.match(after) else 0.0
        if forms.STARTS_INSIDE.match(after):
            evidence += CONTINUITY["starts_inside"]
        if before[-1:] + after[:1] in self._known:
            evidence += CONTINUITY["known_pair"]
        if before[-2:] + after[:1] in self._known or before[-1:] + after[:2] in self._known:
            evidence += CONTINUITY["known_triple"]
        return evidence
