"""Which of an article's title lines is the headline, and which stand above or below it.

A kicker (引题) names the occasion, a headline the news, a subtitle (副题) the particulars.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from corpus.model import Printed
from corpus.segmentation import forms
from corpus.segmentation.blocks import Block
from corpus.segmentation.content import pairs
from corpus.segmentation.lines import Line

# An occasion told as an event: somebody held, opened, visited something.
_OCCASION = re.compile(
    r"(?:召开|举行|举办|开展|主持|出席|赴|参加|组织|启动|来|到).{0,60}"
    r"(?:会议?|大会|活动|仪式|论坛|典礼|调研|考察|座谈|培训班?|座谈会)$"
)
_GOES_ON = re.compile(r"[获被将已正为让使助成再又可把向对在以从与和及是有]|荣获|同比|达到|突破")
_SUBTITLE_MARK = re.compile(r"[—–―-]{1,2}")


def settle_headline(
    titles: Sequence[Block], usual_gap: float, body: Sequence[Block]
) -> tuple[Printed | None, tuple[Printed, ...]]:
    """Tell the headline from kickers and subtitles; lines of one headline are joined.

    `usual_gap` is how many blank lines usually part the blocks of the page.
    """
    units = _units(titles, usual_gap)
    if not units:
        return None, ()
    if len(units) == 1:
        return _join(units[0]), ()
    words = frozenset().union(*(block.pairs for block in body))
    levels = {unit[0].lines[0].level or _NO_LEVEL for unit in units}
    top = min(levels) if len(levels) > 1 else _NO_LEVEL
    scores = [
        _headline_score(unit, words, top) + _place(at, len(units)) for at, unit in enumerate(units)
    ]
    main = scores.index(max(scores))
    rest = tuple(_join(unit) for number, unit in enumerate(units) if number != main)
    return _join(units[main]), rest


def _place(at: int, count: int) -> float:
    """Score where a title stands among several: kickers are commoner than subtitles."""
    if count > _KICKER_AND_SUBTITLE or not 0 < at < _KICKER_AND_SUBTITLE:
        return 0.0
    return 0.5 if at == 1 else 0.0


_KICKER_AND_SUBTITLE = 3
_NO_LEVEL = 7  # below all six that markup has


def names_occasion(text: str) -> bool:
    """Tell whether a title tells an event as one, or names a column, as kickers do."""
    return bool(
        _OCCASION.search(text) or _COLUMN_NAME.match(text) or forms.COLUMN_LABEL.match(text)
    )


def _units(titles: Sequence[Block], usual_gap: float) -> list[list[Block]]:
    units: list[list[Block]] = []
    loose = any(title.lines[0].gap > 0 for title in titles[1:])
    for title in titles:
        tight = title.lines[0].gap < usual_gap or (loose and title.lines[0].gap == 0)
        if units and are_one(units[-1][-1], title, tight=tight):
            units[-1].append(title)
        else:
            units.append([title])
    return units


def are_one(above: Block, title: Block, *, tight: bool) -> bool:
    """Tell whether two title lines are one headline: by markup, gap, and how the words go on."""
    before, line = above.lines[-1], title.lines[0]
    if _are_apart(before, line) or (" " in line.text and title.goes_on <= 0):
        return False  # a line with a pause in it is complete
    occasion = bool(_OCCASION.search(before.text)) and line.text[0] not in "暨及并和与"
    if tight or (before.width <= _HALF and _GOES_ON.match(line.text)):
        return True
    if above.fills:
        return line.gap == 0 and not occasion
    uneven = abs(before.width - line.width)
    halves = max(before.width, line.width) <= _HALF and uneven <= (4 if line.gap else 8)
    return halves and not occasion and " " not in before.text


def _are_apart(before: Line, line: Line) -> bool:
    """Tell whether two title lines are set or worded as different things."""
    return (
        (before.level, before.bold) != (line.level, line.bold)
        or bool(_SUBTITLE_MARK.match(line.text))
        or bool(forms.COLUMN_LABEL.match(before.text))
        or bool(_COLUMN_NAME.match(before.text) and not _COLUMN_NAME.match(line.text))
    )


_COLUMN_NAME = re.compile(  # 园区人物, 读者来信, 短评: a column of the paper
    r"[\u4e00-\u9fff]{4}$|(?:[短时快简述]评|评论员?|言论|随笔|杂谈|来信|链接|手记|特写|人物|图片?新闻)$"
)
_HALF = 14.0  # the lines of a headline set on two are no wider


_TOLD = 0.2  # share of its character pairs; a column's name and a play on words have less


def _headline_score(unit: Sequence[Block], body: frozenset[str], top_level: int) -> float:
    """Score how much a title among several looks like the headline."""
    text = "".join(block.text for block in unit)
    line = unit[0].lines[0]
    score = -3.0 * bool(_SUBTITLE_MARK.match(text)) - 3.0 * bool(forms.COLUMN_LABEL.match(text))
    score -= 1.5 * bool(_OCCASION.search(text))
    score -= 0.08 * len(text) + 2.0 * bool(_COLUMN_NAME.match(text))
    own = pairs(text)
    score -= 1.0 * (len(own & body) < _TOLD * len(own))
    score += 1.0 * line.bold
    score += 0.5 * (" " in text or len(unit) > 1)
    return score + 1.0 * (line.level == top_level)


def _join(unit: Sequence[Block]) -> Printed:
    joined = unit[0].printed
    for before, block in pairwise(unit):
        joined = Printed.join((joined, block.printed), "" if before.fills else " ")
    return joined
