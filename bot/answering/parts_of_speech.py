"""Which words are verbs or mere measures: a question's own, for which print may have others.

People say 上班的有多少人 of 搬到现场办公 and 一趟多长 of 全长. Such a word tells less of the
subject than a noun does.
"""

from __future__ import annotations

from enum import StrEnum
from functools import cache
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


def part_of(word: str) -> Part | None:
    """Give a word's part of speech as jieba's dictionary has it; None for nouns and the unknown."""
    return _parts().get(word)


@cache
def _parts() -> dict[str, Part]:
    """Read the parts of speech from jieba's dictionary: a word, its frequency and its tag a line.

    The package itself is not imported: its faster twin may do the cutting.
    """
    spec = find_spec("jieba")
    folders = (spec.submodule_search_locations if spec else None) or ()
    tags = {str(part): part for part in Part}
    parts = {}
    for folder in folders:
        with (Path(folder) / "dict.txt").open(encoding="utf-8") as lines:
            for line in lines:
                word, _, tag = line.rstrip().split(" ")
                if tag in tags:
                    parts[word] = tags[tag]
    return parts
