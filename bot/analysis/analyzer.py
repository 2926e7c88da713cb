"""Text to terms: the very same for the index and for questions."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import pairwise

from bot.analysis.segmenters import segmenter
from bot.folding import fold

# Runs of Chinese characters: the unified ideographs with their extensions, and 〇 and 々.
_CHINESE = re.compile(
    r"[\u3005\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]+"
)
_WORD = re.compile(r"\w")


class ZoneAnalyzer:
    """Cuts text into jieba's dictionary words and, beside them, pairs of Chinese characters.

    The pairs find what the dictionary cuts apart (专项|债); a word of two characters is both.
    MRR over passages of CMRC 2018's trial set: words .804, pairs .813, both .822, both with the two
    kept apart .819; jieba's search mode in place of words adds nothing (.823).

    `words` are cut as one wherever they stand, the longest first: names that no dictionary holds.
    One analyzer may serve any number of threads. The dictionary loads with the first text.
    """

    def __init__(self, words: Iterable[str] = ()) -> None:
        ordered = sorted(
            {fold(word) for word in words if word}, key=lambda word: (-len(word), word)
        )
        self._own = re.compile(f"({'|'.join(map(re.escape, ordered))})") if ordered else None
        self._known = frozenset(ordered)

    def terms(self, text: str) -> list[str]:
        """Give the folded words that hold a letter or digit, then the pairs, repeats kept."""
        folded = fold(text)
        words = [word for word in self._cut(folded) if _WORD.search(word)]
        return words + list(_pairs(folded))

    def words(self, text: str) -> list[str]:
        """Cut text into words as they stand in it; together they are the text again."""
        words, start = [], 0
        for word in self._cut(fold(text)):
            words.append(text[start : start + len(word)])
            start += len(word)
        return words

    def _cut(self, folded: str) -> list[str]:
        """Cut folded text into words."""
        if self._own is None:
            return segmenter()(folded)
        words: list[str] = []
        for piece in self._own.split(folded):
            words += [piece] if piece in self._known else segmenter()(piece)
        return words


def _pairs(folded: str) -> Iterator[str]:
    """Give each two neighbouring Chinese characters."""
    for run in _CHINESE.findall(folded):
        yield from map("".join, pairwise(run))
