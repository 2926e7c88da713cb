"""What a line shows, and how much each sign speaks for each part that the line can play."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from enum import StrEnum
from functools import cache, lru_cache
from typing import NamedTuple

from corpus.segmentation import bylines, forms
from corpus.segmentation.columns import INDENT, Measure, is_full
from corpus.segmentation.furniture import furniture_role, is_image
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
    CAPTION_FIRST = "caption_first"
    CAPTION_INSIDE = "caption_inside"
    SOURCE = "source"
    FURNITURE = "furniture"
    FURNITURE_INSIDE = "furniture_inside"


_MAIN = (Part.FIRST, Part.MIDDLE, Part.LAST, Part.WHOLE, Part.TITLE)
_TAIL = 30  # what ends a sentence shows in its last characters: a mark, a credit in brackets
_MAX_SMALL = 60  # no credit, label or page header is longer; the patterns see nothing wider
_BOXES = frozenset("□■●◆○◎▲★☆※")
_DIGIT = re.compile(r"\d")
_CAPTION_MARKS = frozenset("▲△▼▽")
_EXCLAMATION = 26.0  # headlines end with ？ or ！ as sentences do, never with 。
_WIDE_TITLE = 36.0
_LONG = 24.0
_SHORTEST = 4.0
_SHORT_TITLE = 5


Amount = tuple[str, float]
"""A sign that counts more than once, and how many times."""


class Look(NamedTuple):
    """What a line's words show, wherever it stands.

    `signs` are the names of LINE's rows that apply, `amounts` those that count more than once.
    """

    signs: tuple[str, ...]
    amounts: tuple[Amount, ...]
    small: dict[Part, float]
    furniture: str
    ends: bool
    ends_open: bool
    opens_paragraph: bool
    begins_news: bool


def look_at(line: Line, before: str = "") -> Look:
    """Match a line against the forms of lines; `before` is the line above it."""
    text = line.text
    ends = forms.ends_sentence(before[-_TAIL:] + text[-_TAIL:])
    role = furniture_role(text) if len(text) <= _MAX_SMALL else ""
    opening = _opening_signs(text)
    signs = (
        *_ending_signs(line, ends=ends),
        *opening,
        *_list_signs(line, ends=ends, list_item="list_item" in opening),
        *_inner_signs(line, ends=ends),
    )
    return Look(
        signs=signs,
        amounts=tuple(_amounts(line)),
        small=_small_parts(line, role, before),
        furniture=role,
        ends=ends,
        ends_open=text[-1:] in forms.OPEN_ENDS,
        opens_paragraph="opens_paragraph" in opening,
        begins_news=not _BEGINS_NEWS.isdisjoint(opening),
    )


_BEGINS_NEWS = frozenset({"news_label", "dateline", "list_item"})


def _ending_signs(line: Line, *, ends: bool) -> Iterator[str]:
    yield "any"
    last = line.text[-1:]
    if ends:
        yield "stop"
        if last in _EXCLAIMS:
            yield "exclaims"
            if line.width < _EXCLAMATION:
                yield "short_turn" if forms.TURN.match(line.text) else "short_exclaims"
            if forms.NUMBERED.match(line.text):
                yield "numbered_question"
    elif last in _COLONS:
        yield "colon"
    else:
        yield "no_stop"
        if last in forms.OPEN_ENDS:
            yield "open_end"


_EXCLAIMS = frozenset("！？!?")
_COLONS = frozenset(":：")
_SEMICOLONS = frozenset("；;")


def _opening_signs(text: str) -> list[str]:
    """Name what a line opens with; most open with nothing, told by their first character."""
    signs: list[str] = []
    if forms.MAY_BE_OPENING.match(text):
        if forms.STARTS_INSIDE.match(text):
            signs.append("starts_inside")
        if bylines.starts_news(text):
            signs.append("news_label")
        if forms.DATED_OPENING.match(text):
            signs.append("dateline")
        if len(text) <= _MAX_SMALL and bylines.TAIL_BYLINE.match(text):
            signs.append("signature")
    if forms.OPENS_PARAGRAPH.match(text):
        signs.append("opens_paragraph")
    if forms.LIST_ITEM.match(text):
        signs.append("list_item")
    if forms.NOTE.match(text):
        signs.append("note")
    return signs


def _list_signs(line: Line, *, ends: bool, list_item: bool) -> Iterator[str]:
    """Name the signs of items, notices and letters."""
    text = line.text
    last = text[-1:]
    if last in _SEMICOLONS:
        yield "semicolon"
        if list_item:
            yield "item_of_list"
    elif last in _COLONS and forms.SALUTATION.match(text):
        yield "salutation"
    if line.width < _LONG:
        if list_item and not ends:
            yield "numbered"
        if forms.NOTICE.match(text):
            yield "notice"


def _inner_signs(line: Line, *, ends: bool) -> Iterator[str]:
    """Name the signs inside a line, and those of its width and of its markup."""
    text = line.text
    if text.count("“") != text.count("”") or text.count("（") != text.count("）"):
        yield "unbalanced"
    if forms.FORMULA.match(text):
        yield "formula"
    if forms.INNER_STOP.search(text):
        yield "inner_stop"
    if " " in text and forms.SPACED.search(text):
        yield "spaced"
    if text[-1:].isdigit():
        yield "ends_in_digit"
    if not ends and line.width < _SHORTEST:
        yield "tiny"
    if not 4 <= line.width <= 30:
        yield "odd_width"
    yield from _markup_signs(line)


def _markup_signs(line: Line) -> Iterator[str]:
    if line.level:
        yield "level"
    if line.bold:
        yield "bold"
    if line.bullet:
        yield "bullet"
    if line.level or line.bullet:
        yield "marked"


def _amounts(line: Line) -> Iterator[Amount]:
    """Count what counts more than once."""
    if commas := len(forms.PAUSES.findall(line.text)):
        yield "commas", commas
    if particles := len(forms.PARTICLES.findall(line.text)):
        yield "particles", min(particles, 2)
    if line.width > _WIDE_TITLE:
        yield "very_wide", line.width - _WIDE_TITLE


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
    if forms.CAPTION.match(line.text) or bylines.names_photographer(text):
        parts[Part.CAPTION] = parts[Part.CAPTION_INSIDE] = SMALL["caption"]
    elif line.bullet in _CAPTION_MARKS:
        parts[Part.CAPTION] = parts[Part.CAPTION_INSIDE] = SMALL["caption_mark"]
    elif (line.pictured or is_image(before)) and not line.level and line.width <= _WIDE_TITLE:
        parts[Part.CAPTION] = SMALL["pictured"]
    if role:
        parts[Part.FURNITURE] = parts[Part.FURNITURE_INSIDE] = SMALL["furniture"]
    below_body = parts.get(Part.BYLINE, 0.0) < BYLINES["role"] and forms.ends_sentence(before)
    for part in (Part.BYLINE, Part.LABEL, Part.FURNITURE):  # markup: it is no paragraph
        if part in parts and not (part is Part.BYLINE and below_body):  # 有人造 is no name there
            parts[part] += SMALL["level"] * bool(line.level) + SMALL["bold"] * line.bold
    return parts


def _byline(line: Line, text: str, before: str) -> float:
    if bylines.is_byline(text):
        return BYLINES["role"]
    named = bylines.BARE_NAMES.match(text) or bylines.TAIL_BYLINE.match(text)
    if not named and not bylines.SHORT_WORDS.match(text):
        return 0.0
    if forms.BRIEFS_LABEL.match(text) or forms.NOTICE.match(text):
        return 0.0  # 简讯 and 公示 could be names
    if named:
        return BYLINES["boxed" if line.bullet in _BOXES and not line.level else "bare"]
    below_title = len(before) > _SHORT_TITLE and not forms.ends_sentence(before)
    return BYLINES["by_place"] if below_title else 0.0


def part_scores(
    line: Line, look: Look, column: float | None, measured: Measure
) -> dict[Part, float]:
    """Score the parts that the line may play, from its words and from where it stands."""
    if line.meta:
        return {Part.FURNITURE: 0.0}
    if line.row:
        figures = all(map(_DIGIT.search, line.text.split(" ")[1:]))
        framed = Part.FURNITURE in look.small and not figures
        return {Part.WHOLE: 0.0} | ({Part.FURNITURE: 1.0} if framed else {})
    signs = (*look.signs, *_place_signs(line, look, column, measured))
    totals = list(_sum_of(signs))
    for name, amount in (*look.amounts, *_place_amounts(line, column, measured)):
        for at, weight in _SPEAKS_FOR[name]:
            totals[at] += weight * amount
    scores = dict(zip(_MAIN, totals, strict=True))
    scores.update(look.small)
    _place_captions(scores, line, look, column, measured)
    if "signature" in look.signs and _is_set_close(line, measured):
        scores.pop(Part.BYLINE, None)
    if line.bullet and line.text in measured.contents:
        scores[Part.FURNITURE] = SMALL["contents"]
    if line.text in measured.repeated:
        scores[Part.BYLINE] = scores.get(Part.BYLINE, 0.0) + BYLINES["repeated"]
    return scores


def _place_captions(
    scores: dict[Part, float], line: Line, look: Look, column: float | None, measured: Measure
) -> None:
    """Take back a caption's score from the items of a list; a full line may be its first."""
    caption = scores.get(Part.CAPTION)
    if caption is None:
        return
    if line.bullet in measured.bullets and caption == SMALL["caption_mark"]:
        scores.pop(Part.CAPTION)
        scores.pop(Part.CAPTION_INSIDE, None)
    elif column and not look.ends and is_full(line, column):
        scores[Part.CAPTION_FIRST] = caption


@lru_cache(maxsize=4096)
def _sum_of(signs: tuple[str, ...]) -> tuple[float, ...]:
    """Add up the rows of LINE that apply; lines show the same few sets of signs all the time."""
    return tuple(map(sum, zip(*(LINE[name] for name in signs), strict=True)))


_SPEAKS_FOR = {
    name: [(at, weight) for at, weight in enumerate(row) if weight] for name, row in LINE.items()
}


def _is_set_close(line: Line, measured: Measure) -> bool:
    """Tell whether a line is set closer to the one above it than a paragraph of its own is."""
    return line.indent < INDENT if measured.indented else line.gap < measured.usual_gap


def _place_signs(line: Line, look: Look, column: float | None, measured: Measure) -> Iterator[str]:
    """Name the signs that depend on the page around the line."""
    if column:
        yield "in_column"
        yield _room_sign(column - line.width)
        if "no_stop" in look.signs:
            yield "no_stop_in_column"
    else:
        yield "outside_column"
        if look.ends:
            yield "stop_outside_column"
        elif line.width > _LONG:
            yield "long_no_stop"
    if line.text in measured.figures:
        yield "figure"
    if line.text in measured.repeated:
        yield "repeated"
    if measured.levelled and not line.level and not line.bold:
        yield "unmarked"


def _place_amounts(line: Line, column: float | None, measured: Measure) -> Iterator[Amount]:
    """Weigh how well a line fits its column, and the indents of the page."""
    if column:
        room = column - line.width
        yield "fits_opening", _fit(room - measured.opening, measured.raggedness)
        yield "fits_column", _fit(room, measured.raggedness)
    if measured.indented:
        yield "indent", _indent_amount(line.indent, column, measured)


def _indent_amount(indent: float, column: float | None, measured: Measure) -> float:
    """Weigh an indent, or none, where paragraphs open with one.

    Where none is wrapped titles may be indented as well, so an indent tells less than none does.
    """
    if column:
        return 1.0 if indent >= INDENT else -1.0
    return 0.5 if indent >= INDENT else -0.5 if measured.usual_column else -1.0


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
    amounts = (LINE[name][_TITLE] * amount for name, amount in look.amounts)
    return _sum_of(look.signs)[_TITLE] + sum(amounts)


class Follows(NamedTuple):
    """How some parts follow each of those before them, whatever the lines.

    Parts that follow alike share a row: `row_of` gives the number of each part's. `joins` tells of
    each whether it begins a paragraph (0), goes on with one (2) or neither (1).
    """

    rows: Sequence[tuple[float, ...]]
    row_of: Sequence[int]
    joins: Sequence[int]


@cache
def follow_table(before: tuple[Part | None, ...], parts: tuple[Part | None, ...]) -> Follows:
    """Score how parts follow each of those before them; None is the page's edge."""
    rows = [tuple(_follow(prior, part) for prior in before) for part in parts]
    different = list(dict.fromkeys(rows))
    joins = [1 - (part in _BEGINS) + (part in _JOINS) for part in parts]
    return Follows(different, [different.index(row) for row in rows], joins)


_BEGINS = frozenset({Part.FIRST, Part.WHOLE})
_JOINS = frozenset({Part.MIDDLE, Part.LAST})


def _follow(before: Part | None, part: Part | None) -> float:
    is_open = before in _OPEN
    if part in _INSIDE:
        return 0.0 if is_open else _NEVER
    if is_open != (part in GOES_ON):
        return LINK["broken_paragraph" if is_open else "orphan_continuation"]
    return FOLLOWS.get((before, part), 0.0) if before and part else 0.0


_NEVER = -1e6
_INSIDE = frozenset({Part.CAPTION_INSIDE, Part.FURNITURE_INSIDE})
_OPEN = frozenset({Part.FIRST, Part.MIDDLE, Part.CAPTION_FIRST, *_INSIDE})
GOES_ON = frozenset({Part.MIDDLE, Part.LAST, *_INSIDE})
"""The parts in which a paragraph begun before is still open."""
