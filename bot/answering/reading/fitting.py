"""Whether a candidate is of the kind that a question asks for."""

from __future__ import annotations

from collections.abc import Callable

from bot.answering.language.candidates import Candidate, Kind
from bot.answering.language.wanted import FIGURES, TIMES, AnswerType, Wanted

_KINDS = {
    AnswerType.PERSON: {Kind.PERSON, Kind.ORGANISATION},
    AnswerType.ORGANISATION: {Kind.ORGANISATION},
    AnswerType.PLACE: {Kind.PLACE},
    AnswerType.TIME: {Kind.TIME},
    AnswerType.DURATION: {Kind.DURATION},
    AnswerType.NUMBER: {Kind.FIGURE},
    AnswerType.MONEY: {Kind.FIGURE},
    AnswerType.PERCENT: {Kind.PERCENT},
    AnswerType.RANK: {Kind.RANK},
    AnswerType.NAME: {Kind.QUOTED, Kind.TITLE},
}


# What is listed by name; a list of days or figures is one of its own kind.
_LISTED = frozenset(_KINDS) - FIGURES - TIMES


def wants_list(wanted: Wanted) -> bool:
    """Whether the answer is a list of names or things."""
    unnamed = wanted.type in {AnswerType.THING, AnswerType.DEFINITION}
    return wanted.many and (unnamed or wanted.type in _LISTED)


def fits(wanted: Wanted, candidate: Candidate) -> bool:
    """Whether the candidate could answer, by its kind and, for figures, its unit."""
    return fitting(wanted)(candidate)


def fitting(wanted: Wanted) -> Callable[[Candidate], bool]:
    """Give what tells whether a candidate could answer: for many candidates of one question."""
    if wants_list(wanted):
        return lambda one: one.kind is Kind.LIST
    kinds = _KINDS.get(wanted.type, set())
    if wanted.type not in FIGURES:
        return lambda one: one.kind in kinds
    return lambda one: (
        one.kind in kinds and (one.kind is not Kind.FIGURE or wanted.fits_unit(one.unit))
    )


def is_typed(wanted: Wanted) -> bool:
    """Whether answers of this type have strict candidates at all."""
    return wanted.type in _KINDS
