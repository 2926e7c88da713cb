"""Whether a candidate is of the kind that a question asks for."""

from __future__ import annotations

from bot.answering.reading.candidates import Candidate, Kind
from bot.answering.reading.wanted import FIGURES, AnswerType, Wanted

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


def fits(wanted: Wanted, candidate: Candidate) -> bool:
    """Whether the candidate could answer, by its kind and, for figures, its unit."""
    if wanted.many and candidate.kind is Kind.LIST:
        return True
    if candidate.kind not in _KINDS.get(wanted.type, ()):
        return False
    if wanted.type in FIGURES and candidate.kind is Kind.FIGURE:
        return wanted.fits_unit(candidate.unit)
    return True


def is_typed(wanted: Wanted) -> bool:
    """Whether answers of this type have strict candidates at all."""
    return wanted.type in _KINDS
