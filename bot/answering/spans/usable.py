"""Whether a strict candidate may answer: of the type, the measure and the part asked about."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from itertools import pairwise

from bot.answering.data_files import load_data
from bot.answering.language.candidates import Candidate, Kind
from bot.answering.language.dimensions import asked_dimensions, dimensions, same_measure
from bot.answering.language.qualifiers import same_qualifiers
from bot.answering.language.wanted import FIGURES, TIMES, AnswerType
from bot.answering.question.kinds import Kind as QuestionKind
from bot.answering.question.matters import matters_asked
from bot.answering.question.question import Question, once
from bot.answering.reading.cutting import asks_rise
from bot.answering.reading.fitting import fitting
from bot.answering.spans.gap import BINDERS

BY_NAME = frozenset({AnswerType.PERSON, AnswerType.ORGANISATION})
NAMED = BY_NAME | {AnswerType.PLACE}
# Types whose answers have a form.
STRICT = FIGURES | TIMES | NAMED
_FIGURES = frozenset({Kind.FIGURE, Kind.PERCENT, Kind.RANK})
_VAGUE = re.compile(
    r"[今去前当]年以来|当月|近日|日前|目前|近年来?|近期|这几天|当天|当日|当前|如今|今后|现在"
)
# 一起, 一批, 一家: seldom a count; 二期 is one of the phases.
_IDLE_ONE = re.compile(r"一[^\W\d]|[一二三四五]期")
_BEATEN = re.compile(r"(?:战胜|击败|力克|险胜)了?$")
_GROWTH = re.compile(r"增速|增幅|增长率?|涨幅|降幅")
_CHANGE = re.compile(r"点|回落|升|降(?!幅)|高|低|快|慢|差|变")
_NUMBER = re.compile(r"\D{0,2}(?P<number>\d[\d.,]*[^\d.,%])")
_PUT_RIGHT = re.compile(r"[^，。；,;]{0,4}”?(?:应为|应是|有误)")  # “57个”应为“37个”
_EXACT = (
    ("天", re.compile(r"[月日号]")),
    ("号", re.compile(r"[日号]")),
    ("点", re.compile(r"[点时:]")),
    *((day, re.compile(r"周|星期|礼拜")) for day in ("周", "星期", "礼拜")),
)
_PART_END = re.compile(r"[；;]")
_RESULT = re.compile(r"[产工成用]后年$")  # 达产|后|年产值
_ASKS_PLACE = re.compile(r"(?<![难好强差弱])在(?:哪|什么地方|何处)|地点|位置|地址")
_LIKE_A_PLACE = re.compile(
    r"[路街巷道村镇乡楼区园厅馆院站场店厦桥岸口市县省室苑城号](?:[前边侧]|对面|附近)?$|[上里内旁边]$"
)
_LEADS_TO_PLACE = re.compile(r"[在到至]$|位于$|落户$|前往$|赴$")
_SIZE_OR_AGE = "多大"
_IN_MONEY = re.compile("[钱元]")  # 多少钱 is answered by no 三批
_BINDERS_OF_CLAUSE = BINDERS.replace("，", "").replace(",", "")
_BOUND = re.compile(r"元以[上下内外]$")
_THING_AFTER = re.compile(r"的?[^，。；、,;\d]{0,4}(?:项目|企业|公司|工程|单位|设备|部分)")
_SCALE = re.compile(r"^[万亿余多]+(?=.)")


def is_usable(question: Question, text: str, one: Candidate) -> bool:
    """Whether a candidate that fits is whole, exact, in the measure and the part asked about."""
    return (
        not (one.kind in _FIGURES and _is_repeated(question, text[one.start : one.end]))
        and _is_whole(question, text, one)
        and not _is_class(text, one)
        and _measures(question, one)
        and _is_as_exact(question, text[one.start : one.end])
        and _stands_with(question, text, one.start)
    )


def _is_repeated(question: Question, words: str) -> bool:
    """Whether a figure is of the question's own: 超过10平的多少钱 is not answered by 10平方米."""
    own = _NUMBER.match(words)
    is_own = own and own["number"] in question.plain
    return bool(is_own and question.kind is not QuestionKind.YES_NO)


@once
def what_fits(question: Question) -> Callable[[Candidate], bool]:
    """Give what tells candidates of the type asked for; a figure is never answered by a list."""
    fits = fitting(question.wanted)
    if question.wanted.type not in STRICT:
        return fits
    ages = dimensions()["age"].units if _SIZE_OR_AGE in question.wanted.word else frozenset()
    return lambda one: one.kind is not Kind.LIST and (fits(one) or one.unit in ages)


def is_placed(question: Question, text: str, start: int, end: int) -> bool:
    """Whether a part of a text may tell where something is, as 建在哪 and 地点 ask.

    It ends as places do, or stands after what leads to one: 选在|水阁.
    """
    is_asked = question.wanted.type is AnswerType.PLACE and question.kind is QuestionKind.FACT
    asks = is_asked and _ASKS_PLACE.search(question.plain)
    placed = _LIKE_A_PLACE.search(text[start:end]) or _LEADS_TO_PLACE.search(text[:start])
    return not asks or bool(placed)


@once
def is_measure_guessed(question: Question) -> bool:
    """Whether what a figure must measure is told by a word that stands apart from the gap.

    非居民水价多少 asks for no persons, though 居民 is the nearest word that asks for a measure.
    """
    wanted = question.wanted
    if wanted.type is not AnswerType.NUMBER or wanted.measure or not wanted.dimension:
        return False
    return not any(
        one.name == wanted.dimension and start <= wanted.end and wanted.start <= end
        for start, end, one in asked_dimensions(wanted.question)
    )


def is_beside(question: Question, text: str, candidate: Candidate) -> bool:
    """Whether a figure stands right after the attribute that is asked for, whatever it measures.

    持股多少 is answered by 持股18.6%, though no word of it asks for a percentage.
    """
    words = _attribute_asked(question)
    if not words or candidate.kind not in _FIGURES:
        return False
    return text[: candidate.start].rstrip(_BINDERS_OF_CLAUSE).endswith(words)


@once
def _attribute_asked(question: Question) -> tuple[str, ...]:
    """Give the words of the attribute of which a figure is asked in no measure; () for none."""
    wanted = question.wanted
    if wanted.type not in FIGURES or wanted.measure or not wanted.word:
        return ()
    if _IN_MONEY.search(wanted.word):
        return ()
    left = [topic for topic in question.topics if topic in wanted.left]
    if not left or left[-1] in question.telling:  # what follows a name is not of its attribute
        return ()
    return question.words_of(left[-1])


def _is_whole(question: Question, text: str, candidate: Candidate) -> bool:
    """Whether it is no piece of a word (百名 of 数百名, 超过 of 不超过), vague (近日) or wrong.

    A place must be of the kind asked for, where its name shows that: 哪条路 is asked for a road.
    """
    words, before = text[candidate.start : candidate.end], text[: candidate.start]
    if _PUT_RIGHT.match(text, candidate.end) or _BEATEN.search(before):
        return False
    if candidate.unit.endswith("百分点") and _GROWTH.search(question.plain):
        return bool(_CHANGE.search(question.plain))  # 增速 is 6.8%, its change 两个百分点
    if candidate.kind is Kind.PLACE:
        is_asked = not question.subject or not all(
            question.is_said(t, words) for t in question.subject
        )
        return not words.startswith("于") and is_asked and _is_place_asked(question, words)
    if candidate.kind is Kind.TIME:
        return not _VAGUE.fullmatch(words) and not _RESULT.search(before + words)
    # 11点到7点 counts nothing, 3点要求 does if 几点 is asked.
    is_clock = candidate.unit == "点" and question.wanted.measure != "点"
    return not (before.endswith(("数", "几", "第", "不")) or is_clock or _IDLE_ONE.fullmatch(words))


def _is_class(text: str, one: Candidate) -> bool:
    """Whether a sum with its bound tells what kind of thing is meant: 10亿元以上 | 项目."""
    bound = _BOUND.search(text[one.start : one.end])
    return bool(bound and _THING_AFTER.match(text, one.end))


def _is_place_asked(question: Question, words: str) -> bool:
    """Whether a place's name has the ending of the kind asked for; not all kinds have one."""
    endings = load_data("grammar.toml")["place"].get(question.wanted.focus or "", ())
    return not endings or any(ending in words for ending in endings)


def _is_as_exact(question: Question, words: str) -> bool:
    """Whether a time is as exact as asked: 哪天 is not answered by 去年, nor 几点 by a day."""
    if question.wanted.type is not AnswerType.TIME:
        return True
    return all(exact.search(words) for asked, exact in _EXACT if asked in question.wanted.word)


def _stands_with(question: Question, text: str, start: int) -> bool:
    """Whether it stands in the part of a sentence that speaks of what is asked.

    Parts between semicolons have subjects of their own: 甲今年投产；乙明年开工. A part that has
    the question's very word goes before one that has another for it: 总收入 before 预算收入.
    And what follows 硕士 in 硕士3万元，本科1万元 is not of 本科.
    """
    if not all(matter.governs(text, start) for matter in matters_asked(question)):
        return False
    if not _PART_END.search(text):
        return True
    bounds = [0, *(match.end() for match in _PART_END.finditer(text)), len(text)]
    parts = [text[low:high] for low, high in pairwise(bounds)]
    here = next(text[low:high] for low, high in pairwise(bounds) if low <= start < high)
    for said in _marks(question):
        very = [part for part in parts if said[0] in part]
        holding = very or [part for part in parts if any(word in part for word in said)]
        if holding and here not in holding and not _goes_on(question, said, holding, here):
            return False
    return True


def _marks(question: Question) -> list[tuple[str, ...]]:
    """Give the words, each in all its wordings, by which a part of a sentence is what is asked."""
    marks = {topic for topic in question.subject if topic in question.telling}
    if asks_rise(question):
        marks |= {topic for topic in question.topics[-2:] if topic in question.wanted.left}
    if not question.qualifiers:
        marks |= {topic for topic in question.subject[:1] if len(topic) > 1}
    narrow = ((one, *same_qualifiers(one)) for one in question.qualifiers)
    return [*map(question.words_of, marks), *narrow]


def _goes_on(question: Question, said: Sequence[str], holding: Sequence[str], here: str) -> bool:
    """Whether a part goes on about what only others name: the subject of all, or the matter asked.

    A part goes on that opens with what is asked: 某厂收入9万元；净利润2万元.
    甲有三个理由:…;…;…: what stands before the colon is the subject of all. Of 安全生产罚款 a part
    tells that has the 罚款, where the one that says 安全生产 has none.
    """
    if said[0] in question.qualifiers:
        return False
    if any(here.startswith(question.words_of(topic)) for topic in question.next_to_gap):
        return True
    opened = [part.partition(":")[0] for part in holding if ":" in part]
    if opened and all(any(word in opening for word in said) for opening in opened):
        return True
    if said[0] in question.telling or not question.next_to_gap:
        return False
    asked = question.next_to_gap[0]
    return question.is_said(asked, here) and not any(question.is_said(asked, p) for p in holding)


def _measures(question: Question, candidate: Candidate) -> bool:
    """Whether a figure counts in what was asked: 亩 is not answered in 公顷, 户 not in 家."""
    asked = question.wanted.measure
    if not asked or not candidate.unit or candidate.kind is not Kind.FIGURE:
        return True
    asked, printed = _SCALE.sub("", asked), _SCALE.sub("", candidate.unit)
    alike = load_data("grammar.toml")["measure"]["same"]
    return same_measure(asked, printed) or any(asked in row and printed in row for row in alike)
