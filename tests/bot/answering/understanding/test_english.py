"""English questions are put into the words and the order that Chinese pages print."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.answering.understanding.english_times import amount, taken_out
from bot.answering.understanding.understanding import Understanding


@pytest.mark.parametrize(
    ("typed", "chinese"),
    [
        ("the meeting on 24 October 2019", "2019年10月24日"),
        ("the meeting on Sept 15", "9月15日"),
        ("investment on October 24th, 2019", "2019年10月24日"),
        ("exports in Jan-July", "1-7月"),
        ("projects from January to September 2022", "2022年1-9月"),
        ("June vs September 2020", "6月和2020年9月"),
        ("may I march in", ""),
        ("who met in May", "5月"),
        ("exports in Q1 2023 vs Q4 of 2022", "2023年一季度和2022年四季度"),
        ("GDP, first three quarters of 2019", "2019年前三季度"),
        ("exports in the whole of 2023", "2023年全年"),
        ("the 2021 first half", "2021年上半年"),
    ],
)
def test_dates_are_read_in_the_ways_they_are_typed(typed: str, chinese: str) -> None:
    """Days, months and parts of a year are read; may and march alone are verbs."""
    assert taken_out(typed)[0] == chinese


@pytest.mark.parametrize(
    ("number", "scale", "chinese"),
    [
        ("2", "billion", "20亿"),
        ("two", "billion", "20亿"),
        ("1.5", "million", "150万"),
        ("1,200", "million", "12亿"),
        ("500", "thousand", "50万"),
        ("five", "thousand", "5000"),
        ("1.2.3", "million", "1.2.3"),
    ],
)
def test_amounts_are_counted_in_ten_thousands(number: str, scale: str, chinese: str) -> None:
    """Two billion is printed 20亿; what is no number stays as it was typed."""
    assert amount(number, scale) == chinese


@pytest.mark.parametrize(
    ("typed", "plain"),
    [
        ("Who is the general manager of Xi'an Luqiao?", "溪岸路桥总经理是谁"),
        ("How many tons of steel were produced?", "生产钢多少吨"),
        ("Which airport does the substation supply?", "变电站供应哪个机场"),
        ("which company built the bridge", "桥哪家公司建设"),
        ("What is the length of the tunnel in the park?", "园区隧道长是多少"),
        ("How many projects over 2 billion yuan were signed?", "签约项目20亿元以上多少个"),
        ("What percentage did exports grow in Jan-July", "1-7月出口增长百分之几"),
        ("How many class A enterprises are there?", "a类企业多少家"),
        ("and phase two?", "二期呢"),
        ("what about exports in 2023", "2023年出口呢"),
        ("who is in charge of the park", "园区负责人是谁"),
        ("tell me about the bridge", "桥"),
    ],
)
def test_the_noun_asked_for_stands_next_to_the_gap(
    understanding: Understanding, typed: str, plain: str
) -> None:
    """Which airport does X supply is X供应哪个机场, and what X has stands behind X."""
    assert understanding.understand(typed).plain == plain


@pytest.mark.parametrize(
    "typed",
    [
        "How many workers does Foxconn have in the zone?",
        "Who is the chairman of Foxconn?",
        "How much did in 2020 Foxconn invest?",
    ],
)
def test_an_unknown_name_is_never_dropped(understanding: Understanding, typed: str) -> None:
    """Whoever asks after Foxconn is not answered with what is printed of others."""
    assert "foxconn" in understanding.understand(typed).plain


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("What does Liqun Feng say?", "冯立群"),
        ("what does feng liqun say", "冯立群"),
        ("What is in Qingshi block?", "青石区块"),
        ("When did Ludao Technologies start production?", "绿岛"),
    ],
)
def test_a_name_is_found_by_its_sound_in_the_text(
    understanding: Understanding, typed: str, name: str
) -> None:
    """The family name may go last, and what is no known name is found wherever it is printed."""
    assert name in understanding.understand(typed).plain


def test_a_kind_of_thing_behind_a_name_is_no_unknown_name(understanding: Understanding) -> None:
    """Holdings behind a firm's name says nothing that must be printed."""
    known = understanding.understand("Who is the general manager of Xi'an Luqiao Holdings?")

    assert known.plain == "溪岸路桥总经理是谁"


_WORDS = st.sampled_from(
    [
        "the",
        "of",
        "which",
        "how",
        "much",
        "is",
        "What",
        "'s",
        "2",
        "billion",
        "Sept",
        "15",
        "𝕊𝕊",
        "ＡＢ",
    ]
)


@given(typed=st.one_of(st.lists(_WORDS, max_size=8).map(" ".join), st.text(max_size=12)))
def test_whatever_is_typed_in_letters_is_read(typed: str, understanding: Understanding) -> None:
    """Half a question, a bare 'of the', mathematical letters: nothing typed stops the bot."""
    assert understanding.understand(typed).text == typed
