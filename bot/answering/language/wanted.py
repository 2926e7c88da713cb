"""What a question asks for: the type of answer, its dimension, and what stands around the gap.

Chinese leaves the question word where the answer stands in the printed sentence. So the words left
and right of it are the anchors between which the answer is looked for.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cache
from operator import itemgetter

from bot.answering.data_files import load_data
from bot.answering.language.dimensions import (
    Dimension,
    asked_dimensions,
    dimensions,
    dimensions_of,
    put_in,
    same_measure,
    unit_pattern,
)


class AnswerType(StrEnum):
    """What kind of words answers a question."""

    PERSON = "person"
    ORGANISATION = "organisation"
    PLACE = "place"
    TIME = "time"
    DURATION = "duration"
    NUMBER = "number"
    MONEY = "money"
    PERCENT = "percent"
    RANK = "rank"
    NAME = "name"
    DEFINITION = "definition"
    REASON = "reason"
    MANNER = "manner"
    THING = "thing"
    YES_NO = "yes_no"


FIGURES = frozenset({AnswerType.NUMBER, AnswerType.MONEY, AnswerType.PERCENT, AnswerType.RANK})
# 主任【叫什么】, 增速【是啥】: a question word that says nothing of what is asked for.
_PLAIN_WHAT = re.compile(r"(?:是|叫|为|有)?(?:什么|啥|何)(?:名字)?")
# What may stand between the attribute and the question word.
_FILLER = re.compile(
    r"(?:的?(?:名字|姓名))?(?:都|分别|到底|大概|大约|约|一共|共)?(?:是|叫|为|有|在)*$"
)
# 修绿化带的钱【总共】: what may follow the attribute where no question word stands.
_IDLE_END = re.compile(r"(?:总共|一共|共计|合计|[？?。 呢])+$")
TIMES = frozenset({AnswerType.TIME, AnswerType.DURATION})
CLAUSES = frozenset({AnswerType.REASON, AnswerType.MANNER, AnswerType.DEFINITION})


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the question asks for.

    `start` and `end` are the question word's place in `question`; both are the question's length
    where it has none (安管员人数). `measure` is the measure word or unit asked literally (几家 →
    家); `dimension` names what a figure must measure, where that can be told; `focus` is the noun
    asked for (哪家公司 → 公司); `many` says that more than one answer is asked for.
    """

    question: str
    type: AnswerType
    start: int
    end: int
    dimension: str | None = None
    measure: str | None = None
    focus: str | None = None
    many: bool = False

    @property
    def word(self) -> str:
        """The question word, as typed."""
        return self.question[self.start : self.end]

    @property
    def left(self) -> str:
        """The words before the question word."""
        return self.question[: self.start]

    @property
    def right(self) -> str:
        """The words after the question word, without the end mark."""
        return self.question[self.end :].strip("？?。!！ ")

    @property
    def units(self) -> frozenset[str]:
        """The units that a figure may have; empty where any will do."""
        return dimensions()[self.dimension].units if self.dimension else frozenset()

    def fits_unit(self, unit: str) -> bool:
        """Whether a figure with this unit is of the kind asked for."""
        if self.measure and same_measure(self.measure, unit):
            return True
        if self.dimension:
            return self.dimension in dimensions_of(unit)
        return self.measure is None


@cache
def grammar_parts() -> dict[str, str]:
    """Give the parts that patterns may use by name: which, noun, attribute, measure and so on."""
    return {**load_data("wanted.toml")["parts"], "measure": unit_pattern()}


@cache
def _rules() -> tuple[tuple[AnswerType, str], ...]:
    """Read the rules: every pattern with its answer type, in order."""
    return tuple(
        (AnswerType(rule["type"]), pattern)
        for rule in load_data("wanted.toml")["rule"]
        for pattern in rule["patterns"]
    )


@cache
def _many() -> str:
    """Read the sign that many things are asked for."""
    return "|".join(load_data("wanted.toml")["many"]["patterns"])


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    """Compile a rule's pattern when it is first reached: all of them take .04 s."""
    return re.compile(put_in(grammar_parts(), pattern), re.IGNORECASE)


def wanted(question: str) -> Wanted:
    """Tell what a question asks for. Every question gets a reading; THING is the weakest."""
    matches = ((kind, _compiled(pattern).search(question)) for kind, pattern in _rules())
    kind, match = next(filter(itemgetter(1), matches), (AnswerType.THING, None))
    if match is None:
        return _wanted_without_question_word(question)
    groups = match.groupdict()
    reading = Wanted(
        question,
        kind,
        *match.span("word" if "word" in groups else 0),
        focus=groups.get("focus") or None,
        measure=groups.get("measure") or None,
        many=bool(_compiled(_many()).search(question)),
    )
    if kind in FIGURES or kind is AnswerType.DURATION:
        return _with_dimension(reading)
    return _asked_as_thing(reading)


def _wanted_without_question_word(question: str) -> Wanted:
    """Read 安管员人数 or 2019年全年gdp: the last attribute named is what is asked for."""
    end = len(_IDLE_END.sub("", question))
    reading = Wanted(question, AnswerType.THING, end, end)
    hits = [hit for hit in asked_dimensions(question) if hit[1] == end]
    return _of_dimension(reading, hits[0][2]) if hits else reading


def _asked_as_thing(reading: Wanted) -> Wanted:
    """Read 增速是什么 or 主任叫什么 by the attribute named right before the question word."""
    is_reason = reading.type is AnswerType.REASON  # 收入【为什么】掉
    if reading.focus or is_reason or not _PLAIN_WHAT.fullmatch(reading.word):
        return reading
    left = _FILLER.sub("", reading.left)
    for _, end, dimension in asked_dimensions(left):
        if end == len(left) and not dimension.counted:
            return _of_dimension(reading, dimension)
    return reading


def _of_dimension(reading: Wanted, dimension: Dimension) -> Wanted:
    measured = dimension.name if dimension.units else None
    return replace(reading, type=AnswerType(dimension.type), dimension=measured)


def counted(reading: Wanted) -> Wanted:
    """Read a question word as one that counts, whatever unit was taken for its own."""
    return _with_dimension(replace(reading, type=AnswerType.NUMBER, dimension=None, measure=None))


def _with_dimension(reading: Wanted) -> Wanted:
    """Tell what the figure must measure: by its measure word, else by the nearest attribute."""
    if reading.type is AnswerType.RANK and reading.word.startswith("第"):
        return replace(reading, dimension=str(reading.type))
    if reading.measure:
        named = dimensions_of(reading.measure)
        only = next(iter(named)) if len(named) == 1 else None
        return _figure_type(replace(reading, dimension=only))
    if reading.type is not AnswerType.NUMBER:
        return replace(reading, dimension=str(reading.type))
    hits = sorted(
        (hit for hit in asked_dimensions(reading.question) if hit[2].units),
        key=lambda hit: (_distance(reading, hit[0], hit[1]), hit[0] - hit[1]),
    )
    return _figure_type(replace(reading, dimension=hits[0][2].name)) if hits else reading


def _distance(reading: Wanted, start: int, end: int) -> int:
    """Characters between an attribute and the question word; those inside it are nearest."""
    return max(reading.start - end, start - reading.end, 0)


def _figure_type(reading: Wanted) -> Wanted:
    if not reading.dimension:
        return reading
    return replace(reading, type=AnswerType(dimensions()[reading.dimension].type))
