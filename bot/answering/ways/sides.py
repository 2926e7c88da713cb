"""The sides of a comparison: each asked as a question of its own, in the asker's words."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import cache
from typing import NamedTuple

from bot.answering.data_files import load_data
from bot.answering.language.dimensions import asked_dimensions
from bot.answering.language.periods import Period
from bot.answering.language.qualifiers import qualifier_places
from bot.answering.question.question import Question, general_words
from bot.answering.understanding.subjects import is_deed, is_measured, is_rate

_JOINS = re.compile(r"和|跟|与|同|及|、|还是|对比|相比|比")
_BLANK = re.compile(r"[ ,，、;；]+")
_NOW = re.compile(r"现在|如今|目前|后来|总共|一共")
_COUNTED = re.compile(r"^.*(?:多少|几)[个家户名人座条]?|^(?!.*(?:多少|几)).*$")
_ASKED = re.compile(
    r"多少[\u4e00-\u9fff]{0,2}?(?=[ ,，]|$)|几[\u4e00-\u9fff](?=[ ,，]|$)|谁|什么时候|哪[天年月里]"
)


class Side(NamedTuple):
    """What a side is called (2019年, 固投), and the questions it may be, the likeliest first.

    `period` is the time that tells it from the other side.
    """

    label: str
    texts: tuple[str, ...]
    period: Period | None = None


def sides_of(question: Question) -> list[Side]:
    """Take a comparison apart into questions; [] where it names no two sides."""
    for split in _SPLITS:
        sides = list(dict.fromkeys(split(question)))
        if len(sides) > 1:
            return sides
    return []


def _by_clause(question: Question) -> Iterator[Side]:
    """规划多少亩 建了多少亩: two questions in one; what the second is about the first tells."""
    parts = [part for part in _BLANK.split(question.plain.rstrip("?")) if part]
    told = [any(topic in part for topic in question.topics) for part in parts]
    if len(parts) < 2 or not told[0] or not all(map(_ASKED.search, parts)):
        return
    subject = next(iter([*(form for form, _ in question.names), *question.subject]), "")
    if not all(tells or _NOW.match(part) for part, tells in zip(parts, told, strict=True)):
        return
    counted = _COUNTED.sub("", parts[0])  # 建了多少【充电桩】 现在有多少
    for part, tells in zip(parts, told, strict=True):
        whole = part if tells else part + counted
        yield Side(part, (whole if subject in whole else subject + whole,))


def _by_period(question: Question) -> Iterator[Side]:
    """6月和9月…: the same of each time; 2020年6月和9月 are of one year."""
    periods = [replace(one, printed=one.printed.lstrip("比较")) for one in question.periods]
    places = [question.plain.find(period.printed) for period in periods]
    if len(periods) < 2 or min(places) < 0:
        return
    year = next((period.year for period in periods if period.year), None)
    before = question.plain[: places[0]]
    between = question.plain[places[0] + len(periods[0].printed) : places[-1]]
    shared = _JOINS.sub("", between) if comparison_words()["than"].search(question.plain) else ""
    after = _as_asked(question.plain[places[-1] + len(periods[-1].printed) :])
    for period in periods:
        whole = replace(period, year=period.year or year, compared=False)
        text = _in_full(period, year) + before + shared + after
        yield Side(period.printed, (text,), whole)


def _in_full(period: Period, year: int | None) -> str:
    """Write a time so that it is one wherever it stands: 2019 → 2019年, 9月 → 2020年9月."""
    if period.printed.isdigit():
        return f"{period.year}年"
    bare = period.year is None and period.relative is None and year
    return f"{year}年{period.printed}" if bare else period.printed


def _by_qualifier(question: Question) -> Iterator[Side]:
    """一期二期各投多少: the same of each phase."""
    places = qualifier_places(question.plain)
    yield from _each_of(question, tuple(question.plain[slice(*place)] for place in places))


def _by_name(question: Question) -> Iterator[Side]:
    """甲和乙分别…: the same of each name of a kind."""
    kinds = [name.kind for _, name in question.names]
    kind = max(kinds, key=kinds.count, default=None)
    yield from _each_of(question, tuple(f for f, name in question.names if name.kind is kind))


def _each_of(question: Question, words: tuple[str, ...]) -> Iterator[Side]:
    """Put each of some words in the place of all, where only a joint stands between them."""
    places = sorted((question.plain.find(word), word) for word in dict.fromkeys(words))
    if len(places) < 2 or places[0][0] < 0:
        return
    start, end = places[0][0], places[-1][0] + len(places[-1][1])
    between = question.plain[places[0][0] + len(places[0][1]) : places[-1][0]]
    others = [topic for topic in question.topics if topic in between and topic not in words]
    for _, word in places if not others else ():
        rest = _as_asked(question.plain[end:])
        yield Side(word, (question.plain[:start] + word + rest,))


def _by_joint(question: Question) -> Iterator[Side]:
    """固投增速和gdp增速哪个高: what stands left and right of a joint."""
    for joint in _JOINS.finditer(question.plain):
        left, right = question.plain[: joint.start()], question.plain[joint.end() :]
        tail = comparison_words()["tail"].search(right)
        second = right[: tail.start()] if tail else right.rstrip("?")
        if not any(topic in left for topic in question.topics) or not second:
            continue
        rest = _as_asked(right[len(second) :])
        first = left + _said_once(question, left, second)
        yield Side(first, (first + rest,))
        heads = dict.fromkeys(_heads(question, left, second))
        rate = _rate_for(question, left, second)
        yield Side(second, tuple(head + second + rate + rest for head in heads))
        return


def _rate_for(question: Question, left: str, second: str) -> str:
    """Give the rate that the first side says for both: 服务业【增速】比固投高吗."""
    rates = [one for one in question.topics if is_rate(one)]
    own = any(rate in second for rate in rates)
    return "" if own else next((rate for rate in rates if left.endswith(rate)), "")


def _said_once(question: Question, left: str, second: str) -> str:
    """Give what only the second side says and holds for both: 甲和乙【明年产值】各多少."""
    if any(left.endswith(topic) and _is_attribute(topic) for topic in question.topics):
        rate = next((one for one in question.topics if second.endswith(one) and is_rate(one)), "")
        return "" if left.endswith(rate) else rate  # 工业增加值和服务业增加值【增速】
    shared = [topic for topic in question.topics if _is_attribute(topic)]
    shared += [period.printed for period in question.periods]
    places = (second.find(word) for word in shared)
    at = min((place for place in places if place > 0), default=len(second))
    return second[at:]


def _is_attribute(topic: str) -> bool:
    return topic in general_words() or any(True for _ in asked_dimensions(topic))


def _heads(question: Question, left: str, second: str) -> Iterator[str]:
    """Give what the second side may share with the first: all but its last words, a time, nothing.

    It shares as much as leaves it as many topics as the second side has.
    """
    before = [topic for topic in question.topics if topic in left]
    said = [topic for topic in question.topics if topic in second]
    count = sum(is_measured(topic) or not is_deed(topic) for topic in said)
    if 0 < count < len(before):
        yield left[: left.rfind(before[-count])]
    opening = (one.printed for one in question.periods if left.startswith(one.printed))
    yield next(opening, "")
    yield ""


def _by_neighbours(question: Question) -> Iterator[Side]:
    """电价水价各加多少: the last two topics before 各 or 分别."""
    each = comparison_words()["each"].search(question.plain)
    left = question.plain[: each.start()] if each else ""
    topics = [topic for topic in question.topics if topic in left][-2:]
    if len(topics) == 2 and left.endswith("".join(topics)):
        start = left.rfind("".join(topics))
        rest = _as_asked(question.plain[len(left) :])
        for topic in topics:
            yield Side(topic, (question.plain[:start] + topic + rest,))


def _as_asked(rest: str) -> str:
    """Ask of one side what was asked of both: 哪个高 and 各是多少 both ask 多少."""
    for pattern, asked in _rewritten():
        rest = pattern.sub(asked, rest)
    return rest if re.search(r"多|几|谁|哪|什么|何", rest) else f"{rest}多少"


@cache
def comparison_words() -> dict[str, re.Pattern[str]]:
    """The words by which things are compared, by what they are."""
    rows = load_data("grammar.toml")["comparison"].items()
    return {name: re.compile(words) for name, words in rows if isinstance(words, str)}


@cache
def _rewritten() -> tuple[tuple[re.Pattern[str], str], ...]:
    rows = load_data("grammar.toml")["comparison"]["asked"]
    return tuple((re.compile(pattern), plain) for pattern, plain in rows.items())


_SPLITS: tuple[Callable[[Question], Iterator[Side]], ...] = (
    _by_period,
    _by_clause,
    _by_qualifier,
    _by_name,
    _by_joint,
    _by_neighbours,
)
