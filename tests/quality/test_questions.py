"""Question sets of our own: every accepted answer is printed where the set says it is."""

from __future__ import annotations

import json
import re
import tomllib
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from tests.quality.gold_pages import PAGES, SHIPPED

QUESTIONS = Path(__file__).parent / "questions"
SETS = {
    "shipped": (SHIPPED, 200, 0.28),
    "blind": (PAGES / "own" / "raw", 100, 0.28),
    "second": (PAGES / "second" / "raw", 80, 0.28),
    "third": (PAGES / "third" / "raw", 400, 0.28),
    "fourth": (PAGES / "fourth" / "raw", 200, 0.28),
    "fifth": (PAGES / "fifth" / "raw", 150, 0.18),
    "sixth": (PAGES / "sixth" / "raw", 150, 0.18),
    "seventh": (PAGES / "seventh" / "raw", 130, 0.17),
    "eighth": (PAGES / "eighth" / "raw", 160, 0.17),
}
"""Each set's pages, how many questions it promises at least, and what share without an answer."""
REPHRASED = {f"rephrased_{name}": PAGES / name / "raw" for name in ("second", "third", "fourth")}
"""Questions of these sets in other words, and their pages."""
HARD = {"layouts": PAGES / "layouts" / "raw"}
"""Questions of the kinds that are hardest to answer, and their pages."""
PAGES_OF = {name: pages for name, (pages, *_) in SETS.items()} | REPHRASED | HARD
GROUPS = {
    "factoid",
    "list",
    "definition",
    "why_how",
    "comparison",
    "yes_no",
    "latest",
    "navigation",
    "small_talk",
    "out_of_corpus",
    "unanswerable_near",
    "follow_up",
}
Question = dict[str, Any]


def _questions(name: str) -> list[Question]:
    lines = (QUESTIONS / f"{name}.jsonl").read_text("utf-8").splitlines()
    return [json.loads(line) for line in lines]


def _words(text: str) -> str:
    """Drop what layout and markup put between words."""
    return re.sub(r"<[^>]*>|&nbsp;|[\s#*|]|:?-{3,}:?", "", text)


def _page_number(pages: Path, file: str) -> str:
    about = pages / "pages.toml"
    known = tomllib.loads(about.read_text("utf-8")) if about.exists() else {}
    return str(known.get(file, {}).get("page", ""))


@pytest.mark.parametrize("name", PAGES_OF)
def test_every_answer_stands_in_its_supporting_words(name: str) -> None:
    """No accepted answer is invented: it is part of the words said to support it."""
    pages = PAGES_OF[name]
    for question in _questions(name):
        printed = [*question["support"], _page_number(pages, question["file"])]

        for answer in question["answers"]:
            assert any(_words(answer) in _words(text) for text in printed), question["id"]


@pytest.mark.parametrize("name", PAGES_OF)
def test_supporting_words_are_printed_on_the_page_they_name(name: str) -> None:
    """The words said to support an answer are found on their page, wraps aside."""
    pages = PAGES_OF[name]
    text = {page.name: _words(page.read_text("utf-8")) for page in pages.iterdir()}
    for question in _questions(name):
        assert len(question["files"]) == len(question["support"]), question["id"]
        for file, support in zip(question["files"], question["support"], strict=True):
            assert _words(support) in text[file], question["id"]


@pytest.mark.parametrize("name", SETS)
def test_questions_are_of_every_kind_and_many_have_no_answer(name: str) -> None:
    """Every kind of question is asked, and often enough one that the pages do not answer."""
    _, promised, unanswered = SETS[name]
    questions = _questions(name)
    groups = Counter(question["group"] for question in questions)
    unanswerable = sum(not question["answerable"] for question in questions)

    assert set(groups) == GROUPS
    assert len(questions) >= promised
    assert unanswerable / len(questions) >= unanswered


@pytest.mark.parametrize("name", PAGES_OF)
def test_questions_are_well_formed(name: str) -> None:
    """Ids are unique, answerable ones have answers, follow-ups say what went before."""
    questions = _questions(name)

    assert len({question["id"] for question in questions}) == len(questions)
    for question in questions:
        assert question["answerable"] == bool(question["answers"]), question["id"]
        assert question["answerable"] == bool(question["support"]), question["id"]
        assert (question["group"] == "follow_up") == ("prev" in question), question["id"]
        assert question["lang"] in {"zh", "en"}, question["id"]
