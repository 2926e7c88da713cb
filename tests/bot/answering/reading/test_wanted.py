"""What questions ask for."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.answering.language.wanted import AnswerType, wanted


@pytest.mark.parametrize(
    ("question", "kind", "dimension", "measure"),
    [
        ("水库建好花了多少钱", "money", "money", None),
        ("去年gdp增速是多少", "percent", "percent", None),
        ("产值排全县第几", "rank", "rank", None),
        ("新厂房多大", "number", "area", None),
        ("占了多少亩地", "number", "area", "亩"),
        ("搬走了几户", "number", None, "户"),
        ("来了几个人", "number", "people", "个人"),
        ("项目总投资几个亿", "money", "money", None),
        ("工期多久", "duration", "duration", None),
        ("啥时候通车", "time", None, None),
        ("哪天开的会", "time", None, None),
        ("厂长是谁", "person", None, None),
        ("厂长叫啥名字", "person", None, None),
        ("车站在哪儿", "place", None, None),
        ("哪家公司中标", "organisation", None, None),
        ("为啥要修路", "reason", None, None),
        ("咋申请补贴", "manner", None, None),
        ("河长制是什么意思", "definition", None, None),
        ("文件叫什么名字", "name", None, None),
        ("路修好了没", "yes_no", None, None),
        ("河里有没有鱼", "yes_no", None, None),
    ],
)
def test_question_words_of_speech_are_understood(
    question: str, kind: str, dimension: str | None, measure: str | None
) -> None:
    """啥, 咋, 几, 多大 and 没 ask as clearly as their written forms."""
    reading = wanted(question)

    assert (reading.type, reading.dimension, reading.measure) == (kind, dimension, measure)


@pytest.mark.parametrize(
    ("question", "kind"),
    [("培训班人数", "number"), ("2020年全年gdp", "money"), ("新校区地址", "place")],
)
def test_a_question_without_a_question_word_asks_for_the_attribute_it_ends_with(
    question: str, kind: str
) -> None:
    """Two nouns are a question, too."""
    assert wanted(question).type == kind


def test_how_many_days_before_is_asked() -> None:
    """提前几天 asks for days, 前几天 says when."""
    assert wanted("船票要提前几天订").type is AnswerType.DURATION
    assert wanted("前几天停渡是因为雾吗").type is not AnswerType.DURATION


def test_called_what_is_no_reason() -> None:
    """被称为什么 holds 为什么 and does not ask why."""
    assert wanted("这座桥被称为什么").type is AnswerType.NAME


@pytest.mark.parametrize("question", ["有哪些企业", "分别是多少", "哪三件事", "三个早是什么"])
def test_more_than_one_answer_can_be_asked_for(question: str) -> None:
    """哪些, 分别 and a number before the noun ask for all of them."""
    assert wanted(question).many


def test_the_noun_asked_for_is_the_focus() -> None:
    """哪家公司 wants a company, whatever stands between."""
    assert wanted("哪家芯片公司最大").focus == "公司"


def test_a_figure_must_be_counted_in_what_was_asked() -> None:
    """户 is not answered in 家; 个 counts anything."""
    assert wanted("签了几户").fits_unit("户")
    assert not wanted("签了几户").fits_unit("家")
    assert wanted("项目有几个").fits_unit("项")
    assert wanted("面积多大").fits_unit("万平方米")
    assert not wanted("面积多大").fits_unit("亿元")


@given(
    st.text(alphabet="谁哪几多少什么时候是的有在为吗开发区项目投资面积0123456789？ ", max_size=24)
)
def test_every_question_gets_a_reading_and_is_kept_whole(question: str) -> None:
    """Left, question word and right are the question again, but for its end mark."""
    reading = wanted(question)

    rest = (reading.left + reading.word + reading.question[reading.end :]) == question
    assert rest
    assert 0 <= reading.start <= reading.end <= len(question)
