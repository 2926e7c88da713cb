"""How words announce what they tell: a reason, a manner, what is the most, who said or did it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from itertools import chain

from bot.answering.data_files import load_data
from bot.answering.language.wanted import AnswerType
from bot.answering.question.kinds import Kind
from bot.answering.question.question import Question, once
from bot.answering.spans.gap import gap_of
from bot.answering.spans.plausible import asks_speech

# What may be told in clauses, by kind; 怎么 also asks for reasons: 怎么没了.
MEANS = "means"
_ROWS = {Kind.WHY: ("cause", "aim"), Kind.HOW: (MEANS, "cause")}
_BY_MEANS = "靠"  # 靠什么打通
_TROUBLE = re.compile(
    r"(?:难|问题|瓶颈|短板|不足|毛病)[点处]?[^,，?]{0,3}(?:哪|什么)|什么[^,，?]{0,3}(?:难|问题|瓶颈)"
)

_BY_NAME = frozenset({AnswerType.PERSON, AnswerType.ORGANISATION})
_SPEAKER = re.compile(r"说|讲|觉得|认为|表示|介绍|透露|提到|坦言|反映")
_SPEAKER = re.compile(
    r"(?:^|(?<=[，。；,;”]))(?P<said>(?![这那其他她])[^，。；：,;:“”]{2,20}?)"
    r"(?:纷纷|兴奋地|高兴地|也|还|都)?(?:表示|介绍|说|认为|指出|强调|坦言|透露|告诉|反映)"
)


def is_told_in_clauses(kind: Kind) -> bool:
    """Whether questions of a kind are answered by whole clauses."""
    return kind in _ROWS


@once
def announcing_rows(question: Question) -> tuple[str, ...]:
    """Name the rows of clauses.toml that tell what is asked, the likeliest first."""
    rows: tuple[str, ...] = _ROWS.get(question.kind, ())
    if rows and _BY_MEANS in question.wanted.left[-1:] + question.wanted.word:
        rows = (*rows, MEANS)
    return ("trouble", *rows) if asks_trouble(question) else rows


@once
def announcing_patterns(question: Question) -> tuple[re.Pattern[str], ...]:
    """Give what such clauses look like, `said` being what answers; none for facts."""
    return tuple(chain.from_iterable(map(patterns_of, announcing_rows(question))))


@cache
def trouble_words() -> re.Pattern[str]:
    """Give the words that tell of trouble, as most reasons do: 不够, 老化."""
    return re.compile(load_data("clauses.toml")["troubled"])


@cache
def patterns_of(name: str) -> tuple[re.Pattern[str], ...]:
    """Give the patterns of one row of clauses.toml."""
    return tuple(map(re.compile, load_data("clauses.toml")[name]))


def asks_trouble(question: Question) -> bool:
    """Whether it asks what is difficult: 难在哪里."""
    return question.kind is Kind.HOW and bool(_TROUBLE.search(question.plain))


@once
def most_asked(question: Question) -> str:
    """Tell which is asked for (哪个最大), "most" or "least"; "" for neither."""
    plain = question.plain
    return next(
        (way for way in ("most", "least") if patterns_of(f"asks_{way}")[0].search(plain)), ""
    )


def said_most(question: Question, text: str) -> Iterator[tuple[int, int]]:
    """Give where a text tells what is the most of its kind: 最大的 | 某某站 | 达到."""
    asked = most_asked(question)
    for pattern in patterns_of(asked) if asked else ():
        for match in pattern.finditer(text):
            yield match.span("said")


def speakers(question: Question, text: str) -> Iterator[tuple[int, int]]:
    """Give who is printed to have said something, where that is asked: 项目负责人 | 表示."""
    if question.wanted.type is AnswerType.PERSON and asks_speech(question):
        for match in _SPEAKER.finditer(text):
            yield match.span("said")


def doers_of(question: Question, text: str) -> Iterator[tuple[int, int]]:
    """Give by whom is printed to be done what is asked about: 由 | 某某船行 | 接手."""
    deeds = gap_of(question).deeds if question.wanted.type in _BY_NAME else ()
    if deeds and "由" in text:
        done = "|".join(map(re.escape, deeds))
        pattern = rf"由(?P<said>[^，。；,;由]{{2,20}}?)(?:共同|联合|负责|来)?(?:{done})"
        for match in re.finditer(pattern, text):
            yield match.span("said")
