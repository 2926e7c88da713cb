"""Headlines: which title lines are one, and which of several is the headline."""

from __future__ import annotations

import pytest

from corpus.importers.text import read_lines
from corpus.model import Article, Page
from corpus.segmentation.assembly import segment_page

_LINES = (
    "本报讯 6月23日，南明江上的新桥正式通",
    "车，两岸居民不用再绕行五公里。大桥全",
    "长三百米，双向四车道，总投资一亿二千",
    "万元。",
)


def _article(titles: str, body: str) -> Article:
    (article,) = segment_page(
        Page("a.txt", ""), read_lines(f"{titles}\n\n□ 通讯员 王小明\n\n{body}\n")
    ).articles
    return article


@pytest.mark.parametrize(
    ("titles", "between", "headline"),
    [
        ("江上又添一座大桥\n两岸居民不用再绕行", "\n\n", "江上又添一座大桥 两岸居民不用再绕行"),
        (
            "南明江“彩虹桥”提前四十天通车\n两岸居民过江不再绕行",
            "\n",
            "南明江“彩虹桥”提前四十天通车",
        ),
        ("老桥退了休\n新桥上了岗", "\n", "老桥退了休 新桥上了岗"),
    ],
    ids=["close", "packed and wide", "packed and narrow"],
)
def test_title_lines_are_one_headline_where_the_page_sets_them_close(
    titles: str, between: str, headline: str
) -> None:
    """Closer than the page's lines they are one; as close as these only if they are narrow."""
    article = _article(titles, between.join(_LINES))

    assert article.title == headline


@pytest.mark.parametrize(
    ("titles", "headline"),
    [
        (
            "南明江大桥提前四十天竣工通车\n\n一座桥“缝”起两岸人家的日子",
            "一座桥“缝”起两岸人家的日子",
        ),
        (
            "一座桥“缝”起两岸人家的日子\n\n南明江大桥提前四十天竣工通车",
            "一座桥“缝”起两岸人家的日子",
        ),
        ("全市交通重点项目推进会昨日召开\n\n建桥要快 收尾要稳", "建桥要快 收尾要稳"),
    ],
    ids=["fact above", "fact below", "occasion above"],
)
def test_the_headline_is_the_line_that_plays_on_words(titles: str, headline: str) -> None:
    """Beside a plain fact or an occasion, the headline is the one with a pause or a play."""
    article = _article(titles, "\n".join(_LINES))

    assert article.title == headline
    assert len(article.subheadlines) == 1


def test_a_headline_may_break_at_a_colon() -> None:
    """A short line that ends with a colon is the first half of a headline, no paragraph."""
    article = _article("“修桥师傅”老周：\n四十天没有回过家", "\n".join(_LINES))

    assert article.title == "“修桥师傅”老周： 四十天没有回过家"
