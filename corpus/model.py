"""The values that pass through the corpus: pages, articles, passages, printed words.

Everything is frozen. Words are never stored without their place in print: a `Printed` is a
text with layout undone in which every character still knows its position on the page. (The idea of
tokens that keep their offsets: DrQA, Chen et al. 2017.)
"""

from __future__ import annotations

import datetime as dt
import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property

from corpus.runs import Run, Span

_LINE_END = re.compile(r"\r\n?|\n")


@dataclass(frozen=True, slots=True)
class Printed:
    """Words as a reader sees them, each with its place on the page.

    Wraps are joined and layout spaces and marks dropped; nothing is reworded. A character outside
    all runs is a joiner (the blank between two lines of a headline), never a printed one.
    """

    text: str
    runs: Sequence[Run]

    def __str__(self) -> str:
        return self.text

    def __len__(self) -> int:
        return len(self.text)

    def cut(self, start: int, end: int) -> Printed:
        """Slice by positions in `text`; the slice keeps its places."""
        start, end, _ = slice(start, end).indices(len(self.text))
        runs = []
        for at, length, span in self.runs:
            if at >= end:
                break
            if at + length <= start:  # most runs of a long paragraph
                continue
            low, high = max(at, start), min(at + length, end)
            if low >= high:
                continue
            begin = span.start + low - at
            place = Span(begin, begin + high - low) if high - low < length else span
            runs.append(Run(low - start, high - low, place))
        return Printed(self.text[start:end], tuple(runs))

    @property
    def spans(self) -> tuple[Span, ...]:
        """Where it stands on the page: ascending, touching spans merged."""
        if len(self.runs) == 1:
            return (self.runs[0].span,)
        merged: list[Span] = []
        for span in sorted([run.span for run in self.runs]):
            if merged and merged[-1].end >= span.start:
                merged[-1] = Span(merged[-1].start, max(merged[-1].end, span.end))
            else:
                merged.append(span)
        return tuple(merged)

    @classmethod
    def from_positions(cls, text: str, positions: Sequence[int]) -> Printed:
        """Build from one page offset a character; -1 marks a joiner."""
        runs: list[Run] = []
        for at, position in enumerate(positions):
            if position < 0:
                continue
            last = runs[-1] if runs else None
            if last and last.at + last.length == at and last.span.end == position:
                runs[-1] = Run(last.at, last.length + 1, Span(last.span.start, position + 1))
            else:
                runs.append(Run(at, 1, Span(position, position + 1)))
        return cls(text, tuple(runs))

    @classmethod
    def join(cls, parts: Iterable[Printed], glue: str = "") -> Printed:
        """Put printed words one after the other, `glue` (never printed) between them."""
        text, runs = "", []
        for number, part in enumerate(parts):
            if number:
                text += glue
            end = len(text)
            runs += [Run(at + end, length, span) for at, length, span in part.runs]
            text += part.text
        return cls(text, tuple(runs))


class Role(StrEnum):
    """What a piece of an article is; the names are those of the command-line contract."""

    HEADLINE = "headline"
    SUBHEADLINE = "subheadline"
    DECK = "deck"
    BYLINE = "byline"
    SECTION_HEADING = "section_heading"
    PARAGRAPH = "paragraph"
    CAPTION = "caption"
    SOURCE = "source"


class Kind(StrEnum):
    """What kind of article it is."""

    NEWS = "news"
    PHOTO = "photo"
    INFOGRAPHIC = "infographic"
    BRIEF = "brief"
    NOTICE = "notice"


@dataclass(frozen=True)
class Page:
    """One printed page: its file, its decoded text exactly as it stands, and what is known of it.

    `file` is relative to the corpus folder. `number` is the page number with its section as printed
    (06要闻·南城). `published` is set only where printed or given by metadata, never guessed.
    """

    file: str
    text: str
    number: str | None = None
    source: str | None = None
    published: dt.date | None = None

    @cached_property
    def _line_starts(self) -> list[int]:
        return [0, *[end.end() for end in _LINE_END.finditer(self.text)]]

    def line_of(self, offset: int) -> int:
        """Give the 1-based line that holds the character at `offset`."""
        return bisect_right(self._line_starts, offset)

    def lines(self, printed: Printed) -> tuple[int, int]:
        """Give the first and last 1-based line that the words stand on."""
        spans = printed.spans
        return self.line_of(spans[0].start), self.line_of(spans[-1].end - 1)


@dataclass(frozen=True, slots=True)
class SectionHeading:
    """A heading inside an article, before the paragraph of that index."""

    printed: Printed
    before_paragraph: int


@dataclass(frozen=True, slots=True)
class ArticleDate:
    """When an article's event was, as printed and as resolved.

    `value` is ISO, as exact as can be told: 2020-06-23, 2020-06 or 2020. `inferred` says that the
    year is not printed beside the date; `reason` then says in a few Chinese words what it was
    inferred from.
    """

    text: str | None = None
    value: str | None = None
    inferred: bool = False
    reason: str | None = None


@dataclass(frozen=True, slots=True, order=True)
class Doubt:
    """A decision that was close, for the operator to look at. `weight` 1 is a coin's toss."""

    weight: float
    line: int
    message: str


@dataclass(frozen=True, slots=True)
class Correction:
    """What people say should stand in an article: the print stays, `now` is searched for too."""

    was: str
    now: str
    why: str


@dataclass(frozen=True, slots=True)
class Fault:
    """Something wrong with a file, at a line (0: the file as a whole)."""

    file: str
    line: int
    message: str


@dataclass(frozen=True)
class Article:
    """One article of one page. `id` is readable and stays while the page's text stays.

    `corrects` is the id of the article that this one, a printed correction, speaks of.
    """

    id: str
    page: Page
    kind: Kind
    paragraphs: tuple[Printed, ...]
    headline: Printed | None = None
    subheadlines: tuple[Printed, ...] = ()
    deck: Printed | None = None
    byline: Printed | None = None
    authors: tuple[str, ...] = ()
    source: Printed | None = None
    captions: tuple[Printed, ...] = ()
    section_headings: tuple[SectionHeading, ...] = ()
    date: ArticleDate = field(default_factory=ArticleDate)
    doubts: tuple[Doubt, ...] = ()
    corrections: tuple[Correction, ...] = ()
    corrects: str | None = None

    @property
    def title(self) -> str:
        """What to call the article: its headline, else the beginning of its text."""
        if self.headline:
            return self.headline.text
        return self.paragraphs[0].text[:20] + "……" if self.paragraphs else self.id

    def pieces(self) -> Iterator[tuple[Role, Printed]]:
        """Give every piece with its role, in the order of the page.

        A credit printed inside a paragraph is no piece of its own.
        """
        pieces = [(Role.SUBHEADLINE, printed) for printed in self.subheadlines]
        pieces += [(Role.SECTION_HEADING, heading.printed) for heading in self.section_headings]
        pieces += [(Role.PARAGRAPH, printed) for printed in self.paragraphs]
        pieces += [(Role.CAPTION, printed) for printed in self.captions]
        singles = (
            (Role.HEADLINE, self.headline),
            (Role.DECK, self.deck),
            (Role.BYLINE, None if self._has_inline_byline() else self.byline),
            (Role.SOURCE, self.source),
        )
        pieces += [(role, printed) for role, printed in singles if printed]
        yield from sorted(pieces, key=lambda piece: piece[1].spans)

    def _has_inline_byline(self) -> bool:
        if not self.byline or not self.byline.runs:
            return False
        start = self.byline.spans[0].start
        return any(
            span.start <= start < span.end for printed in self.paragraphs for span in printed.spans
        )


@dataclass(frozen=True, slots=True)
class Furniture:
    """What is on a page and in no article: page headers, labels, marks, markup."""

    role: str
    spans: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class SegmentedPage:
    """A page cut into articles. Every non-blank character is in one piece or in furniture, once."""

    page: Page
    articles: tuple[Article, ...]
    furniture: tuple[Furniture, ...] = ()
    faults: tuple[Fault, ...] = ()


@dataclass(frozen=True, slots=True)
class Passage:
    """Whole sentences of one paragraph of an article: what a retriever finds."""

    article: Article
    paragraph: int
    printed: Printed

    @property
    def id(self) -> str:
        """Name the passage by its article and the place of its first character."""
        return f"{self.article.id}@{self.printed.spans[0].start}"
