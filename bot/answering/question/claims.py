"""What a yes/no question claims: beyond its subject, and by which words it must be judged."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, cached_property
from typing import NamedTuple

from bot.answering.data_files import load_data
from bot.answering.language.dimensions import unit_pattern
from bot.answering.language.parts_of_speech import Part, part_of
from bot.answering.language.periods import Period, numeral
from bot.answering.question.question import Question

_NUMERALS = "一二两三四五六七八九十"
_FIGURE = re.compile(
    rf"(?P<number>\d[\d.,]*|(?<!唯)[{_NUMERALS}]+(?=\s*(?:个|家|批|次|座|条|户|项|天|届|亩|人|名)))\s*"
    rf"(?P<unit>个季度|批次|{unit_pattern()}|[万亿]|[座次批条届])"
)
_RANK = re.compile(
    rf"(?:全[市省国区]|我市)?(?P<rank>第\s*(?:\d+|[{_NUMERALS}]+)(?![个家批季期届次])(?:[位名])?|首位|榜首|领跑|末位)"
)
_LAST = -1


class Figure(NamedTuple):
    """A figure in a text: where it stands, its value, its unit."""

    start: int
    end: int
    value: float
    unit: str


def figures(text: str) -> Iterator[Figure]:
    """Find the figures of a folded text; 以上 and 以下 make them bounds, which are none."""
    for match in _FIGURE.finditer(text):
        number = match["number"].replace(",", "").rstrip(".")
        if not text[match.end() :].lstrip("元").startswith(("以上", "以下", "以内")):
            value = float(number) if number[0].isdigit() else float(numeral(number))
            yield Figure(*match.span(), value, match["unit"])


def ranks(text: str) -> Iterator[Figure]:
    """Find the ranks of a folded text: 全市第二, 首位 (which is the first)."""
    for match in _RANK.finditer(text):
        digits = match["rank"].strip("第位名 ")
        named = {"首": 1, "榜首": 1, "领跑": 1, "末": _LAST}
        yield Figure(*match.span(), float(named.get(digits) or numeral(digits)), "rank")


@cache
def opposites() -> tuple[tuple[re.Pattern[str], re.Pattern[str]], ...]:
    """What is asked, with the printed words that deny it without a 不 or 没有: 要钱, 免费."""
    rows = load_data("grammar.toml")["opposite"]
    return tuple((re.compile(row["asked"]), re.compile(row["printed"])) for row in rows)


@cache
def verdict_words() -> dict[str, re.Pattern[str]]:
    """The words by which claims are made and judged, by what they are."""
    return {name: re.compile(row) for name, row in load_data("grammar.toml")["verdict"].items()}


@dataclass(frozen=True)
class Claim:
    """A yes/no question taken apart: a subject, and what is claimed of it."""

    question: Question

    def has(self, words: str) -> bool:
        """Whether the question has words of that kind: done, whole, only, planned."""
        return bool(verdict_words()[words].search(self.question.plain))

    @cached_property
    def said(self) -> tuple[str, ...]:
        """The topics that are claimed of the subject: those after 是, 已经, 有 and the like.

        Where nothing binds them to a subject, those after the first. A single character stands in
        too many other words to be claimed.
        """
        topics = self._topics
        bound = verdict_words()["binding"].search(self.question.plain, 1)
        after = self.question.plain[bound.end() :] if bound else ""
        claimed = tuple(topic for topic in topics if topic in after)
        if claimed and claimed != topics:
            return claimed
        subject = next((topic for topic in topics if topic in self.question.subject), None)
        return tuple(topic for topic in topics if topic != subject)

    @cached_property
    def subject(self) -> tuple[str, ...]:
        """The topics that are no claim: of what it is claimed."""
        return tuple(one for one in self._topics if one not in self.said)

    @cached_property
    def _topics(self) -> tuple[str, ...]:
        binding = verdict_words()["binding"]
        longer = (topic for topic in self.question.topics if len(topic) > 1)
        return tuple(topic for topic in longer if not binding.fullmatch(topic))

    @cached_property
    def deeds(self) -> tuple[str, ...]:
        """The topics of a single character: 装, 开."""
        return tuple(one for one in self.question.topics if len(one) == 1)

    @cached_property
    def must(self) -> tuple[str, ...]:
        """The names and places among the claimed words: without them nothing is confirmed."""
        named = {form for form, _ in self.question.names}
        return tuple(one for one in self.said if one in named or part_of(one) is Part.PLACE)

    @cached_property
    def is_negated(self) -> bool:
        """Whether the question itself denies: 还没有落地？, 不是…吗."""
        asked = verdict_words()["tag"].sub("", self.question.plain)
        return bool(verdict_words()["denied"].search(asked))

    @cached_property
    def figure(self) -> Figure | None:
        """The figure that is claimed: the last one, if it is no part of the subject."""
        plain = self.question.plain
        dated = [period.printed for period in self.question.periods]
        free = [
            one
            for one in figures(plain)
            if one.start > 0
            and not plain[one.end :].startswith("的")
            and not any(plain[one.start : one.end] in printed for printed in dated)
        ]
        last = free[-1] if free else None
        return None if last and self._names_a_thing(last) else last

    def _names_a_thing(self, figure: Figure) -> bool:
        """Whether more is claimed of what the figure counts: 16个项目通过了吗."""
        before, after = self.question.plain[: figure.start], self.question.plain[figure.end :]
        more = sum(topic in after for topic in self.question.topics) > 1
        return more and not before.endswith(("有", "是", "共", "只", "就", "了", "到"))

    @cached_property
    def rank(self) -> Figure | None:
        """The rank that is claimed; 末位的是…吗 claims who has it."""
        rank = next(ranks(self.question.plain), None)
        after = self.question.plain[rank.end :] if rank else ""
        return None if any(topic in after for topic in self.question.topics) else rank

    @cached_property
    def time(self) -> Period | None:
        """The time that is claimed, as in 是2020年签约的吧; None where it is only the setting."""
        for period in self.question.periods:
            before, _, after = self.question.plain.partition(period.printed)
            if verdict_words()["at"].search(before) or after.startswith(("才", "吗", "吧")):
                return period
        return None
