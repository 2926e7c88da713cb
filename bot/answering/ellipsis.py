"""Half questions filled from the one before: 那2022年呢, 亿元以上的呢, 二期呢, 以前呢."""

from __future__ import annotations

import re
from functools import cache

from bot.answering.kinds import Kind
from bot.answering.matters import matters_asked
from bot.answering.parts_of_speech import Part, part_of
from bot.answering.question import Question, general_words
from bot.answering.reading.wanted import FIGURES
from bot.answering.subjects import is_deed, is_measured, is_rate, subject_words
from bot.answering.wording import load_data

_ELLIPSIS_WORDS = re.compile(
    r"^(那么?|还有)?[,，]?|([那这][次场个回届天年批版期])?(呢|咧|又|的)*[?]*$"
)
_ASKING_END = re.compile(r"(?:[的是叫为在有]|什么|谁|哪[里儿个些位]?|几|怎么样?|多少)+$|^的")
# Who does something ends so: 主办方, 负责人, 承办单位.
_WHO = frozenset("方人位者")
# A figure with its bounds, which narrows what is asked: 超过10平, 2000万元以上, 100到500万.
_AMOUNT = re.compile(
    r"(?:超过|超出|不足|不到|低于|高于)?\d[\d.]*(?:[-~到至]\d[\d.]*)?"
    r"(?:[百千万亿]+元?|元|平方?米?|亩|人|岁|公里)(?:以[上下内外])?"
)


@cache
def followup_signs() -> dict[str, re.Pattern[str]]:
    """The words by which a question leans on the exchange before, by how it does."""
    return {name: re.compile(cue) for name, cue in load_data("grammar.toml")["followup"].items()}


def filled(question: Question, earlier: Question) -> str | None:
    """Give a half question in full: the earlier one with one part changed; None for no half one."""
    if followup_signs()["bare"].fullmatch(question.plain):
        return None  # 那边呢 says nothing to put in
    if question.wanted.word and question.kind is not Kind.COMPARISON:
        return _of_another_place(question, earlier)  # 排第几呢 asks by its own word
    asks = question.topics or question.wanted.word
    narrows = not asks and (question.qualifiers or question.periods)
    if not (narrows or followup_signs()["elliptic"].search(question.plain)):
        return None
    part = _ELLIPSIS_WORDS.sub("", question.plain)
    if question.periods and not question.topics:
        return _with_period(question, earlier)
    if followup_signs()["before"].fullmatch(part):
        return part + earlier.plain
    return _exchanged(question, part, earlier) or _with_part(part, earlier)


def _exchanged(question: Question, part: str, earlier: Question) -> str | None:
    """Put one amount, phase (二期呢 after 一期), name or matter for another of its kind."""
    if _AMOUNT.fullmatch(part) and _AMOUNT.search(earlier.plain):
        return _AMOUNT.sub(part, earlier.plain, count=1)
    for qualifier in question.qualifiers:
        for old in earlier.qualifiers:
            if old[-1] == qualifier[-1] and old in earlier.plain:
                return earlier.plain.replace(old, qualifier)
    narrowed = _narrowed(question, part, earlier)
    if narrowed:
        return narrowed
    for form, name in question.names:
        for old_form, old_name in earlier.names:
            if old_name.kind is name.kind:
                return earlier.plain.replace(old_form, form)
    return _of_another_matter(part, earlier)


def _of_another_matter(part: str, earlier: Question) -> str | None:
    """Ask of 固定资产投资 what was asked of GDP; what was claimed of that is not asked again."""
    matter = next((one for one in matters_asked(earlier) if one.rival_in(part)), None)
    if not matter or is_rate(part):
        return None
    if earlier.kind is Kind.YES_NO and is_measured(part):
        return f"{part}是多少"
    return earlier.plain.replace(matter.asked, part)


def _narrowed(question: Question, part: str, earlier: Question) -> str | None:
    """Ask the same of a part of what was asked about: 芯片产业园 | 二期 | 总投资多少.

    None where the part says more than what narrows, or what was asked about has no name.
    """
    narrow = part.removesuffix("的")
    subject = next((one for one in earlier.subject if one in earlier.wanted.left), "")
    if narrow not in question.qualifiers or not subject or is_deed(subject):
        return None
    return earlier.plain.replace(subject, subject + part, 1)


def _of_another_place(question: Question, earlier: Question) -> str | None:
    """Ask the same of another place: 韩国几家 after 德国来了几家外资; None where it asks more."""
    place = question.plain.removesuffix(question.wanted.word)
    elsewhere = [one for one in earlier.topics if part_of(one) is Part.PLACE]
    alike = question.wanted.word == earlier.wanted.word and part_of(place) is Part.PLACE
    if not (alike and elsewhere):
        return None
    return earlier.plain.replace(elsewhere[0], place)


def _with_part(part: str, earlier: Question) -> str:
    """Ask of another attribute (规划面积呢), or of a narrower thing (工业项目呢, 亿元以上的呢).

    What was asked by no figure keeps its question word: 起点在哪, 终点呢.
    """
    left = [topic for topic in earlier.topics if topic in earlier.wanted.left]
    if left and earlier.wanted.type not in FIGURES and earlier.wanted.word:
        return _beside_no_figure(part, left[-1], earlier)
    start, end = earlier.wanted.start, earlier.wanted.end
    noun = next((t for t in earlier.topics if earlier.plain[end:].startswith(t)), "")
    if noun and not (is_measured(part) or _is_attribute(part)):
        thing = part if part.endswith(noun) else part + noun
        return earlier.plain[:start] + thing + earlier.wanted.word
    if left and is_measured(left[-1]) and _is_attribute(part):
        return f"{_before_attribute(part, left, earlier)}{part}是多少"
    of_subject = len(left) > 1 and (is_measured(left[-1]) or part_of(left[-1]) is Part.VERB)
    if of_subject and not _is_attribute(part):
        alike = next((topic for topic in left if topic[-1] == part[-1]), left[0])
        return earlier.plain.replace(alike, part)  # gdp增速多少, 服务业呢; 博士补多少, 硕士呢
    if is_measured(part) or not (noun or earlier.wanted.measure):
        asked = left[-1] if len(left) > 1 else ""
        time = "".join(period.printed for period in earlier.periods[:1])
        return f"{time}{subject_words(earlier).removesuffix(asked)}{part}是多少"
    thing = part if not noun or part.endswith(noun) else part + noun
    return earlier.plain[:start] + thing + earlier.wanted.word


def _beside_no_figure(part: str, asked: str, earlier: Question) -> str:
    """Ask of a part what no figure was asked of: 终点 for the start, 绿化面积 beside the trees."""
    if is_measured(part):
        return f"{subject_words(earlier)}{part}是多少"
    at = earlier.plain.rfind(asked, 0, earlier.wanted.start)
    end = at + len(asked)
    noun = _ASKING_END.sub("", earlier.plain[end : earlier.wanted.end])
    if len(noun) > 1:  # 活动 | 主题 | 什么
        return f"{earlier.plain[:end]}{part}是{'谁' if part[-1] in _WHO else '什么'}"
    return earlier.plain[:at] + part + earlier.plain[end:]


def _before_attribute(part: str, left: list[str], earlier: Question) -> str:
    """Give what another attribute is asked of: before the old one, or before what that is of.

    出口增速呢 takes the place of 固定资产投资增速; a rate is asked of what was asked for.
    """
    at = earlier.plain.rfind(left[-1])
    if part.endswith(left[-1]) and is_measured("".join(left[-2:-1])):
        names = {form for form, _ in earlier.names}
        for topic in reversed(left[:-1]):  # 财政|总收入|增速
            if topic in names or not earlier.plain.endswith(topic, 0, at):
                break
            at -= len(topic)
        return earlier.plain[:at]
    at += len(left[-1]) if is_rate(part) and not is_rate(left[-1]) else 0
    return earlier.plain[:at]


def _with_period(question: Question, earlier: Question) -> str:
    asked = "".join(period.printed for period in question.periods)
    if not earlier.periods:
        return asked + earlier.plain
    old = earlier.periods[0].printed
    if all(period.first is None for period in question.periods):  # 那2021年呢 asks of its 1-9月
        months = old.partition("年")[2]
        asked += months if earlier.periods[0].first else ""
    kept = earlier.plain.replace(old, asked)
    return kept if asked in kept else asked + earlier.plain


def _is_attribute(word: str) -> bool:
    """Whether anything may have what the word names: 增速, 净利润."""
    return word in general_words() or is_measured(word)
