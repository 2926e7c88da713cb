"""Which words of a sentence could be an answer: strict spans by kind, cut where a reader would cut.

A figure keeps its unit and its hedges (约100亿元, 700余人), a date its day, a list all of its items.
Everything here depends on the sentence alone, never on the question.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from enum import StrEnum
from functools import cache
from typing import NamedTuple

from bot.answering.reading.dimensions import load_data, unit_pattern


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


_DIGITS = r"(?:\d[\d,]*(?:\.\d+)?|[〇零一二两三四五六七八九十百千]+)"
_DURATION_UNIT = re.compile(r"年时间|年|个多?月|天|个?小时|分钟|秒|周|星期|个工作日|世纪")
_YEAR_OR_DAY = re.compile(r"\d{4} ?年|\d+ ?[日号]")


def _patterns() -> dict[str, str]:
    """Build the pattern of each kind from the word lists."""
    word = {name: f"(?:{words})" for name, words in load_data("candidates.toml").items()}
    # 千 belongs to the unit in 48万千伏安.
    number = rf"{_DIGITS}(?: ?(?:[百万亿]|千(?![伏米瓦克卡]))+)?"
    count = rf"{number}(?: ?(?:[-—~～至到]|——) ?{number})?"
    unit = rf"(?:个?百分点|[%％‰]|[余多]?{unit_pattern()})"
    # 永禄5年, 光绪二十年: two characters of an era that are no preposition.
    era = r"(?:(?![于在自从至约了到近达有为共的计划预])[\u4e00-\u9fff]){2}(?:\d{1,2}|元|[一二三四五六七八九十]{1,3})年"
    year = rf"(?:(?:\d{{4}}|\d{{2}}|[〇零一二三四五六七八九]{{4}}) ?年|{era}|{word['eras']})"
    day = (
        r"\d+ ?月份?(?: ?\d+ ?[日号])?|[一二三四五六七八九十]+月(?:[一二三四五六七八九十]+[日号])?"
    )
    date = (
        rf"(?:{year} ?(?:{day}|{word['seasons']}|{word['moments']})|\d{{4}} ?年度?|{word['eras']}|"
        rf"{era}|{day}|\d+ ?日|(?:公元前?)?\d+年|"
        rf"(?:\d+|[一二十]+)世纪|{word['moments']})"
    )
    stop = (
        rf"{date}(?: ?（[^）]*年[^）]*）)?(?:{word['parts_of_day']})?(?:{word['parts_of_time']})?"
    )
    hanzi = r"[\u4e00-\u9fff]"
    surnames = load_data("candidates.toml")["surnames"]
    return {
        "time": (
            rf"\d+月 ?\d+ ?日? ?(?:[-—~～至到]|——) ?\d+ ?日|"
            rf"(?:{stop}|\d+) ?(?:[-—~～至到]|——) ?{stop}|{stop}|前[一二三]季度|第?[一二三四]季度|"
            rf"\d+(?: ?[-—~～至] ?\d+)月份?"
        ),
        "rank": r"(?:全[市省国区县])?(?:并列)?第 ?(?:\d+|[一二三四五六七八九十百]+) ?(?:[位名届次任张批期个版])?|首[位批次个届]",
        "figure": rf"{word['hedges']}? ?(?P<count>{count}) ?[余多]? ?(?P<unit>{unit})[余多]?{word['limits']}?",
        "titled": rf"{word['titles']}(?P<name>(?!{word['titles']})[{surnames}]{hanzi}{{1,2}})",
        "speaker": rf"(?<!{hanzi})(?P<name>[{surnames}]{hanzi}{{1,2}}?)(?={word['speaks']})",
        "listed": rf"(?<!{hanzi})(?P<name>[{surnames}]{hanzi}{{1,2}})(?=、[{surnames}]{hanzi}{{1,2}}[、等])",
        "foreign": r"[\u4e00-\u9fffA-Z][\u4e00-\u9fffA-Za-z]*(?:[·・‧][\u4e00-\u9fffA-Za-z]+)+",
        "organisation": rf"(?:(?![的是在和与及对由为被了把将从向])(?:{hanzi}|[A-Za-z0-9·]|（{hanzi}+）)){{2,24}}?{word['organisations']}(?!{hanzi}{{0,2}}{word['organisations']})",
        "place": rf"(?<={hanzi})?{word['at']}(?P<name>(?:{hanzi}|[A-Za-z0-9·、]){{2,30}}?{word['places']})(?![\u4e00-\u9fff]?{word['places']})",
        "follows": word["follows"],
        "leads": rf"{word['leads']}",
        "led": rf"{word['leads']}$",
        "quoted": r"“[^“”]+”|「[^「」]+」|『[^『』]+』",
        "title": r"《[^《》]+》",
        "list": r"[^，。；：！？,;:!?、]{1,40}(?:、[^，。；：！？,;:!?、]{1,40})+",
    }


@cache
def _compiled() -> dict[str, re.Pattern[str]]:
    return {name: re.compile(pattern) for name, pattern in _patterns().items()}


_WHOLE = {
    "time": Kind.TIME,
    "rank": Kind.RANK,
    "foreign": Kind.PERSON,
    "organisation": Kind.ORGANISATION,
    "quoted": Kind.QUOTED,
    "title": Kind.TITLE,
}


def find_candidates(text: str, cuts: Sequence[int]) -> Iterator[Candidate]:
    """Give the strict candidates of a sentence, given where its words are cut; they may overlap."""
    patterns = _compiled()
    for name, kind in _WHOLE.items():
        for match in patterns[name].finditer(text):
            yield Candidate(*match.span(), kind)
    for match in patterns["place"].finditer(text):
        yield Candidate(*match.span("name"), Kind.PLACE)
    for match in patterns["quoted"].finditer(text):
        yield Candidate(match.start() + 1, match.end() - 1, Kind.QUOTED)
    for name in ("titled", "speaker", "listed"):
        for match in patterns[name].finditer(text):
            yield Candidate(match.start("name"), _name_end(match, frozenset(cuts)), Kind.PERSON)
    yield from _figures(text)
    yield from _lists(text, cuts)


def _name_end(match: re.Match[str], cuts: frozenset[int]) -> int:
    """End a name after its surname and one character where a verb begins there: 李舜|陪同.

    Most names have two characters after the surname; so has this one unless the third begins
    a word that is known to follow names.
    """
    start, end = match.span("name")
    short = end - start == 3 and end - 1 in cuts and _follows_names(match.string, end - 1)
    return end - 1 if short else end


def _follows_names(text: str, at: int) -> bool:
    return bool(_compiled()["follows"].match(text, at))


def _lists(text: str, cuts: Sequence[int]) -> Iterator[Candidate]:
    """Lists with 、, begun where the first item looks most like the others, ended before 等."""
    for match in _compiled()["list"].finditer(text):
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
    leads, led_by = _compiled()["leads"], _compiled()["led"]

    def cost(cut: int) -> int:
        led = bool(led_by.search(text, 0, cut))
        leading = bool(leads.match(text, cut))
        return abs(items[0][1] - cut - length) + _LEAD_COST * (leading - led)

    good = alike if len(initials) == 1 and alike else [cut for cut in cuts if _opens(text[cut])]
    return min(good, key=cost, default=items[0][0])


def _figures(text: str) -> Iterator[Candidate]:
    for match in _compiled()["figure"].finditer(text):
        if _YEAR_OR_DAY.fullmatch(match[0]):
            continue
        unit = match["unit"].lstrip("余多")
        kind = Kind.PERCENT if unit.endswith(("%", "％", "百分点")) else Kind.FIGURE
        yield Candidate(*match.span(), kind, unit)
        if match.start("count") > match.start():
            yield Candidate(match.start("count"), match.end(), kind, unit)
        if _DURATION_UNIT.fullmatch(unit):
            yield Candidate(*match.span(), Kind.DURATION, unit)


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


def is_balanced(text: str) -> bool:
    """Whether every quotation mark and bracket in the text has its other half."""
    return all(text.count(pair[0]) == text.count(pair[1]) for pair in _PAIRS)


def _opens(char: str) -> bool:
    """Whether something may begin with this character: a word, an opening mark."""
    return char.isalnum() or char in "“「『《（("
