"""What is read out of a question."""

from __future__ import annotations

import pytest

from bot.answering.language.qualifiers import find_qualifiers
from bot.answering.language.wording import to_plain
from bot.answering.question.kinds import Kind, kind_of
from bot.answering.understanding.understanding import Understanding


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("你好", Kind.CHAT),
        ("张三手机号多少", Kind.OUTSIDE),
        ("到杭州的高铁几点", Kind.OUTSIDE),
        ("讲修桥的那篇发我看看", Kind.NAVIGATION),
        ("张三写过哪些", Kind.BYLINE),
        ("大桥最新进展", Kind.LATEST),
        ("增速19年跟20年比", Kind.COMPARISON),
        ("有哪些企业", Kind.LIST),
        ("五件事是什么", Kind.LIST),
        ("安管员是什么", Kind.DEFINITION),
        ("为什么要修桥", Kind.WHY),
        ("怎么保证安全", Kind.HOW),
        ("大桥通车了吗", Kind.YES_NO),
        ("投了2000万?", Kind.YES_NO),
        ("从哪到哪", Kind.ROUTE),
        ("张三什么职务", Kind.PERSON),
        ("他还说了什么", Kind.SPEECH),
        ("大桥多长", Kind.FACT),
        ("管委会主任叫什么", Kind.FACT),
    ],
)
def test_a_question_is_of_one_kind(question: str, kind: Kind) -> None:
    """The first cue decides which way a question is answered."""
    assert kind_of(question).kind is kind


@pytest.mark.parametrize(
    ("said", "plain"),
    [
        ("啥时候动工", "什么时候动工"),
        ("开了啥会", "开了什么会"),
        ("广场啥时候签的约", "广场什么时候签约"),
        ("王哥问下几号人来了", "多少人来了"),
        ("有些啥活动", "有什么活动"),
        ("谁是书记", "书记是谁"),
        ("头三季度涨了几个点", "前三季度涨了几个百分点"),
        ("食堂开不开", "食堂开吗"),
        ("工资发没发啊", "工资发了吗"),
        ("咋让企业知道", "怎么让企业知道"),
        ("哪几个人", "哪几个人"),
        ("投了两个亿吗", "投了两亿元吗"),
        ("建了仨", "建了三个"),
    ],
)
def test_colloquial_words_become_plain(said: str, plain: str) -> None:
    """啥 is 什么, 签的约 is 签约, 开不开 is 开吗; what is plain stays as it is."""
    assert to_plain(said) == plain


@pytest.mark.parametrize(
    ("question", "qualifiers"),
    [
        ("五十亿以上的项目", ("50亿元以上",)),
        ("一亿元以上的", ("亿元以上",)),
        ("百亿以上的项目", ("100亿元以上",)),
        ("第二期投多少", ("二期",)),
        ("全市唯一的桥吗", ("唯一",)),
    ],
)
def test_qualifiers_are_written_as_the_paper_does(
    question: str, qualifiers: tuple[str, ...]
) -> None:
    """However large a sum is said, it is looked for as printed."""
    assert find_qualifiers(question) == qualifiers


def test_topics_are_what_the_question_is_about(understanding: Understanding) -> None:
    """Times, question words and the zone's own names say nothing of the subject."""
    question = understanding.understand("2021年开发区工业产值一共是多少啊")

    assert question.topics == ("工业产值",)


def test_an_english_question_is_put_into_printed_words(understanding: Understanding) -> None:
    """The glossary gives the words, pinyin the names; the question word stands last."""
    question = understanding.understand("Who is the general manager of Xi'an Luqiao?")

    assert question.plain == "溪岸路桥总经理是谁"


@pytest.mark.parametrize(
    ("question", "nothing"), [("总投资多少", True), ("大桥总投资多少", False), ("书记是谁", True)]
)
def test_a_question_without_a_subject_is_known(
    understanding: Understanding, question: str, *, nothing: bool
) -> None:
    """总投资多少 names nothing that has an investment."""
    assert understanding.understand(question).is_about_nothing is nothing


@pytest.mark.parametrize(
    ("question", "noun", "rest"),
    [
        ("给哪个机场供电", "机场", "供电"),
        ("哪三条措施要落实", "措施", "要落实"),
        ("靠什么增强园区活力", None, "增强园区活力"),
        ("哪个记者写的", "记者", "写的"),
        ("种了哪些树", "树", ""),
        ("五减是哪五减", "减", ""),
        ("在哪条路上设卡", "路", "上设卡"),
        ("打造什么样的管理平台", "平台", ""),
        ("四两什么", None, ""),
    ],
)
def test_the_noun_asked_for_ends_where_the_deed_begins(
    understanding: Understanding, question: str, noun: str | None, rest: str
) -> None:
    """哪个机场供电 asks for an airport, and goes on with 供电."""
    asked = understanding.understand(question).wanted

    assert (asked.focus, asked.right) == (noun, rest)


@pytest.mark.parametrize(
    ("question", "office"),
    [
        ("副区长是谁", ("副区长",)),
        ("主任现在是谁", ("主任",)),
        ("书记姓名", ("书记",)),
        ("大桥是谁", ()),
    ],
)
def test_the_office_whose_holder_is_asked_for(
    understanding: Understanding, question: str, office: tuple[str, ...]
) -> None:
    """A deputy is asked for as a deputy, and 现在 is no part of an office."""
    assert understanding.understand(question).office == office
