"""The glossary: English words of zone news beside the words that pages print."""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from pathlib import Path

GLOSSARY = Path(__file__).parents[2] / "bot" / "answering" / "data" / "glossary.toml"
SECTIONS = tomllib.loads(GLOSSARY.read_text("utf-8"))


def test_a_phrase_stands_in_one_section_only() -> None:
    """No section silently overrides the row of another."""
    counts = Counter(phrase for rows in SECTIONS.values() for phrase in rows)

    assert [phrase for phrase, count in counts.items() if count > 1] == []


def test_phrases_are_as_questions_are_folded() -> None:
    """A phrase that could never be met in a folded question is a slip."""
    for rows in SECTIONS.values():
        for phrase in rows:
            assert re.fullmatch(r"[a-z0-9]+(?:[ -][a-z0-9]+)*", phrase), phrase


def test_every_phrase_gives_words_that_pages_can_print() -> None:
    """Every row gives Chinese words, or the letters and signs that Chinese pages print."""
    for rows in SECTIONS.values():
        for phrase, printed in rows.items():
            assert printed, phrase
            assert len(set(printed)) == len(printed), phrase
            for word in printed:
                assert re.fullmatch(r"[\u4e00-\u9fffA-Z0-9%]+", word), phrase
