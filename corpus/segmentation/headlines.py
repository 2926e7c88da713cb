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
from corpus.segmentation.content import pairs, shared_pairs
from corpus.segmentation.lines import Line

# An occasion told as an event: somebody held, opened, visited something.
_OCCASION = re.compile(
    r"(?:召开|举行|举办|开展|主持|出席|赴|参加|组织|启动|来|到).{0,60}"
    r"(?:会议?|大会|活动|仪式|论坛|典礼|调研|考察|座谈|培训班?|座谈会)$"
    r"|系列(?:报道|述评|访谈)?(?:之[一二三四五六七八九十]+|[（(]\S{1,4}[）)])?$"
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
    words = [block.pairs for block in body]
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
    if at != 1 or count > _KICKER_HEADLINE_SUBTITLE:
        return 0.0
    return 1.5 if count == _KICKER_HEADLINE_SUBTITLE else 0.7


_KICKER_HEADLINE_SUBTITLE = 3
_NO_LEVEL = 7  # below all six that markup has


def names_occasion(text: str) -> bool:
    """Tell whether a title tells an event as one, or names a column, as kickers do."""
    return bool(
        _OCCASION.search(text) or _COLUMN_NAME.match(text) or forms.COLUMN_LABEL.match(text)
    )


def _units(titles: Sequence[Block], usual_gap: float) -> list[list[Block]]:
    units: list[list[Block]] = []
    gaps = [title.lines[0].gap for title in titles]
    outside = max(usual_gap, *gaps[:1]) if gaps else 0
    closest = min(gaps[1:], default=0)
    for title, gap in zip(titles, gaps, strict=True):
        half = _HALF if outside else _HALF_PACKED
        half = half if gap == closest else 0.0  # other lines stand closer
        if units and are_one(units[-1][-1], title, tight=gap < outside, half=half):
            units[-1].append(title)
        else:
            units.append([title])
    return units


# The lines of a headline set on two are no wider; where no blank line sets titles apart, most lines
# are a title of their own. Wider lines are whole titles, if they were not wrapped. Measured on the
# 75 pairs of title lines of our gold pages.
_HALF, _HALF_PACKED, _WHOLE, _UNEVEN = 15.0, 12.0, 20.0, 9.0


def are_one(above: Block, title: Block, *, tight: bool, half: float = _HALF) -> bool:
    """Tell whether two title lines are one headline: by markup, gap, and how the words go on.

    `half` is the width up to which two lines may be its halves.
    """
    before, line = above.lines[-1], title.lines[0]
    if _are_apart(before, line) or (" " in line.text and title.goes_on <= 0):
        return False  # a line with a pause in it is complete
    whole = (before.width > _WHOLE and not above.fills) or not half
    if tight and not whole:
        return True
    occasion = bool(_OCCASION.search(before.text)) and line.text[0] not in "暨及并和与"
    goes_on = before.width <= _HALF and _GOES_ON.match(line.text)
    if not occasion and (goes_on or (above.fills and line.gap == 0)):
        return True
    widest = half + 4 if line.gap else half
    halves = before.width <= half and line.width <= widest
    return halves and abs(before.width - line.width) <= _UNEVEN and not occasion


def _are_apart(before: Line, line: Line) -> bool:
    """Tell whether two title lines are set or worded as different things."""
    return (
        (before.level, before.bold) != (line.level, line.bold)
        or bool(_SUBTITLE_MARK.match(line.text))
        or bool(forms.COLUMN_LABEL.match(before.text))
        or bool(_COLUMN_NAME.match(before.text) and not _COLUMN_NAME.match(line.text))
    )


_COLUMN_NAME = re.compile(  # 园区人物, 读者来信, 短评: a column of the paper
    r"[\u4e00-\u9fff]{4}$|[\u4e00-\u9fff]{2,6}[·|｜][\u4e00-\u9fff]{2,8}$|(?:[短时快简述]评|评论员?|言论|随笔|杂谈|来信|链接|手记|特写|人物|图片?新闻)$"
)


_SHORT = 6  # characters; beside another title it is a label more often than the headline
_TOLD = 0.2  # share of its character pairs; a column's name and a play on words have less


def _headline_score(unit: Sequence[Block], body: Sequence[frozenset[str]], top_level: int) -> float:
    """Score how much a title among several looks like the headline."""
    text = "".join(block.text for block in unit)
    line = unit[0].lines[0]
    score = -3.0 * bool(_SUBTITLE_MARK.match(text)) - 3.0 * bool(forms.COLUMN_LABEL.match(text))
    score -= 1.5 * bool(_OCCASION.search(text))
    score -= 0.08 * len(text) + 2.0 * bool(_COLUMN_NAME.match(text))
    score -= 1.0 * (len(text) <= _SHORT and not line.bold)
    own = pairs(text)
    score -= 1.0 * (len(shared_pairs(own, body)) < _TOLD * len(own))
    score += 1.0 * line.bold
    score += 0.5 * (" " in text or len(unit) > 1)
    return score + 1.0 * (line.level == top_level)


def _join(unit: Sequence[Block]) -> Printed:
    joined = unit[0].printed
    for before, block in pairwise(unit):
        joined = Printed.join((joined, block.printed), "" if before.fills else " ")
    return joined
