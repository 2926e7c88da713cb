"""The likeliest chain of readings through the gaps of a page, under each whole-page hypothesis.

Viterbi (1967) over four states: whether the running article has a headline yet, and a credit.
What a reading scores by itself and what the article lacks that ends in it are looked up in tables.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import compress, product
from operator import not_
from typing import NamedTuple

from corpus.segmentation.layouts import LAYOUTS, Layout, Weighed
from corpus.segmentation.weights import GAP, NOISE

_Ending = tuple[bool, ...]  # of the article that ends: signed, pictured, closed by a credit, headed
_Endings = dict[_Ending, tuple[float, ...]]

_STATES = tuple(product((False, True), repeat=2))
_FINISHED = _STATES.index((True, True))  # before the first article nothing lacks anything
_GOES_ON: _Ending = ()  # none ends


class _Step(NamedTuple):
    """A reading of a gap as the search sees it: `state` is None where the article goes on."""

    state: int | None
    ending: _Ending
    scores: Sequence[float]


def likeliest_chains(
    weighed: Sequence[Sequence[Weighed]],
) -> Iterator[tuple[float, tuple[int, ...]]]:
    """Find the best chain under each of LAYOUTS: its score, and its choice in each gap.

    Where there is nothing to choose and the article simply goes on, all hypotheses see the same.
    """
    is_open = [len(choices) > 1 or choices[0].reading.new for choices in weighed]
    steady = sum(choices[0].score for choices in compress(weighed, map(not_, is_open)))
    gaps = [[_step(choice) for choice in choices] for choices in compress(weighed, is_open)]
    for number in range(len(LAYOUTS)):
        score, chosen = _likeliest(gaps, number)
        numbers = iter(chosen)
        yield score + steady, tuple(next(numbers) if is_chosen else 0 for is_chosen in is_open)


def _step(choice: Weighed) -> _Step:
    reading = choice.reading
    if not reading.new:
        return _Step(None, _GOES_ON, choice.scores())
    ending = (choice.signed, choice.pictured, reading.closing > 0, reading.after > 0)
    state = _STATES.index((choice.headed, choice.credited or choice.unsigned))
    return _Step(state, ending, choice.scores())


def _likeliest(gaps: Sequence[Sequence[_Step]], layout: int) -> tuple[float, list[int]]:
    """Find the best way through the gaps under the layout of that number."""
    scores = {_FINISHED: 0.0}
    back: list[dict[int, tuple[int, int]]] = []
    for steps in gaps:
        endings = _ENDINGS[layout] if back else _NO_ENDINGS
        scores, came = _advance(scores, steps, layout, endings)
        back.append(came)
    state = _first_best(scores)
    best = scores[state]
    chosen: list[int] = []
    for came in reversed(back):
        choice, state = came[state]
        chosen.append(choice)
    return best, chosen[::-1]


def _advance(
    scores: Mapping[int, float], steps: Sequence[_Step], layout: int, endings: _Endings
) -> tuple[dict[int, float], dict[int, tuple[int, int]]]:
    """Read one more gap: give each state's best score, and the reading and state it came by."""
    best: dict[int, float] = {}
    came: dict[int, tuple[int, int]] = {}
    for number, step in enumerate(steps):
        own, ending = step.scores[layout], endings[step.ending]
        for before, score in scores.items():
            state = before if step.state is None else step.state
            total = score + own + ending[before]
            if state not in best or total > best[state] + NOISE:
                best[state], came[state] = total, (number, before)
    return best, came


def _first_best(scores: Mapping[int, float]) -> int:
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


def _endings(layout: Layout) -> _Endings:
    kinds = product((False, True), repeat=4)
    scored = {kind: tuple(_score_ending(layout, s, kind) for s in _STATES) for kind in kinds}
    return scored | {_GOES_ON: _NOTHING}


_NOTHING = (0.0,) * len(_STATES)
_ENDINGS = [_endings(layout) for layout in LAYOUTS]
_NO_ENDINGS = dict.fromkeys(_ENDINGS[0], _NOTHING)
