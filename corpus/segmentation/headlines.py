"""Which of an article's title lines is the headline, and which stand above or below it.

A kicker (引题) names the occasion, a headline the news, a subtitle (副题) the particulars.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from heapq import nlargest
from itertools import pairwise
from typing import NamedTuple

from corpus.model import Printed
from corpus.segmentation import forms
from corpus.segmentation.blocks import Block, Setting
from corpus.segmentation.lines import Line
from corpus.segmentation.outlines import OutlineDoubt
from corpus.segmentation.weights import HEADLINE

# An occasion told as an event: somebody held, opened, visited something.
_OCCASION = re.compile(
    r"(?:召开|举行|举办|开展|主持|出席|赴|参加|组织|启动|来|到).{0,60}"
    r"(?:会议?|活动|仪式|论坛|典礼|调研|考察|座谈|培训班?|比武|[大竞台]赛)”?$"
    r"|系列(?:报道|述评|访谈)?(?:之[一二三四五六七八九十]+|[（(]\S{1,4}[）)])?$"
)
_GOES_ON = re.compile(
    r"对(?!话)|[获被将已正为让使助成再又可把向在以从与和及是有]|荣获|同比|达到|突破"
)
_DOES = re.compile(r"[当带领拿喝用住走捧]上|捧回|领到|迎来|变成|获|被|将")
"""What goes on with a headline whose first half names no more than who or what."""

_IS_DONE = re.compile(
    r"(?:开工|动工|投[运产]|启[动用]|出[台炉]|发布|揭牌|封顶|通[车水]|[开打贯]通|交房|招生|完工"
    r"|成立|挂牌|上线)$"
)
"""What is said to have happened: a whole sentence, which the next line hardly goes on with."""

_SUBTITLE_MARK = re.compile(r"[—–―-]{1,2}")
_GENRE = re.compile(
    r"(?:对话|专访|访|探访|走近)[\u4e00-\u9fff“]{5,}$"
    r"|.{5,}(?:直击|调查|见闻|侧记|纪实|手记|追踪|观察|透视|扫描|速写|掠影|回访|实录|写真)$"
)
"""What kind of piece it is, and of what: 对话某人, 某事见闻."""

_ASIDE = re.compile(r"[（(][^（()）]*[）)]$|截[至止]?(?:\d|[年月日上下半前个季度初中底末])+$")
"""The unit of the figures below, or the day they were taken."""

_QUOTATION = re.compile(r"“[^“”]{6,}”$")
"""Somebody's words, and nothing else."""


class Settled(NamedTuple):
    """An article's headline, its kickers and subtitles, and what was close between them."""

    headline: Printed | None
    subheadlines: tuple[Printed, ...] = ()
    doubts: tuple[OutlineDoubt, ...] = ()


def settle_headline(titles: Sequence[Block], setting: Setting) -> Settled:
    """Tell the headline from kickers and subtitles; lines of one headline are joined.

    `setting` is how the page sets its lines.
    """
    units, doubts = _units(titles, setting)
    if not units:
        return Settled(None)
    if len(units) == 1:
        return Settled(_join(units[0]), (), tuple(doubts))
    levels = {unit[0].lines[0].level or _NO_LEVEL for unit in units}
    top = min(levels) if len(levels) > 1 else _NO_LEVEL
    scores = [
        _headline_score(unit, top) + _place(at, len(units), setting)
        for at, unit in enumerate(units)
    ]
    main = scores.index(max(scores))
    best, second = nlargest(2, scores)
    if best - second < _CLOSE:
        doubts.append(
            OutlineDoubt(_CLOSE_IS_WRONG, units[main][0], "几行标题里哪一行是主题，拿不准")
        )
    rest = tuple(_join(unit) for number, unit in enumerate(units) if number != main)
    return Settled(_join(units[main]), rest, tuple(doubts))


# Of the articles of our gold pages with several titles, the headline is wrong in 19 of the 64 in
# which two came closer than this, and in 2 of the 64 others.
_CLOSE = 2.0
_CLOSE_IS_WRONG = 0.6


def _place(at: int, count: int, setting: Setting) -> float:
    """Score where a title stands among several."""
    if at == 1 and count == _KICKER_HEADLINE_SUBTITLE:
        return HEADLINE["amid"]
    return HEADLINE["second_of_two"] * (at == 1 and count == 2 and setting.gap > 0)


_KICKER_HEADLINE_SUBTITLE = 3
_NO_LEVEL = 7  # below all six that markup has


def names_occasion(text: str) -> bool:
    """Tell whether a title tells an event as one, or names a column, as kickers do."""
    return bool(
        _OCCASION.search(text) or _COLUMN_NAME.match(text) or forms.COLUMN_LABEL.match(text)
    )


def _units(
    titles: Sequence[Block], setting: Setting
) -> tuple[list[list[Block]], list[OutlineDoubt]]:
    """Put the lines of each title together; doubt those that only their widths tell."""
    units: list[list[Block]] = []
    doubts: list[OutlineDoubt] = []
    closest = min((title.lines[0].gap for title in titles[1:]), default=0)
    for at, title in enumerate(titles):
        if not units:
            units.append([title])
            continue
        above = units[-1][-1]
        closer = title.lines[0].gap > closest
        halves = _NONE if closer else halves_of(title.lines[0], setting, titles[: at - 1])
        if are_one(above, title, setting, halves):
            units[-1].append(title)
        else:
            units.append([title])
        if _tell_one(above, title, setting) is None and abs(_room(above, title, halves)) < _NEARLY:
            doubts.append(OutlineDoubt(_NEARLY_IS_WRONG, title, "两行是一个标题还是两个，拿不准"))
    return units, doubts


# Of the pairs of title lines of our gold pages that only widths tell, 5 of the 36 this near to a
# limit come out wrong, none of the 42 others; but the limits were set on these pages.
_NEARLY = 2.5
_NEARLY_IS_WRONG = 0.4


class Halves(NamedTuple):
    """How wide the two lines of one headline may be, and how unlike."""

    first: float
    second: float
    uneven: float


# Lines no wider are the halves of a headline. How wide depends on what sets the lines of the page
# apart; set on the 210 pairs of title lines of our gold pages, of which 201 come out right.
_SPREAD = Halves(15, 17, 9)  # blank lines between all lines: kickers are occasions and labels
_APART = Halves(10, 17, 9)  # a blank line here, none inside paragraphs
_PACKED = Halves(11, 12, 4)  # none here and none inside paragraphs: most lines are whole titles
_ALIKE = Halves(13, 14, 4)  # both marked as headings, or both below the occasion
_BELOW = Halves(10.5, 14, 5)  # none, and below a kicker
_NONE = Halves(0, 0, 0)
_WHOLE, _WHOLE_WRAPPED = 16.0, 20.0  # wider lines are whole titles


def halves_of(line: Line, setting: Setting, above: Sequence[Block] = ()) -> Halves:
    """Give how wide a line and the title before it may be as halves; `above` stand over both."""
    if line.level or (above and _OCCASION.search(above[-1].text)):
        return _ALIKE
    if above and not setting.gap:
        return _BELOW
    if setting.wrapped and setting.gap:
        return _APART if setting.closes else _SPREAD
    return _APART if line.gap else _PACKED


def are_one(above: Block, title: Block, setting: Setting, halves: Halves) -> bool:
    """Tell whether two title lines are one headline: by markup, gap, and how the words go on."""
    told = _tell_one(above, title, setting)
    return _room(above, title, halves) >= 0 if told is None else told


def _tell_one(above: Block, title: Block, setting: Setting) -> bool | None:
    """Tell whether two title lines are one headline; None where only their widths may tell."""
    before, line = above.lines[-1], title.lines[0]
    if _are_apart(before, line) or (" " in line.text and title.goes_on <= 0):
        return False  # a line with a pause in it is complete
    if line.gap < setting.gap:
        return above.fills or before.width <= (_WHOLE_WRAPPED if setting.wrapped else _WHOLE)
    if _OCCASION.search(before.text) and line.text[0] not in "暨及并和与":
        return False
    if _breaks_off(above, line):
        return True
    return False if not setting.gap and _IS_DONE.search(before.text) else None


def _room(above: Block, title: Block, halves: Halves) -> float:
    """Give how far two title lines stay below the widths of halves; less than 0: above them."""
    first, second = above.lines[-1].width, title.lines[0].width
    return min(halves.first - first, halves.second - second, halves.uneven - abs(first - second))


def _breaks_off(above: Block, line: Line) -> bool:
    """Tell whether a title line was wrapped at its column, or its words go on in the next."""
    before = above.lines[-1]
    wrapped = above.fills and line.gap == 0 and before.width > min(line.width, _WHOLE)
    goes_on = before.width <= _SPREAD.first and bool(_GOES_ON.match(line.text))
    return wrapped or goes_on or before.text.endswith(_HANGING)


_HANGING = ("：", ":", "，")


def _are_apart(before: Line, line: Line) -> bool:
    """Tell whether two title lines are set or worded as different things."""
    return (
        (before.level, before.bold) != (line.level, line.bold)
        or bool(_SUBTITLE_MARK.match(line.text))
        or bool(forms.COLUMN_LABEL.match(before.text))
        or bool(_QUOTATION.match(line.text) or _ASIDE.match(line.text) or _GENRE.match(line.text))
        or bool(
            _COLUMN_NAME.match(before.text)
            and not _COLUMN_NAME.match(line.text)
            and not _DOES.match(line.text)
        )
    )


_COLUMN_NAME = re.compile(  # 园区人物, 读者来信, 短评, 节水进行时②: a column of the paper
    r"[\u4e00-\u9fff]{4}$|[\u4e00-\u9fff]{2,6}[·|｜][\u4e00-\u9fff]{2,8}$"
    r"|(?:[短时快简述]评|评论员?|言论|随笔|杂谈|来信|链接|手记|特写|人物|图片?新闻)$"
    r"|.{2,14}(?:[①-⑳]|之[一二三四五六七八九])$"
)

_PLAY = re.compile(r"“[^”]{1,5}”")
"""A word or two in quotation marks, meant otherwise than they say: headlines play on words."""

_SHORT = 6  # characters; beside another title it is a label more often than the headline


def _headline_score(unit: Sequence[Block], top_level: int) -> float:
    """Score how much a title among several looks like the headline."""
    text = "".join(block.text for block in unit)
    line = unit[0].lines[0]
    signs = {
        "subtitle_mark": bool(_SUBTITLE_MARK.match(text)),
        "genre": bool(_GENRE.match(text)),
        "aside": bool(_ASIDE.match(text)),
        "column_label": bool(forms.COLUMN_LABEL.match(text)),
        "column_name": bool(_COLUMN_NAME.match(text)),
        "occasion": bool(_OCCASION.search(text)),
        "play": bool(_PLAY.search(text)),
        "quotation": bool(_QUOTATION.match(text)),
        "is_done": bool(_IS_DONE.search(text)),
        "asks": text.endswith(("？", "?")),
        "few_words": len(text) <= _SHORT and not line.bold,
        "pause": " " in text or len(unit) > 1,
        "top_level": line.level == top_level,
    }
    return sum(HEADLINE[name] for name, shown in signs.items() if shown) + (
        HEADLINE["character"] * len(text) / len(unit)
    )


def _join(unit: Sequence[Block]) -> Printed:
    joined = unit[0].printed
    for before, block in pairwise(unit):
        joined = Printed.join((joined, block.printed), "" if before.fills else " ")
    return joined
