"""The operator's report: a few lines instead of all pages."""

from __future__ import annotations

from dataclasses import replace

from corpus.collection import Corpus
from corpus.model import Doubt
from corpus.report import check_report
from tests.fakes.pages import BRIDGE, corpus_of


def test_one_doubt_of_several_lines_is_told_once() -> None:
    """What is doubtful for one reason on several lines is one row that names them all."""
    (page,) = corpus_of(BRIDGE).segmented
    doubts = (
        Doubt(0.2, 9, "年份是推定的"),
        Doubt(0.7, 1, "标题取自别处"),
        Doubt(0.7, 3, "标题取自别处"),
    )
    article = replace(page.articles[0], doubts=doubts)
    report = check_report(Corpus([replace(page, articles=(article,))]))

    assert (
        "存疑 2 处，最该看的在前：\n"
        "  page.txt:1,3  标题取自别处（云桥通车）\n"
        "  page.txt:9  年份是推定的（云桥通车）\n"
    ) in report


def test_a_page_saved_twice_is_told() -> None:
    """An article that stands in two files is named with both; one that stands in one is not."""
    (page,) = corpus_of(BRIDGE).segmented
    again = replace(page, page=replace(page.page, file="again.txt"))
    articles = tuple(replace(article, page=again.page) for article in page.articles)
    once, twice = Corpus([page]), Corpus([page, replace(again, articles=articles)])

    assert "重复 1 篇：\n  page.txt、again.txt  云桥通车\n" in check_report(twice)
    assert "重复" not in check_report(once)
