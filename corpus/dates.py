"""Printed dates: finding them, and telling the year and day that a reader of that day knew.

A newspaper prints 「6月23日」 and 「近日」: the year is that of the page. Where the page prints no
date it is inferred from other years in its text, from weekdays, or from public events, and the
reason is kept beside the value.
"""

from __future__ import annotations

import datetime as dt
import re
import tomllib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from corpus.model import Article, ArticleDate, Kind

_PART_OF_DAY = "凌晨|清晨|早上|上午|中午|下午|傍晚|晚上|晚|夜间|夜里"
_CLOCK = rf"(?:[ ]?(?:{_PART_OF_DAY}))?(?:[ ]?\d{{1,2}}[ ]?[时点](?:\d{{1,2}}分)?)?"
_YEAR = r"(?:(?P<year>\d{4})[ ]?年[ ]?)"
_DAY = re.compile(
    rf"{_YEAR}?(?P<month>\d{{1,2}})[ ]?月[ ]?(?P<day>\d{{1,2}})[ ]?"
    rf"(?:[—–\-－至、][ ]?(?:\d{{1,2}}[ ]?月[ ]?)?\d{{1,2}}[ ]?)?日"
    rf"(?:至(?:\d{{1,2}}月)?\d{{1,2}}日)?{_CLOCK}"
)
_VAGUE = re.compile(
    r"近日|日前|近期|假期期间|(?:春节|元旦|清明|[五十]一|端午|中秋|国庆)(?:期间|假期|长假)"
    r"|这几天|连日来|近段时间"
    rf"|(?:昨日|昨天|今日|今天)(?:{_PART_OF_DAY})?|前天|[上本]周[一二三四五六日天末]?"
    r"|(?<![\d月])\d{1,2}日(?:上午|下午|晚|晚上)"
)
_UNTIL = re.compile(
    rf"(?:截至|截止)[ ]?(?:到|至)?[ ]?(?:{_YEAR}|今年|去年)?(?P<month>\d{{1,2}})[ ]?月(?:底|末|份)?"
    r"(?:[ ]?(?P<day>\d{1,2})[ ]?日)?"
)
_PERIOD = re.compile(
    rf"(?:{_YEAR}|今年|去年)?(?:前三季度|前?[一二三四]季度|第[一二三四]季度|上半年|下半年"
    r"|前[ ]?\d{1,2}[ ]?个月|\d{1,2}[ ]?[—–\-－至][ ]?\d{1,2}[ ]?月份?)"
)
_MONTH = re.compile(
    rf"(?:{_YEAR}|今年|去年)?(?<![\d—–\-－至])(?P<month>\d{{1,2}})[ ]?月(?:份|初|底|末|[上中下]旬)"
    r"|^(?P<opening>\d{1,2})[ ]?月(?=[，,])"
)
_YEAR_OPENING = re.compile(r"今年以来|去年(?=[，,])")
_FULL = re.compile(
    r"(?P<year>(?:19|20)\d\d)[ ]?[年.\-/][ ]?(?P<month>\d{1,2})[ ]?[月.\-/][ ]?(?P<day>\d{1,2})"
)
_COMPACT = re.compile(
    r"(?<!\d)(?P<year>(?:19|20)\d\d)[-_.]?(?P<month>[01]\d)[-_.]?(?P<day>[0-3]\d)(?!\d)"
)
_PRINTED_YEAR = re.compile(r"(?<!\d)(?P<year>(?:19|20)\d\d)[ ]?年")
_AHEAD = re.compile(r"(?:(?<!截)[到至]|力争|计划|预计|目标|展望|—|-)[ ]?$")
# 2015年，他… · 2018年10月开工 · 2014年以来: what is told of another year than the page's; against
# 2018年首场, 2020年度, 2022年8月1日, 截至2019年4月. Of 23 gold pages whose year had to be told from
# their text, the latest year was wrong on 9; with these left out, on one (8 then tell no year).
_OTHER_YEAR = re.compile(
    r"[，,]|以[来前后]|[前后底初末春夏秋冬起]|[ ]?\d{1,2}[ ]?月(?![ ]?\d|[—–\-－至])"
)
_SINCE = re.compile(r"(?:自|从|早在|始于|建于|成立于|[^截]至)[ ]?$")
_UP_TO = re.compile(r"截[至止](?:到)?[ ]?$")
_EARLIEST = 2000  # before, pages were not made as text: an older year tells of the past
_WEEKDAY = re.compile(rf"{_DAY.pattern}[ ]?[（(]?(?:星期|周)(?P<weekday>[一二三四五六日天])")
_WEEKDAYS = {name: number for number, name in enumerate("一二三四五六日")} | {"天": 6}


CERTAIN_REASONS = ("据版面日期", "据版面登记的年份")
"""Reasons that leave no doubt: the page or its keeper says so."""


@dataclass(frozen=True, slots=True)
class Anchor:
    """What day or year a page is of, and how that is known (None: it is printed on the page)."""

    year: int
    day: dt.date | None = None
    reason: str | None = None


def printed_date(text: str) -> dt.date | None:
    """Read a full date (2020年6月24日, 2020-06-24) out of a page's header or foot."""
    return _date(_FULL.search(text))


def file_date(file: str) -> dt.date | None:
    """Read the date that a file's name gives (20200624, 2020-06-24)."""
    return _date(_COMPACT.search(file) or _FULL.search(file))


def _date(match: re.Match[str] | None) -> dt.date | None:
    if not match:
        return None
    try:
        return dt.date(int(match["year"]), int(match["month"]), int(match["day"]))
    except ValueError:
        return None


def anchor_page(
    texts: Sequence[str], *, published: dt.date | None = None, year: int | None = None
) -> Anchor | None:
    """Tell what day or year a page is of; None where nothing tells."""
    if published:
        return Anchor(published.year, published, CERTAIN_REASONS[0])
    if year:
        return Anchor(year, None, CERTAIN_REASONS[1])
    text = "\n".join(texts)
    printed = max(_years(text), default=None)
    weekday = _weekday_year(text, near=printed)
    if weekday:
        return Anchor(weekday, None, "据星期与日历相合")
    if printed:
        return Anchor(printed, None, f"据同版印有的“{printed}年”")
    for words, event_year in _events():
        if words in text:
            return Anchor(event_year, None, f"据同版提到的“{words.strip('“”')}”")
    return None


def _years(text: str) -> Iterable[int]:
    """Give the years that a page names as its own; goals set for later are none, nor are tales."""
    for match in _PRINTED_YEAR.finditer(text):
        before = text[max(0, match.start() - 4) : match.start()]
        other = _OTHER_YEAR.match(text, match.end()) or _SINCE.search(before)
        if _AHEAD.search(before) or (other and not _UP_TO.search(before)):
            continue
        if int(match["year"]) >= _EARLIEST:
            yield int(match["year"])


def _weekday_year(text: str, near: int | None) -> int | None:
    """Find the year in which a printed day was the printed weekday, next to the year named."""
    match = _WEEKDAY.search(text) if near and ("星期" in text or "周" in text) else None
    if not match or not near:
        return None
    for year in (near, near + 1):
        try:
            day = dt.date(year, int(match["month"]), int(match["day"]))
        except ValueError:
            continue
        if day.weekday() == _WEEKDAYS[match["weekday"]]:
            return year
    return None


@cache
def _events() -> tuple[tuple[str, int], ...]:
    path = Path(__file__).parent / "data" / "year_marks.toml"
    rows = tomllib.loads(path.read_text(encoding="utf-8"))
    return tuple(sorted(rows.items(), key=lambda row: -row[1]))


def date_article(article: Article, anchor: Anchor | None) -> ArticleDate:
    """Find when an article's event was: the day its opening names, else the period it reports.

    A notice is of the day it is signed; a correction has no event.
    """
    match = _dating(article)
    if not match:
        year = str(anchor.year) if anchor else None
        return ArticleDate(None, year, bool(anchor), anchor.reason if anchor else None)
    return resolve(match, anchor)


_OPENING = 3  # paragraphs; later ones tell the background


def _dating(article: Article) -> re.Match[str] | None:
    texts = [paragraph.text for paragraph in article.paragraphs]
    if article.kind is Kind.NOTICE:
        return None if _CORRECTION.match(article.title) else _DAY.match(texts[-1] if texts else "")
    first = texts[0] if texts else ""
    found = [match for form in (_DAY, _VAGUE, _UNTIL) if (match := form.search(first))]
    if article.kind is Kind.INFOGRAPHIC and (period := _period(article)):
        return period
    if any(match.re is not _UNTIL for match in found):
        return min(found, key=lambda match: match.start())
    if len(texts) > 1 and (later := _DAY.match(texts[1])):
        return later
    around = [printed.text for printed in (article.deck, article.headline) if printed]
    forms = (_UNTIL, _PERIOD, _MONTH)
    texts = texts[:_OPENING] + around
    named = (m for text in texts for form in forms if (m := form.search(text)))
    return next(named, None) or _YEAR_OPENING.match(first)


def _period(article: Article) -> re.Match[str] | None:
    """Find the period that an infographic's title and opening name."""
    opening = [*article.paragraphs[:1], article.headline, *article.subheadlines]
    texts = [printed.text for printed in opening if printed]
    forms = (_PERIOD, _UNTIL, _MONTH, _PRINTED_YEAR)
    return next((m for text in texts for form in forms if (m := form.search(text))), None)


_CORRECTION = re.compile(r"更[ \u3000]*正")


def resolve(match: re.Match[str], anchor: Anchor | None) -> ArticleDate:
    """Resolve a printed date against the page's own."""
    parts = match.groupdict()
    text = match.group().strip()
    if parts.get("year"):
        return ArticleDate(text, _iso(int(parts["year"]), parts.get("month"), parts.get("day")))
    if not anchor:
        return ArticleDate(text, None)
    if anchor.day and (day := _relative_day(text, anchor.day)):
        return ArticleDate(text, day.isoformat(), inferred=True, reason=anchor.reason)
    year = anchor.year - ("去年" in text)
    if month := parts.get("month") or parts.get("opening"):
        year -= bool(anchor.day and int(month) > anchor.day.month + 1)
        value = _iso(year, month, parts.get("day"))
    elif anchor.day and re.match("近|日前|这|连日", text):
        value = f"{anchor.day:%Y-%m}"
    else:
        value = str(year)
    return ArticleDate(text, value, inferred=True, reason=anchor.reason)


_DAYS_BACK = {"昨": 1, "前天": 2, "今": 0}


def _relative_day(text: str, published: dt.date) -> dt.date | None:
    for word, back in _DAYS_BACK.items():
        if text.startswith(word) and not text.startswith("今年"):
            return published - dt.timedelta(days=back)
    week = re.match(r"(上|本)周([一二三四五六日天])", text)
    if week:
        monday = published - dt.timedelta(days=published.weekday() + 7 * (week[1] == "上"))
        return monday + dt.timedelta(days=_WEEKDAYS[week[2]])
    bare = re.match(r"(\d{1,2})日", text)
    if bare:
        month = (
            published
            if int(bare[1]) <= published.day
            else published.replace(day=1) - dt.timedelta(1)
        )
        return _date(
            re.match(r"(?P<year>\d+)-(?P<month>\d+)-(?P<day>\d+)", f"{month:%Y-%m}-{bare[1]}")
        )
    return None


def _iso(year: int, month: str | None, day: str | None) -> str | None:
    try:
        if month and day:
            return dt.date(year, int(month), int(day)).isoformat()
        return f"{dt.date(year, int(month), 1):%Y-%m}" if month else str(year)
    except ValueError:
        return str(year)
