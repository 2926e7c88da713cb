"""Whether a candidate is of the kind that a question asks for."""

from __future__ import annotations

from bot.answering.reading.candidates import Candidate, Kind
from bot.answering.reading.wanted import FIGURES, TIMES, AnswerType, Wanted

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
    if wants_list(wanted):
        return candidate.kind is Kind.LIST
    if candidate.kind not in _KINDS.get(wanted.type, ()):
        return False
    if wanted.type in FIGURES and candidate.kind is Kind.FIGURE:
        return wanted.fits_unit(candidate.unit)
    return True


def is_typed(wanted: Wanted) -> bool:
    """Whether answers of this type have strict candidates at all."""
    return wanted.type in _KINDS
