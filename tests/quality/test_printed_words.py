"""Questions on pages that are not ours: their words are given by place."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from tests.quality.printed_words import PRINTS, SHARED_PAGES, with_words

needs_pages = pytest.mark.skipif(not SHARED_PAGES.is_dir(), reason=f"{SHARED_PAGES} is not here")


def _bare(text: str) -> str:
    return re.sub(r"[\s#*|]", "", text)


@needs_pages
@pytest.mark.parametrize("questions", PRINTS, ids=lambda path: path.stem)
def test_every_answer_stands_in_its_supporting_words(questions: Path) -> None:
    """No accepted answer is invented: it is part of the words said to support it."""
    for question in with_words(questions):
        assert question["answerable"] == bool(question["answers"]) == bool(question["support"])
        for answer in question["answers"]:
            printed = map(_bare, question["support"])
            assert any(_bare(answer) in text for text in printed), question["id"]


def test_a_place_is_read_with_its_wraps_joined(tmp_path: Path) -> None:
    """A place gives the page's characters from its start to its end; a wrap is no character."""
    (tmp_path / "page.txt").write_bytes("甲产业园今年\r\n投产。".encode())
    row = {"answers": ["@page.txt:4-10", "投产"], "support": ["@page.txt:0-11"]}
    questions = tmp_path / "questions.jsonl"
    questions.write_text(json.dumps(row), encoding="utf-8")

    assert list(with_words(questions, tmp_path)) == [
        {"answers": ["今年投产", "投产"], "support": ["甲产业园今年投产。"]}
    ]
