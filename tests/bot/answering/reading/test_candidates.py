"""Strict candidates of sentences."""

from itertools import accumulate

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.analysis.analyzer import ZoneAnalyzer
from bot.answering.language.candidates import Kind, find_candidates, is_balanced, split_items

ANALYZER = ZoneAnalyzer()


def found(text: str, kind: Kind) -> list[str]:
    """Give the candidates of a kind."""
    cuts = [0, *accumulate(map(len, ANALYZER.words(text)))]
    return [text[one.start : one.end] for one in find_candidates(text, cuts) if one.kind is kind]


@pytest.mark.parametrize(
    ("text", "whole"),
    [
        ("水库总投资约3.5亿元，明年开工。", "约3.5亿元"),
        ("车间里有300余人上班。", "300余人"),
        ("库容达到48万立方米以上。", "48万立方米以上"),
        ("线路长12—15公里。", "12—15公里"),
        ("变电容量50万千伏安。", "50万千伏安"),
        ("共有二十三家企业。", "二十三家"),
        ("占地约 200 亩。", "约 200 亩"),
        ("灯换了，一年节约9600元。", "9600元"),
        ("冰窖常年零下12摄氏度。", "零下12摄氏度"),
        ("收三到五年级学生。", "三到五年级"),
    ],
)
def test_a_figure_keeps_its_unit_and_its_hedges(text: str, whole: str) -> None:
    """A reader told 3.5亿元 where 约3.5亿元 is printed is told too much."""
    assert whole in found(text, Kind.FIGURE)


@pytest.mark.parametrize(
    ("text", "whole"),
    [
        ("亚军的成绩是2小时3分48秒。", "2小时3分48秒"),
        ("爬完全程要一个半小时。", "一个半小时"),
        ("修桥用了两年半。", "两年半"),
        ("烧饼一个卖3元5角。", "3元5角"),
        ("谷电每度省3毛7，很划算。", "3毛7"),
        ("烧饼两元、豆腐两元五。", "两元五"),
    ],
)
def test_a_figure_told_in_two_units_is_one(text: str, whole: str) -> None:
    """Who asks how long it took wants hours, minutes and seconds, not the seconds."""
    assert whole in found(text, Kind.FIGURE)
    assert whole[-2:] not in found(text, Kind.FIGURE)


@pytest.mark.parametrize(
    ("text", "whole"),
    [
        ("渡船每周一、三、五上午8时开。", "每周一、三、五上午8时"),
        ("课在周二、四晚上七点。", "周二、四晚上七点"),
        ("豆腐坊凌晨三点点火。", "凌晨三点"),
        ("末班船改到零点。", "零点"),
        ("渡口本月18日通航。", "本月18日"),
        ("新船明年春节前下水。", "明年春节前"),
    ],
)
def test_a_time_is_told_to_its_end(text: str, whole: str) -> None:
    """Who comes on Wednesday must not read that the ferry goes on Mondays."""
    assert whole in found(text, Kind.TIME)


@pytest.mark.parametrize(("text", "half"), [("停船前半小时免费。", "半小时"), ("上半年歇业。", "")])
def test_half_an_hour_is_a_while(text: str, half: str) -> None:
    """Half of something is measured like three of it; the half of a year is a date."""
    assert found(text, Kind.DURATION) == ([half] if half else [])


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("奖杯由车间焊工闻人松夺得。", "闻人松"),
        ("首席专家是工程院院士闵如海。", "闵如海"),
        ("校长从外地调来。", ""),
        ("水厂一期工程近日完工。", ""),
    ],
)
def test_a_person_is_told_by_title_and_surname(text: str, name: str) -> None:
    """Rare surnames and those of two characters are surnames; what follows a title may be none."""
    assert found(text, Kind.PERSON) == ([name] if name else [])


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("新校区位于松涛路与银杏街交叉口，占地60亩。", "松涛路与银杏街交叉口"),
        ("新桥位于枫林街道柳村，长80米。", "枫林街道柳村"),
        ("新楼在银杏街南侧打下第一根桩。", "银杏街南侧"),
        ("集市设在枫林街道松涛路，逢五开。", "枫林街道松涛路"),
        ("渡船开往对岸的柳湾港。", "对岸的柳湾港"),
    ],
)
def test_a_place_is_told_to_its_end(text: str, place: str) -> None:
    """A crossing has two roads, and the side of a street is more than the street."""
    assert found(text, Kind.PLACE) == [place]


def test_a_half_that_begins_a_word_is_no_half_year() -> None:
    """2019年半决赛 has a year and a match in it."""
    assert "2019年半" not in found("他在2019年半决赛中受伤。", Kind.FIGURE)


def test_a_share_is_no_count() -> None:
    """百分比 is a kind of its own."""
    assert found("产值增长12.5%，回落两个百分点。", Kind.PERCENT) == ["12.5%", "两个百分点"]


@pytest.mark.parametrize(
    ("text", "whole"),
    [
        ("大桥于2018年10月动工。", "2018年10月"),
        ("预计今年年底通车。", "今年年底"),
        ("3月5日上午举行了仪式。", "3月5日上午"),
        ("4月2—3日，考察团到访。", "4月2—3日"),
        ("前三季度生产平稳。", "前三季度"),
        ("1-9月新建厂房。", "1-9月"),
    ],
)
def test_a_date_is_as_long_as_it_is_printed(text: str, whole: str) -> None:
    """Year, month, day, part of the day and period belong together."""
    assert whole in found(text, Kind.TIME)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("公司总经理周文海表示，订单很多。", "周文海"),
        ("副主任陈立陪同调研。", "陈立"),
        ("李国强指出，要抓紧施工。", "李国强"),
        ("主席郭海山带着客商来访。", "郭海山"),
    ],
)
def test_a_person_is_known_by_title_or_speech(text: str, name: str) -> None:
    """The title is not part of the name, nor is the verb after it."""
    assert name in found(text, Kind.PERSON)


@pytest.mark.parametrize(
    ("text", "items"),
    [
        ("路边种植松树、柏树、樟树等十多种树木。", "松树、柏树、樟树"),
        ("主要投向道路、桥梁和水厂建设，进展顺利。", "道路、桥梁和水厂建设"),
        ("要抓进度、抓质量、抓安全。", "抓进度、抓质量、抓安全"),
    ],
)
def test_a_list_begins_with_its_first_item_and_ends_with_its_last(text: str, items: str) -> None:
    """What leads to a list, and 等 with what follows, are no items."""
    assert items in found(text, Kind.LIST)


def test_items_are_cut_outside_quotation_marks_only() -> None:
    """A mark inside a name cuts nothing."""
    text = "“山、水”展览、书画展和音乐会等活动"

    items = [text[low:high] for low, high in split_items(text, 0, len(text))]

    assert items == ["“山、水”展览", "书画展", "音乐会"]


TEXTS = st.text(
    alphabet="一二三0123456789年月日亿元万亩家户人约等、，。“”（）《》和总经理王强公司位于市区",
    max_size=40,
)


@given(TEXTS)
def test_candidates_are_slices_of_the_sentence(text: str) -> None:
    """No candidate is empty or leaves the text; figures alone have a unit."""
    for one in find_candidates(text, range(len(text) + 1)):
        assert 0 <= one.start < one.end <= len(text)
        assert not one.unit or one.kind in {Kind.FIGURE, Kind.PERCENT, Kind.DURATION}


@given(TEXTS)
def test_items_are_in_order_and_apart(text: str) -> None:
    """Items never overlap, and none is empty."""
    items = split_items(text, 0, len(text))

    flat = [place for item in items for place in item]
    assert flat == sorted(flat)
    assert all(low < high for low, high in items)


def test_balance_counts_each_kind_of_mark() -> None:
    """A quotation cut in half is told."""
    assert is_balanced("“一”（二）")
    assert not is_balanced("“一（二）")


def test_an_organisation_also_begins_after_a_verb() -> None:
    """The office is found where what goes to it is printed right before, without a mark."""
    assert "省财政厅" in found("设计方案已提交省财政厅审批。", Kind.ORGANISATION)


def test_a_time_keeps_its_hour() -> None:
    """A stop from one hour to another is one time."""
    text = "停水自2021年3月6日0时至3月8日24时。"

    assert "2021年3月6日0时至3月8日24时" in found(text, Kind.TIME)
