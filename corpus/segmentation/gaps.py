"""What stands between two paragraphs, and how well each explanation of it fits.

Between two paragraphs either the same article goes on (titles there are headings inside it) or one
article ends and another begins; then the titles are the ended article's headline, the new one's,
or both, and a credit closes the one or opens the other.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from corpus.model import Printed
from corpus.segmentation.blocks import Block, Form


@dataclass(frozen=True)
class Deck:
    """A summary set apart from the body: its words, and the label that names it so."""

    printed: Printed
    label: Printed | None = None


@dataclass(slots=True, eq=False)
class Gap:
    """What stands before paragraph `at`: blocks in print order, none of them a paragraph.

    `ruled` says that a ruled line stands there too. Of its blocks `titles` are the title lines,
    `bylines` the credits, and `titles_above` tells of each credit how many titles stand before it;
    `has_source`: a line tells where words or figures come from; `credits_photo`: it begins with a
    photographer's credit, so that the paragraph above is a caption.
    """

    at: int
    blocks: tuple[Block, ...]
    decks: tuple[Deck, ...] = ()
    ruled: bool = False
    titles: Sequence[Block] = field(init=False, default=())
    bylines: Sequence[Block] = field(init=False, default=())
    titles_above: Sequence[int] = field(init=False, default=())
    has_source: bool = field(init=False, default=False)
    credits_photo: bool = field(init=False, default=False)

    def __post_init__(self) -> None:
        """Tell its blocks apart; between most paragraphs there is none."""
        if not self.blocks:
            return
        titles: list[Block] = []
        bylines: list[Block] = []
        above: list[int] = []
        for block in self.blocks:
            if block.form is Form.TITLE:
                titles.append(block)
            elif block.form is Form.BYLINE:
                bylines.append(block)
                above.append(len(titles))
            elif block.form is Form.SOURCE:
                self.has_source = True
        self.titles, self.bylines, self.titles_above = titles, bylines, above
        self.credits_photo = bylines[:1] == [self.blocks[0]] and bylines[0].is_photo_credit

    def last_unsigned(self) -> int:
        """Tell how many titles stand up to the last that heads what nobody signs; 0 for none."""
        unsigned = (b.is_notice or b.is_figures_label or b.is_briefs_label for b in self.titles)
        return max((n for n, is_so in enumerate(unsigned, 1) if is_so), default=0)

    def may_be_broken(self) -> bool:
        """Tell whether its last block is a title that may begin the paragraph below."""
        last = self.blocks[-1] if self.blocks else None
        return bool(last and last.form is Form.TITLE and last.runs_on > -1)


class Reading(NamedTuple):
    """One explanation of a gap.

    `new` says that an article begins after it. Of its titles the first `after` belong to the
    ended article and those from `before` on to the new one; any between are somebody else's. The
    first `closing` credits close the ended article. `broken` says that the last title is none: it
    is the beginning of the paragraph below, which was broken there; `boxed`, that the titles are
    somebody else's, set into the middle of a sentence.
    """

    new: bool
    after: int = 0
    before: int = 0
    closing: int = 0
    broken: bool = False
    boxed: bool = False


def left_over(gap: Gap, reading: Reading) -> Sequence[Block]:
    """Give the titles that a reading leaves to articles elsewhere."""
    if reading.boxed:
        return gap.titles
    return gap.titles[reading.after : reading.before] if reading.new else ()


def readings(gap: Gap, above: Block | None, *, last: bool) -> Iterator[Reading]:
    """Enumerate the explanations of a gap below a paragraph that are worth weighing."""
    whole, first = len(gap.titles), above is None
    if above and above.open and whole and not gap.bylines and not last:
        yield Reading(new=False, boxed=True)
    for broken in (False, True) if gap.may_be_broken() and not last else (False,):
        for reading in _readings(gap, whole - broken, first=first, last=last):
            yield reading._replace(broken=True) if broken else reading


def _readings(gap: Gap, count: int, *, first: bool, last: bool) -> Iterator[Reading]:
    bylines = len(gap.bylines)
    if not first and not last:
        yield Reading(new=False, before=count)
    for closing in (bylines,) if last else (0,) if first else range(min(bylines, 2) + 1):
        for after in range(min(count, _MAX_TITLES) + 1):
            if first and after:
                break
            for before in {count} if last else _tail(count) if first else {after, count}:
                yield Reading(new=True, after=after, before=before, closing=closing)


_MAX_TITLES = 8  # a headline with its kicker and subtitles has no more lines


def _tail(count: int) -> Sequence[int]:
    return range(max(0, count - _MAX_TITLES), count + 1)
