"""What must hold of a sentence before it may answer: every condition of the question, one by one.

Lexical scores cannot tell a near miss (AUROC .54 to .59 on adversarial ones, DESIGN.md); a
condition can, and it has a name to tell the user.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from bot.answering.evidence.case import Case
from bot.answering.evidence.support import SUBJECT_REACH, Support
from bot.answering.language.names import Name, NameKind
from bot.answering.language.parts_of_speech import Part, part_of
from bot.answering.language.periods import Agreement, agreement
from bot.answering.language.qualifiers import Bound, find_bounds, phase_pattern, same_qualifiers
from bot.answering.language.wanted import FIGURES, TIMES, AnswerType
from bot.answering.library.story import governing_period
from bot.answering.library.tables import is_head
from bot.answering.question.kinds import Kind
from bot.answering.question.matters import matters_asked, ranked
from bot.answering.question.question import Question, once
from bot.model import Remark

_SHARED = re.compile(
    r"^[^。；;]{0,30}等[\d一二两三四五六七八九十]+[多余]?[家个户名座条][^。；;]*共"
)
_PLACE = re.compile(
    r"^(?!几|道路|公路|铁路|线路|马路|电路|城市|全市|我市|乡镇|农村|乡村|街道)"
    r"[\u4e00-\u9fff]+(?:市|县|镇|乡|村|路|街|大道|大桥)$"
)
_AREAS = ("全市", "全省", "全国")
_WIDER_AREA = re.compile(rf"(?<![在占居列])(?:{'|'.join(_AREAS)})(?!第|前|首|领先|排|的?位|平均)")
_AREA_MEASURED = {area: re.compile(rf"{area}(?!第|前|首|领先|排|的?位|唯一|各)") for area in _AREAS}
_REGION = re.compile(r"[\u4e00-\u9fff][省市县]$")
_NAMED = frozenset({NameKind.PERSON, NameKind.ORGANISATION})
_ASKED_BY_NAME = frozenset({AnswerType.PERSON, AnswerType.ORGANISATION})


Check = Callable[[Case], Iterator[Remark]]


def failures(case: Case) -> Iterator[Remark]:
    """Name the conditions that the sentence fails, the gravest first."""
    for check in _checks_for(case.question):
        yield from check(case)


@once
def _checks_for(question: Question) -> list[Check]:
    return [check for calls_for, check in _CHECKS if calls_for(question)]


def _is_of_whom_is_asked(case: Case) -> Iterator[Remark]:
    """Every person and firm asked about must be whom the sentence speaks of."""
    # Where a name is asked for, the sentence names the answer beside whom it speaks of.
    alone = case.question.wanted.type not in _ASKED_BY_NAME
    for form, name in case.question.names:
        if name.kind in _NAMED and not _speaks_of(name, case, alone=alone):
            yield Remark("not_of", {"name": form})


def _speaks_of(name: Name, case: Case, *, alone: bool) -> bool:
    """Whether the sentence names it, or nothing of its kind came between it and the name.

    `alone` says that the sentence itself may name no other of its kind.
    """
    if name.is_in(case.text):
        return True
    if alone and _names_another(name, case, case.at):
        return False
    for back in range(case.at - 1, max(-1, case.at - 1 - SUBJECT_REACH), -1):
        if name.is_in(case.story.folded[back]):
            return True
        if _names_another(name, case, back):
            return False
    return name.is_in(case.story.heads)


def _names_another(name: Name, case: Case, at: int) -> bool:
    """Whether a sentence speaks of another of the kind.

    In the sentence itself, a firm must open a clause or follow 由: 牵线某银行 is not on the bank.
    """
    before = (
        case.story.folded[at][:start][-1:]
        for start, _, other in case.library.names_at(case.story, at)
        if other.kind is name.kind
    )
    in_passing = at == case.at and name.kind is NameKind.ORGANISATION
    return any(not in_passing or not char.isalnum() or char in "由的和" for char in before)


def _is_of_its_period(case: Case) -> Iterator[Remark]:
    """What is asked of one time must be printed of that time."""
    for named in case.question.periods:
        if named.compared and named.relative is not None:  # 比去年 asks for no figure of 去年
            continue
        # 去年 is the year before that of the print, as the print itself would say.
        asked = named if named.relative is None else named.against(case.story.year)
        printed = governing_period(asked, case.story, case.at)
        agrees = agreement(asked, printed)
        exact = asked.first != asked.last or asked.day is not None
        vague = agrees is Agreement.UNKNOWN and exact
        whole = asked.is_whole_year and agrees is Agreement.PART
        if case.question.wanted.type in TIMES and asked.spans(printed):
            continue  # 四季度的会 was held on a day of it
        if agrees is Agreement.DIFFERENT or vague or whole:
            said = asked.printed.rstrip("的")
            yield Remark("other_period", {"asked": said, "printed": printed.worded})


def _is_qualified(case: Case) -> Iterator[Remark]:
    """一期, 亿元以上, 首个 must be said of it."""
    for qualifier in case.question.qualifiers:
        near = [case.text]
        if not phase_pattern().search(
            case.text
        ):  # a sentence on 一期 is not on 二期, whatever surrounds it
            near += [case.story.before(case.at, 1), case.story.heads]
        if not any(same in text for same in same_qualifiers(qualifier) for text in near):
            yield Remark("not_qualified", {"qualifier": qualifier})


def _is_no_conversion(case: Case) -> Iterator[Remark]:
    """What is asked by the piece (每亩) or as a bound (最高) must be printed so."""
    for bound in _bounds_asked(case.question):
        if not bound.printed.search(case.text + case.story.column_heads[case.at]):
            yield Remark(bound.reason, {"asked": bound.asked})


@once
def _bounds_asked(question: Question) -> list[Bound]:
    return find_bounds(question.plain)


def _is_on_that_matter(case: Case) -> Iterator[Remark]:
    """What is asked of one matter (规下, 服务业) is not answered by another (规上, 工业).

    A rank is of what its own clause says: that of the growth is not that of the total.
    """
    if case.question.kind is Kind.YES_NO:  # 是…吗 is denied by the other
        return
    is_rank = case.question.wanted.type is AnswerType.RANK
    text = ranked(case.text) if is_rank else case.text
    for matter in matters_asked(case.question):
        rival = matter.rival_in(text)
        if rival:
            yield Remark("other_matter", {"asked": matter.asked, "printed": rival})


def _is_not_shared(case: Case) -> Iterator[Remark]:
    """What several have together (甲、乙等6家共腾地213亩) is no figure of one of them."""
    for form, name in case.question.names if case.question.wanted.type in FIGURES else ():
        if any(_SHARED.search(case.text.partition(known)[2]) for known in name.forms):
            yield Remark("not_of", {"name": form})


def _is_a_statement(case: Case) -> Iterator[Remark]:
    """What the paper itself asks (问：能领多少钱) answers nothing, nor do the heads of columns."""
    asks = case.text.rstrip("”").endswith("?") or case.text.startswith("问:")
    if asks or is_head(case.text):
        yield Remark("no_such_words", {"asked": case.question.echo})


def _is_in_its_place(case: Case) -> Iterator[Remark]:
    """A place named must be printed; a province, a city, a county near the sentence."""
    if case.question.kind is Kind.YES_NO:  # 是不是去了某地 is denied by another place
        return
    for place in _places_asked(case.question):
        if not case.library.is_printed(place):
            yield Remark("not_printed", {"word": place})
        elif _REGION.search(place) and case.levels[place] < Support.NEAR:
            yield Remark("not_of", {"name": place})


def _is_of_that_area(case: Case) -> Iterator[Remark]:
    """A figure of the whole city is none of the zone's: 全市GDP must be printed of 全市."""
    area = _area_asked(case.question)
    if area and not any(
        _AREA_MEASURED[area].search(text) for text in (case.text, case.story.heads)
    ):
        yield Remark("not_of", {"name": area})


@once
def _area_asked(question: Question) -> str | None:
    """Give the area of which a figure is asked, if it is wider than the zone; a rank is in one."""
    if question.wanted.type not in FIGURES - {AnswerType.RANK} or question.kind is Kind.YES_NO:
        return None
    asked = _WIDER_AREA.search(question.plain)
    return asked[0] if asked else None


@once
def _places_asked(question: Question) -> list[str]:
    return [one for one in question.topics if _PLACE.search(one) or part_of(one) is Part.PLACE]


# What of a question calls for a check, and the check.
_CHECKS: Sequence[tuple[Callable[[Question], object], Check]] = (
    (lambda question: question.names, _is_of_whom_is_asked),
    (lambda question: question.periods, _is_of_its_period),
    (lambda question: question.qualifiers, _is_qualified),
    (_bounds_asked, _is_no_conversion),
    (matters_asked, _is_on_that_matter),
    (lambda question: question.names, _is_not_shared),
    (lambda _: True, _is_a_statement),
    (_places_asked, _is_in_its_place),
    (_area_asked, _is_of_that_area),
)
