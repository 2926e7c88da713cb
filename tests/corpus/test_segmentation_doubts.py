"""Doubts: what was decided by a narrow margin is said, and what was clear is not."""

from __future__ import annotations

import pytest

from corpus.importers import importer_of
from corpus.model import Article, Page
from corpus.segmentation.assembly import segment_page


def _articles(text: str, suffix: str = ".txt") -> tuple[Article, ...]:
    return segment_page(Page(f"a{suffix}", text), importer_of(suffix, text)(text)).articles


def _doubts(article: Article) -> list[tuple[int, str]]:
    return [(doubt.line, doubt.message) for doubt in article.doubts]


_BODY = """
□ 通讯员 王小明

6月23日，南明江上的新桥正式通

车，两岸居民不用再绕行五公里。大桥

全长三百米，双向四车道，总投资一亿

二千万元。
"""


@pytest.mark.parametrize(
    ("titles", "doubts"),
    [
        ("南明江上的新桥比计划提前整整四十天建成通行\n\n两岸居民从此不用绕行五公里\n", 1),
        ("全市召开交通重点项目推进会\n\n建桥要快 收尾要稳\n", 0),
    ],
    ids=["two facts", "an occasion and a call"],
)
def test_two_lines_that_could_both_be_the_headline_are_a_doubt(titles: str, doubts: int) -> None:
    """Where neither of two title lines speaks as headlines do, the operator is told of them."""
    (article,) = _articles(f"{titles}{_BODY}")

    assert len(article.subheadlines) == 1
    assert [message for _, message in _doubts(article)] == [
        "几行标题里哪一行是主题，拿不准"
    ] * doubts


_FULL = """南明江新桥通车

记者 王小明

6月23日，南明江上的新桥正式通

车，两岸居民不用再绕行五公里。大桥

全长三百米，双向四车道，两岸的公交

车也改走新桥，每天多开了一百个班。

{below}

六月底前还要在桥的两头装上路灯和摄

像头，方便行人。
"""


def test_a_full_line_that_ends_a_sentence_may_end_its_paragraph() -> None:
    """Below a full line that ends a sentence, a line hardly shorter may go on or begin anew."""
    close = _FULL.format(below="大桥由市交投集团建了二年零三月，")
    clear = _FULL.format(below="桥由市交投集团建了两年三月，")

    (doubted,), (told,) = _articles(close), _articles(clear)

    assert [message for _, message in _doubts(doubted)] == ["这一行是否接上一段，拿不准"]
    assert _doubts(told) == []


def test_a_credit_in_brackets_without_room_above_is_a_doubt() -> None:
    """It may end the paragraph or stand by itself; print does not tell."""
    text = _FULL.replace("记者 王小明\n\n", "").format(below="桥由市交投集团建了两年三月，")

    (article,) = _articles(
        f"{text.replace('方便行人。', '方便两岸行人过江。')}\n（通讯员 王小明）\n"
    )

    assert _doubts(article) == [(17, "这一行是否接上一段，拿不准")]
    assert article.authors == ("王小明",)


def test_a_notice_ends_with_its_day_and_breaks_nothing_off() -> None:
    """Neither the day that signs a notice nor a table's row is a sentence broken off."""
    notice = (
        "停水通知\n\n因管道改造，6月25日零时起江南片区停水六小时。\n\n市水务公司\n\n2021年6月23日\n"
    )
    table = "| 站点 | 电价 |\n|---|---|\n| 江南站 | 0.86 |\n| 江北站 | 0.98 |\n"

    (signed,), (rows,) = _articles(notice), _articles(f"## 充电站电价\n\n{table}", ".md")

    assert [paragraph.text for paragraph in signed.paragraphs][1:] == [
        "市水务公司",
        "2021年6月23日",
    ]
    assert _doubts(signed) == _doubts(rows) == []
