"""Which words of a sentence could be an answer: strict spans by kind, cut as a reader would cut.

A figure keeps its unit and its hedges (约100亿元, 700余人), a date its day, a list all its items.
Everything here depends on the sentence alone, never on the question.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from enum import StrEnum
from functools import cache
from itertools import pairwise
from typing import NamedTuple

from bot.answering.data_files import load_data
from bot.answering.language.dimensions import put_in, unit_pattern
from bot.answering.language.parts_of_speech import Part, part_of
from bot.answering.language.person_names import name_start_pattern


class Kind(StrEnum):
    """What a candidate is."""

    FIGURE = "figure"
    PERCENT = "percent"
    RANK = "rank"
    TIME = "time"
    DURATION = "duration"
    PERSON = "person"
    ORGANISATION = "organisation"
    PLACE = "place"
    QUOTED = "quoted"
    TITLE = "title"
    LIST = "list"


class Candidate(NamedTuple):
    """Characters `start` to `end` of a sentence; `unit` is a figure's unit, with its scale."""

    start: int
    end: int
    kind: Kind
    unit: str = ""


_DURATION_UNIT = re.compile(r"年时间|年|个多?月|天|个?小时|分钟|秒|周|星期|个工作日|世纪")
_YEAR_OR_DAY = re.compile(r"\d{4} ?年|\d+ ?[日号]")


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    """Read the patterns, with their parts put in."""
    data = load_data("candidates.toml")
    parts = {"unit": unit_pattern(), "surname": name_start_pattern()}
    parts |= {name: f"(?:{words})" for name, words in data["words"].items()}
    for name, part in data["parts"].items():
        parts[name] = put_in(parts, part)
    return {name: re.compile(put_in(parts, text)) for name, text in data["patterns"].items()}


_WHOLE = {
    "time": Kind.TIME,
    "rank": Kind.RANK,
    "share": Kind.PERCENT,
    "country": Kind.PLACE,
    "foreign": Kind.PERSON,
    "quoted": Kind.QUOTED,
    "title": Kind.TITLE,
}


def find_candidates(text: str, cuts: Sequence[int]) -> Iterator[Candidate]:
    """Give the strict candidates of a sentence, given where its words are cut; they may overlap."""
    patterns = _patterns()
    for name, kind in _WHOLE.items():
        for match in patterns[name].finditer(text):
            yield Candidate(*match.span(), kind)
    for match in patterns["organisation"].finditer(text):
        yield from _organisations(text, *match.span(), cuts)
    for match in patterns["team"].finditer(text):
        yield Candidate(*match.span("name"), Kind.ORGANISATION)
    for match in patterns["place"].finditer(text):
        yield Candidate(*match.span("name"), Kind.PLACE)
    for match in patterns["quoted"].finditer(text):
        yield Candidate(match.start() + 1, match.end() - 1, Kind.QUOTED)
    for name in ("titled", "speaker", "listed", "called", "nickname"):
        for match in patterns[name].finditer(text):
            yield from _person(match, frozenset(cuts))
    yield from _figures(text)
    yield from _lists(text, cuts)


MIN_ORGANISATION_CHARS = 3
_NO_NAMES = frozenset({Part.PLACE, Part.VERB})
_LEADING = frozenset({Part.VERB, Part.PREPOSITION})


def _organisations(text: str, start: int, end: int, cuts: Sequence[int]) -> Iterator[Candidate]:
    """Give a name of an organisation, whole and from after what leads to it: 已报|省财政厅."""
    yield Candidate(start, end, Kind.ORGANISATION)
    inner = [cut for cut in cuts if start <= cut <= end - MIN_ORGANISATION_CHARS]
    begins = [high for low, high in pairwise(inner) if _leads(text[low:high])]
    if begins:
        yield Candidate(begins[-1], end, Kind.ORGANISATION)


def _leads(word: str) -> bool:
    return part_of(word) in _LEADING or word == "企业"  # 开发区企业|浙江某某有限公司


def _person(match: re.Match[str], cuts: frozenset[int]) -> Iterator[Candidate]:
    """Give who is named after a title, but no place or deed (山东) and no time (工程|近日)."""
    start, end = match.start("name"), _name_end(match, cuts)
    is_other = part_of(match.string[start:end]) in _NO_NAMES
    is_timed = part_of(_word_at(match.string, start + 1, cuts)) is Part.TIME
    if not is_other and not is_timed:
        yield Candidate(start, end, Kind.PERSON)


def _name_end(match: re.Match[str], cuts: frozenset[int]) -> int:
    """End a name after its surname and one character where a verb begins there: 李舜|陪同.

    Most names have two characters after the surname; so has this one unless the last begins
    a word that is known to follow names, or a longer verb.
    """
    start, end = match.span("name")
    short = end - start > 2 and end - 1 in cuts and _follows_names(match.string, end - 1, cuts)
    return end - 1 if short else end


def _follows_names(text: str, at: int, cuts: frozenset[int]) -> bool:
    if _patterns()["after_name"].match(text, at):
        return True
    word = _word_at(text, at, cuts)
    return len(word) > 1 and part_of(word) is Part.VERB


def _word_at(text: str, at: int, cuts: frozenset[int]) -> str:
    return text[at : min((cut for cut in cuts if cut > at), default=at)]


def _lists(text: str, cuts: Sequence[int]) -> Iterator[Candidate]:
    """Lists with 、, begun where the first item looks most like the others, ended before 等."""
    for match in _patterns()["list"].finditer(text):
        start, end = match.span()
        items = split_items(text, start, end)
        if len(items) < 2:
            continue
        first = _first_item(text, items, [cut for cut in cuts if start <= cut < items[0][1]])
        yield Candidate(first, items[-1][1], Kind.LIST)


# 投向|停车场、医疗卫生: how many characters of unequal length a leading word outweighs.
_LEAD_COST = 6


def _first_item(text: str, items: Sequence[tuple[int, int]], cuts: Sequence[int]) -> int:
    """Where a list's first item begins: 种植|香樟、银杏, 具体是|抓落实、抓开工.

    Items of a list begin alike, with the same mark or character, or at least are equally long.
    """
    others = [text[low:high] for low, high in items[1:]]
    initials = {other[0] for other in others}
    alike = [cut for cut in cuts if text[cut] in initials]
    length = sorted(map(len, others))[len(others) // 2]
    leads, led_by = _patterns()["lead"], _patterns()["led"]

    def cost(cut: int) -> int:
        led = bool(led_by.search(text, 0, cut))
        leading = bool(leads.match(text, cut))
        return abs(items[0][1] - cut - length) + _LEAD_COST * (leading - led)

    good = alike if len(initials) == 1 and alike else [cut for cut in cuts if _opens(text[cut])]
    return min(good, key=cost, default=items[0][0])


def _figures(text: str) -> Iterator[Candidate]:
    whole = list(_of_two_units(text))
    yield from whole
    for match in _patterns()["figure"].finditer(text):
        is_share = text.startswith("分之", match.end() - 1)
        is_part = any(one.start < match.end() and match.start() < one.end for one in whole)
        if is_share or is_part or _YEAR_OR_DAY.fullmatch(match[0]):
            continue
        unit = match["unit"].lstrip("余多")
        kind = Kind.PERCENT if unit.endswith(("%", "％", "百分点")) else Kind.FIGURE
        yield Candidate(*match.span(), kind, unit)
        if match.start("count") > match.start():
            yield Candidate(match.start("count"), match.end(), kind, unit)
        if _DURATION_UNIT.fullmatch(unit):
            yield Candidate(*match.span(), Kind.DURATION, unit)


def _of_two_units(text: str) -> Iterator[Candidate]:
    """Give figures told in two units or more: 1小时14分52秒, 2元5角."""
    for match in _patterns()["long"].finditer(text):
        yield Candidate(*match.span(), Kind.DURATION, "分")
        yield Candidate(*match.span(), Kind.FIGURE, "分")
    for match in _patterns()["coins"].finditer(text):
        yield Candidate(*match.span(), Kind.FIGURE, "元")


_ITEM_BREAK = re.compile(r"、|；|以及|(?<=[\u4e00-\u9fff”》）])[和与及](?=[\u4e00-\u9fff“《])|——|—")
_LIST_TAIL = re.compile(r"等[^、]{0,12}$")


def split_items(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Cut a list's span into its items: 甲、乙和丙等3个项目 → 甲, 乙, 丙.

    Marks inside quotation marks or brackets cut nothing.
    """
    tail = _LIST_TAIL.search(text, start, end)
    end = tail.start() if tail else end
    items, at = [], start
    for match in _ITEM_BREAK.finditer(text, start, end):
        if not is_balanced(text[at : match.start()]):
            continue
        items.append((at, match.start()))
        at = match.end()
    items.append((at, end))
    return [(low, high) for low, high in items if low < high]


_PAIRS = ("“”", "「」", "『』", "《》", "（）", "()", "‘’")
_PAIRED = re.compile(f"[{''.join(_PAIRS)}]")


def is_balanced(text: str) -> bool:
    """Whether every quotation mark and bracket in the text has its other half."""
    if not _PAIRED.search(text):
        return True
    return all(text.count(pair[0]) == text.count(pair[1]) for pair in _PAIRS)


def _opens(char: str) -> bool:
    """Whether something may begin with this character: a word, an opening mark."""
    return char.isalnum() or char in "“「『《（("
