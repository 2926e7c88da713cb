"""What a line's words show, wherever it stands."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from corpus.segmentation import bylines, forms
from corpus.segmentation.furniture import furniture_role, is_image
from corpus.segmentation.lines import Line
from corpus.segmentation.parts import Part
from corpus.segmentation.weights import BYLINES, SMALL

_TAIL = 30  # what ends a sentence shows in its last characters: a mark, a credit in brackets
_MAX_SMALL = 60  # no credit, label or page header is longer; the patterns see nothing wider
_BOXES = frozenset("□■●◆○◎▲★☆※")
_CAPTION_MARKS = frozenset("▲△▼▽")
_EXCLAMATION = 26.0  # headlines end with ？ or ！ as sentences do, never with 。
_WIDE_TITLE = 36.0
LONG = 24.0
_SHORTEST = 4.0
_SHORT_TITLE = 5

Amount = tuple[str, float]
"""A sign that counts more than once, and how many times."""


class Look(NamedTuple):
    """What a line's words show, wherever it stands.

    `signs` are the names of LINE's rows that apply, `amounts` those that count more than once.
    """

    signs: tuple[str, ...]
    amounts: Sequence[Amount]
    small: dict[Part, float]
    furniture: str
    ends: bool
    ends_open: bool
    opens_paragraph: bool
    begins_news: bool
    signature: bool


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
        signs,
        _amounts(line),
        _small_parts(line, role, before),
        role,
        ends,
        ends_open=text[-1:] in forms.OPEN_ENDS,
        opens_paragraph="opens_paragraph" in opening,
        begins_news=not _BEGINS_NEWS.isdisjoint(opening),
        signature="signature" in opening,
    )


_BEGINS_NEWS = frozenset({"news_label", "dateline", "list_item"})


def _ending_signs(line: Line, *, ends: bool) -> Sequence[str]:
    last = line.text[-1:]
    if not ends:
        if last in _COLONS:
            return ("any", "colon")
        return ("any", "no_stop", "open_end") if last in forms.OPEN_ENDS else ("any", "no_stop")
    if last not in _EXCLAIMS:
        return ("any", "stop")
    signs = ["any", "stop", "exclaims"]
    if line.width < _EXCLAMATION:
        signs.append("short_turn" if forms.TURN.match(line.text) else "short_exclaims")
    if forms.NUMBERED.match(line.text):
        signs.append("numbered_question")
    return signs


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
    return signs


def _list_signs(line: Line, *, ends: bool, list_item: bool) -> list[str]:
    """Name the signs of items, notices and letters."""
    text = line.text
    last = text[-1:]
    signs: list[str] = []
    if last in _SEMICOLONS:
        signs += ("semicolon", "item_of_list") if list_item else ("semicolon",)
    elif last in _COLONS and forms.SALUTATION.match(text):
        signs.append("salutation")
    if line.width < LONG:
        if list_item and not ends:
            signs.append("numbered")
        if forms.is_notice(text):
            signs.append("notice")
    return signs


def _inner_signs(line: Line, *, ends: bool) -> list[str]:
    """Name the signs inside a line, and those of its width and of its markup."""
    text = line.text
    signs: list[str] = []
    if text.count("“") != text.count("”") or text.count("（") != text.count("）"):
        signs.append("unbalanced")
    if forms.FORMULA.match(text):
        signs.append("formula")
    if "。" in text and forms.INNER_STOP.search(text):
        signs.append("inner_stop")
    if not ends and line.width < _SHORTEST:
        signs.append("tiny")
    if not 4 <= line.width <= 30:
        signs.append("odd_width")
    marked = line.level or line.bullet
    if marked or line.bold:
        shown = (("level", line.level), ("bold", line.bold))
        signs += [name for name, is_so in (*shown, ("marked", marked)) if is_so]
    return signs


def _amounts(line: Line) -> list[Amount]:
    """Count what counts more than once."""
    amounts: list[Amount] = []
    if commas := len(forms.PAUSES.findall(line.text)):
        amounts.append(("commas", commas))
    if particles := len(forms.PARTICLES.findall(line.text)):
        amounts.append(("particles", min(particles, 2)))
    if line.width > _WIDE_TITLE:
        amounts.append(("very_wide", line.width - _WIDE_TITLE))
    return amounts


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
        alone = forms.SIGNED_DATE.match(text)  # such a day signs a notice, and breaks no sentence
        framing = (Part.FURNITURE,) if alone else (Part.FURNITURE, Part.FURNITURE_INSIDE)
        parts.update(dict.fromkeys(framing, SMALL["furniture"]))
    if parts and (line.level or line.bold):
        _add_markup(parts, line, before)
    return parts


def _add_markup(parts: dict[Part, float], line: Line, before: str) -> None:
    """Score markup for small parts: a line that has it is no paragraph."""
    below_body = parts.get(Part.BYLINE, 0.0) < BYLINES["role"] and forms.ends_sentence(before)
    for part in (Part.BYLINE, Part.LABEL, Part.FURNITURE):
        if part in parts and not (part is Part.BYLINE and below_body):  # 有人造 is no name there
            parts[part] += SMALL["level"] * bool(line.level) + SMALL["bold"] * line.bold


def _byline(line: Line, text: str, before: str) -> float:
    if bylines.is_byline(text):
        return BYLINES["role"]
    named = bylines.BARE_NAMES.match(text) or bylines.TAIL_BYLINE.match(text)
    if not named and not bylines.SHORT_WORDS.match(text):
        return 0.0
    if forms.BRIEFS_LABEL.match(text) or forms.is_notice(text):
        return 0.0  # 简讯 and 公示 could be names
    if named:
        return BYLINES["boxed" if line.bullet in _BOXES and not line.level else "bare"]
    below_title = len(before) > _SHORT_TITLE and not forms.ends_sentence(before)
    return BYLINES["by_place"] if below_title else 0.0
