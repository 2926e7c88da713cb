"""An article as a run of sentences, and what stands around each of them."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import OrderedDict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TypeVar, overload

from bot.answering.language.periods import Period, agreement, find_periods
from bot.answering.library.tables import head_of
from bot.answering.reading.reader import Sentence
from bot.folding import fold
from corpus.model import Article, Printed
from corpus.sentences import split_sentences

# So many sentences open an article and say whom it is about.
OPENING = 2
# So many stories are kept open, each in some 8 KB; to open one takes .2 ms.
MAX_OPEN = 4096
# So many sentences of an answer are on what the line above it asks.
ANSWER_REACH = 3
# A heading that asks: 怎么领, 领多少, 哪些人能提.
_ASKS = re.compile(r"怎么|怎样|如何|哪|多少|几|谁|什么|啥|何时|吗|[?]")

_T = TypeVar("_T")

_opened: OrderedDict[Story, None] = OrderedDict()


@dataclass(frozen=True, eq=False)
class Story:
    """An article as a run of sentences, each also folded; what stands around a sentence is here.

    All of it is worked out when it is asked for, and kept while the story is among the last
    `MAX_OPEN` that were opened; so it takes no memory for articles that nobody asks about.
    """

    article: Article

    @cached_property
    def sentences(self) -> tuple[Sentence, ...]:
        """The sentences in the order of the print, captions last."""
        _open(self)
        return tuple(_sentences_of(self.article))

    @cached_property
    def folded(self) -> tuple[str, ...]:
        """The sentences, folded; most are as printed, and the same text then."""
        return tuple(_folded(sentence.text) for sentence in self.sentences)

    @property
    def is_open(self) -> bool:
        """Whether what was worked out of it is kept."""
        return self in _opened

    def close(self) -> None:
        """Let go of what was worked out; who asks again has it worked out again."""
        _opened.pop(self, None)
        for name in vars(self).keys() - {"article"}:
            vars(self).pop(name, None)

    @cached_property
    def year(self) -> int | None:
        """The year of the article: as dated; what it prints first goes before what is inferred."""
        date = self.article.date
        first = "".join((self.title, "。", *self.folded[:2]))
        printed = next((p.year for *_, p in find_periods(first) if p.year and not p.compared), None)
        dated = int(date.value[:4]) if date.value else None
        return printed if printed and (date.inferred or not dated) else dated

    @cached_property
    def starts(self) -> tuple[tuple[int, int], ...]:
        """Where each sentence begins: its paragraph, the place of its first character."""
        return tuple((one.paragraph, one.printed.spans[0].start) for one in self.sentences)

    def numbers_in(self, paragraph: int) -> range:
        """Number the sentences of a paragraph."""
        return range(
            *(bisect_left(self.starts, (number,)) for number in (paragraph, paragraph + 1))
        )

    @property
    def title(self) -> str:
        """What to call the article, folded."""
        return fold(self.article.title)

    @cached_property
    def heads(self) -> str:
        """Headline, subheadlines, deck and byline, folded."""
        _open(self)
        article = self.article
        pieces = (article.headline, *article.subheadlines, article.deck, article.byline)
        return fold("\n".join(piece.text for piece in pieces if piece))

    @property
    def day(self) -> Period:
        """The article's own date as a period; what it tells without a date is of that day."""
        return Period.of_date(self.article.date.value or "")

    @cached_property
    def all_text(self) -> str:
        """All its words, folded."""
        headings = "\n".join(heading.printed.text for heading in self.article.section_headings)
        return "\n".join((self.heads, fold(headings), *self.folded))

    @cached_property
    def periods(self) -> Sequence[tuple[tuple[int, int, Period], ...]]:
        """The periods that each sentence prints, their years filled in."""
        return _EachOnce(len(self.folded), lambda at: tuple(self._periods_at(at)))

    def _periods_at(self, at: int) -> Iterator[tuple[int, int, Period]]:
        """Find what a sentence prints; a table's row is of the times that head its columns too."""
        for start, end, found in find_periods(self.folded[at]):
            yield start, end, found.against(self.year)
        for *_, found in find_periods(self.column_heads[at], typed=True):
            yield 0, 0, found.against(self.year)

    @cached_property
    def periods_of_heads(self) -> tuple[Period, ...]:
        """The periods that headline and deck print, their years filled in."""
        return tuple(found.against(self.year) for *_, found in find_periods(self.heads))

    @cached_property
    def column_heads(self) -> Sequence[str]:
        """For each sentence that is a table's row the row of its column heads, folded; else ""."""
        return _EachOnce(len(self.folded), lambda at: head_of(self.folded, at))

    def heading_over(self, at: int) -> str:
        """Give the section heading that the sentence stands under, folded; else nothing."""
        paragraph = self.sentences[at].paragraph
        over = [h for h in self.article.section_headings if h.before_paragraph <= paragraph]
        return fold(over[-1].printed.text) if over else ""

    def shares_paragraph(self, one: int, other: int) -> bool:
        """Whether two sentences stand in the same paragraph."""
        return self.sentences[one].paragraph == self.sentences[other].paragraph

    def asked_above(self, at: int) -> str:
        """Give what the paper itself asks and the sentence answers, folded; else nothing.

        That is a heading that asks (怎么领), or the line above an answer: 问：怎么领？答：….
        """
        heading = self.heading_over(at)
        if _ASKS.search(heading):
            return heading
        for back in range(at, max(0, at - ANSWER_REACH), -1):
            if self.folded[back].startswith("答:"):
                return self.folded[back - 1]
            if self.folded[back].startswith("问:"):
                break
        return ""

    def around(self, at: int, reach: int) -> tuple[str, ...]:
        """Give what says whom a sentence is about, folded.

        The `reach` sentences before it, headline and deck, its section heading, and those of the
        article's opening that stand before it.
        """
        lead = "".join(self.folded[: min(OPENING, at)])
        heads = self.column_heads[at]
        return self.before(at, reach), self.heads, self.heading_over(at), lead, heads

    @property
    def opening(self) -> str:
        """The article's first sentences, folded: 一座小水库 may be named in the second."""
        return "".join(self.folded[:OPENING])

    def before(self, at: int, count: int) -> str:
        """Give up to `count` sentences before the sentence, folded."""
        return "".join(self.folded[max(0, at - count) : at])


class _EachOnce(Sequence[_T]):
    """A row of values, each worked out when it is first asked for."""

    def __init__(self, size: int, value_at: Callable[[int], _T]) -> None:
        self._known: list[_T | None] = [None] * size
        self._value_at = value_at

    def __len__(self) -> int:
        return len(self._known)

    @overload
    def __getitem__(self, at: int) -> _T: ...

    @overload
    def __getitem__(self, at: slice) -> Sequence[_T]: ...

    def __getitem__(self, at: int | slice) -> _T | Sequence[_T]:
        if isinstance(at, slice):
            return tuple(self)[at]
        known = self._known[at]
        if known is None:
            known = self._known[at] = self._value_at(at)
        return known


def governing_period(asked: Period, story: Story, at: int) -> Period:
    """Give the period that dates what a sentence says.

    One of the sentence's own, best one that agrees; else the nearest before it; else the
    article's own date.
    """
    here = [found for *_, found in story.periods[at] if not found.compared]
    if here:
        return max(here, key=lambda found: agreement(asked, found))
    is_range = asked.first != asked.last
    for back in range(at - 1, -1, -1):
        earlier = [found for *_, found in story.periods[back] if not found.compared and found.first]
        if earlier and (is_range or story.shares_paragraph(back, at)):
            return max(earlier, key=lambda found: agreement(asked, found))
    in_heads = [found for found in story.periods_of_heads if found.first and not found.compared]
    if is_range and in_heads:
        return max(in_heads, key=lambda found: agreement(asked, found))
    return Period("", story.year) if is_range or not asked.first else story.day


def _sentences_of(article: Article) -> Iterator[Sentence]:
    blocks: list[Printed] = [*article.paragraphs, *article.captions]
    index = 0
    for number, block in enumerate(blocks):
        for printed in split_sentences(block):
            yield Sentence(article, number, index, printed)
            index += 1


def _folded(text: str) -> str:
    folded = fold(text)
    return text if folded == text else folded


def _open(story: Story) -> None:
    """Note that a story is open; of too many the one opened first is closed."""
    _opened[story] = None
    if len(_opened) > MAX_OPEN:
        _opened.popitem(last=False)[0].close()
