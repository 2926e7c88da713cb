"""What a question asks for, told with the words of the dictionary: 哪个机场|供电 asks for 机场.

The patterns of `reading/wanted.py` know no words. Here its reading is put right by them: where the
noun after 哪个 or 什么 ends, and what 协办单位 or 人数 ask for where no question word stands.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from functools import cache
from itertools import accumulate, takewhile

from bot.answering.data_files import load_data
from bot.answering.language.dimensions import asked_dimensions
from bot.answering.language.parts_of_speech import Part, part_of
from bot.answering.language.wanted import (
    FIGURES,
    AnswerType,
    Wanted,
    counted,
    grammar_parts,
    wanted,
)

Cut = Callable[[str], list[str]]

# So far behind 哪个 its noun is looked for, and a longer one is known by its last word.
REACH = 10
MAX_NOUN_CHARS = 4
_COUNTED = frozenset({"firms", "people", "households", "count"})
# What a count is said to be: 员工【有】多少.
_STATES = frozenset({"有", "是", "达", "达到", "为", "共", "来", "在", "去"})
_HOW_MANY = re.compile("第?(?:多少|几多|几)")
_HOW_MANY_AND_WHAT = re.compile(
    r"几(?=[个种类项款][^,，?]{0,8}[,， ]*(?:分别|都|各).*(?:哪|什么|多[大高长重]))"
)
_QUANTITY = re.compile(r"[数量额口]$")
_COMPLEMENT = re.compile(".得|.最")  # 涨得快, 人最多
_PLACED = re.compile(r"[上里内下边]")
_HAN = re.compile(r"[\u4e00-\u9fffa-z]+")


def asked_for(plain: str, cut: Cut) -> Wanted:
    """Read what a plain question asks for; `cut` gives the words of a text.

    Who asks how many there are and what each is (有几种户型 分别多大) is told what each is, and
    can count.
    """
    told = _HOW_MANY_AND_WHAT.sub(lambda match: "各" * len(match[0]), plain)
    asked = _uncut(_uncounted(replace(wanted(told), question=plain)), cut)
    return _with_noun(_of_things(_of_deeds(asked, cut), cut), cut)


def _uncounted(asked: Wanted) -> Wanted:
    """Read 协办单位 alone: it asks which they are; only 人数 asks how many."""
    wordless = asked.start == len(asked.question) and asked.type is AnswerType.NUMBER
    if wordless and asked.dimension in _COUNTED and not _QUANTITY.search(asked.question):
        return replace(asked, type=AnswerType.THING, dimension=None)
    return asked


def _uncut(asked: Wanted, cut: Cut) -> Wanted:
    """Let no measure be the beginning of a longer word: 多少|年薪 counts no years.

    几 is never without its measure: 几|套|房, 几|层|高.
    """
    how_many = _HOW_MANY.match(asked.word)
    if not how_many or asked.type not in {*FIGURES, AnswerType.DURATION}:
        return asked
    start = asked.start + how_many.end()
    word = next(iter(cut(asked.question[start : start + REACH])), "")
    if not start < asked.end < start + len(word) or word in _listed("counted"):
        return asked
    if part_of(word) in {Part.VERB, Part.MEASURE}:
        return asked
    if asked.type is AnswerType.RANK:
        return replace(asked, end=start, measure=None)
    return asked if how_many[0] == "几" else counted(replace(asked, end=start))


def _of_things(asked: Wanted, cut: Cut) -> Wanted:
    """Count what stands right of the gap, whatever stands left of it: 发了多少|包裹."""
    if asked.type not in {AnswerType.NUMBER, AnswerType.MONEY} or asked.measure:
        return asked
    thing = next(iter(cut(asked.right)), "") if asked.word == "多少" else ""
    is_noun = part_of(thing) is None or thing in _listed("always")
    counts = len(thing) > 1 and is_noun and _HAN.fullmatch(thing)
    if not counts or any(True for _ in asked_dimensions(asked.right)):
        return asked
    return replace(asked, type=AnswerType.NUMBER, dimension=None)


def _of_deeds(asked: Wanted, cut: Cut) -> Wanted:
    """Count nobody who only does what the figure measures: 三家企业一年省了【多少】."""
    if asked.dimension not in _COUNTED or asked.measure or asked.right:
        return asked
    ends = [end for *_, end in _named(asked)]
    between = asked.left[max(ends, default=len(asked.left)) :]
    does = "了" in between or any(_is_verb(word) and word not in _STATES for word in cut(between))
    return replace(asked, type=AnswerType.NUMBER, dimension=None) if does else asked


def _named(asked: Wanted) -> Iterator[tuple[int, int]]:
    """Give where the words stand left of the gap that name what is counted, with 数 after them."""
    for start, end, dimension in asked_dimensions(asked.left):
        if dimension.name == asked.dimension:
            yield start, len(asked.left) if asked.left[end - 1] == "数" else end


def _with_noun(asked: Wanted, cut: Cut) -> Wanted:
    """Let the question word end with the noun asked for, and the noun with its last word."""
    which = which_pattern().match(asked.word)
    is_left = asked.focus and asked.focus not in asked.word  # 施工单位是哪个
    if not which or is_left or asked.type in FIGURES or not (asked.focus or _is_thing(asked)):
        return asked
    start = asked.start + which.end()
    words = cut(asked.question[start : start + REACH])
    if asked.focus and not _is_thing(asked) and _stands(asked, start, words):
        return asked
    noun = list(_noun(words))
    if not noun and asked.focus and not asked.right and _may_be_noun(asked.focus):
        return asked  # 五减是哪五【减】, 开了什么【会】
    thing = replace(asked, type=AnswerType.THING, end=start + sum(map(len, noun)))
    return replace(thing, focus=_head(noun))


def _is_thing(asked: Wanted) -> bool:
    return asked.type is AnswerType.THING


@cache
def which_pattern() -> re.Pattern[str]:
    """Match the question word that a noun follows, with its measure: 哪个, 哪三条, 什么样的."""
    return re.compile(f"{grammar_parts()['which']}(?:样|类|一种)?的?")


@cache
def _listed(row: str) -> frozenset[str]:
    """Give a row of words: `never` in a noun, `always` nouns, `any` for nouns that say nothing.

    `counted` are nouns with their measure before them: 套房.
    """
    return frozenset(load_data("wanted.toml")["noun"][row])


def _stands(asked: Wanted, start: int, words: list[str]) -> bool:
    """Whether the noun asked for is a word, with no deed before it: 什么园区 asks for no 区."""
    at = asked.question.find(asked.focus or "", start) - start
    begins = [0, *accumulate(map(len, words))]
    before = words[: begins.index(at)] if at in begins else words
    deeds = any((_is_verb(word) and len(word) == 1) or word in _listed("never") for word in before)
    ends = asked.end - start in begins
    whole = ends or (at in begins and (len(asked.focus or "") > 1 or _PLACED.match(asked.right)))
    return bool(whole) and not deeds


def _noun(words: Iterable[str]) -> Iterator[str]:
    """Give the words of the noun that a text begins with: up to a verb, a particle, a mark."""
    begun = False
    for word in takewhile(
        lambda word: _HAN.fullmatch(word) and word not in _listed("never"), words
    ):
        if _is_verb(word) and (begun or len(word) == 1):
            return
        if begun and word == "人":  # 哪门课 | 人最多
            return
        yield word
        if word in _listed("always"):  # 哪个站 | 雨最大
            return
        begun = True


def _may_be_noun(word: str) -> bool:
    if word in _listed("always"):
        return True
    return word[0] not in _listed("never") and not _COMPLEMENT.search(word)


def _is_verb(word: str) -> bool:
    return part_of(word) is Part.VERB and word not in _listed("always")


def _head(noun: list[str]) -> str | None:
    """Give the noun whole where it is short, else its last word: 典型 | 安全事故 → 安全事故."""
    whole = "".join(noun)
    head = whole if len(whole) <= MAX_NOUN_CHARS else noun[-1]
    return None if head in _listed("any") else head or None
