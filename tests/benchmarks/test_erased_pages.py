"""Pages with answers erased: what is asked of them they do not tell, all else they still do."""

from __future__ import annotations

from pathlib import Path

from benchmarks.erased_pages import erased
from bot.analysis.analyzer import ZoneAnalyzer
from bot.answering.library.library import Library
from bot.evaluation import Asked
from corpus.build import read_corpus

PAGE = """\
甲桥通车

本报讯 5月1日，甲桥建成通车。全桥长300米。桥上设有两条步道。

乙厂投产

本报讯 5月2日，乙厂正式投产。厂长说，全厂有40名工人。
"""


def _ask(question: str, *answers: str) -> Asked:
    return Asked(
        id=question, group="factoid", question=question, answerable=True, answers=list(answers)
    )


def _library(folder: Path) -> Library:
    (folder / "page.txt").write_text(PAGE, encoding="utf-8")
    return Library(read_corpus(folder), ZoneAnalyzer())


def test_only_the_sentence_that_answers_is_gone(tmp_path: Path) -> None:
    """The sentences around an erased one stay as they were, and keep their places on the page."""
    library = _library(tmp_path)

    [(corpus, asked)] = erased(library, [_ask("甲桥多长", "300米")])
    texts = [piece.text for article in corpus.articles for _, piece in article.pieces()]

    assert [one.question for one in asked] == ["甲桥多长"]
    assert "".join(texts) == PAGE.replace("全桥长300米。", "").replace("\n", "")
    for article in corpus.articles:
        for _, piece in article.pieces():
            printed = "".join(article.page.text[s.start : s.end] for s in piece.spans)
            assert printed == piece.text


def test_a_paragraph_that_is_erased_whole_is_no_paragraph(tmp_path: Path) -> None:
    """No empty paragraph is left where a paragraph's only sentence was."""
    (tmp_path / "page.txt").write_text("甲桥通车\n\n甲桥长300米。\n", encoding="utf-8")
    library = Library(read_corpus(tmp_path), ZoneAnalyzer())

    [(corpus, _)] = erased(library, [_ask("甲桥多长", "300米")])

    assert [article.paragraphs for article in corpus.articles] == [()]


def test_what_a_headline_answers_is_not_asked(tmp_path: Path) -> None:
    """A question whose answer stands in a headline, or nowhere, is left out."""
    library = _library(tmp_path)

    assert list(erased(library, [_ask("哪座桥通车了", "甲桥"), _ask("丙厂在哪", "富岭")])) == []
