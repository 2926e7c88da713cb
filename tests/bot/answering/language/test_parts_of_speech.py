"""Parts of speech are looked up in jieba's dictionary without reading it."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path

import pytest

from bot.answering.language.parts_of_speech import Part, TaggedWords, part_of


def test_words_have_the_parts_that_the_dictionary_gives() -> None:
    """Any word of jieba's dictionary has the part of speech that stands beside it."""
    spec = find_spec("jieba")
    assert spec
    assert spec.origin
    lines = (Path(spec.origin).parent / "dict.txt").read_text("utf-8").splitlines()
    parts = {str(part): part for part in Part}
    for line in (*lines[:100], *lines[::100]):
        word, _, tag = line.split(" ")

        assert part_of(word) is parts.get(tag)


@pytest.mark.parametrize("word", ["", "是个没有的词", "上班 ", "\n", "v", "\ud800"])
def test_what_is_no_word_has_no_part(word: str) -> None:
    """What the dictionary does not have is no verb, no measure, no time and no place."""
    assert part_of(word) is None


def test_a_word_out_of_its_place_is_found(tmp_path: Path) -> None:
    """A word that stands some lines before its place in the order is found too."""
    file = tmp_path / "dict.txt"
    file.write_text("甲 1 n\n阿Q 3 n\n一 5 m\n吉林工业大学 3 nt\n吉林 89 ns\n", "utf-8")
    words = TaggedWords(file)

    assert [words.tag(word.encode()) for word in ("一", "吉林", "吉")] == [b"m", b"ns", b""]
