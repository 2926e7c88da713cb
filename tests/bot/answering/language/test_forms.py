"""What has a form of its own is known by it: a telephone number, a share in tenths."""

from __future__ import annotations

import pytest

from bot.answering.language.dimensions import same_measure
from bot.answering.language.forms import form_asked


@pytest.mark.parametrize(
    ("asked", "printed", "found"),
    [
        ("漏水打什么电话", "漏水请拨96390,有人值守", ["96390"]),
        ("欠薪打哪个电话", "可拨12333或者2780333,五天内答复", ["12333", "2780333"]),
        ("热线号码", "他拨通专线2781890,17分钟后车到了", ["2781890"]),
        ("火警电话", "见到烟就打119", ["119"]),
        ("客服电话", "电话400-826-1234", ["400-826-1234"]),
        ("食堂几点开门", "食堂凌晨四点开门,零点打烊", ["凌晨四点", "零点"]),
        ("热线打了多少", "一年接到电话12345个", []),
        ("热线打了多少", "热线一年响了12345次,解决2345678起", []),
        ("急救电话", "救护车打120,全长121米,第118期", ["120"]),
        ("展位费补几成", "展位费补助70%", ["70%"]),
        ("展位费补几成", "展位费补七成", ["七成"]),
    ],
)
def test_what_has_a_form_is_found_by_it(asked: str, printed: str, found: list[str]) -> None:
    """A hotline of five digits is a telephone number; 12345个 is none."""
    form = form_asked(asked)
    assert form is not None
    assert [match[0] for match in form.printed.finditer(printed)] == found


@pytest.mark.parametrize(
    ("asked", "printed", "same"), [("家", "户", True), ("户", "家", False), ("度", "摄氏度", True)]
)
def test_people_count_households_as_families(asked: str, printed: str, *, same: bool) -> None:
    """多少家 may be told of 户; who asks for households is told of no firms."""
    assert same_measure(asked, printed) is same
