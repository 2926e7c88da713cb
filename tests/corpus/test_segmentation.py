"""Segmentation: pages in, articles out. The pages are made up for what they show."""

from __future__ import annotations

import pytest

from corpus.importers.text import read_lines
from corpus.model import Article, Kind, Page, SegmentedPage
from corpus.segmentation.assembly import page_slug, segment_page
from corpus.segmentation.bylines import BYLINE, authors
from corpus.segmentation.furniture import furniture_role, page_number


def _segment(text: str) -> SegmentedPage:
    return segment_page(Page("a.txt", text), read_lines(text))


def _articles(text: str) -> tuple[Article, ...]:
    return _segment(text).articles


def _headlines(text: str) -> list[str]:
    return [article.headline.text if article.headline else "" for article in _articles(text)]


_BRIDGE = "6月23日，南明江上的新桥正式通车，两岸居民不用再绕行五公里。大桥全长三百米，双向四车道。"
_HEAD = "新桥通车\n\n记者 王小明\n\n"
_TEA = "龙坞村的春茶比往年早采了一周。茶农说，雨水足，芽头壮，收购价每斤高了五元。"


@pytest.mark.parametrize(
    "layout",
    [
        "{h1}\n\n□ 通讯员 王小明\n\n{p1}\n\n{h2}\n\n□ 通讯员 李芳\n\n{p2}\n",
        "□ 通讯员 王小明\n\n{p1}\n\n{h1}\n\n□ 通讯员 李芳\n\n{p2}\n\n{h2}\n",
        "{h1}\n\n□ 通讯员 王小明\n\n{p1}\n\n□ 通讯员 李芳\n\n{p2}\n\n{h2}\n",
        "□ 通讯员 王小明\n\n{p1}\n\n{h1}\n\n{h2}\n\n□ 通讯员 李芳\n\n{p2}\n",
        "# {h1}\n\n{p1}（王小明）\n\n# {h2}\n\n{p2}（李芳）\n",
        "{h1}\n本报讯（记者 王小明）{p1}\n{h2}\n本报讯（记者 李芳）{p2}\n",
    ],
    ids=["before", "after", "page's end", "meeting", "credits at the end", "credits in the text"],
)
def test_headlines_find_their_bodies(layout: str) -> None:
    """Wherever headlines and credits stand, each goes to the body that tells of it."""
    text = layout.format(h1="南明江新桥通车", h2="龙坞村春茶早采一周", p1=_BRIDGE, p2=_TEA)

    first, second = sorted(_articles(text), key=lambda article: article.paragraphs[0].spans)

    assert [first.title, second.title] == ["南明江新桥通车", "龙坞村春茶早采一周"]
    assert [first.authors, second.authors] == [("王小明",), ("李芳",)]


_WRAPPED = """记者 王小明

6月23日，南明江上的新桥正式通

车，两岸居民不用再绕行五公里。大桥

全长三百米，双向四车道，总投资一亿

二千万元。

大桥由市交通投资集团承建，比计

划提前了四十天完工。桥上设有人行步

道，夜间亮灯。
"""


def test_wraps_are_undone_by_evidence() -> None:
    """A full line goes on; a line that ends short ends its paragraph."""
    (article,) = _articles(_WRAPPED)

    assert [paragraph.text[-5:] for paragraph in article.paragraphs] == ["二千万元。", "夜间亮灯。"]
    assert "正式通车，两岸" in article.paragraphs[0].text


def test_a_word_cut_by_a_column_break_is_joined() -> None:
    """开 | 发区: the page's other words tell that the break was inside one."""
    text = (
        "经开区的企业越来越多。\n\n侨商代表们一致认为经开\n\n区正处在发展的关键时期，值得投资。\n"
    )

    (article,) = _articles(f"侨商走进经开区\n\n记者 李芳\n\n{text}")

    assert article.paragraphs[-1].text.startswith("侨商代表们一致认为经开区正处在")


def test_headings_inside_an_article_do_not_cut_it() -> None:
    """Short headings of one kind between paragraphs are sections, not articles."""
    text = (
        f"{_HEAD}{_BRIDGE}\n\n上班近了\n\n家住江南的老周说，过桥上班只要十分钟。\n\n"
        "生意旺了\n\n桥头的小店老板说，大桥通车后客人多了一倍。\n"
    )

    (article,) = _articles(text)

    headings = [(h.printed.text, h.before_paragraph) for h in article.section_headings]
    assert headings == [("上班近了", 1), ("生意旺了", 2)]


def test_kickers_and_subtitles_are_told_from_the_headline() -> None:
    """The occasion above and the dash line below are not the headline."""
    titles = "全市交通建设推进会昨日召开\n\n新桥一通 两岸成邻\n\n——南明江大桥提前四十天完工"
    text = f"{titles}\n\n记者 王小明\n\n{_BRIDGE}\n"

    (article,) = _articles(text)

    assert article.title == "新桥一通 两岸成邻"
    assert len(article.subheadlines) == 2


@pytest.mark.parametrize("label", ["阅读提示\n", "核心提示：", "【导读】\n"])
def test_decks_are_set_apart(label: str) -> None:
    """A summary is known by its label, on its own line or at its head."""
    deck = f"{label}新桥全长三百米，两岸居民不用再绕行。"
    text = f"南明江新桥通车\n\n{deck}\n\n记者 王小明\n\n{_BRIDGE}\n"

    (article,) = _articles(text)

    assert article.deck
    assert article.deck.text == "新桥全长三百米，两岸居民不用再绕行。"
    assert len(article.paragraphs) == 1


def test_a_deck_without_a_label_is_told_by_what_it_repeats() -> None:
    """A paragraph between headline and credit that the body says again is a summary."""
    deck = "大桥全长三百米，双向四车道，两岸居民不用再绕行五公里。"
    text = f"南明江新桥通车\n\n{deck}\n\n记者 王小明\n\n{_BRIDGE}\n"

    (article,) = _articles(text)

    assert article.deck


_NOTICE = "因管道检修，6月8日环城东路停水。\n\n特此公告。"
_BRIEFS = "简讯\n\n**菜场开张** 城南菜场重新迎客。\n\n**小学晚托** 三所小学增开晚托班。\n"


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        (f"龙坞村采茶忙\n\n{_TEA}\n\n李芳 文/图\n", Kind.PHOTO),
        (f"停水公告\n\n{_NOTICE}\n\n市自来水公司\n2021年6月4日\n", Kind.NOTICE),
        ("更正\n\n本报昨日二版一文中，“三百米”应为“三百五十米”。\n", Kind.NOTICE),
        (_BRIEFS, Kind.BRIEF),
        ("上半年数字\n\n| 产值 | 9亿元 |\n|---|---|\n| 出口 | 2亿元 |\n", Kind.INFOGRAPHIC),
    ],
)
def test_kinds_of_article_are_told(text: str, kind: Kind) -> None:
    """Photographs, notices, corrections, briefs and statistics are known by their form."""
    (article,) = _articles(text)

    assert article.kind is kind


def test_the_items_of_a_column_of_briefs_stay_apart() -> None:
    """Each item of 简讯 is a section under its own heading."""
    (article,) = _articles(_BRIEFS)

    headings = [heading.printed.text for heading in article.section_headings]
    assert headings == ["菜场开张", "小学晚托"]


@pytest.mark.parametrize(
    "paragraphs",
    [
        ("大桥上不准做三件事：", "1.不准停车；", "2.不准钓鱼；", "3.不准摆摊。"),
        (
            "问（江南居民）：大桥收费吗？",
            "答：不收费。",
            "问（货车司机）：限重吗？",
            "答：限重十吨。",
        ),
        ("各过桥车辆、行人：", "大桥6月30日夜间检修。", "特此通知。"),
    ],
    ids=["list", "questions", "notice"],
)
def test_items_answers_and_formulas_are_paragraphs(paragraphs: tuple[str, ...]) -> None:
    """Items of a list, questions and answers, whom a notice speaks to: each stands by itself."""
    body = "\n".join(paragraphs)
    (article,) = _articles(f"{_HEAD}{_BRIDGE}\n{body}\n")

    assert tuple(printed.text for printed in article.paragraphs[1:]) == paragraphs


def test_a_photo_may_do_without_a_headline() -> None:
    """A dated caption with its photographer is an article; the kicker above stays where it is."""
    photo = "6月25日，江边公园里，孩子们在放风筝。\n\n通讯员 李芳 摄"
    titles = "总投资一亿二千万元 当年开工当年完工\n\n南明江新桥通车"
    bridge, kites = _articles(f"{titles}\n\n记者 王小明\n\n{_BRIDGE}\n\n{photo}\n")

    assert (bridge.title, kites.headline) == ("南明江新桥通车", None)
    assert len(bridge.subheadlines) == 1


def test_an_afterword_belongs_to_the_letter_above_it() -> None:
    """A reader's letter ends with who wrote it; what the editor adds below goes on with it."""
    letter = "编辑同志：\n\n桥头的路灯坏了半个月，晚上过桥看不见路。\n\n江南小区居民老周"
    after = "编后：记者致电市路灯管理所，对方答应三天内修好。"
    (article,) = _articles(f"读者来信\n\n{letter}\n\n{after}\n")

    assert article.byline
    assert article.byline.text == "江南小区居民老周"
    assert article.paragraphs[-1].text == after


def test_a_body_broken_off_is_taken_up_again() -> None:
    """A sentence that breaks off goes on after the next article, where its words do."""
    text = (
        f"{_HEAD}南明江大桥昨日通车。\n\n大桥由市交通投资集团承建，比计划提前四十天完工，"
        "总投资一亿二千万元，资金来自市财政和交通投资\n\n春茶早采\n\n记者 李芳\n\n"
        f"{_TEA}\n\n集团，其中市财政占六成，交通投资集团占四成。大桥免费通行。\n"
    )

    first, second = _articles(text)

    assert first.paragraphs[-1].text.endswith("大桥免费通行。")
    assert len(second.paragraphs) == 1
    assert any("断开" in doubt.message for doubt in first.doubts)


def test_captions_do_not_break_the_paragraph_they_stand_in() -> None:
    """A caption between two lines of a paragraph is taken out, and the lines are joined."""
    wrapped = _WRAPPED.replace("大桥\n\n全长", "大桥\n\n图为通车现场。 张强 摄\n\n全长")

    (article,) = _articles(wrapped)

    assert [caption.text for caption in article.captions] == ["图为通车现场。张强 摄"]
    assert "大桥全长三百米" in article.paragraphs[0].text


def test_a_close_reading_is_a_doubt() -> None:
    """An article without a headline says so, with its line and its weight."""
    (article,) = _articles("记者 王小明\n\n南明江大桥昨日通车，两岸居民往来方便了。\n")

    assert [(doubt.line, doubt.message) for doubt in article.doubts] == [(3, "没有找到标题")]


@pytest.mark.parametrize(
    ("line", "people"),
    [
        ("通讯员 麻小玲", ("麻小玲",)),
        ("本报记者 王小明 通讯员 李芳 周强", ("王小明", "李芳", "周强")),
        ("本报首席记者 王小明 实习生 李芳", ("王小明", "李芳")),
        ("文/王小明 图/李芳", ("王小明", "李芳")),
        ("吴小贞 文/图", ("吴小贞",)),
        ("文/图 记者 王小明", ("王小明",)),
        ("（记者 王小明）", ("王小明",)),
        ("记者 欧阳春 摄影 司马青", ("欧阳春", "司马青")),
    ],
)
def test_credits_are_read(line: str, people: tuple[str, ...]) -> None:
    """Reporters, correspondents, photographers, in brackets or with what they made."""
    assert BYLINE.match(line)
    assert authors(line) == people


@pytest.mark.parametrize(
    ("line", "role"),
    [
        ("06要闻·南城", "page_header"),
        ("第A05版:要闻", "page_header"),
        ("某某日报 2021年10月29日 星期五 第4版", "date_line"),
        ("责任编辑：林晓 版式：周敏 校对：吴青", "staff"),
        ("新闻热线：0578-2120000", "contact"),
        ("（下转第3版）", "jump"),
        ("（图片 0920-3-1）", "image"),
        ("— 3 —", "page_number"),
        ("开发区召开招商项目推进会", ""),
        ("产值突破100亿元，同比增长8%", ""),
    ],
)
def test_page_furniture_is_known(line: str, role: str) -> None:
    """What frames a page is made of small facts; a headline is not."""
    assert furniture_role(line) == role


def test_page_numbers_come_without_the_date() -> None:
    """A header's number and section are the page's name."""
    assert page_number("第4版 综合 2021年10月29日 星期五") == "第4版 综合"
    assert page_number("06要闻·南城") == "06要闻·南城"
    assert page_number("2021年10月29日") is None


@pytest.mark.parametrize("file", ["a.txt", "2020-06-24_06.md", "丽水日报第六版.txt", "x" * 80])
def test_article_ids_fit_any_link(file: str) -> None:
    """An id is short ASCII, whatever the file is called."""
    slug = page_slug(file)

    assert slug
    assert len(slug) <= 24
    assert all(
        character.isascii() and (character.isalnum() or character == "-") for character in slug
    )


def test_ids_of_files_with_like_names_differ() -> None:
    """Where the letters of a name are lost, a checksum keeps it apart."""
    assert page_slug("丽水日报.txt") != page_slug("南城日报.txt")


def test_ids_stay_while_the_text_stays() -> None:
    """The same page gives the same ids, every time."""
    text = f"新桥通车\n\n记者 王小明\n\n{_BRIDGE}\n"

    assert [a.id for a in _articles(text)] == [a.id for a in _articles(text)] == ["a-l1"]


def test_nothing_is_no_article() -> None:
    """A page without words has no article, and says nothing."""
    assert _headlines("") == _headlines("\n \n---\n") == []


@pytest.mark.parametrize("count", [1, 2, 3, 6])
def test_any_number_of_credits_may_end_a_page(count: int) -> None:
    """However many credits stand below the last paragraph, they are the last article's."""
    signed = "".join(f"记者 王小{name}\n\n" for name in "明芳华军兰英"[:count])
    (article,) = _articles(f"新桥通车\n\n{_BRIDGE}\n\n{signed}")

    assert len(article.authors) == count
