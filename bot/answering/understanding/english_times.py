"""Times and amounts of English questions, written as the pages write them."""

from __future__ import annotations

import re
from decimal import Decimal, InvalidOperation
from functools import cache

from bot.answering.data_files import load_data

_TEN_THOUSAND, _HUNDRED_MILLION = Decimal(10**4), Decimal(10**8)
_MONTHS_AS_VERBS = frozenset({"may", "mar", "march"})


def taken_out(text: str) -> tuple[str, str]:
    """Give the dates of a typed text in Chinese (2022年1-9月, 2020年9月15日), and what is left."""
    found: list[str] = [_quarters(**_lowered(match)) for match in _QUARTERS.finditer(text)]
    text = _QUARTERS.sub(" ", text)
    for pattern in _parts_of_year():
        found += (_part(**_lowered(match)) for match in pattern.finditer(text))
        text = pattern.sub(" ", text)
    for pattern in (*_days(), _months()):
        found += (_date(**_lowered(match)) for match in pattern.finditer(text))
        text = pattern.sub(" ", text)
    return "和".join(found), text


# Q1-Q3 2019, Q1 to Q3 of 2019.
_QUARTERS = re.compile(
    r"\bQ1 ?(?:to|through|[-–—]) ?Q(?P<last>[2-4])(?:,? ?(?:of |in )?(?P<year>\d{4}))?\b",
    re.IGNORECASE,
)


def _quarters(last: str, year: str | None = None) -> str:
    return (f"{year}年" if year else "") + (
        "全年" if last == "4" else f"前{'二三'[int(last) - 2]}季度"
    )


@cache
def _parts_of_year() -> tuple[re.Pattern[str], ...]:
    """A part of a year, or all of it, before its year or after: Q4 of 2023, 2019 first half."""
    names = "|".join(sorted(load_data("english.toml")["parts_of_year"], key=len, reverse=True))
    part, year = rf"(?:the )?(?P<part>{names})", r"(?P<year>(?:19|20)\d{2})"
    orders = (rf"\b{part},? ?(?:of |in )?(?:the year )?{year}\b", rf"\b{year}(?:['’]s)?,? {part}\b")
    return tuple(re.compile(order, re.IGNORECASE) for order in orders)


def _part(part: str, year: str) -> str:
    return f"{year}年{load_data('english.toml')['parts_of_year'][part]}"


def amount(number: str, scale: str) -> str:
    """Write a number with its English scale in 万 or 亿: 1.5, billion → 15亿."""
    words = load_data("english.toml")["numbers"]
    try:
        value = Decimal(words.get(number, number.replace(",", "")))
    except InvalidOperation:
        return number
    value *= load_data("english.toml")["scales"][scale]
    unit, name = (_HUNDRED_MILLION, "亿") if value >= _HUNDRED_MILLION else (_TEN_THOUSAND, "万")
    return f"{(value / unit).normalize():f}{name}" if value >= unit else f"{value.normalize():f}"


def month_number(word: str) -> int | None:
    """Give the month that an English name or abbreviation stands for."""
    months: dict[str, int] = load_data("english.toml")["months"]
    return months.get(word)


def _lowered(match: re.Match[str]) -> dict[str, str]:
    return {group: said.lower() for group, said in match.groupdict().items() if said}


def _date(
    first: str, last: str | None = None, day: str | None = None, year: str | None = None
) -> str:
    until = f"-{month_number(last)}" if last else ""
    on = f"{int(day)}日" if day else ""
    return (f"{year}年" if year else "") + f"{month_number(first)}{until}月{on}"


def _month_names() -> str:
    """Give the months' names as an expression, the longest first."""
    return "|".join(sorted(load_data("english.toml")["months"], key=len, reverse=True))


@cache
def _days() -> tuple[re.Pattern[str], ...]:
    """A day and its month, in either order, with its year if one follows."""
    day, year = r"(?P<day>[0-3]?\d)(?:st|nd|rd|th)?", r"(?:,? ?(?P<year>(?:19|20)\d{2}))?\b"
    month = rf"(?P<first>{_month_names()})\.?"
    orders = (rf"\b{day} (?:of )?{month}{year}", rf"\b{month} {day}\b{year}")
    return tuple(re.compile(order, re.IGNORECASE) for order in orders)


@cache
def _months() -> re.Pattern[str]:
    """A month or a range of months, with its year if one follows; may is a verb, but in May."""
    names = _month_names()
    verbs = "|".join(sorted(_MONTHS_AS_VERBS))
    sure = rf"(?:(?<=\bin )|(?!(?:{verbs})\b(?! (?:of |in |to |through )?(?:\d|\w+ \d))))"
    until = rf"(?: ?(?:to|through|until|till|[-–—]) ?(?P<last>{names})\b\.?)?"
    year = r"(?: ?(?:of |in )?(?P<year>\d{4}))?\b"
    first = rf"\b(?:from )?{sure}(?P<first>{names})\b\.?"
    return re.compile(rf"{first}{until},?{year}", re.IGNORECASE)
