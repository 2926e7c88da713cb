"""Dates: what is printed, and the day or year it means."""

from __future__ import annotations

import datetime as dt

import pytest

from corpus.dates import Anchor, anchor_page, date_article, file_date, printed_date
from corpus.model import Article, Kind, Page, Printed

_ISSUE = Anchor(2020, dt.date(2020, 6, 24), "据版面日期")
_YEAR = Anchor(2020, None, "据同版印有的“2020年”")


def _article(text: str, kind: Kind = Kind.NEWS) -> Article:
    printed = Printed.from_positions(text, range(len(text)))
    return Article("a", Page("a.txt", text), kind, (printed,))


@pytest.mark.parametrize(
    ("text", "printed", "value"),
    [
        ("6月23日，开发区召开会议。", "6月23日", "2020-06-23"),
        ("本报讯 6月22日上午，培训班开班。", "6月22日上午", "2020-06-22"),
        ("2019年10月8日，项目开工。", "2019年10月8日", "2019-10-08"),
        ("5月17—18日，党员到松阳参观。", "5月17—18日", "2020-05-17"),
        ("昨日，工地上一片繁忙。", "昨日", "2020-06-23"),
        ("上周三，考察团来访。", "上周三", "2020-06-17"),
        ("近日，新桥通车。", "近日", "2020-06"),
        ("今年前三季度，产值增长一成。", "今年前三季度", "2020"),
        ("截至2019年4月，共有二十三家。", "截至2019年4月", "2019-04"),
        ("去年上半年，产值增长一成。", "去年上半年", "2019"),
        ("产业集群不断壮大。", None, "2020"),
        ("2月30日，日历上没有这一天。", "2月30日", "2020"),
    ],
)
def test_printed_dates_are_resolved(text: str, printed: str | None, value: str) -> None:
    """Exact, vague, relative and period dates mean what a reader of that day knew."""
    date = date_article(_article(text), _ISSUE)

    assert (date.text, date.value) == (printed, value)


def test_a_printed_year_is_not_inferred() -> None:
    """Only a year that is not printed beside the date is marked, with its reason."""
    printed = date_article(_article("2019年10月8日，项目开工。"), _YEAR)
    inferred = date_article(_article("10月8日，项目开工。"), _YEAR)

    assert (printed.inferred, printed.reason) == (False, None)
    assert (inferred.inferred, inferred.reason) == (True, "据同版印有的“2020年”")


def test_nothing_is_made_up() -> None:
    """Where nothing tells the year, a date has no value."""
    date = date_article(_article("6月23日，开发区召开会议。"), None)

    assert (date.text, date.value, date.inferred) == ("6月23日", None, False)


def test_a_notice_is_of_the_day_it_is_signed() -> None:
    """The days that a notice announces are not its own."""
    article = _article("2021年10月28日", Kind.NOTICE)

    assert date_article(article, None).value == "2021-10-28"


def test_december_in_a_january_issue_is_last_year() -> None:
    """A date after the issue's own month is of the year before."""
    anchor = Anchor(2021, dt.date(2021, 1, 3), "据版面日期")

    assert date_article(_article("12月30日，工程完工。"), anchor).value == "2020-12-30"


@pytest.mark.parametrize(
    ("text", "year"),
    [
        ("自2018年开工，截至2020年6月建成三期，到2025年产值翻番。", 2020),
        ("2020年度预算通过，2018年6月开工的路通车。", 2020),
        ("2015年，他回到家乡；2014年以来，厂里没有停过工。", None),
        ("从1951年到1953年，他在部队。", None),
        ("9月15日（星期二），会议召开。工程2019年开工。", 2020),
        ("应对新冠肺炎疫情带来的冲击。", 2020),
        ("会议召开。", None),
    ],
)
def test_the_year_is_inferred_from_what_the_page_prints(text: str, year: int | None) -> None:
    """Years named as present, weekdays, public events; neither goals nor tales of the past."""
    anchor = anchor_page([text])

    assert (anchor.year if anchor else None) == year


def test_what_is_known_outweighs_what_is_inferred() -> None:
    """The issue's own date comes first, then the year people gave."""
    issue = anchor_page(["2018年"], published=dt.date(2020, 6, 24), year=2019)
    given = anchor_page(["2018年"], year=2019)

    assert [anchor and anchor.year for anchor in (issue, given)] == [2020, 2019]


def test_headers_and_file_names_carry_dates() -> None:
    """2020年6月24日, 2020-06-24 and 20200624 are read; an impossible day is not."""
    assert printed_date("某报 2020年6月24日 星期三") == dt.date(2020, 6, 24)
    assert file_date("ncb-20200624-06.txt") == dt.date(2020, 6, 24)
    assert file_date("20201340.txt") is None
