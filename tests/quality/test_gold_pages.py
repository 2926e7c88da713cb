"""Gold pages of our own: what segmentation and answers are measured against is right itself."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.quality.gold_pages import FOLDERS, gold_of
from tests.quality.gold_rules import faults_of
from tests.quality.marked_pages import read_marked

MARKED = [path for folder in FOLDERS for path in sorted(folder.glob("*.marked"))]
Gold = dict[str, Any]


@pytest.mark.parametrize("path", MARKED, ids=lambda path: path.stem)
def test_every_printed_character_of_a_gold_page_belongs_to_one_piece(path: Path) -> None:
    """No character of a gold page is lost, owned twice, or reworded in a field."""
    page = read_marked(path)

    assert faults_of(gold_of(page), page.raw) == []


@pytest.mark.parametrize("path", MARKED, ids=lambda path: path.stem)
def test_pages_and_gold_are_those_of_the_marked_page(path: Path) -> None:
    """Pages and gold files are never edited by hand: they are what the marked page gives."""
    page = read_marked(path)

    written = json.loads((path.parent / "gold" / f"{path.stem}.json").read_text("utf-8"))
    assert (FOLDERS[path.parent] / page.about["file"]).read_text("utf-8") == page.raw
    assert written == gold_of(page)


def test_no_page_or_gold_is_left_without_its_marked_page() -> None:
    """A page that is renamed leaves nothing behind."""
    for marked, pages in FOLDERS.items():
        stems = {path.stem for path in marked.glob("*.marked")}

        assert {path.stem for path in (marked / "gold").iterdir()} == stems
        assert {path.stem for path in pages.iterdir() if path.suffix != ".toml"} == stems


def _lose_a_character(gold: Gold) -> None:
    gold["articles"][0]["pieces"][0]["ranges"][0][1] -= 1


def _own_a_range_twice(gold: Gold) -> None:
    gold["furniture"].append({"role": "mark", "text": "", "ranges": gold["articles"][0]["ranges"]})


def _reword_a_paragraph(gold: Gold) -> None:
    gold["articles"][0]["paragraphs"][0] += "。"


def _move_a_headline(gold: Gold) -> None:
    first, second = gold["articles"][:2]
    first["headline"], second["headline"] = second["headline"], first["headline"]


def _invent_an_author(gold: Gold) -> None:
    gold["articles"][0]["authors"] = ["无名氏"]


def _invent_a_date(gold: Gold) -> None:
    gold["articles"][0]["date_text"] = "1月32日"


def _drop_an_article(gold: Gold) -> None:
    gold["articles"].pop()


@pytest.mark.parametrize(
    "corrupt",
    [
        _lose_a_character,
        _own_a_range_twice,
        _reword_a_paragraph,
        _move_a_headline,
        _invent_an_author,
        _invent_a_date,
        _drop_an_article,
    ],
)
def test_gold_that_is_wrong_is_noticed(corrupt: Callable[[Gold], None]) -> None:
    """A slip in gold is found before anything is measured against it."""
    page = read_marked(MARKED[-1])
    wrong = gold_of(page)
    corrupt(wrong)

    assert faults_of(wrong, page.raw)


def test_a_line_without_a_label_is_named_with_its_place(tmp_path: Path) -> None:
    """Whoever forgets a label is told the line."""
    path = tmp_path / "page.marked"
    path.write_text('+++\nfile = "page.txt"\nstyle = "x"\n+++\n1h  │标题\n    │正文\n', "utf-8")

    with pytest.raises(ValueError, match=r"page\.marked:6"):
        read_marked(path)
