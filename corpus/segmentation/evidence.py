"""What a line shows, and how much each sign speaks for each part that the line can play."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from corpus.segmentation import bylines, forms
from corpus.segmentation.columns import Measure
from corpus.segmentation.furniture import furniture_role
from corpus.segmentation.lines import Line
from corpus.segmentation.weights import BYLINES, FOLLOWS, LINE, LINK, SMALL


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


_MAIN = (Part.FIRST, Part.MIDDLE, Part.LAST, Part.WHOLE, Part.TITLE)
_TAIL = 30  # what ends a sentence shows in its last characters: a mark, a credit in brackets
_MAX_SMALL = 60  # no credit, label or page header is longer; the patterns see nothing wider
_BOXES = frozenset("□■●◆○◎▲★☆※")
_CAPTION_MARKS = frozenset("▲△▼▽")
_EXCLAMATION = 26.0  # headlines end with ？ or ！ as sentences do, never with 。
_WIDE_TITLE = 36.0
_LONG = 24.0
_SHORT_TITLE = 5
_INDENT = 1.5


@dataclass(frozen=True)
class Look:
    """What a line's words show, wherever it stands. `signs` are the names of LINE's rows."""

    signs: Mapping[str, float]
    small: Mapping[Part, float]
    furniture: str
    ends: bool
    ends_open: bool
    opens_paragraph: bool
    begins_news: bool


def look_at(line: Line, before: str = "") -> Look:
    """Match a line against the forms of lines; `before` is the line above it."""
    text = line.text
    ends = bool(forms.ENDS_SENTENCE.search(before[-_TAIL:] + text[-_TAIL:]))
    role = furniture_role(text) if len(text) <= _MAX_SMALL else ""
    signs = {name: value for name, value in _signs(line, ends=ends).items() if value}
    return Look(
        signs=signs,
        small=_small_parts(line, role, before),
        furniture=role,
        ends=ends,
        ends_open=bool(forms.ENDS_OPEN.search(text)),
        opens_paragraph="opens_paragraph" in signs,
        begins_news=bool({"news_label", "dateline", "list_item"} & signs.keys()),
    )


def _signs(line: Line, *, ends: bool) -> dict[str, float]:
    text = line.text
    colon, exclaims = text.endswith((":", "：")), text.endswith(("！", "？", "!", "?"))
    return {
        "any": 1,
        "stop": ends,
        "no_stop": not ends and not colon,
        "colon": not ends and colon,
        "open_end": not ends and not colon and bool(forms.ENDS_OPEN.search(text)),
        "exclaims": ends and exclaims,
        "short_exclaims": ends and exclaims and line.width < _EXCLAMATION,
        "starts_inside": bool(forms.STARTS_INSIDE.match(text)),
        "news_label": bylines.starts_news(text),
        "dateline": bool(forms.DATED_OPENING.match(text)),
        "signature": len(text) <= _MAX_SMALL and bool(bylines.TAIL_BYLINE.match(text)),
        "opens_paragraph": bool(forms.OPENS_PARAGRAPH.match(text)),
        "list_item": bool(forms.LIST_ITEM.match(text)),
        "numbered": not ends and line.width < _LONG and bool(forms.LIST_ITEM.match(text)),
        "notice": line.width < _LONG and bool(forms.NOTICE.match(text)),
        "unbalanced": text.count("“") != text.count("”") or text.count("（") != text.count("）"),
        "commas": sum(map(text.count, "，,；;")),
        "inner_stop": bool(forms.INNER_STOP.search(text)),
        "spaced": bool(forms.SPACED.search(text)),
        "particles": len(forms.PARTICLES.findall(text)),
        "ends_in_digit": text[-1:].isdigit(),
        "odd_width": not 4 <= line.width <= 30,
        "very_wide": max(0.0, line.width - _WIDE_TITLE),
        "level": bool(line.level),
        "bold": line.bold,
        "bullet": bool(line.bullet),
        "marked": bool(line.level or line.bullet),
    }


def _small_parts(line: Line, role: str, before: str) -> dict[Part, float]:
    """Score the parts of small lines that the words fit."""
    text = line.text if len(line.text) <= _MAX_SMALL else ""
    parts: dict[Part, float] = {}
    if byline := _byline(line, text, before):
        parts[Part.BYLINE] = byline
    if forms.DECK_LABEL.match(text):
        parts[Part.LABEL] = SMALL["label"]
    if forms.SOURCE_LINE.match(text):
        parts[Part.SOURCE] = SMALL["source"]
    if forms.CAPTION.match(line.text) or bylines.PHOTOGRAPHER.search(text):
        parts[Part.CAPTION] = parts[Part.CAPTION_INSIDE] = SMALL["caption"]
    elif line.bullet in _CAPTION_MARKS:
        parts[Part.CAPTION] = parts[Part.CAPTION_INSIDE] = SMALL["caption_mark"]
    elif line.pictured and not line.level and line.width <= _WIDE_TITLE:
        parts[Part.CAPTION] = SMALL["pictured"]
    if role:
        parts[Part.FURNITURE] = parts[Part.FURNITURE_INSIDE] = SMALL["furniture"]
    for part in (Part.BYLINE, Part.LABEL, Part.FURNITURE):  # markup: it is no paragraph
        if part in parts:
            parts[part] += SMALL["level"] * bool(line.level) + SMALL["bold"] * line.bold
    return parts


def _byline(line: Line, text: str, before: str) -> float:
    if bylines.BYLINE.match(text):
        return BYLINES["role"]
    if forms.BRIEFS_LABEL.match(text) or forms.NOTICE.match(text):
        return 0.0  # 简讯 and 公示 could be names
    if bylines.BARE_NAMES.match(text) or bylines.TAIL_BYLINE.match(text):
        return BYLINES["boxed" if line.bullet in _BOXES and not line.level else "bare"]
    below_title = len(before) > _SHORT_TITLE and not forms.ENDS_SENTENCE.search(before)
    if below_title and bylines.SHORT_WORDS.match(text):
        return BYLINES["by_place"]
    return 0.0


def part_scores(
    line: Line, look: Look, column: float | None, measured: Measure
) -> dict[Part, float]:
    """Score the parts that the line may play, from its words and from where it stands."""
    if line.meta:
        return {Part.FURNITURE: 0.0}
    if line.row:
        small = {Part.FURNITURE, Part.BYLINE}
        return {Part.WHOLE: 0.0} | {p: 1.0 for p in look.small if p in small}
    totals = [0.0] * len(_MAIN)
    for signs in (look.signs, _place_signs(line, look, column, measured)):
        for name, value in signs.items():
            for at, weight in enumerate(LINE[name]):
                totals[at] += weight * value
    scores = dict(zip(_MAIN, totals, strict=True)) | dict(look.small)
    if line.bullet in measured.bullets and look.small.get(Part.CAPTION) == SMALL["caption_mark"]:
        scores.pop(Part.CAPTION)
        scores.pop(Part.CAPTION_INSIDE, None)
    if line.bullet and line.text in measured.contents:
        scores[Part.FURNITURE] = SMALL["contents"]
    if line.text in measured.repeated:
        scores[Part.BYLINE] = scores.get(Part.BYLINE, 0.0) + BYLINES["repeated"]
    return scores


def _place_signs(
    line: Line, look: Look, column: float | None, measured: Measure
) -> dict[str, float]:
    """Give the signs that depend on the page around the line."""
    signs: dict[str, float] = {}
    if column:
        room = column - line.width
        signs["in_column"] = 1
        signs["fits_opening"] = _fit(room - measured.opening, measured.raggedness)
        signs["fits_column"] = _fit(room, measured.raggedness)
        signs[_room_sign(room)] = 1
        signs["no_stop_in_column"] = "no_stop" in look.signs
    else:
        signs["outside_column"] = 1
        signs["stop_outside_column"] = look.ends
        signs["long_no_stop"] = not look.ends and line.width > _LONG
    if measured.indented:
        opens = 1 if line.indent >= _INDENT else -1
        signs["indent"] = opens if column else opens / 2
    signs["figure"] = line.text in measured.figures
    signs["repeated"] = line.text in measured.repeated
    signs["unmarked"] = measured.levelled and not line.level and not line.bold
    return signs


def _room_sign(room: float) -> str:
    """Name how much room a line leaves in its column, in characters."""
    if room < -1.6:
        return "too_wide"
    if room < 1:
        return "fills"
    if room < 2:
        return "nearly_fills"
    return "two_short" if room < 3 else "short"


def _fit(off: float, raggedness: float) -> float:
    """Score how near a line that must be full comes to its width, as a normal error would."""
    return max(LINK["width_off"], LINK["width_fits"] - (off / raggedness) ** 2 / 2)


_TITLE = _MAIN.index(Part.TITLE)


def title_score(look: Look) -> float:
    """Score how much a line's words by themselves look like a headline or a heading."""
    return sum(LINE[name][_TITLE] * value for name, value in look.signs.items())


def follow(before: Part | None, part: Part | None) -> float:
    """Score how a part follows another, whatever the lines; None is the page's edge."""
    return _FOLLOW[before, part]


def _follow(before: Part | None, part: Part | None) -> float:
    is_open = before in _OPEN
    if part in _INSIDE:
        return 0.0 if is_open else _NEVER
    if is_open != (part in GOES_ON):
        return LINK["broken_paragraph" if is_open else "orphan_continuation"]
    return FOLLOWS.get((before, part), 0.0) if before and part else 0.0


_NEVER = -1e6
_INSIDE = frozenset({Part.CAPTION_INSIDE, Part.FURNITURE_INSIDE})
_OPEN = frozenset({Part.FIRST, Part.MIDDLE, *_INSIDE})
GOES_ON = frozenset({Part.MIDDLE, Part.LAST, *_INSIDE})
"""The parts in which a paragraph begun before is still open."""

_FOLLOW = {(one, other): _follow(one, other) for one in (None, *Part) for other in (None, *Part)}
