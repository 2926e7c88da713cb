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
_HALF = 13.0  # the lines of a headline set on two are about this short
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
        self._headings = Headings(gaps)

    def weigh(self, gap: Gap) -> list[Weighed]:
        """Score every reading of a gap."""
        last = gap.at == len(self.paragraphs)
        if gap.at and not last and self._is_plain(gap):
            return [Weighed(_GOES_ON, self._inside(gap, _GOES_ON))]
        above = self.paragraphs[gap.at - 1] if gap.at else None
        return [self._weighed(gap, reading) for reading in readings(gap, above, last=last)]

    def _is_plain(self, gap: Gap) -> bool:
        """Tell whether nothing at all speaks for a new article after a gap."""
        between = any(block.form is not Form.CAPTION for block in gap.blocks) or gap.decks
        ends = self.paragraphs[gap.at - 1].is_signed
        below = self.paragraphs[gap.at]
        news = below.starts_news or below.is_dated
        return not (between or ends or news or gap.ruled or self._is_caption(gap))

    def _is_caption(self, gap: Gap) -> bool:
        """Tell whether the paragraph below a gap is a caption."""
        return self.gaps[gap.at + 1].credits_photo

    def _weighed(self, gap: Gap, reading: Reading) -> Weighed:
        last = gap.at == len(self.paragraphs)
        left = left_over(gap, reading)
        return Weighed(
            reading=reading,
            score=self._score(gap, reading),
            begins=reading.new and not last,
            headed=reading.new and reading.before < len(gap.titles) - reading.broken,
            credited=last
            or len(gap.bylines) > reading.closing
            or self.paragraphs[gap.at].starts_news,
            unsigned=reading.before < gap.last_unsigned,
            signed=gap.at > 0 and self._is_signed(gap, reading),
            pictured=any(b.is_photo_credit for b in gap.bylines[: reading.closing]),
            left=len(left),
            elsewhere=self.elsewhere(self.without_labels(left)) if left else 0.0,
        )

    def _score(self, gap: Gap, reading: Reading) -> float:
        total = 0.0
        if reading.broken:
            total += GAP["broken"] + gap.titles[-1].runs_on
            total += self._content(gap, range(len(gap.titles) - 1, len(gap.titles)), gap.at)
        if not reading.new:
            return total + self._inside(gap, reading)
        total += GAP["new"] + self._headlines(gap, reading)
        if gap.at < len(self.paragraphs):
            total += self._opening(gap, reading)
        if 0 < gap.at < len(self.paragraphs):
            total += self._closing(gap, reading) - self._cohesion(gap) + GAP["rule"] * gap.ruled
        return total

    def _cohesion(self, gap: Gap) -> float:
        return GAP["cohesion"] * (self.stretches.cohesion(gap.at) - _COMMON)

    def _inside(self, gap: Gap, reading: Reading) -> float:
        """Score the same article going on; titles are headings inside it."""
        total = self._cohesion(gap) + GAP["byline_inside"] * len(gap.bylines)
        if reading.boxed:
            return total + GAP["boxed"]
        total -= GAP["source_line"] * gap.has_source
        total -= GAP["news_label"] * self.paragraphs[gap.at].starts_news
        total += GAP["afterword"] * bool(forms.AFTERWORD.match(self.paragraphs[gap.at].text))
        headings = range(len(gap.titles) - reading.broken)
        if not headings:
            return total
        total += self._headings.score(gap, len(headings))
        return total + self._content(gap, headings, gap.at)

    def _opening(self, gap: Gap, reading: Reading) -> float:
        """Score how the article opens that begins after the gap."""
        paragraph = self.paragraphs[gap.at]
        credits_left = len(gap.bylines) - reading.closing
        titles = len(gap.titles) - reading.broken
        label = paragraph.starts_news
        total = GAP["news_label"] * label
        notice = any(title.is_notice for title in gap.titles[reading.before :])
        total += GAP["notice"] * notice
        total += GAP["table"] * (paragraph.lines[0].row and titles > reading.before)
        if not label and not paragraph.lines[0].row and not notice:
            total += GAP["timed_start" if paragraph.tells_time else "untimed_start"]
        total += GAP["dateline"] * bool(forms.DATELINE.match(paragraph.text))
        total += GAP["photo_below"] * self._is_caption(gap)
        if credits_left:
            total += GAP["opening_byline"] + GAP["further_byline"] * (credits_left - 1)
            total += GAP["title_below_byline"] * (titles > gap.titles_above[reading.closing])
        elif not label and gap.at and titles == reading.after:
            total += GAP[self._bare_start(gap, reading)]
            if not gap.titles and not gap.bylines:
                total += GAP["unlike"] * self.stretches.unlikeness(gap.at)
        return total

    def _bare_start(self, gap: Gap, reading: Reading) -> str:
        if reading.after or (gap.titles and self._is_caption(gap)):
            return "bare_start_below_headline"
        dated = self.paragraphs[gap.at].is_dated
        if self._is_caption(gap):
            return "bare_start_of_photo" if dated else "bare_start_of_picture"
        return "bare_start_dated" if dated and not gap.bylines else "bare_start"

    def _closing(self, gap: Gap, reading: Reading) -> float:
        """Score how the article closes that ends in the gap."""
        total = GAP["tail_byline"] * self.paragraphs[gap.at - 1].is_signed
        total += GAP["source_line"] * gap.has_source
        for byline, above in zip(gap.bylines[: reading.closing], gap.titles_above, strict=False):
            total += GAP["photo_credit_closes" if byline.is_photo_credit else "closing_byline"]
            total += GAP["bracketed_byline"] * byline.text.startswith(("（", "("))
            total += GAP["closing_below_title"] * (above > 0)
        return total

    def _is_signed(self, gap: Gap, reading: Reading) -> bool:
        signed = self.paragraphs[gap.at - 1].is_signed
        return bool(reading.closing or gap.has_source or signed)

    def _headlines(self, gap: Gap, reading: Reading) -> float:
        """Score which titles are whose headline."""
        titles = len(gap.titles) - reading.broken
        total = GAP["page_label"] * self._leaves_label(gap, reading)
        if 0 < gap.at < len(self.paragraphs):
            total += GAP["left_amid"] * len(left_over(gap, reading))
        for group, paragraph in (
            (range(reading.after), gap.at - 1),
            (range(reading.before, titles), gap.at),
        ):
            if group:
                total += self._content(gap, group, paragraph)
                total += GAP["many_lines"] * max(0, len(group) - 3)
        total += GAP["label_below_body"] * (reading.after > 0 and gap.titles[0].is_column_label)
        for edge in {reading.after, reading.before}:
            if 0 < edge < titles:
                total -= self._bond(gap.titles[edge - 1], gap.titles[edge])
        return total

    def _bond(self, title: Block, following: Block) -> float:
        """Weigh the signs that two title lines belong to one article."""
        line, below = title.lines[0], following.lines[0]
        bond = following.goes_on
        bond += GAP["tight_lines"] * (below.gap < self.usual_gap)
        bond += GAP["subtitle"] * below.text.startswith(("—", "–"))
        bond += GAP["label_above"] * title.is_column_label
        bond += GAP["two_halves"] * (max(line.width, below.width) <= _HALF)
        differs = line.bold != below.bold and not (line.level or below.level)
        return bond + GAP["bold_differs"] * differs

    def _content(self, gap: Gap, group: range, paragraph: int) -> float:
        shared = (self.stretches.share(gap.titles[number].pairs, paragraph) for number in group)
        return GAP["content"] * sum(shared)

    def elsewhere(self, left: Sequence[Block]) -> float:
        """Score what titles left over share with the stretches they fit best, wherever."""
        titles = [title.pairs for title in left[:_MAX_LEFT]]
        return GAP["content"] * self.stretches.best_share(titles) if titles else 0.0

    def _leaves_label(self, gap: Gap, reading: Reading) -> bool:
        left = gap.titles[reading.after : reading.before]
        return any(title is label for title in left for label in self._labels)

    def without_labels(self, titles: Sequence[Block]) -> list[Block]:
        """Leave out the titles that name the page."""
        return [title for title in titles if not any(title is label for label in self._labels)]

    @cached_property
    def _labels(self) -> list[Block | None]:
        return [self.page_label(gap) for gap in (self.gaps[0], self.gaps[-1])]

    def page_label(self, gap: Gap) -> Block | None:
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
