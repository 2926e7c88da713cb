"""How much what a line shows, and where it stands, speaks for each part that it can play."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from corpus.segmentation.columns import INDENT, Measure, is_full
from corpus.segmentation.lines import Line
from corpus.segmentation.looks import LONG, Amount, Look
from corpus.segmentation.parts import Part
from corpus.segmentation.weights import BYLINES, LINE, LINK, SMALL

_MAIN = (Part.FIRST, Part.MIDDLE, Part.LAST, Part.WHOLE, Part.TITLE)
_DIGIT = re.compile(r"\d")

PartScores = tuple[tuple[Part, ...], Sequence[float]]
"""Parts that a line may play, and the score of each."""


def part_scores(line: Line, look: Look, column: float | None, measured: Measure) -> PartScores:
    """Score the parts that the line may play, from its words and from where it stands."""
    if line.meta:
        return (Part.FURNITURE,), (0.0,)
    if line.row:
        figures = all(map(_DIGIT.search, line.text.split(" ")[1:]))
        framed = Part.FURNITURE in look.small and not figures
        return ((Part.WHOLE, Part.FURNITURE), (0.0, 1.0)) if framed else ((Part.WHOLE,), (0.0,))
    totals = list(_sum_of((*look.signs, *_place_signs(line, look, column, measured))))
    for name, amount in (*look.amounts, *_place_amounts(line, column, measured)):
        for at, weight in _SPEAKS_FOR[name]:
            totals[at] += weight * amount
    small = _small_parts(line, look, column, measured)
    return ((*_MAIN, *small), (*totals, *small.values())) if small else (_MAIN, totals)


def _small_parts(
    line: Line, look: Look, column: float | None, measured: Measure
) -> dict[Part, float]:
    """Score the parts of small lines: what the words tell, corrected by the page around them."""
    scores = look.small
    if scores:
        scores = scores.copy()
        _place_captions(scores, line, look, column, measured)
        told = scores.get(Part.BYLINE, 0.0)
        if line.bullet in measured.bullets and 0.0 < told <= BYLINES["boxed"]:
            del scores[Part.BYLINE]  # ●招商 among ●引才 and ●落地 is nobody's name
        if look.signature and _is_set_close(line, measured):
            scores.pop(Part.BYLINE, None)
    if line.bullet and line.text in measured.contents:
        scores = scores | {Part.FURNITURE: SMALL["contents"]}
    if line.text in measured.repeated:
        scores = scores | {Part.BYLINE: scores.get(Part.BYLINE, 0.0) + BYLINES["repeated"]}
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


def _place_signs(line: Line, look: Look, column: float | None, measured: Measure) -> Sequence[str]:
    """Name the signs that depend on the page around the line."""
    signs: list[str] = []
    if column:
        signs += ("in_column", _room_sign(column - line.width))
        if "no_stop" in look.signs:
            signs.append("no_stop_in_column")
    else:
        signs.append("outside_column")
        if look.ends:
            signs.append("stop_outside_column")
        elif line.width > LONG:
            signs.append("long_no_stop")
    if line.text in measured.figures:
        signs.append("figure")
    if measured.levelled and not line.level and not line.bold:
        signs.append("unmarked")
    return signs


def _place_amounts(line: Line, column: float | None, measured: Measure) -> Sequence[Amount]:
    """Weigh how well a line fits its column, and the indents of the page."""
    amounts: list[Amount] = []
    if column:
        room = column - line.width
        amounts.append(("fits_opening", _fit(room - measured.opening, measured.raggedness)))
        amounts.append(("fits_column", _fit(room, measured.raggedness)))
    if measured.indented:
        amounts.append(("indent", _indent_amount(line.indent, column, measured)))
    return amounts


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
