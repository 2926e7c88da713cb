"""Whole-page hypotheses: how a page may be laid out, and what a reading is worth under each."""

from __future__ import annotations

from dataclasses import dataclass

from corpus.segmentation.gaps import Reading
from corpus.segmentation.weights import GAP


@dataclass(frozen=True)
class Layout:
    """A whole-page hypothesis.

    Where headlines stand, whether articles carry a credit, and whether some headlines stand away
    from their bodies.
    """

    place: str  # before, after or mixed
    credited: bool
    remote: bool


LAYOUTS = tuple(
    Layout(place, credited, remote)
    for place in ("before", "after", "mixed")
    for credited in (True, False)
    for remote in (False, True)
)


@dataclass(frozen=True, slots=True)
class Weighed:
    """A reading of a gap with the score that no whole-page hypothesis changes.

    `begins`: an article begins after the gap; `headed`, `credited`: it has its headline, its
    credit. `signed`: the article that ends has a credit at its end. `left`: titles left over;
    `elsewhere`: what they share with the bodies they fit best.
    """

    reading: Reading
    score: float
    begins: bool
    headed: bool
    credited: bool
    signed: bool
    left: int
    elsewhere: float

    def place_score(self, layout: Layout) -> float:
        """Score where the reading puts headlines, under a hypothesis."""
        score = self.left * GAP["title_left_over"]
        if layout.remote:
            score = score * GAP["left_over_if_remote"] + self.elsewhere
        for place, used in (("after", self.reading.after > 0), ("before", self.headed)):
            if used and layout.place != "mixed":
                score += GAP["place"] if layout.place == place else -GAP["place"]
        if self.begins and not layout.credited:
            score += GAP["credit_amid_none" if self.credited else "title_amid_no_credits"]
        return score
