"""How papers set their pages: indents, gaps, bold, captions, credits. The pages are made up."""

from __future__ import annotations

import pytest

from corpus.importers.text import read_lines
from corpus.model import Article, Page
from corpus.segmentation.assembly import segment_page
from corpus.segmentation.bylines import BYLINE, authors, starts_news
from corpus.segmentation.furniture import furniture_role


def _articles(text: str) -> tuple[Article, ...]:
    return segment_page(Page("a.txt", text), read_lines(text)).articles


def _texts(article: Article) -> list[str]:
    return [paragraph.text for paragraph in article.paragraphs]


_FULL_LINES = """新桥通车两岸欢喜
□记者 王小明
{indent}6月23日，南明江上的新桥正式通
车，两岸居民不用再绕行五公里。大桥
全长三百米，双向四车道，投资一亿元。
{indent}桥上设有人行步道，从傍晚到深
夜都亮着灯，吸引了不少散步的居民。
{indent}桥头的小店老板说，大桥通车以
后，来店里吃早饭的客人多了一倍。
"""


_DROUGHT = """水够不够喝
□记者 李芳
  镇上连着两个月没有下雨，水库的水
位降到了十年来最低的一道线上。
"""
_FERRY = """{indent}从前过江要坐轮渡，一趟要半个钟
头，遇到大风大雾天气还要停航，住在江
南的孩子们上学常常迟到。如今骑车只要
五分钟，刮风下雨也不怕了，家长们都说
这座桥盼了整整二十年。
"""


@pytest.mark.parametrize("indent", ["　　", "    ", "  ", "　"], ids=["2", "4 half", "2 half", "1"])
def test_an_indent_of_any_width_parts_paragraphs_that_end_with_a_full_line(indent: str) -> None:
    """Where last lines are full, the indent alone tells that the next paragraph begins."""
    (article,) = _articles(_FULL_LINES.format(indent=indent))

    assert [text[-4:] for text in _texts(article)] == ["一亿元。", "的居民。", "了一倍。"]


def test_a_blank_line_parts_articles_where_none_stands_inside_paragraphs() -> None:
    """How much a gap tells is counted on the page: here no paragraph has one."""
    first, second = _articles(f"{_FULL_LINES.format(indent='  ')}\n{_DROUGHT}")

    assert first.title == "新桥通车两岸欢喜"
    assert second.title == "水够不够喝"


def test_bold_below_plain_headlines_sets_headings_apart() -> None:
    """Headlines are plain and headings bold: the bold ones begin no article."""
    text = (
        "老街改造一年间，店还是那些店\n\n记者 王小明\n\n"
        "3月5日，老街的石板路铺完了最后一块，六十家小店同时开门，街上又有了人气。\n\n"
        "**路平了，灯亮了**\n\n街道办换了三百盏灯，下水管全部重铺，雨天再也不积水。\n\n"
        "**店主说什么时候最忙**\n\n杂货店的老周说，周末一天能卖出两百碗凉粉，比改造前多一半。\n"
    )

    (article,) = _articles(text)

    headings = [heading.printed.text for heading in article.section_headings]
    assert headings == ["路平了，灯亮了", "店主说什么时候最忙"]


def test_a_caption_may_take_several_lines() -> None:
    """A caption that fills its line goes on below, and no paragraph takes its end."""
    text = (
        (_FULL_LINES + _FERRY)
        .format(indent="　　")
        .replace("　　桥头", "图为市民在新桥的步道上散步，远处是\n正在修建的江滨公园。\n　　桥头")
    )
    (article,) = _articles(text)

    (caption,) = article.captions
    assert caption.text == "图为市民在新桥的步道上散步，远处是正在修建的江滨公园。"
    assert len(article.paragraphs) == 4


def test_an_unindented_paragraph_below_the_headline_is_a_summary() -> None:
    """Where paragraphs are indented, the one that is not stands apart from the body."""
    text = _FULL_LINES.format(indent="　　").replace(
        "□记者 王小明\n", "等了三年的桥通了，过江从半个钟头缩\n短到三分钟，最高兴的是上学的孩子。\n"
    )

    (article,) = _articles(text)

    assert article.deck
    assert article.deck.text.startswith("等了三年的桥通了")
    assert len(article.paragraphs) == 3


@pytest.mark.parametrize(
    ("titles", "headline"),
    [
        (("江南新桥今天通车", "修了三年的桥，到底值不值？"), 1),
        (("老船工的最后一班渡船", "“这条江，我摇了四十年”"), 1),
        (("江上大桥系列报道之三", "等桥的人终于过了江"), 1),
        (("大桥一天跑过多少车", "（单位：辆）"), 0),
    ],
    ids=["question", "quotation", "series", "unit"],
)
def test_the_headline_among_titles_is_told_by_how_it_speaks(
    titles: tuple[str, str], headline: int
) -> None:
    """Questions and people's own words are headlines; a series, a unit of figures is not."""
    text = _FULL_LINES.format(indent="　　").replace("新桥通车两岸欢喜", "\n".join(titles))

    (article,) = _articles(text)

    assert article.title == titles[headline]
    assert [one.text for one in article.subheadlines] == [titles[1 - headline]]


@pytest.mark.parametrize(
    ("line", "people"),
    [
        ("——本报记者 王小明", ("王小明",)),
        ("文字：王小明 摄影：李芳", ("王小明", "李芳")),
        ("见习记者 王小明 / 文 记者 李芳 / 摄", ("王小明", "李芳")),
        ("（图/文 通讯员 王小明）", ("王小明",)),
        ("融媒记者 王小明", ("王小明",)),
    ],
)
def test_credits_are_known_in_the_forms_of_other_papers(line: str, people: tuple[str, ...]) -> None:
    """A dash, a slash, the work before the name: the people are found."""
    assert BYLINE.match(line)
    assert authors(line) == people


@pytest.mark.parametrize(
    "opening",
    ["本报丽水3月5日讯（记者 王小明）今天", "【本报讯】昨日", "据新华社电 今天", "晨报讯 昨日"],
)
def test_datelines_open_news(opening: str) -> None:
    """With a place, a day, in brackets, or of another paper."""
    assert starts_news(opening)


@pytest.mark.parametrize(
    "line",
    [
        "您当前的位置：首页 > 晨报 > 第05版：城事",
        "上一篇　下一篇",
        "相关阅读：新桥开工那一天",
        "打印本页　关闭窗口",
        "爆料请打0571-5550000",
        "（照片一）",
        "晴到多云 10～20℃",
    ],
)
def test_what_frames_a_page_of_another_paper_is_furniture(line: str) -> None:
    """Where a reader is and may go, whom to call, the weather: no news."""
    assert furniture_role(line)


def test_the_day_and_the_reporter_of_a_web_page_are_parted() -> None:
    """「2024-09-11 记者 某某」: the day is the page's, the reporter the article's."""
    text = _FULL_LINES.format(indent="　　").replace("□记者 王小明", "2024-09-11　记者 王小明")

    (article,) = _articles(text)

    assert article.authors == ("王小明",)
    assert article.byline
    assert article.byline.text == "记者 王小明"
