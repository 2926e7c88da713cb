"""How well a gap's explanation fits: the table of weights of layout, credits and content."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from statistics import median

from corpus.segmentation import forms
from corpus.segmentation.blocks import Block, Form
from corpus.segmentation.content import Affinity, pairs
from corpus.segmentation.gaps import Gap, Reading

# In nats, as in evidence.py.
WEIGHTS = {
    "new": -2.0,
    "opening_byline": 4.0,
    "byline_inside": -6.0,
    "closing_byline": 2.0,
    "photo_credit_closes": 3.0,
    "tail_byline": 3.5,
    "news_label": 4.0,
    "dateline": 1.2,
    "source_line": 2.0,
    "furniture": 0.3,
    "bare_start": -5.0,
    "style_without_credit": -3.0,
    "heading_inside": -0.5,
    "further_heading": -2.5,
    "cohesion": 3.0,
    "content": 1.3,
    "place": 1.5,
    "no_headline": -4.0,
    "two_headlines": -4.0,
    "title_left_over": -3.0,
    "tight_lines": 4.0,
    "label_above": 3.0,
    "two_halves": 1.5,
    "label_inside": -3.0,
    "page_label": 3.5,
    "level": 2.0,
    "broken": -2.5,
    "sole_heading": -1.5,
}


@dataclass(frozen=True)
class Layout:
    """A whole-page hypothesis: where headlines stand, and whether articles open with a credit."""

    place: str  # before, after or mixed
    credited: bool
    remote: bool  # some headlines stand away from their bodies


LAYOUTS = tuple(
    Layout(place, credited, remote)
    for place in ("before", "after", "mixed")
    for credited in (True, False)
    for remote in (False, True)
)


class Weigher:
    """Scores the readings of one page's gaps."""

    def __init__(self, gaps: Sequence[Gap], paragraphs: Sequence[Block]) -> None:
        self.gaps = gaps
        self.paragraphs = paragraphs
        blocks = [*paragraphs, *(block for gap in gaps for block in gap.blocks)]
        self.usual_gap = median(block.lines[0].gap for block in blocks)

    @cached_property
    def stretch_of(self) -> list[int]:
        """For each paragraph the number of its stretch: paragraphs with nothing between them."""
        numbers: list[int] = []
        for gap, paragraph in zip(self.gaps, self.paragraphs, strict=False):
            opens = bool(gap.titles or gap.bylines) or starts_news(paragraph)
            numbers.append(numbers[-1] + opens if numbers else 0)
        return numbers

    @cached_property
    def affinity(self) -> Affinity:
        """What the page's stretches share."""
        texts: list[set[str]] = [set() for _ in range(self.stretch_of[-1] + 1)]
        for number, paragraph in zip(self.stretch_of, self.paragraphs, strict=True):
            texts[number] |= pairs(paragraph.text)
        return Affinity([frozenset(text) for text in texts])

    @cached_property
    def top_level(self) -> int:
        """The strongest heading level used more than once, else the strongest."""
        levels = [title.lines[0].level for gap in self.gaps for title in gap.titles]
        return min((level for level in levels if level), default=0)

    def score(self, gap: Gap, reading: Reading, layout: Layout) -> float:
        """Score a reading of a gap under a whole-page hypothesis."""
        total = 0.0
        if reading.broken:
            total += WEIGHTS["broken"] + gap.titles[-1].runs_on
            total += self._content(gap, range(len(gap.titles) - 1, len(gap.titles)), gap.at)
        if not reading.new:
            return total + self._inside(gap, reading)
        total += WEIGHTS["new"] + self._opening(gap, reading)
        if 0 < gap.at < len(self.paragraphs):
            total += self._cohesion(gap.at, -1) + self._closing(gap, reading)
        return total + self._headlines(gap, reading, layout)

    def _inside(self, gap: Gap, reading: Reading) -> float:
        paragraph = self.paragraphs[gap.at]
        total = self._cohesion(gap.at, 1)
        total += WEIGHTS["byline_inside"] * len(gap.bylines)
        if gap.has(Form.SOURCE):
            total -= WEIGHTS["source_line"]
        if starts_news(paragraph):
            total -= WEIGHTS["news_label"]
        headings = range(len(gap.titles) - reading.broken)
        for number in headings:
            total += WEIGHTS["further_heading" if number else "heading_inside"]
            total += self._heading_shape(gap.titles[number])
        if headings:
            total += self._content(gap, headings, gap.at)
            total += WEIGHTS["label_inside"] * bool(forms.COLUMN_LABEL.match(gap.titles[0].text))
            total += WEIGHTS["sole_heading"] * self.is_sole
        return total

    @cached_property
    def is_sole(self) -> bool:
        """Whether only one gap of the page could hold headings inside an article."""
        return sum(bool(gap.titles) and not gap.bylines for gap in self.gaps[1:-1]) < 2

    def _heading_shape(self, title: Block) -> float:
        line = title.lines[0]
        score = 0.8 if line.width <= 14 else -0.15 * (line.width - 14)
        if line.level and self.top_level:
            score += WEIGHTS["level"] * min(line.level - self.top_level, 2) - 2.5
        elif self.top_level:
            score += WEIGHTS["level"]
        if line.bullet:
            score += 2.0
        if forms.LIST_ITEM.match(line.text):
            score += 3.0
        return score

    def _cohesion(self, at: int, sign: int) -> float:
        one, other = self.stretch_of[at - 1], self.stretch_of[at]
        if one == other:
            return sign * 0.5 * WEIGHTS["cohesion"]
        return sign * WEIGHTS["cohesion"] * (self.affinity.cohesion(one, other) - 0.15)

    def _opening(self, gap: Gap, reading: Reading) -> float:
        if gap.at == len(self.paragraphs):
            return 0.0
        paragraph = self.paragraphs[gap.at]
        credits_left = len(gap.bylines) - reading.closing
        titles = len(gap.titles) - reading.broken
        label = starts_news(paragraph)
        total = 0.0
        if credits_left:
            total += WEIGHTS["opening_byline"] - 4.0 * (credits_left - 1)
            total -= 2.0 * (titles - gap.first_byline_at > 0)
        if label:
            total += WEIGHTS["news_label"]
        if forms.DATELINE.match(paragraph.text):
            total += WEIGHTS["dateline"]
        if not credits_left and not label and gap.at and titles == reading.after:
            total += WEIGHTS["bare_start"] / (2 if reading.after else 1)
        return total

    def _closing(self, gap: Gap, reading: Reading) -> float:
        total = 0.0
        if forms.TAIL_BYLINE.search(self.paragraphs[gap.at - 1].text[-_TAIL:]):
            total += WEIGHTS["tail_byline"]
        if gap.has(Form.SOURCE):
            total += WEIGHTS["source_line"]
        for byline in gap.bylines[: reading.closing]:
            photo = forms.PHOTO_CREDIT.search(byline.text)
            total += WEIGHTS["photo_credit_closes"] if photo else WEIGHTS["closing_byline"] - 1.0
            total -= 3.0 * (gap.first_byline_at > 0)
        return total

    def _headlines(self, gap: Gap, reading: Reading, layout: Layout) -> float:
        left = gap.titles[reading.after : reading.before]
        total = WEIGHTS["title_left_over"] / (6 if layout.remote else 1) * len(left)
        total += self._page_label(gap, reading) + (self.elsewhere(left) if layout.remote else 0.0)
        if reading.after:
            total += self._placed(gap, range(reading.after), gap.at - 1, "after", layout)
        titles = len(gap.titles) - reading.broken
        if reading.before < titles:
            group = range(reading.before, titles)
            total += self._placed(gap, group, gap.at, "before", layout)
        for edge in {reading.after, reading.before}:
            if 0 < edge < titles:
                total -= self._bond(gap.titles[edge - 1], gap.titles[edge])
        return total

    def _bond(self, title: Block, following: Block) -> float:
        """Weigh the signs that two title lines belong to one article."""
        bond = following.goes_on
        if following.lines[0].gap < self.usual_gap:
            bond += WEIGHTS["tight_lines"]
        if forms.COLUMN_LABEL.match(title.text):
            bond += WEIGHTS["label_above"]
        if max(title.lines[0].width, following.lines[0].width) <= _HALF:
            bond += WEIGHTS["two_halves"]
        if title.lines[0].bold != following.lines[0].bold:
            bond -= 1.0
        return bond

    def elsewhere(self, left: Sequence[Block]) -> float:
        """Score what titles left over share with the stretch they fit best, wherever it is."""
        labels = [self.page_label(gap) for gap in (self.gaps[0], self.gaps[-1])]
        left = [title for title in left if title not in labels]
        if not left:
            return 0.0
        titles = [pairs(block.text) for block in left]
        fits = (
            sum(self.affinity.evidence(title, [number]) for title in titles)
            for number in range(self.stretch_of[-1] + 1)
        )
        return WEIGHTS["content"] * max(fits)

    def _page_label(self, gap: Gap, reading: Reading) -> float:
        """Score leaving out the page's outermost title: short, it may name the page, no article."""
        left = gap.titles[reading.after : reading.before]
        return WEIGHTS["page_label"] if left and self.page_label(gap) in left else 0.0

    def page_label(self, gap: Gap) -> Block | None:
        """Give a gap's title that may name the page and no article: small and outermost on it."""
        if gap.at not in {0, len(self.paragraphs)} or not gap.titles:
            return None
        outermost = gap.titles[-1 if gap.at else 0]
        line = outermost.lines[0]
        small = line.width <= 6 and not line.level and not forms.COLUMN_LABEL.match(line.text)
        neighbours = gap.titles[-2:] if gap.at else gap.titles[:2]
        bound = len(neighbours) > 1 and neighbours[1].lines[0].gap < self.usual_gap
        return outermost if small and not bound else None

    def _placed(
        self, gap: Gap, group: range, paragraph: int, place: str, layout: Layout
    ) -> float:
        total = WEIGHTS["place"] if layout.place == place else 0.0
        if layout.place not in {place, "mixed"}:
            total -= WEIGHTS["place"]
        total -= 0.6 * max(0, len(group) - 3)
        return total + self._content(gap, group, paragraph)

    def _content(self, gap: Gap, group: range, paragraph: int) -> float:
        """Weigh what titles share with the body that a paragraph belongs to."""
        stretches = self.body_of[self.stretch_of[paragraph]]
        shared = (self.affinity.evidence(gap.title_pairs[n], stretches) for n in group)
        return WEIGHTS["content"] * sum(shared)

    @cached_property
    def body_of(self) -> list[tuple[int, ...]]:
        """For each stretch those that make up its body, if small titles are headings inside it."""
        bodies: list[list[int]] = []
        for gap, number in zip(self.gaps, self.stretch_of, strict=False):
            if bodies and number == bodies[-1][-1]:
                continue
            small = all(title.lines[0].width <= _HEADING for title in gap.titles)
            hard = gap.bylines or starts_news(self.paragraphs[gap.at])
            if bodies and gap.titles and small and not hard:
                bodies[-1].append(number)
            else:
                bodies.append([number])
        return [tuple(body) for body in bodies for _ in body]

    def is_headed(self, gap: Gap, reading: Reading) -> bool:
        """Tell whether the article that begins after the gap has its headline before it."""
        return reading.before < len(gap.titles) - reading.broken

    def is_credited(self, gap: Gap, reading: Reading) -> bool:
        """Tell whether the article that begins after the gap opens with a credit."""
        if gap.at == len(self.paragraphs):
            return True
        return len(gap.bylines) > reading.closing or starts_news(self.paragraphs[gap.at])

    def is_signed(self, gap: Gap, reading: Reading) -> bool:
        """Tell whether the article that ends in the gap closes with a credit."""
        last = self.paragraphs[gap.at - 1].text
        signed = reading.closing > 0 or gap.has(Form.SOURCE)
        return signed or bool(forms.TAIL_BYLINE.search(last[-_TAIL:]))


_HEADING = 16.0  # headings inside an article are shorter than a headline mostly is
_HALF = 13.0  # the lines of a headline set on two are about this short
_TAIL = 60  # a credit at the end of a body is no longer


def starts_news(paragraph: Block) -> bool:
    """Tell whether a paragraph opens as news items do: 本报讯, or a credit in brackets."""
    return bool(forms.NEWS_LABEL.match(paragraph.text) or forms.INLINE_BYLINE.match(paragraph.text))
