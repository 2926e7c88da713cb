"""What belongs to a span: the year of a day, the noun of a name, both ends of a rise."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from bot.answering.data_files import load_data
from bot.answering.language.candidates import Candidate, Kind
from bot.answering.language.thesaurus import same_words
from bot.answering.question.question import Question, once
from bot.answering.reading.reader import ScoredSpan

# 三个 | 季度: a noun that is counted has so many characters at least.
MIN_COUNTED = 2

_AND = frozenset({"、", "和", "与", "及", "以及"})
_BYLINE = re.compile(r"本报讯[^，。,]{0,24}?\d+月\d+日[，,]|本报讯 ?(?:[（(][^）)]*[）)])?")
_RISES = r"(?:上?涨|增长?|增加|上升|提高|提升|下?降|下跌|减少?|下滑|回落|省|少)"
_ASKED_RISE = re.compile(rf"(?<!新){_RISES}(?:了|幅)?多少[?？呢呀啊]*$")
_RISEN_BY = re.compile(rf"{_RISES}了?$")
_RISEN = re.compile(rf"(?:{_RISES}|[增涨升降跌][幅速])[^，。；,;]{{0,6}}$")
_WHEN = r"(?:几|哪|什么时|何时|啥时)"
_ASKED_ENDS = {
    "first": re.compile(rf"[从自]{_WHEN}|{_WHEN}[^，。,？?]{{0,4}}(?:开始|起)"),
    "last": re.compile(rf"[到至]{_WHEN}|截[止至]|{_WHEN}[^，。,？?]{{0,4}}(?:结束|为止)"),
}
_ASKED_WHEN = re.compile(_WHEN)
_STRETCH = re.compile(
    r"(?P<first>[^至到]*(?:[年月日号时点分]|:\d\d))起? ?(?:[-—~～至到]|——) ?(?P<last>[^至到]+)"
)
_FROM_TO = re.compile(rf"[从由][^，。；,;]{{1,16}}?{_RISES}?[到至为]$")


@once
def asks_rise(question: Question) -> bool:
    """Whether it asks by how much something rose or fell: in percent or as an amount."""
    return bool(_ASKED_RISE.search(question.plain))


def is_rise(question: Question, text: str, one: Candidate) -> bool:
    """Whether a figure is a rise (增幅达7%, 涨了600元), where a rise is asked for."""
    patterns = {Kind.PERCENT: (_RISEN, _FROM_TO), Kind.FIGURE: (_RISEN_BY, _FROM_TO)}
    near = patterns.get(one.kind, ()) if asks_rise(question) else ()
    return any(pattern.search(text[: one.start]) for pattern in near)


def with_rise(question: Question, text: str, span: ScoredSpan) -> ScoredSpan:
    """Take along from what something rose or fell: 从18元降到 | 12元."""
    match = _FROM_TO.search(text[: span.start]) if asks_rise(question) else None
    return ScoredSpan(match.start(), span.end, span.score) if match else span


def end_asked(question: Question, text: str, span: ScoredSpan) -> ScoredSpan:
    """Leave the end that is asked for of a stretch of time: 封到几号 → 9月1日至 | 10月31日."""
    stretch = _STRETCH.fullmatch(text, span.start, span.end)
    end = _asked_end(question) if stretch else ""
    return ScoredSpan(*stretch.span(end), span.score) if stretch and end else span


@once
def _asked_end(question: Question) -> str:
    """Name the one end of a stretch of time that is asked for, "" where it is none or both."""
    asked = [name for name, asking in _ASKED_ENDS.items() if asking.search(question.plain)]
    is_single = len(asked) == 1 and len(_ASKED_WHEN.findall(question.plain)) <= 1
    return asked[0] if is_single else ""


def with_told(question: Question, text: str, span: ScoredSpan) -> ScoredSpan:
    """Take along what a span is told from (本月 | 18日, 每月 | 300元) and counts (三个 | 季度)."""
    start, end = span.start, span.end
    for words, taken in _belonging():
        match = taken.search(text, 0, start) if words.match(text, start, end) else None
        start = match.start() if match else start
    counted = shared_start(question.wanted.right, text[end:]) if question.wanted.measure else 0
    return ScoredSpan(start, end + (counted if counted >= MIN_COUNTED else 0), span.score)


def shared_start(one: str, other: str) -> int:
    """Count the characters that two texts begin with alike."""
    count = 0
    for a, b in zip(one, other, strict=False):
        if a != b:
            break
        count += 1
    return count


@cache
def _belonging() -> tuple[tuple[re.Pattern[str], re.Pattern[str]], ...]:
    rows = load_data("cutting.toml")["before"]
    return tuple((re.compile(row["words"]), re.compile(row["taken"])) for row in rows)


def with_noun(question: Question, text: str, span: ScoredSpan) -> ScoredSpan:
    """Take the noun that was asked for along, with the quotation marks: “甲” → “甲”称号."""
    if not text.startswith(("”", "》"), span.end):
        return span
    after = span.end + 1
    nouns = (noun for noun in same_words(question.wanted.focus or "?") if noun)
    noun = next((noun for noun in nouns if text.startswith(noun, after)), None)
    return ScoredSpan(max(0, span.start - 1), after + len(noun), span.score) if noun else span


def whole_run(text: str, span: ScoredSpan, others: Sequence[ScoredSpan]) -> ScoredSpan:
    """Take along those that are named with one: 甲、乙 | 共同主办."""
    for other in sorted(others, key=lambda other: other.start):
        if other.start >= span.end and text[span.end : other.start] in _AND:
            span = ScoredSpan(span.start, other.end, span.score)
    for other in sorted(others, key=lambda other: -other.end):
        if other.end <= span.start and text[other.end : span.start] in _AND:
            span = ScoredSpan(other.start, span.end, span.score)
    return span


def without_byline(text: str, span: ScoredSpan) -> ScoredSpan:
    """Leave out the 本报讯 and the day that a report opens with."""
    match = _BYLINE.match(text, span.start)
    return (
        ScoredSpan(match.end(), span.end, span.score) if match and match.end() < span.end else span
    )
