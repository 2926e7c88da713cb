"""How well each reading of a gap fits: the table of weights of layout, credits and content."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from statistics import median

from corpus.segmentation import forms
from corpus.segmentation.blocks import Block, Form, setting_of
from corpus.segmentation.gaps import Gap, Reading, left_over, readings
from corpus.segmentation.headings import Headings
from corpus.segmentation.layouts import Weighed
from corpus.segmentation.stretches import Stretches
from corpus.segmentation.weights import GAP

_GOES_ON = Reading(new=False)
_COMMON = 0.15  # what stretches of different articles of one page share by chance
_PAGE_LABEL = 6.0
_TOLD = 0.6  # what a title shares with a body that tells of it; names of pages share less
_MAX_LEFT = 12  # titles away from their bodies that are weighed


class Weigher:
    """Scores the readings of one page's gaps."""

    def __init__(self, gaps: Sequence[Gap], paragraphs: Sequence[Block]) -> None:
        self.gaps = gaps
        self.paragraphs = paragraphs
        self.stretches = Stretches(gaps, paragraphs)
        blocks = [*paragraphs, *(block for gap in gaps for block in gap.blocks)]
        self.usual_gap = median(block.lines[0].gap for block in blocks)
        self.setting = setting_of(blocks)
        self.headings = Headings(gaps)

    def weigh(self, gap: Gap) -> list[Weighed]:
        """Score every reading of a gap."""
        last = gap.at == len(self.paragraphs)
        if gap.at and not last and self._is_plain(gap):
            afterword = forms.AFTERWORD.match(self.paragraphs[gap.at].text)
            return [Weighed(_GOES_ON, self.cohesion(gap) + GAP["afterword"] * bool(afterword))]
        above = self.paragraphs[gap.at - 1] if gap.at else None
        weigh = _GapWeigher(self, gap).weigh
        return [weigh(reading) for reading in readings(gap, above, last=last)]

    def _is_plain(self, gap: Gap) -> bool:
        """Tell whether nothing at all speaks for a new article after a gap."""
        if gap.decks or gap.ruled or any(block.form is not Form.CAPTION for block in gap.blocks):
            return False
        below = self.paragraphs[gap.at]
        news = below.starts_news or below.is_dated
        return not (news or self.paragraphs[gap.at - 1].is_signed or self.is_caption(gap))

    def is_caption(self, gap: Gap) -> bool:
        """Tell whether the paragraph below a gap is a caption."""
        return self.gaps[gap.at + 1].credits_photo

    def cohesion(self, gap: Gap) -> float:
        """Score what the paragraphs on both sides of a gap share."""
        return GAP["cohesion"] * (self.stretches.cohesion(gap.at) - _COMMON)

    def elsewhere(self, left: Sequence[Block]) -> float:
        """Score what titles left over share with the stretches they fit best, wherever."""
        titles = [title.pairs for title in left[:_MAX_LEFT]]
        return GAP["content"] * self.stretches.best_share(titles) if titles else 0.0

    def without_labels(self, titles: Sequence[Block]) -> list[Block]:
        """Leave out the titles that name the page."""
        return [title for title in titles if title not in self._labels]

    @cached_property
    def _labels(self) -> list[Block]:
        labels = (self._page_label(gap) for gap in (self.gaps[0], self.gaps[-1]))
        return [label for label in labels if label]

    def _page_label(self, gap: Gap) -> Block | None:
        """Give a gap's title that may name the page and no article: small and outermost on it."""
        if gap.at not in {0, len(self.paragraphs)} or not gap.titles:
            return None
        outermost = gap.titles[-1 if gap.at else 0]
        line = outermost.lines[0]
        small = line.width <= _PAGE_LABEL and not line.level
        small &= not (outermost.is_column_label or outermost.is_briefs_label)
        neighbours = gap.titles[-2:] if gap.at else gap.titles[:2]
        widths = {title.lines[0].width for title in neighbours}
        halves = len(neighbours) > 1 == len(widths)
        bound = len(neighbours) > 1 and neighbours[1].lines[0].gap < max(1, self.usual_gap)
        if not small or bound or halves:
            return None
        told = self.stretches.best_share([outermost.pairs]) > _TOLD
        return None if told else outermost


class _GapWeigher:
    """Scores the readings of one gap; what several of them share is worked out once."""

    def __init__(self, page: Weigher, gap: Gap) -> None:
        self._page, self._gap = page, gap
        self._above = page.paragraphs[gap.at - 1] if gap.at else None
        self._below = page.paragraphs[gap.at] if gap.at < len(page.paragraphs) else None
        self._told_above = self._shares(gap.at - 1) if self._above else []
        self._told_below = self._shares(gap.at) if self._below else []
        self._last_unsigned = gap.last_unsigned()
        self._last_notice = max((n for n, t in enumerate(gap.titles, 1) if t.is_notice), default=0)
        self._headline_scores: dict[tuple[int, int, bool], float] = {}

    def _shares(self, paragraph: int) -> list[float]:
        share = self._page.stretches.share
        return [share(title.pairs, paragraph) for title in self._gap.titles]

    def weigh(self, reading: Reading) -> Weighed:
        """Score a reading, and tell what whole-page hypotheses ask of it."""
        gap, below = self._gap, self._below
        left = left_over(gap, reading)
        return Weighed(
            reading=reading,
            score=self._score(reading),
            begins=reading.new and below is not None,
            headed=reading.new and reading.before < len(gap.titles) - reading.broken,
            credited=below is None or len(gap.bylines) > reading.closing or below.starts_news,
            unsigned=reading.before < self._last_unsigned,
            signed=self._above is not None
            and bool(reading.closing or gap.has_source or self._above.is_signed),
            pictured=any(b.is_photo_credit for b in gap.bylines[: reading.closing]),
            left=len(left),
            elsewhere=self._page.elsewhere(self._page.without_labels(left)) if left else 0.0,
        )

    def _score(self, reading: Reading) -> float:
        gap = self._gap
        total = 0.0
        if reading.broken:
            total += GAP["broken"] + gap.titles[-1].runs_on
            total += GAP["content"] * self._told_below[-1]
        if not reading.new:
            return total + self._inside(reading)
        titles = reading.after, reading.before, reading.broken
        if titles not in self._headline_scores:
            self._headline_scores[titles] = self._headlines(reading)
        total += GAP["new"] + self._headline_scores[titles]
        if self._below:
            total += self._opening(reading, self._below)
        if self._above and self._below:
            total += self._closing(reading, self._above) - self._page.cohesion(gap)
            total += GAP["rule"] * gap.ruled
        return total

    def _inside(self, reading: Reading) -> float:
        """Score the same article going on; titles are headings inside it."""
        gap, below = self._gap, self._below
        assert below, "no article goes on below the last paragraph"
        total = self._page.cohesion(gap) + GAP["byline_inside"] * len(gap.bylines)
        if reading.boxed:
            return total + GAP["boxed"]
        total -= GAP["source_line"] * gap.has_source
        total -= GAP["news_label"] * below.starts_news
        total += GAP["afterword"] * bool(forms.AFTERWORD.match(below.text))
        headings = len(gap.titles) - reading.broken
        if not headings:
            return total
        total += self._page.headings.score(gap, headings)
        return total + GAP["content"] * sum(self._told_below[:headings])

    def _headlines(self, reading: Reading) -> float:
        """Score which titles are whose headline."""
        gap, after, before = self._gap, reading.after, reading.before
        titles = len(gap.titles) - reading.broken
        left = left_over(gap, reading)
        total = GAP["page_label"] * (len(self._page.without_labels(left)) < len(left))
        if self._above and self._below:
            total += GAP["left_amid"] * len(left)
        for told in (self._told_above[:after], self._told_below[before:titles]):
            if told:
                total += GAP["content"] * sum(told) + GAP["many_lines"] * max(0, len(told) - 3)
        total += GAP["label_below_body"] * (after > 0 and gap.titles[0].is_column_label)
        for edge in {after, before}:
            if 0 < edge < titles:
                total -= self._bond(gap.titles[edge - 1], gap.titles[edge])
        return total

    def _bond(self, title: Block, following: Block) -> float:
        """Weigh the signs that two title lines belong to one article."""
        below = following.lines[0]
        bond = following.goes_on + GAP["label_above"] * title.is_column_label
        bond += GAP["tight_lines"] * (below.gap < self._page.usual_gap)
        return bond + GAP["subtitle"] * below.text.startswith(("—", "–"))

    def _opening(self, reading: Reading, paragraph: Block) -> float:
        """Score how the article opens that begins after the gap."""
        gap = self._gap
        credits_left = len(gap.bylines) - reading.closing
        titles = len(gap.titles) - reading.broken
        label, row = paragraph.starts_news, paragraph.lines[0].row
        notice = reading.before < self._last_notice
        total = self._own_opening + GAP["notice"] * notice
        total += GAP["table"] * (row and titles > reading.before)
        if not label and not row and not notice:
            total += GAP["timed_start" if paragraph.tells_time else "untimed_start"]
        if credits_left:
            total += GAP["opening_byline"] + GAP["further_byline"] * (credits_left - 1)
            total += GAP["title_below_byline"] * (titles > gap.titles_above[reading.closing])
        elif not label and gap.at and titles == reading.after:
            total += GAP[self._bare_start(reading, paragraph)]
            if not gap.titles and not gap.bylines:
                total += GAP["unlike"] * self._page.stretches.unlikeness(gap.at)
        return total

    @cached_property
    def _own_opening(self) -> float:
        """How much the paragraph below looks by itself like the beginning of an article."""
        paragraph = self._below
        assert paragraph, "nothing opens below the last paragraph"
        total = GAP["news_label"] * paragraph.starts_news
        total += GAP["dateline"] * bool(forms.DATELINE.match(paragraph.text))
        return total + GAP["photo_below"] * self._page.is_caption(self._gap)

    def _bare_start(self, reading: Reading, paragraph: Block) -> str:
        gap = self._gap
        caption = self._page.is_caption(gap)
        if reading.after or (gap.titles and caption):
            return "bare_start_below_headline"
        if caption:
            return "bare_start_of_photo" if paragraph.is_dated else "bare_start_of_picture"
        return "bare_start_dated" if paragraph.is_dated and not gap.bylines else "bare_start"

    def _closing(self, reading: Reading, paragraph: Block) -> float:
        """Score how the article closes that ends in the gap."""
        gap = self._gap
        total = GAP["tail_byline"] * paragraph.is_signed
        total += GAP["source_line"] * gap.has_source
        for byline, above in zip(gap.bylines[: reading.closing], gap.titles_above, strict=False):
            total += GAP["photo_credit_closes" if byline.is_photo_credit else "closing_byline"]
            total += GAP["bracketed_byline"] * byline.text.startswith(("（", "("))
            total += GAP["closing_below_title"] * (above > 0)
        return total
