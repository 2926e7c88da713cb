"""How much each piece of evidence speaks for each part a line can play: the table of weights."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from corpus.segmentation import forms
from corpus.segmentation.columns import Measure
from corpus.segmentation.furniture import furniture_role
from corpus.segmentation.lines import Line
from corpus.segmentation.weights import LINE


class Part(StrEnum):
    """The part a line plays in its block."""

    FIRST = "first"
    MIDDLE = "middle"
    LAST = "last"
    WHOLE = "whole"
    TITLE = "title"
    BYLINE = "byline"
    LABEL = "label"
    CAPTION = "caption"
    CAPTION_INSIDE = "caption_inside"
    SOURCE = "source"
    FURNITURE = "furniture"
    FURNITURE_INSIDE = "furniture_inside"


_TAIL = 30  # what ends a sentence shows in its last characters: a mark, a credit in brackets
_MAX_FORM_WIDTH = 60  # no credit, label or page header is longer; the patterns see nothing wider


@dataclass(frozen=True)
class Look:
    """What a line's words show by themselves."""

    ends: bool
    ends_open: bool
    ends_colon: bool
    starts_inside: bool
    byline: float
    label: bool
    source: bool
    caption: float
    furniture: str
    news_label: bool
    dateline: bool
    list_item: bool
    opens_paragraph: bool
    signature: bool
    unbalanced: bool
    commas: int
    inner_stop: bool
    spaced: bool


_PARTICLES = re.compile(r"[的了着是并]")  # headlines leave them out
_LEVELLED = 6.0  # a heading's markup: the line is no paragraph, whatever else it is
_BOLD = 4.0
_EXCLAMATION = 26.0  # headlines end with ？ or ！ as sentences do, never with 。
_SPACED = re.compile(r"[\u4e00-\u9fff”》）] [\u4e00-\u9fff“《（]")


def look_at(line: Line, before: str = "") -> Look:
    """Match a line against the forms of small lines; `before` is the line above it."""
    text = line.text
    small = text if len(text) <= _MAX_FORM_WIDTH else ""
    return Look(
        ends=bool(forms.ENDS_SENTENCE.search(before[-_TAIL:] + text[-_TAIL:])),
        ends_open=bool(forms.ENDS_OPEN.search(text)),
        ends_colon=text.endswith((":", "：")),
        starts_inside=bool(forms.STARTS_INSIDE.match(text)),
        byline=_byline(line, small),
        label=bool(small and forms.DECK_LABEL.match(small)),
        source=bool(small and forms.SOURCE_LINE.match(small)),
        caption=_caption(line, small),
        furniture=furniture_role(small) if small else "",
        news_label=bool(forms.NEWS_LABEL.match(text) or forms.INLINE_BYLINE.match(text)),
        dateline=bool(forms.DATED_OPENING.match(text)),
        signature=bool(small and forms.TAIL_BYLINE.match(small)),
        opens_paragraph=bool(forms.OPENS_PARAGRAPH.match(text)),
        list_item=bool(forms.LIST_ITEM.match(text)),
        unbalanced=text.count("“") != text.count("”") or text.count("（") != text.count("）"),
        commas=len(re.findall("[，,；;]", text)),
        inner_stop=bool(re.search(r"。(?![”’）)]*$)", text)),
        spaced=bool(_SPACED.search(text)),
    )


def _byline(line: Line, small: str) -> float:
    if not small:
        return 0.0
    boxed = line.bullet in {"□", "■", "●", "◆", "○", "◎", "▲", "★", "☆", "※"} and not line.level
    if forms.BYLINE.match(small):
        return 7.0
    if forms.BARE_NAMES.match(small) or forms.TAIL_BYLINE.match(small):
        return 5.0 if boxed else 3.0
    return 0.0


def _caption(line: Line, small: str) -> float:
    if forms.CAPTION.match(line.text):
        return 6.0
    if small and forms.PHOTOGRAPHER.search(small):
        return 6.0
    return 3.0 if line.bullet in {"▲", "△", "▼", "▽"} else 0.0


def part_scores(
    line: Line, look: Look, column: float | None, measured: Measure
) -> dict[Part, float]:
    """Score the parts that the line may play."""
    if line.meta:
        return {Part.FURNITURE: 0.0}
    if line.row:
        return {Part.WHOLE: 0.0} if not look.furniture else {Part.WHOLE: 0.0, Part.FURNITURE: 1.0}
    scores = _paragraph_scores(line, look, column, measured)
    scores[Part.TITLE] = title_score(line, look, column)
    marked = _LEVELLED * bool(line.level) + _BOLD * line.bold
    if line.text in measured.figures:
        scores[Part.TITLE] -= 3.0
    if line.text in measured.repeated:
        scores[Part.TITLE] -= 3.0
        scores[Part.BYLINE] = scores.get(Part.BYLINE, 0.0) + 1.0
    if measured.levelled and not line.level and not line.bold:
        scores[Part.TITLE] -= 2.0
    if look.byline:
        scores[Part.BYLINE] = look.byline + marked
    if look.label:
        scores[Part.LABEL] = 9.0 + marked
    if look.source:
        scores[Part.SOURCE] = 5.0
    if look.caption > 3 or (look.caption and line.bullet not in measured.bullets):
        scores[Part.CAPTION] = scores[Part.CAPTION_INSIDE] = look.caption
    if look.furniture:
        scores[Part.FURNITURE] = 5.0 + marked
        scores[Part.FURNITURE_INSIDE] = 5.0
    return scores


def _paragraph_scores(
    line: Line, look: Look, column: float | None, measured: Measure
) -> dict[Part, float]:
    weights = LINE
    first, middle, last, whole = 0.0, 0.0, 0.0, 0.0
    if column:
        room = column - line.width
        first += _fit(room - measured.opening, measured.raggedness)
        middle += _fit(room, measured.raggedness)
        last += (
            weights["width_off"]
            if room < -1.6
            else weights["full_last"] * (room < 2) / (1 if room < 1 else 2)
        )
        whole += -3.0 if room < -1.6 else weights["full_last"] * (room < 3) - 0.7
    else:
        first -= 3.0
        middle -= 2.0
    if look.ends:
        first += weights["stop_inside"] * (1 if column else 4)
        middle += weights["stop_inside"] * (1 if column else 3)
        last += weights["stop_at_end"]
        exclaims = line.text[-1] in "！？!?" and line.width < _EXCLAMATION
        whole += weights["stop_at_end"] - 1.2 * exclaims
    else:
        last += -1.5 if look.ends_colon else weights["no_stop_at_end"] - (1.5 if column else 0.0)
        whole += -1.0 if look.ends_colon else weights["whole_line_mid_sentence"]
        if line.width > 24 and not column:
            first, whole = first + 1.0, whole - 2.0
    if line.text in measured.figures:
        whole += 5.0
    if look.list_item:
        first, whole = first + 1.0, whole + 2.0
        middle, last = middle - 3.0, last - 2.0
    if look.news_label:
        first, whole, middle, last = first + 2, whole + 2, middle - 4, last - 4
    if look.signature:
        last += 2.5
    if look.starts_inside:
        first, whole = first - weights["starts_inside"], whole - weights["starts_inside"]
    if line.level or line.bullet:
        middle, last, first = middle - 6, last - 6, first - 1
    if measured.indented:
        indent = weights["indent"] * (1 if line.indent >= 1.5 else -1) / (1 if column else 2)
        first, whole, middle, last = first + indent, whole + indent, middle - indent, last - indent
    return {Part.FIRST: first, Part.MIDDLE: middle, Part.LAST: last, Part.WHOLE: whole}


def _fit(off: float, raggedness: float) -> float:
    """Score how near a line that must be full comes to its width, as a normal error would."""
    return max(LINE["width_off"], LINE["width_fits"] - (off / raggedness) ** 2 / 2)


def title_score(line: Line, look: Look, column: float | None) -> float:
    """Score how much a line by itself looks like a headline or a heading."""
    text = line.text
    score = 0.5 if 4 <= line.width <= 30 else -1.0
    if line.width > 36:
        score -= 0.15 * (line.width - 36)
    if look.ends:
        score -= 0.5 if text[-1] in "！？!?" else 4.5
    elif look.ends_open:
        score -= 4.0 if look.ends_colon else 2.5
    if look.inner_stop:
        score -= 4.0
    if look.starts_inside:
        score -= 5.0
    score += _LEVELLED * bool(line.level) + _BOLD * line.bold
    if line.bullet:
        score += 1.5
    if look.news_label:
        score -= 5.0
    if look.dateline:
        score -= 3.5
    if look.opens_paragraph:
        score -= 2.0
    score -= 0.5 * len(_PARTICLES.findall(text))
    if look.signature:
        score -= 5.0
    if look.unbalanced:
        score -= 2.5
    if look.spaced:
        score += 1.0
    score -= 1.0 * look.commas
    if text[-1].isdigit():
        score -= 1.5
    if column:
        score -= 1.0 if abs(line.width - column) > 1.0 else 1.5
    return score


def follow(before: Part | None, part: Part | None) -> float:
    """Score how a part follows another, whatever the lines."""
    is_open = before in _OPEN
    goes_on = part in _GOES_ON
    if part in _INSIDE:
        return 0.0 if is_open else _NEVER
    if is_open != goes_on:
        return LINE["broken_paragraph" if is_open else "orphan_continuation"]
    return _FOLLOWS.get((before, part), 0.0)


_NEVER = -1e6
_INSIDE = frozenset({Part.CAPTION_INSIDE, Part.FURNITURE_INSIDE})
_OPEN = frozenset({Part.FIRST, Part.MIDDLE, *_INSIDE})
_GOES_ON = frozenset({Part.MIDDLE, Part.LAST, *_INSIDE})
_FOLLOWS: dict[tuple[Part | None, Part | None], float] = {
    (Part.LABEL, Part.TITLE): -3.0,
    (Part.LABEL, Part.BYLINE): -3.0,
    (Part.LABEL, Part.FIRST): 1.0,
    (Part.LABEL, Part.WHOLE): 1.0,
    (Part.BYLINE, Part.FIRST): 0.5,
    (Part.BYLINE, Part.WHOLE): 0.5,
    (Part.BYLINE, Part.BYLINE): -2.0,
    (Part.BYLINE, Part.TITLE): -1.5,
    (Part.TITLE, Part.BYLINE): 0.5,
}
