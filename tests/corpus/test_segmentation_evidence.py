"""Signs that part articles, and signs that hold them together: pages made up for one each."""

from __future__ import annotations

import pytest

from corpus.importers import importer_of
from corpus.importers.text import read_lines
from corpus.model import Article, Page
from corpus.segmentation.assembly import segment_page
from corpus.segmentation.bylines import authors

_BRIDGE = "6月23日，南明江上的新桥正式通车，两岸居民不用再绕行五公里。"
_BRIDGE_MORE = "大桥全长三百米，双向四车道，桥上设有人行步道，夜间亮灯。"
_TEA = "日前，龙坞村的春茶开采，比往年早了一周，收购价每斤高了五元。"
_TEA_MORE = "茶农说，雨水足，芽头壮，龙坞村的茶园今年又扩种了两百亩。"


def _articles(text: str, suffix: str = ".txt") -> tuple[Article, ...]:
    return segment_page(Page("a.txt", text), importer_of(suffix, text)(text)).articles


def _titles(text: str) -> list[str]:
    return [article.headline.text if article.headline else "" for article in _articles(text)]


def test_a_body_that_begins_with_a_day_and_shares_nothing_is_another_article() -> None:
    """With no headline, credit or blank line between them, what they tell parts two bodies."""
    bodies = [_BRIDGE, _BRIDGE_MORE, _TEA, _TEA_MORE]
    text = "\n\n".join([*bodies, "南明江新桥正式通车", "龙坞村春茶早采一周"])

    first, second = _articles(f"□ 记者 王小明\n\n{text}\n")

    assert [first.title, second.title] == ["南明江新桥正式通车", "龙坞村春茶早采一周"]
    assert [len(first.paragraphs), len(second.paragraphs)] == [2, 2]
    assert any("分成两篇" in doubt.message for doubt in second.doubts)


def test_a_later_day_of_the_same_story_begins_no_article() -> None:
    """A paragraph that opens with a day goes on with what it shares its words with."""
    later = "6月25日，南明江新桥迎来第一个早高峰，两岸居民过桥只要三分钟，大桥四车道都很顺畅。"
    text = f"南明江新桥通车\n\n□ 记者 王小明\n\n{_BRIDGE}\n\n{_BRIDGE_MORE}\n\n{later}\n"

    assert len(_articles(text)) == 1


def test_a_ruled_line_parts_articles() -> None:
    """A line of dashes between two texts is the paper's own border."""
    lights = "新桥上装了三千盏灯，两岸居民说，大桥亮灯以后，散步的人多了一倍。"
    text = f"新桥通车\n记者 王小明\n{_BRIDGE}\n{_BRIDGE_MORE}\n{{rule}}夜里的新桥\n{lights}\n"

    assert _titles(text.format(rule="")) == ["新桥通车"]
    assert _titles(text.format(rule="————————\n")) == ["新桥通车", "夜里的新桥"]


_BOXED = """南明江新桥正式通车
□ 记者 王小明
6月23日，南明江上的新桥正式通
车，两岸居民不用再绕行五公里。大桥
全长三百米，双向四车道，总投资一亿
两千万元。
大桥由市交通投资集团承建，去年
三月动工，八百名工人轮班作业，工期
比计划提前了

龙坞村春茶早采一周

四十天。大桥通车以后，桥上设有人行步
道，夜间亮灯，两岸居民散步多了一个
去处。

□ 记者 李芳
日前，龙坞村的春茶开采，比往年早
了一周，收购价每斤高了五元。茶农说，
雨水足，芽头壮，龙坞村的茶园今年又
扩种了两百亩。
"""


def test_a_headline_set_into_a_sentence_is_another_articles() -> None:
    """A box in the middle of a column does not cut the text around it."""
    bridge, tea = _articles(_BOXED)

    assert bridge.paragraphs[-1].text.startswith("大桥由市交通")
    assert "比计划提前了四十天" in bridge.paragraphs[-1].text
    assert [bridge.title, tea.title] == ["南明江新桥正式通车", "龙坞村春茶早采一周"]


@pytest.mark.parametrize(
    ("titles", "headline"),
    [
        (
            "\n经开区召开三季度重大项目现场会\n项目一线见真章 四季度里追进度\n",
            "项目一线见真章 四季度里追进度",
        ),
        (
            "\n\n跑出来的订单\n\n三十八家企业组团出海\n一个月带回四亿元\n",
            "三十八家企业组团出海 一个月带回四亿元",
        ),
        ("\n\n短评\n不妨多用“笨办法”\n", "不妨多用“笨办法”"),
    ],
    ids=["a pause makes a line whole", "the closer lines are one", "the name of a column"],
)
def test_a_kicker_is_not_drawn_into_the_headline(titles: str, headline: str) -> None:
    """How the lines are set and worded tells which are the headline."""
    (article,) = _articles(f"\n\n{titles}\n□ 记者 王小明\n\n{_BRIDGE}\n\n{_BRIDGE_MORE}\n")

    assert article.title == headline


@pytest.mark.parametrize(
    ("line", "people"),
    [
        ("□ 记者 宓小川 通讯员 芈云 皋一丹", ("宓小川", "芈云", "皋一丹")),
        ("■ 本报记者 东方遥 通讯员 夏侯柏", ("东方遥", "夏侯柏")),
        ("记者 占文斌", ("占文斌",)),
        ("本报记者 游牧 实习生 Linda Chen", ("游牧", "Linda Chen")),
    ],
)
def test_a_credit_is_known_whatever_the_names(line: str, people: tuple[str, ...]) -> None:
    """Behind a role any name is a name, also one that holds 文, 图 or 摄."""
    (article,) = _articles(f"南明江新桥通车\n\n{line}\n\n{_BRIDGE}\n")

    assert article.authors == people
    assert authors("林一 王二摄") == ("林一", "王二")


def test_the_credit_of_a_picture_is_not_the_reports() -> None:
    """A photographer below a report with a credit of its own is a caption."""
    text = f"新桥通车\n\n□ 记者 王小明\n\n{_BRIDGE}\n\n{_BRIDGE_MORE}\n\n司空闲 供图\n"

    (article,) = _articles(text)

    assert article.authors == ("王小明",)
    assert [caption.text for caption in article.captions] == ["司空闲 供图"]


def test_a_table_set_in_lines_is_rows() -> None:
    """Cells with a blank between are rows where the next line has figures in the same cells."""
    rows = "街道 得分 排名\n水阁街道 92.3 2\n南明山街道 90.8 3\n富岭街道 95.1 1\n"
    text = f"{rows}会上，大家 都说 好。\n"

    assert [line.row for line in read_lines(text)] == [True, True, True, True, False]


def test_a_table_below_a_title_is_an_article_of_its_own() -> None:
    """Figures under a headline are an infographic, not the end of the report above."""
    table = "9月道路扬尘考核排名\n富岭街道　　96.1　　2\n水阁街道　　91.7　　3\n"
    text = f"新桥通车\n□ 记者 王小明\n{_BRIDGE}\n{_BRIDGE_MORE}\n{table}"

    assert _titles(text) == ["新桥通车", "9月道路扬尘考核排名"]


def test_a_saved_page_is_read_as_one_whatever_its_name() -> None:
    """Tags, the page's frame and entities are read in a file that ends in .txt too."""
    text = (
        "<html><body><div class='nav'>上一版</div><h2>开了&ldquo;会客厅&rdquo;</h2>"
        f"<p>□ 记者 王小明</p><p>{_BRIDGE}</p><div id='foot'>某报社 &copy; 2022</div></body></html>"
    )

    (article,) = _articles(text)

    assert article.title == "开了“会客厅”"
    assert article.authors == ("王小明",)


def test_a_table_of_contents_is_no_article() -> None:
    """Headlines listed on top of a saved page are told from those above their texts."""
    bridge, tea = "南明江新桥通车", "龙坞村春茶早采"
    text = f"· {bridge}\n· {tea}\n\n{bridge}\n{_BRIDGE}\n\n{tea}\n{_TEA}\n"

    assert _titles(text) == [bridge, tea]


def test_an_open_quotation_goes_on_across_a_short_line() -> None:
    """What the next line closes, the line before had opened."""
    text = (
        "南明江新桥通车\n记者 王小明\n6月23日，南明江上的新桥正式通车，两\n"
        "岸居民不用再绕行五公里，“过了\n桥就到家”。大桥全长三百米，双向四车\n道，桥上设有人行步道，夜间亮灯。\n"
    )

    (article,) = _articles(text)

    assert len(article.paragraphs) == 1


def test_two_lines_that_end_in_figures_are_a_headline_and_three_are_a_list() -> None:
    """A name and a figure make an item of a list only among several."""
    head = f"南明江新桥通车\n\n□ 记者 王小明\n\n{_BRIDGE}\n\n{_BRIDGE_MORE}\n\n"
    two = f"{head}龙坞春茶早采七天\n每斤涨了5.5元\n\n□ 记者 李芳\n\n{_TEA}\n\n{_TEA_MORE}\n"
    three = f"{head}过桥账单\n过桥车辆3.2万辆\n过桥行人1.1万人\n骑车的0.6万人\n"

    assert _titles(two)[1].replace(" ", "") == "龙坞春茶早采七天每斤涨了5.5元"
    assert [paragraph.text for paragraph in _articles(three)[-1].paragraphs][-2:] == [
        "过桥行人1.1万人",
        "骑车的0.6万人",
    ]


def test_a_title_without_the_mark_of_the_briefs_above_begins_an_article() -> None:
    """Where the headings of a column of briefs are marked, one that is not heads no brief."""
    briefs = f"一周速览\n▲新桥通车\n{_BRIDGE}\n▲春茶早采\n{_TEA_MORE}\n"

    assert _titles(f"{briefs}{{}}办证不出园区\n近日，体检点开到了蓝领公寓。\n".format("▲")) == [
        "一周速览"
    ]
    assert _titles(f"{briefs}办证不出园区\n近日，体检点开到了蓝领公寓。\n") == [
        "一周速览",
        "办证不出园区",
    ]


def test_a_box_goes_with_the_report_above_it() -> None:
    """What 小贴士 names belongs to the report, whose credit in brackets stands above the box."""
    text = (
        f"新桥通车\n{_BRIDGE}\n{_BRIDGE_MORE}（王小明）\n小贴士\n新桥每天六点开放，限速四十公里。\n"
    )

    (article,) = _articles(text)

    assert [heading.printed.text for heading in article.section_headings] == ["小贴士"]
    assert article.authors == ("王小明",)


def test_a_column_of_opinion_may_be_signed_below() -> None:
    """A comment that opens below the name of its column ends with who wrote it."""
    text = (
        f"新桥通车\n{_BRIDGE}（记者 李芳）\n园区快评\n修桥不能“修一半”\n桥通了，路还堵着。\n"
        f"修一半，等于没有修。\n岑夕\n春茶早采一周\n{_TEA}（记者 李芳）\n"
    )

    _, comment, tea = _articles(text)

    assert (comment.title, comment.authors, tea.authors) == (
        "修桥不能“修一半”",
        ("岑夕",),
        ("李芳",),
    )
