"""Whole-page hypotheses: how a page may be laid out, and what a reading is worth under each."""

from __future__ import annotations

from typing import NamedTuple

from corpus.segmentation.gaps import Reading
from corpus.segmentation.weights import GAP


class Layout(NamedTuple):
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


class Weighed(NamedTuple):
    """A reading of a gap with the score that no whole-page hypothesis changes.

    `begins`: an article begins after the gap; `headed`, `credited`: it has its headline, its
    credit; `unsigned`: it is of a kind that nobody signs. `signed`: the article that ends has a
    credit at its end; `pictured`: a photographer's. `left`: titles left over; `elsewhere`: what
    they share with the bodies they fit best.
    """

    reading: Reading
    score: float
    begins: bool = False
    headed: bool = False
    credited: bool = False
    unsigned: bool = False
    signed: bool = False
    pictured: bool = False
    left: int = 0
    elsewhere: float = 0.0

    def scores(self) -> list[float]:
        """Score the reading under each of LAYOUTS, in their order."""
        left = self.left * GAP["title_left_over"]
        elsewhere = left * GAP["left_over_if_remote"] + self.elsewhere
        before = GAP["place"] * (self.headed - (self.reading.after > 0))
        credit = "credit_amid_none" if self.credited else "title_amid_no_credits"
        amid_none = GAP[credit] if self.begins else 0.0
        plain, remote = self.score + left, self.score + elsewhere
        scores: list[float] = []
        for place in (before, -before, 0.0):
            near, far = plain + place, remote + place
            scores += (near, far, near + amid_none, far + amid_none)
        return scores
