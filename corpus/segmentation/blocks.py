"""Lines to blocks: wraps undone by evidence, each block with what it looks like by itself.

A line takes one of a few parts (it opens a paragraph, goes on, ends it, is one by itself, is a
title, a credit …); the likeliest sequence of parts is found by dynamic programming (Viterbi, 1967)
over scores that weigh what a line looks like and how it follows the one before. Scores are in
nats, roughly: a difference of 3 is twenty to one.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from corpus.model import Printed
from corpus.segmentation.columns import Measure, is_full, measure
from corpus.segmentation.evidence import WEIGHTS, Look, Part, follow, look_at, part_scores
from corpus.segmentation.lines import Line


class Form(StrEnum):
    """What a block looks like by itself."""

    PARAGRAPH = "paragraph"
    TITLE = "title"
    BYLINE = "byline"
    DECK_LABEL = "deck_label"
    CAPTION = "caption"
    SOURCE = "source"
    FURNITURE = "furniture"


@dataclass(frozen=True)
class Block:
    """Lines that belong together. `role` names the furniture; `margin` is how sure the join was."""

    form: Form
    lines: tuple[Line, ...]
    printed: Printed
    role: str = ""
    open: bool = False

    @property
    def text(self) -> str:
        """Its clean words."""
        return self.printed.text


_GOES_ON = frozenset({Part.MIDDLE, Part.LAST, Part.CAPTION_INSIDE, Part.FURNITURE_INSIDE})
_JOINS = frozenset({Part.MIDDLE, Part.LAST})


@dataclass(frozen=True)
class _Page:
    """What the scores of one page's lines look up."""

    lines: Sequence[Line]
    looks: Sequence[Look]
    measure: Measure
    pairs: frozenset[str]
    gap_weight: float


def find_blocks(lines: Sequence[Line]) -> list[Block]:
    """Undo the wraps of a page's lines and tell what each block looks like."""
    if not lines:
        return []
    looks = [look_at(line) for line in lines]
    measured = measure(lines, [look.ends for look in looks])
    page = _Page(lines, looks, measured, _known_pairs(lines), _gap_weight(lines, looks, measured))
    return list(_gather(page, _likeliest(page)))


def _known_pairs(lines: Sequence[Line]) -> frozenset[str]:
    """Give the pairs of characters printed next to each other somewhere on the page."""
    return frozenset(
        pair
        for line in lines
        for pair in map("".join, zip(line.text, line.text[1:], strict=False))
        if "\u4e00" <= pair[0] <= "\u9fff" and "\u4e00" <= pair[1] <= "\u9fff"
    )


def _gap_weight(lines: Sequence[Line], looks: Sequence[Look], measured: Measure) -> float:
    """Tell how much a larger gap speaks against a join: much, where the page uses gaps so."""
    after_end = [
        following.gap > measured.wrap_gap
        for line, following, look, column in zip(
            lines, lines[1:], looks, measured.columns, strict=False
        )
        if look.ends and not (column and is_full(line, column))
    ]
    share = sum(after_end) / len(after_end) if after_end else 0
    return WEIGHTS["gap"] * (1 + 3 * share * share)


def _likeliest(page: _Page) -> list[Part]:
    """Find the best sequence of parts (Viterbi)."""
    best: dict[Part, float] = {}
    back: list[dict[Part, Part]] = []
    for at in range(len(page.lines)):
        own = part_scores(page.lines[at], page.looks[at], page.measure.columns[at], page.measure)
        if not at:
            best = {part: score + follow(None, part) for part, score in own.items()}
            continue
        joined = _join_evidence(page, at)
        came: dict[Part, Part] = {}
        scores: dict[Part, float] = {}
        for part, score in own.items():
            extra = joined if part in _JOINS else -joined / 3 if part in _STARTS else 0.0
            before, total = max(
                ((prior, value + follow(prior, part)) for prior, value in best.items()),
                key=lambda item: item[1],
            )
            came[part], scores[part] = before, total + score + extra
        back.append(came)
        best = scores
    part = max(best, key=lambda candidate: best[candidate] + follow(candidate, None))
    parts = [part]
    for came in reversed(back):
        parts.append(came[parts[-1]])
    return parts[::-1]


_STARTS = frozenset({Part.FIRST, Part.WHOLE})


def _join_evidence(page: _Page, at: int) -> float:
    """Weigh how line `at` follows the line before: for a join, against it."""
    before, line = page.lines[at - 1], page.lines[at]
    weight = page.gap_weight if page.measure.columns[at] else 0.0
    evidence = weight / 2 if line.gap <= page.measure.wrap_gap else -weight
    crossing = before.text[-1] + line.text[0]
    if crossing in page.pairs:
        evidence += WEIGHTS["known_pair"]
    if page.looks[at - 1].ends_open:
        evidence += WEIGHTS["open_end"]
    return evidence


def _gather(page: _Page, parts: Sequence[Part]) -> Iterator[Block]:
    """Put the lines of each block together; what interrupts a paragraph comes before it."""
    paragraph: list[Line] = []
    for line, look, part in zip(page.lines, page.looks, parts, strict=True):
        if paragraph and part not in _GOES_ON:
            yield _paragraph(paragraph, is_open=True)
            paragraph = []
        if part in {Part.FIRST, Part.MIDDLE, Part.LAST, Part.WHOLE}:
            paragraph.append(line)
            if part in {Part.LAST, Part.WHOLE}:
                yield _paragraph(paragraph)
                paragraph = []
        else:
            yield Block(_FORMS[part], (line,), line.printed, look.furniture)
    if paragraph:
        yield _paragraph(paragraph, is_open=True)


_FORMS = {
    Part.TITLE: Form.TITLE,
    Part.BYLINE: Form.BYLINE,
    Part.LABEL: Form.DECK_LABEL,
    Part.CAPTION: Form.CAPTION,
    Part.CAPTION_INSIDE: Form.CAPTION,
    Part.SOURCE: Form.SOURCE,
    Part.FURNITURE: Form.FURNITURE,
    Part.FURNITURE_INSIDE: Form.FURNITURE,
}


def _paragraph(lines: Sequence[Line], *, is_open: bool = False) -> Block:
    return Block(Form.PARAGRAPH, tuple(lines), join_lines(lines), open=is_open)


def join_lines(lines: Sequence[Line]) -> Printed:
    """Undo the wraps between lines: nothing between Chinese, a blank between Latin words."""
    joined = lines[0].printed
    for line in lines[1:]:
        latin = joined.text[-1:].isascii() and line.text[:1].isascii()
        words = latin and joined.text[-1:].isalpha() and line.text[:1].isalpha()
        joined = Printed.join((joined, line.printed), " " if words else "")
    return joined
