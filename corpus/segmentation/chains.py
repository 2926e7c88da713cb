"""The likeliest chain of readings through the gaps of a page, under each whole-page hypothesis.

Viterbi (1967) over four states: whether the running article has a headline yet, and a credit.
What a reading scores by itself and what the article lacks that ends in it are looked up in tables.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import compress, product
from operator import not_
from typing import NamedTuple

from corpus.segmentation.layouts import LAYOUTS, Layout, Weighed
from corpus.segmentation.weights import GAP, NOISE

_Ending = tuple[bool, ...]  # of the article that ends: signed, pictured, closed by a credit, headed

_STATES = tuple(product((False, True), repeat=2))
_FINISHED = _STATES.index((True, True))  # before the first article nothing lacks anything


class _Step(NamedTuple):
    """A reading of a gap as the search sees it: `state` is None where the article goes on.

    Under each of LAYOUTS stand its own score, and what ending so costs an article of each state.
    """

    state: int | None
    scores: Sequence[float]
    endings: Sequence[Sequence[float]]


def likeliest_chains(
    weighed: Sequence[Sequence[Weighed]],
) -> Iterator[tuple[float, tuple[int, ...]]]:
    """Find the best chain under each of LAYOUTS: its score, and its choice in each gap.

    Where there is nothing to choose and the article simply goes on, all hypotheses see the same.
    """
    is_open = [len(choices) > 1 or choices[0].reading.new for choices in weighed]
    steady = sum(choices[0].score for choices in compress(weighed, map(not_, is_open)))
    gaps = [[_step(choice) for choice in choices] for choices in compress(weighed, is_open)]
    gaps[:1] = [[step._replace(endings=_NO_ENDINGS) for step in steps] for steps in gaps[:1]]
    for number in range(len(LAYOUTS)):
        score, chosen = _likeliest(gaps, number)
        numbers = iter(chosen)
        yield score + steady, tuple(next(numbers) if is_chosen else 0 for is_chosen in is_open)


def _step(choice: Weighed) -> _Step:
    reading = choice.reading
    if not reading.new:
        return _Step(None, choice.scores(), _NO_ENDINGS)
    ending = (choice.signed, choice.pictured, reading.closing > 0, reading.after > 0)
    state = _STATES.index((choice.headed, choice.credited or choice.unsigned))
    return _Step(state, choice.scores(), _ENDINGS[ending])


def _likeliest(gaps: Sequence[Sequence[_Step]], layout: int) -> tuple[float, list[int]]:
    """Find the best way through the gaps under the layout of that number."""
    scores = {_FINISHED: 0.0}
    back: list[dict[int, tuple[int, int]]] = []
    for steps in gaps:
        scores, came = _advance(scores, steps, layout)
        back.append(came)
    state = _first_best(scores)
    best = scores[state]
    chosen: list[int] = []
    for came in reversed(back):
        choice, state = came[state]
        chosen.append(choice)
    return best, chosen[::-1]


def _advance(
    scores: dict[int, float], steps: Sequence[_Step], layout: int
) -> tuple[dict[int, float], dict[int, tuple[int, int]]]:
    """Read one more gap: give each state's best score, and the reading and state it came by."""
    best: dict[int, float] = {}
    came: dict[int, tuple[int, int]] = {}
    states = scores.items()
    for number, (state, own, endings) in enumerate(steps):
        score, ending = own[layout], endings[layout]
        for before, so_far in states:
            total = so_far + score + ending[before]
            after = before if state is None else state
            if after not in best or total > best[after] + NOISE:
                best[after], came[after] = total, (number, before)
    return best, came


def _first_best(scores: dict[int, float]) -> int:
    top = max(scores.values())
    return next(state for state, score in scores.items() if score > top - NOISE)


def _score_ending(layout: Layout, state: tuple[bool, ...], ending: _Ending) -> float:
    """Score what an article of a state has and lacks that ends so."""
    has_headline, has_credit = state
    signed, pictured, closed, headed = ending
    score = 0.0
    if layout.credited and not has_credit and not signed:
        score += GAP["style_without_credit"]
    if has_credit and closed:
        score += GAP["two_credits"]
    if has_headline and headed:
        score += GAP["two_headlines"]
    if not has_headline and not headed:
        lacks = GAP["no_headline_of_photo" if pictured else "no_headline"]
        score += lacks * (GAP["charged_if_remote"] if layout.remote else 1)
    return score


_ENDINGS = {
    ending: [tuple(_score_ending(layout, state, ending) for state in _STATES) for layout in LAYOUTS]
    for ending in product((False, True), repeat=4)
}
_NO_ENDINGS = [(0.0,) * len(_STATES)] * len(LAYOUTS)
