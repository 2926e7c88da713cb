"""Which words are verbs or mere measures: a question's own, for which print may have others.

People say 上班的有多少人 of 搬到现场办公 and 一趟多长 of 全长. Such a word tells less of the
subject than a noun does.
"""

from __future__ import annotations

import mmap
from bisect import bisect_left
from enum import StrEnum
from functools import cache, lru_cache
from importlib.util import find_spec
from pathlib import Path


class Part(StrEnum):
    """The parts of speech that are told apart."""

    VERB = "v"  # 上班, 接
    DOING = "vn"  # 工作, 建设: a verb that stands as a noun
    QUALITY = "a"  # 良好
    KIND = "b"  # 大型
    ADVERB = "d"  # 全力
    PREPOSITION = "p"  # 按照
    CONJUNCTION = "c"  # 以及
    PRONOUN = "r"  # 其他
    DIRECTION = "f"  # 之间
    CLASSIFIER = "q"  # 公里
    MEASURE = "m"  # 一趟, 几号
    TIME = "t"  # 今天
    PLACE = "ns"  # 欧洲


_STRAY_BYTES = 2048
_TAGS = {str(part).encode(): part for part in Part}


@lru_cache(maxsize=1 << 16)
def part_of(word: str) -> Part | None:
    """Give a word's part of speech as jieba's dictionary has it; None for nouns and the unknown."""
    dictionary = _dictionary()
    return _TAGS.get(dictionary.tag(word.encode("utf-8", "surrogatepass"))) if dictionary else None


@lru_cache(maxsize=1 << 12)
def is_noun(word: str) -> bool:
    """Whether jieba's dictionary has a word, and as a noun."""
    dictionary = _dictionary()
    return bool(dictionary and dictionary.tag(word.encode("utf-8", "surrogatepass")) == b"n")


class TaggedWords:
    """A file of jieba's kind, a word, its frequency and its tag a line, searched where it lies.

    Its words ascend as bytes do, but for a few that stand some lines from their place. To read the
    whole of jieba's file takes .08 s and 9 MB, to look a word up in it 25 microseconds.
    """

    def __init__(self, file: Path) -> None:
        with file.open("rb") as opened:
            self._text = mmap.mmap(opened.fileno(), 0, access=mmap.ACCESS_READ)

    def tag(self, word: bytes) -> bytes:
        """Give a word's tag, an empty one where the file has not got the word."""
        text = self._text
        at = bisect_left(range(len(text)), word, key=self._word_at)
        near = max(0, at - _STRAY_BYTES), at + _STRAY_BYTES
        start = text.find(b"\n%b " % word, *near)
        return text[start + 1 : text.find(b"\n", start + 1)].split(b" ")[-1] if start >= 0 else b""

    def _word_at(self, at: int) -> bytes:
        """Give the word of the line that a byte of the file belongs to."""
        text = self._text
        start = text.rfind(b"\n", 0, at) + 1
        return text[start : text.find(b" ", start)]


@cache
def _dictionary() -> TaggedWords | None:
    """Open jieba's dictionary; the package itself is not imported, its twin may do the cutting."""
    spec = find_spec("jieba")
    folders = (spec.submodule_search_locations if spec else None) or ()
    return next((TaggedWords(Path(folder) / "dict.txt") for folder in folders), None)
