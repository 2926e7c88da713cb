"""Times in questions and in print."""

from __future__ import annotations

import pytest

from bot.answering.language.periods import Agreement, Period, agreement, find_periods


@pytest.mark.parametrize(
    ("text", "year", "first", "last"),
    [
        ("2019年全年gdp", 2019, 1, 12),
        ("19年前三季度", 2019, 1, 9),
        ("20年前7个月", 2020, 1, 7),
        ("二〇二〇年", 2020, None, None),
        ("2022年1-9月", 2022, 1, 9),
        ("去年", None, None, None),
        ("10月24号", None, 10, 10),
        ("第二季度", None, 4, 6),
        ("上半年", None, 1, 6),
        ("2019和2020各多少", 2019, None, None),
        ("2021产值多少", 2021, None, None),
        ("9月15的会上", None, 9, 9),
        ("10.24晚上", None, 10, 10),
    ],
)
def test_a_typed_time_is_read(
    text: str, year: int | None, first: int | None, last: int | None
) -> None:
    """However a time is typed, year and months are read from it."""
    period = next(found for *_, found in find_periods(text, typed=True))

    assert (period.year, period.first, period.last) == (year, first, last)


@pytest.mark.parametrize("text", ["拆了2020户", "面积10.24亩", "十四五期间"])
def test_what_is_counted_is_no_time(text: str) -> None:
    """2020户 is no year, 10.24亩 no day."""
    assert not list(find_periods(text, typed=True))


def test_print_means_a_time_of_twenty_years() -> None:
    """Only what somebody typed is 20年 a year."""
    assert not list(find_periods("干了20年"))


@pytest.mark.parametrize("text", ["为2014年以来的最高值", "较上年同期增长", "比去年多"])
def test_what_a_figure_is_compared_with_dates_nothing(text: str) -> None:
    """2014年以来 and 较上年 are no period of the figure."""
    assert all(period.compared for *_, period in find_periods(text))


def test_this_year_is_the_articles_year() -> None:
    """今年9月 in an article of 2022 is September 2022."""
    period = next(found for *_, found in find_periods("今年9月出台")).against(2022)

    assert (period.year, period.first) == (2022, 9)


@pytest.mark.parametrize(
    ("printed", "worded"),
    [
        ("前三季度", "2019年前三季度"),
        ("上半年", "2019年上半年"),
        ("今年前7个月", "2019年前7个月"),
        ("今年", "2019年"),
        ("2019年1-9月", "2019年1-9月"),
    ],
)
def test_a_period_is_told_with_its_year(printed: str, worded: str) -> None:
    """The first three quarters are told as such, never as the third."""
    period = next(found for *_, found in find_periods(printed)).against(2019)

    assert period.worded == worded


@pytest.mark.parametrize(
    ("asked", "printed", "expected"),
    [
        (Period("", 2021), Period("", 2019, 1, 9), Agreement.DIFFERENT),
        (Period("", 2019), Period("", 2019, 1, 9), Agreement.PART),
        (Period("", 2019, 1, 12), Period("", 2019, 1, 9), Agreement.DIFFERENT),
        (Period("", 2019, 1, 9), Period("", 2019, 1, 9), Agreement.SAME),
        (Period("", None, 9, 9), Period("", 2020), Agreement.UNKNOWN),
        (Period("", None, 9, 9, 15), Period("", 2020, 9, 9, 14), Agreement.DIFFERENT),
    ],
)
def test_periods_agree_only_where_they_are_the_same(
    asked: Period, printed: Period, expected: Agreement
) -> None:
    """The whole year is not its first three quarters; an open side neither confirms nor denies."""
    assert agreement(asked, printed) is expected


def test_a_day_lies_within_its_quarter() -> None:
    """The meeting of the fourth quarter was held on a day of it; that of the third was not."""
    day = Period("10月24日", 2019, 10, 10, 24)

    assert Period("四季度", None, 10, 12).spans(day)
    assert not Period("三季度", None, 7, 9).spans(day)
    assert not Period("2020年四季度", 2020, 10, 12).spans(day)
