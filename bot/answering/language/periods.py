"""Times named in a question or in print, and whether two of them are the same.

A period is a year with a range of months: 2019年前三季度 is 2019, 1 to 9. What is printed without
a year (今年, 9月) is resolved against the date of its article.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from enum import IntEnum

_DIGITS = {"〇": 0, "零": 0, "一": 1, "二": 2, "两": 2, "三": 3, "四": 4} | {
    digit: value for value, digit in enumerate("五六七八九", start=5)
}
_NUMBER = r"(?:\d{1,2}|十[一二]?|[一二两三四五六七八九])"
_TO = r"\s*月?份?\s*[-—–~至到]+\s*"
# What is counted behind a number that is no year: 2020户.
_COUNTED = (
    "个亩户人家元万亿平吨米名公千多余块辆台套条棵件张只份字度瓦伏分次位座间栋页本头斤克升级点"
)
# What a figure is compared with dates no figure: 为2014年以来最高, 较上年同期.
_PERIOD = re.compile(
    rf"""
    (?P<than>[较比]\s*)?
    (?:
        (?P<year>(?:19|20)\d{{2}})\s*(?:年度?|(?=前[一二三]季度|上半年|下半年|全年))
      | (?<![\d.])(?P<bare>20[0-4]\d)(?=$|[和与跟比、各,，? ]|vs|(?![{_COUNTED}])[\u4e00-\u9fff])
      | (?<!\d)(?P<short>[0-4]\d)\s*年度?
        (?!前(?![一二三四五六七八九十\d])|多(?![多吗少])|[来内间代级后以])
      | (?P<numeral>[二一][〇零九][〇零一二三四五六七八九]{{2}})\s*年度?
      | (?P<relative>今年|本年度?|当年|去年|上年|前年|明年)(?!底)
    )?
    (?P<since>以来|同期)?
    的?\s*
    (?:
        (?P<from>{_NUMBER}){_TO}(?P<to>{_NUMBER})\s*月份?
      | 前\s*(?P<quarters>[一二三四1-4])\s*个?季度
      | 前\s*(?P<months>{_NUMBER})\s*个?月
      | 第?(?P<quarter>[一二三四1-4])季度
      | (?P<half>[上下])半年
      | (?P<whole>全年(?!红)|整年)
      | (?P<month>{_NUMBER})\s*月(?!球|会(?![议上]))份?
        \s*(?:(?P<day>{_NUMBER}|[23]\d|三十一?|二十[一-九]?)\s*(?:[日号]|(?=的?(?:会|那|当|晚))))?
      | (?<![\d.])(?P<dotted>(?:1[0-2]|[1-9])\.(?:3[01]|[12]\d|[1-9]))
        (?:[日号]|(?=的?(?:会|那|当|晚|活动)))
    )?
    """,
    re.VERBOSE,
)
_RELATIVE_YEAR = re.compile(r"^(?:今|本|当|去|上|前|明)年度?")
_RELATIVE = {"今": 0, "本": 0, "当": 0, "去": -1, "上": -1, "前": -2, "明": 1}


@dataclass(frozen=True, slots=True)
class Period:
    """A year, months of a year, or both; None is what was not said. Months 1 to 12, ends in it.

    `relative` counts years from the article's own (今年 is 0) where the year is not printed.
    `compared` marks what a figure is compared with (2014年以来, 较上年), which dates no figure.
    """

    printed: str
    year: int | None = None
    first: int | None = None
    last: int | None = None
    day: int | None = None
    relative: int | None = None
    compared: bool = False

    @classmethod
    def of_date(cls, date: str) -> Period:
        """Read an ISO date, be it only a year or a month of one; "" names no time at all."""
        year, month, day = (*(int(part) for part in date.split("-") if part), None, None, None)[:3]
        return cls(date, year, month, month, day)

    def against(self, year: int | None) -> Period:
        """Fill in the year from the year of the article it is printed in."""
        if self.year is not None or year is None:
            return self
        return replace(self, year=year + (self.relative or 0))

    @property
    def is_whole_year(self) -> bool:
        """Whether all twelve months are named, as by 全年."""
        return (self.first, self.last) == (1, 12)

    def spans(self, other: Period) -> bool:
        """Whether another period of a known year lies within its months: 10月24日 in 四季度."""
        if self.year and other.year and self.year != other.year:
            return False
        months = range(self.first or 0, (self.last or 0) + 1)
        return other.first in months and other.last in months

    @property
    def worded(self) -> str:
        """The period as printed, with its year."""
        if self.year is None or str(self.year) in self.printed:
            return self.printed
        return f"{self.year}年{_RELATIVE_YEAR.sub('', self.printed)}"

    @property
    def start(self) -> tuple[int, int, int]:
        """What to order periods by."""
        return self.year or 0, self.first or 0, self.day or 0


class Agreement(IntEnum):
    """How a printed period stands to the one asked for."""

    DIFFERENT = 0
    UNKNOWN = 1  # nothing that contradicts, nothing that confirms
    PART = 2  # the year asked for but only some of its months, or its months of an untold year
    SAME = 3


def numeral(text: str) -> int:
    """Read a number up to 99 in Arabic or Chinese digits."""
    if text.isdigit():
        return int(text)
    tens, _, ones = text.rpartition("十")
    if "十" not in text:
        return int("".join(str(_DIGITS[digit]) for digit in text))
    return 10 * (_DIGITS[tens] if tens else 1) + (_DIGITS[ones] if ones else 0)


def find_periods(text: str, *, typed: bool = False) -> Iterator[tuple[int, int, Period]]:
    """Find every period in a folded text: start, end, period.

    Only in a text that somebody `typed` is 20年 a year, or 2020 alone; print means 20 years.
    """
    for match in _PERIOD.finditer(text):
        named = {name: value for name, value in match.groupdict().items() if value}
        if not typed and named.keys() & {"short", "bare", "dotted"}:
            continue
        if named.keys() <= {"since", "than"}:
            continue
        first, last, day = _months(named)
        relative = named.get("relative")
        yield (
            *match.span(),
            Period(
                match[0].strip(),
                _year(named),
                first,
                last,
                day,
                _RELATIVE[relative[0]] if relative else None,
                compared=_is_compared(named),
            ),
        )


def _is_compared(named: dict[str, str]) -> bool:
    begins = named.get("since") == "以来" and "relative" not in named
    return begins or "than" in named or named.get("since") == "同期"


def _year(named: dict[str, str]) -> int | None:
    if "year" in named or "bare" in named:
        return int(named.get("year") or named["bare"])
    if "short" in named:
        return 2000 + int(named["short"])
    return numeral(named["numeral"]) if "numeral" in named else None


Months = tuple[int | None, int | None, int | None]  # first, last, day


def _months(named: dict[str, str]) -> Months:
    """Give the first month, the last month and the day of what was matched."""
    return next((read(named) for part, read in _READINGS.items() if part in named), (None,) * 3)


def _of_quarter(named: dict[str, str]) -> Months:
    last = 3 * numeral(named["quarter"])
    return last - 2, last, None


def _of_month(named: dict[str, str]) -> Months:
    month = numeral(named["month"])
    return month, month, numeral(named["day"]) if "day" in named else None


def _of_dotted(named: dict[str, str]) -> Months:
    month, day = map(int, named["dotted"].split("."))
    return month, month, day


_READINGS: dict[str, Callable[[dict[str, str]], Months]] = {
    "from": lambda named: (numeral(named["from"]), numeral(named["to"]), None),
    "quarters": lambda named: (1, 3 * numeral(named["quarters"]), None),
    "months": lambda named: (1, numeral(named["months"]), None),
    "quarter": _of_quarter,
    "half": lambda named: (1, 6, None) if named["half"] == "上" else (7, 12, None),
    "whole": lambda _: (1, 12, None),
    "month": _of_month,
    "dotted": _of_dotted,
}


def agreement(asked: Period, printed: Period) -> Agreement:
    """Say how a printed period, its year filled in, stands to the one asked for."""
    if printed.compared:
        return Agreement.UNKNOWN
    if asked.year and printed.year and asked.year != printed.year:
        return Agreement.DIFFERENT
    if asked.first is None:
        return Agreement.PART if printed.first else Agreement.SAME
    return _agreement_of_months(asked, printed)


def _agreement_of_months(asked: Period, printed: Period) -> Agreement:
    if printed.first is None:  # a year named alone is the whole of it, 今年以来 is not
        is_year = printed.printed and printed.year and printed.relative is None
        return Agreement.DIFFERENT if is_year and asked.first != asked.last else Agreement.UNKNOWN
    if (asked.first, asked.last) != (printed.first, printed.last):
        return Agreement.DIFFERENT
    if asked.day and asked.day != printed.day:
        return Agreement.DIFFERENT if printed.day else Agreement.UNKNOWN
    return Agreement.SAME if not asked.year or printed.year else Agreement.PART
