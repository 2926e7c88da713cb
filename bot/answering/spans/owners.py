"""Whose a figure, a time or an office is, where a sentence tells of several who have one."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.answering.language.candidates import Candidate, Kind
from bot.answering.language.names import Name, NameKind, rules
from bot.answering.language.qualifiers import phase_pattern
from bot.answering.library.known_names import Names
from bot.answering.question.question import Question, once

# What a firm is named after where what follows is its own: 其中某某, 最大的是某某.
_OPENS = re.compile(r"(?:^|[，。；,;:]|其中|而|[的数]是)$")
# 党工委书记、管委会主任某某: so much of further offices may stand between an office and a name.
MAX_OFFICE_GAP = 14
_CLAUSE_END = re.compile(r"[，。；,;]")


def is_of_another(
    question: Question, text: str, start: int, names: Sequence[tuple[int, str, Name]]
) -> bool:
    """Whether a place in a folded text is of another firm or phase than the one asked about.

    `names` are those of the text: where, in which form, which name.
    """
    return _is_of_another_firm(question, text, start, names) or _is_of_another_phase(
        question, text, start
    )


def _is_of_another_firm(
    question: Question, text: str, start: int, names: Sequence[tuple[int, str, Name]]
) -> bool:
    """Whether another firm than the one asked about opens the last clause that is on any."""
    asked = question.named(NameKind.ORGANISATION)
    if len(asked) != 1:
        return False
    firms = [
        (at, form)
        for at, form, name in names
        if at < start and name.kind is NameKind.ORGANISATION
        if asked[0].is_in(form) or _OPENS.search(text, 0, at)
    ]
    return bool(firms) and not asked[0].is_in(max(firms)[1])


def _is_of_another_phase(question: Question, text: str, start: int) -> bool:
    """Whether a text tells of several phases, and the place is of none or of another than asked.

    It is of the last phase named before it; else of one in its clause: 投资18亿元的二期.
    """
    asked = _phase_asked(question)
    if not asked:
        return False
    phases = [(match.start(), match[0]) for match in phase_pattern().finditer(text)]
    if len({phase for _, phase in phases}) < 2:
        return False
    before = [phase for at, phase in phases if at < start]
    return before[-1] != asked if before else asked not in _CLAUSE_END.split(text[start:], 1)[0]


@once
def _phase_asked(question: Question) -> str | None:
    """Give the one phase that is asked about, if one is."""
    phases = [one for one in question.qualifiers if phase_pattern().fullmatch(one)]
    return phases[0] if len(phases) == 1 else None


def holds_office(question: Question, text: str, one: Candidate, names: Names) -> bool:
    """Whether a person is printed in the office asked about, and with the firm asked about."""
    before = re.split(r"[，。；,;：:]", text[: one.start])[-1]
    for role in question.office if one.kind is Kind.PERSON else ():
        place = before.rfind(role)
        gap = before[place + len(role) :]
        deputy = before[:place].endswith("副") and not role.startswith("副")
        if place >= 0 and not deputy and (not gap or _is_only_offices(gap)):
            return _is_of_firm_asked(question, before[:place], names)
    return False


def _is_of_firm_asked(question: Question, holder: str, names: Names) -> bool:
    """Whether the words before an office name no other firm than the one asked about."""
    firms = [name for *_, name in names.find(holder) if name.kind is NameKind.ORGANISATION]
    asked = [name for _, name in question.names]
    said = any(question.is_said(topic, holder) for topic in question.subject)
    return said or not firms or not question.subject or any(firm in asked for firm in firms)


def _is_only_offices(gap: str) -> bool:
    """Whether nothing but further offices stands between an office and a name: 书记、主任某某."""
    roles = tuple(rules()["persons"]["roles"])
    return gap[0] in "、和兼" and len(gap) <= MAX_OFFICE_GAP and gap.endswith(roles)
