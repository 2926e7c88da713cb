"""A block of a page: lines that belong together, and what they look like by themselves."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cached_property
from itertools import pairwise
from statistics import median
from typing import NamedTuple

from corpus.model import Printed
from corpus.segmentation import bylines, forms
from corpus.segmentation.content import pairs
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


class CloseBreak(NamedTuple):
    """A line above which a paragraph might as well break as go on, and by how much it does not."""

    line: Line
    margin: float


@dataclass(eq=False)
class Block:
    """Lines that belong together; nobody changes them, but to freeze them is slow.

    `role` names the furniture; `open` says that a paragraph breaks off, `orphan` that it begins
    in the middle. `runs_on` weighs, for a
    title, the signs that it is no title but the beginning of the paragraph after it; `goes_on`,
    that it goes on with the title before it; `fills` says that it is as wide as its column;
    `mended`, that a paragraph was broken in two. `close` are the breaks that were.
    """

    form: Form
    lines: tuple[Line, ...]
    printed: Printed
    role: str = ""
    open: bool = False
    orphan: bool = False
    runs_on: float = 0.0
    goes_on: float = 0.0
    fills: bool = False
    mended: bool = False
    close: tuple[CloseBreak, ...] = ()

    @property
    def text(self) -> str:
        """Its clean words."""
        return self.printed.text

    @cached_property
    def pairs(self) -> frozenset[str]:
        """The pairs of its characters."""
        return pairs(self.printed.text)

    # What its words show, told once: every hypothesis about the page asks for it again.

    @cached_property
    def starts_news(self) -> bool:
        """Whether it opens as news items do, or a letter to the paper."""
        text = self.printed.text
        return bylines.starts_news(text) or bool(forms.LETTER.match(text))

    @cached_property
    def is_dated(self) -> bool:
        """Whether it opens with the day of what it tells; without its month it goes on."""
        text = self.printed.text
        return bool(forms.DATED_OPENING.match(text)) and not forms.DAY_ALONE.match(text)

    @cached_property
    def tells_time(self) -> bool:
        """Whether its opening tells when."""
        return bool(forms.TELLS_TIME.search(self.printed.text[:_OPENING]))

    @cached_property
    def is_signed(self) -> bool:
        """Whether it ends with a credit in brackets, or tells who the author is."""
        text = self.printed.text
        return bool(forms.AUTHOR_NOTE.match(text)) or bylines.find_tail_byline(text) is not None

    @cached_property
    def is_notice(self) -> bool:
        """Whether it is the title of a notice."""
        return forms.is_notice(self.printed.text)

    @cached_property
    def is_column_label(self) -> bool:
        """Whether it names a column of the paper."""
        return bool(forms.COLUMN_LABEL.match(self.printed.text))

    @cached_property
    def is_figures_label(self) -> bool:
        """Whether it names a column of figures, which nobody signs."""
        return bool(forms.FIGURES_LABEL.match(self.printed.text))

    @cached_property
    def is_briefs_label(self) -> bool:
        """Whether it names a column of briefs."""
        return bool(forms.BRIEFS_LABEL.match(self.printed.text))

    @cached_property
    def is_photo_credit(self) -> bool:
        """Whether, being a credit, it is a photographer's."""
        return bool(bylines.PHOTO_CREDIT.search(self.printed.text))


_OPENING = 60  # characters; news tells the time in them: 90 of 100 articles, 24 of 100 sections


def make_paragraph(lines: Sequence[Line], *, is_open: bool = False, orphan: bool = False) -> Block:
    """Make a paragraph of lines; one taken to be whole may still break off in mid-sentence.

    A row of a table ends no sentence, and breaks none off; neither does a note in brackets.
    """
    printed = join_lines(lines)
    ends = lines[-1].row or _is_complete(printed.text[-_TAIL:])
    return Block(Form.PARAGRAPH, tuple(lines), printed, open=is_open or not ends, orphan=orphan)


def _is_complete(text: str) -> bool:
    return text.endswith(_ITEM_ENDS) or forms.ends_sentence(text) or bool(forms.ASIDE.match(text))


_ITEM_ENDS = ("；", ";", "：", ":")  # an item of a list, and what leads to one
_TAIL = 60  # what ends a paragraph, a credit in brackets at most, is no longer


def mend(head: Block, tail: Block) -> Block:
    """Join a paragraph that was broken in two."""
    return replace(make_paragraph((*head.lines, *tail.lines)), open=tail.open, mended=True)


def join_lines(lines: Sequence[Line]) -> Printed:
    """Undo the wraps between lines: nothing between Chinese, a blank between Latin words."""
    if len(lines) == 1:
        return lines[0].printed
    parts = [lines[0].printed]
    for before, line in pairwise(lines):
        ends, begins = before.text[-1:], line.text[:1]
        if ends.isascii() and begins.isascii() and ends.isalpha() and begins.isalpha():
            parts.append(_BLANK)
        parts.append(line.printed)
    return Printed.join(parts)


_BLANK = Printed(" ", ())


class Setting(NamedTuple):
    """How a page sets its lines.

    `gap` is how many blank lines part most; `wrapped`: paragraphs are; `closes`: some title lines
    stand closer to those above them, as the halves of headlines do.
    """

    gap: float
    wrapped: bool
    closes: bool


def setting_of(blocks: Sequence[Block]) -> Setting:
    """Tell how a page sets its lines."""
    paragraphs = [block.lines for block in blocks if block.form is Form.PARAGRAPH]
    wraps = sum(len(lines) - 1 for lines in paragraphs)
    gaps = [line.gap for block in blocks for line in block.lines]
    gap = median(gaps) if gaps else 0.0
    titles = [
        (one, other) for one, other in pairwise(blocks) if one.form is other.form is Form.TITLE
    ]
    closes = any(title.lines[0].gap < gap for _, title in titles)
    return Setting(gap, wraps >= max(1, len(paragraphs)), closes)
