"""Printed corrections: what they correct, and the article they are linked to."""

from __future__ import annotations

from pathlib import Path

import pytest

from corpus.build import read_corpus
from corpus.errata import read_errata
from corpus.model import Article, Kind, Page, Printed
from corpus.report import check_report
from corpus.rereading import reread_corpus

_CORRECTED = """阳光食堂开张
□ 记者 王小明
6月2日，园区第一家阳光食堂开张。每餐收费18元，一天供餐300份。
"""
_ERRATUM = """新桥通车
□ 记者 王小明
6月3日，南明江上的新桥正式通车。大桥全长三百米，双向四车道。

更正
本报6月3日第2版《阳光食堂开张》一文中，“每餐收费18元”应为“每餐收费8元”。特此更正。
"""


def _write(folder: Path, **pages: str) -> Path:
    for name, text in pages.items():
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")
    return folder


def _article(text: str) -> Article:
    page = Page("a.txt", text)
    printed = Printed.from_positions(text, range(len(text)))
    return Article("a-l1", page, kind=Kind.NOTICE, paragraphs=(printed,))


@pytest.mark.parametrize(
    ("text", "was", "now"),
    [
        ("《甲乙丙》一文中，“十人”应为“十一人”。特此更正。", "十人", "十一人"),
        ("《甲乙丙》第二段“十人”有误，应为“十一人”，特此更正。", "十人", "十一人"),
        ("《甲乙丙》将“张三”误为“张山”，特此更正。", "张山", "张三"),
        ("更正：《甲乙丙》一文“十人”应更正为“十一人”。", "十人", "十一人"),
    ],
)
def test_what_stood_and_what_should_stand_is_read_from_a_printed_correction(
    text: str, was: str, now: str
) -> None:
    """The usual forms of a correction are read, whichever of the two words comes first."""
    assert read_errata(_article(text)) == (("甲乙丙", was, now),)


def test_an_article_that_only_names_a_title_corrects_nothing() -> None:
    """A book's title and quoted words make no correction."""
    assert read_errata(_article("他读了《甲乙丙》，说“好”应为“很好”。")) == ()


def test_a_printed_correction_stands_beside_the_article_it_corrects(tmp_path: Path) -> None:
    """Who asks for the corrected article is told; the print stays as it was."""
    corpus = read_corpus(_write(tmp_path, a=_CORRECTED, b=_ERRATUM))

    corrected, _, erratum = corpus.articles

    assert [(note.was, note.now) for note in corrected.corrections] == [
        ("每餐收费18元", "每餐收费8元")
    ]
    assert erratum.corrects == corrected.id
    assert "每餐收费18元" in corrected.paragraphs[0].text
    assert f"更正的是 {corrected.id}" in check_report(corpus)


def test_a_correction_of_a_page_that_is_not_there_is_told_as_a_doubt(tmp_path: Path) -> None:
    """The operator sees which page is missing, or that the words are not there."""
    missing = read_corpus(_write(tmp_path, b=_ERRATUM))
    other = read_corpus(_write(tmp_path, a=_CORRECTED.replace("18", "28")))

    assert "《阳光食堂开张》不在这些版面里" in check_report(missing)
    assert "“每餐收费18元”不在《阳光食堂开张》里" in check_report(other)


def test_a_correction_that_comes_later_reaches_a_page_that_did_not_change(tmp_path: Path) -> None:
    """Reading a folder again gives what reading it anew gives, with the page or without it."""
    before = reread_corpus(_write(tmp_path, a=_CORRECTED))
    with_erratum = reread_corpus(_write(tmp_path, b=_ERRATUM), before)
    again = reread_corpus(tmp_path, with_erratum)
    (tmp_path / "b.txt").unlink()
    without = reread_corpus(tmp_path, again)

    assert before.articles[0].corrections == () == without.articles[0].corrections
    for corpus in (with_erratum, again):
        assert [note.now for note in corpus.articles[0].corrections] == ["每餐收费8元"]
