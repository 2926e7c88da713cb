"""Whether words go on across a break: the page's own words tell which characters belong together.

A column break may cut a word in two (开 | 发区). If the two characters stand together elsewhere on
the page, the break was inside a text; three in a row hardly ever do so by chance.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from corpus.segmentation import forms
from corpus.segmentation.weights import CONTINUITY

_CHINESE = re.compile(r"[\u3400-\u9fff]+")
_LONGEST = 24_000  # characters, twice the fullest newspaper page; so each search stays bounded


class Continuity:
    """The words that a page prints, to look up whether characters stand together on it."""

    def __init__(self, texts: Iterable[str]) -> None:
        self._text = "\n".join(texts)[:_LONGEST]

    def evidence(self, before: str, after: str) -> float:
        """Weigh whether `after` goes on with what `before` broke off; 0 is no sign of it."""
        evidence = CONTINUITY["hardly_begins"] if forms.GOES_ON.match(after) else 0.0
        if forms.STARTS_INSIDE.match(after):
            evidence += CONTINUITY["starts_inside"]
        if self._stand_together(before[-1:] + after[:1]):
            evidence += CONTINUITY["known_pair"]
            triples = (before[-2:] + after[:1], before[-1:] + after[:2])
            if any(map(self._stand_together, triples)):
                evidence += CONTINUITY["known_triple"]
        return evidence

    def _stand_together(self, characters: str) -> bool:
        """Tell whether two or three Chinese characters are printed in a row."""
        is_word = len(characters) > 1 and _CHINESE.fullmatch(characters)
        return bool(is_word) and characters in self._text
