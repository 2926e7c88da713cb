"""What must hold of a sentence before it may answer: every condition of the question, one by one.

Lexical scores cannot tell a near miss (AUROC .54 to .59 on adversarial ones, DESIGN.md); a
condition can, and it has a name to tell the user.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from bot.answering.kinds import Kind
from bot.answering.library import Library
from bot.answering.names import Name, NameKind
from bot.answering.nouns import noun_asked
from bot.answering.parts_of_speech import Part, part_of
from bot.answering.periods import Agreement, agreement
from bot.answering.qualifiers import Bound, find_bounds, same_qualifiers
from bot.answering.question import Question, once
from bot.answering.reading.dimensions import dimensions
from bot.answering.reading.wanted import AnswerType
from bot.answering.story import Story, governing_period
from bot.answering.support import SUBJECT_REACH, Support, share_supported, support
from bot.answering.tables import is_head
from bot.model import Remark

# Of the weight of the question's topics, what the sentence and what stands around it must have.
MIN_SUPPORT = 0.5
# How much less of them a reason or a manner needs: those are told in other words.
LENIENCE = 0.8
# A word this long names a thing of its own (科技型, 红色会客厅).
MIN_THING_CHARS = 3

_PHASE = re.compile(r"[一二三四五]期")
_PLACE = re.compile(
    r"^(?!道路|公路|铁路|线路|马路|电路|城市|全市|我市|乡镇|农村|乡村|街道)"
    r"[\u4e00-\u9fff]+(?:市|县|镇|乡|村|路|街|大道|大桥)$"
)
_REGION = re.compile(r"[\u4e00-\u9fff][省市县]$")
_WHERE = re.compile(r"[去到在从赴往]([\u4e00-\u9fff]{2,3})")
_NAMED = frozenset({NameKind.PERSON, NameKind.ORGANISATION})
_ASKED_BY_NAME = frozenset({AnswerType.PERSON, AnswerType.ORGANISATION})


@dataclass(frozen=True)
class Case:
    """A sentence of a story, by its number, before a question with its topics weighed."""

    question: Question
    weights: Mapping[str, float]
    library: Library
    story: Story
    at: int

    @property
    def text(self) -> str:
        """The sentence, folded."""
        return self.story.folded[self.at]

    @cached_property
    def levels(self) -> dict[str, Support]:
        """How near to the sentence each topic of the question is found."""
        topics = self.question.topics
        return {topic: support(self.question, topic, self.story, self.at) for topic in topics}

    @cached_property
    def supported(self) -> float:
        """How much of the weighed topics the sentence and its surroundings have, 0 to 1."""
        return share_supported(self.question, self.weights, self.levels)

    @cached_property
    def hearts(self) -> tuple[str, ...]:
        """The topics that say what is asked about."""
        return tuple(_hearts(self))

    @cached_property
    def doubts(self) -> tuple[Remark, ...]:
        """What speaks against the sentence and may be outweighed: words that print has not."""
        return tuple(doubt for check in _DOUBTS for doubt in check(self))

    @property
    def is_lenient(self) -> bool:
        """Whether reasons or manners are asked for, which are told in other words."""
        return self.question.kind in {Kind.HOW, Kind.WHY}


def failures(case: Case) -> Iterator[Remark]:
    """Name the conditions that the sentence fails, the gravest first."""
    for check in _CHECKS:
        yield from check(case)


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
        if agrees is Agreement.DIFFERENT or vague or whole:
            yield Remark("other_period", {"asked": asked.printed, "printed": printed.worded})


def _is_qualified(case: Case) -> Iterator[Remark]:
    """一期, 亿元以上, 首个 must be said of it."""
    for qualifier in case.question.qualifiers:
        near = [case.text]
        if not _PHASE.search(case.text):  # a sentence on 一期 is not on 二期, whatever surrounds it
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


def _is_a_statement(case: Case) -> Iterator[Remark]:
    """What the paper itself asks (问：能领多少钱) answers nothing, nor do the heads of columns."""
    asks = case.text.rstrip("”").endswith("?") or case.text.startswith("问:")
    if asks or is_head(case.text):
        yield Remark("no_such_words", {"asked": case.question.plain.rstrip("?")})


def _is_in_its_place(case: Case) -> Iterator[Remark]:
    """A place named must be printed; a province, a city, a county near the sentence."""
    if case.question.kind is Kind.YES_NO:  # 是不是去了某地 is denied by another place
        return
    for place in _places_asked(case.question):
        if not case.library.is_printed(place):
            yield Remark("not_printed", {"word": place})
        elif _REGION.search(place) and case.levels[place] < Support.NEAR:
            yield Remark("not_of", {"name": place})


def _is_printed_at_all(case: Case) -> Iterator[Remark]:
    """What is asked of the subject must be printed somewhere.

    It need not where the sentence has all the rest of the question: people have many words.
    """
    topics = case.question.topics
    missing = [one for one in _indispensable(case.question) if not case.library.is_printed(one)]
    rest = [topic for topic in topics if topic not in missing]
    told = len(rest) > 1 and all(case.levels[topic] is Support.SENTENCE for topic in rest)
    if missing and not case.is_lenient and not told:
        yield Remark("not_printed", {"word": missing[0]})


def _is_about_it(case: Case) -> Iterator[Remark]:
    """What is asked about must be said, here or close by; and most of the question's words."""
    for heart in case.hearts:
        if case.levels[heart] < Support.NEAR:
            yield Remark("not_of", {"name": heart})
            return
    if case.supported < MIN_SUPPORT * (LENIENCE if case.is_lenient else 1):
        topics = case.question.topics
        missing = [topic for topic in topics if case.levels[topic] is Support.NOWHERE]
        yield Remark("too_little", {"words": "、".join(missing or topics)})


@once
def _indispensable(question: Question) -> list[str]:
    """Give the topics that nothing can stand in for: the subject, and what is asked of it.

    What a figure measures (人数, 面积) shows in its unit and need not be printed. The subject is
    what Chinese puts first.
    """
    subject = [topic for topic in question.subject if topic not in question.light]
    found = [topic for topic in subject[:1] if len(topic) > 1]
    gone_to = _gone_to(question.plain)
    found += [topic for topic in question.topics if topic in gone_to]
    dimension = dimensions().get(question.wanted.dimension or "")
    form = question.form
    for topic in question.next_to_gap if len(question.topics) > 1 else ():
        measured = topic in (dimension.asks if dimension else _told_by(question.wanted.type))
        shown = measured or topic in question.light or topic == noun_asked(question)
        if len(topic) > 1 and not shown and not (form and form.asked.search(topic)):
            found.append(topic)
    return found


def _told_by(wanted: AnswerType) -> tuple[str, ...]:
    """Give the attributes that a name of this type shows by itself: 地址, 日期."""
    row = dimensions().get(wanted)
    return row.asks if row and wanted in {AnswerType.PLACE, AnswerType.TIME} else ()


@once
def _places_asked(question: Question) -> list[str]:
    return [one for one in question.topics if _PLACE.search(one) or part_of(one) is Part.PLACE]


def _gone_to(plain: str) -> list[str]:
    """Give what stands right after 去, 到 and the like: where something is to have happened."""
    return [place for match in _WHERE.finditer(plain) for place in (match[1], match[1][:2])]


def _hearts(case: Case) -> list[str]:
    """Give the topics that say what is asked about.

    A name or the most telling long word is one; and, as Chinese puts the subject first, so is
    the first topic, but not in 怎么保证… and the like. The rest of 甲是乙吗 is to be decided.
    """
    question = case.question
    forms = {form for form, _ in question.names}
    printed = [topic for topic in _subject_asked(question) if case.library.is_printed(topic)]
    printed = [topic for topic in printed if not _is_spared(case, topic)]
    things = [topic for topic in printed if topic in forms or len(topic) >= MIN_THING_CHARS]
    first = [] if case.is_lenient else [topic for topic in printed if len(topic) > 1][:1]
    if question.kind is Kind.YES_NO:
        return first
    heaviest = sorted(things, key=case.library.weight)[-1:]
    return list(dict.fromkeys((*heaviest, *first)))


@once
def _subject_asked(question: Question) -> list[str]:
    """Give the subject without what needs not be printed: 咨询电话 shows in the number."""
    form = question.form
    topics = (topic for topic in question.subject if topic not in question.carried)
    return [topic for topic in topics if not (form and form.asked.search(topic))]


def _is_spared(case: Case, topic: str) -> bool:
    """Whether print has another word for a topic: a light one that is not found."""
    return topic in case.question.light and case.levels[topic] < Support.NEAR


_CHECKS: Sequence[Callable[[Case], Iterator[Remark]]] = (
    _is_of_whom_is_asked,
    _is_of_its_period,
    _is_qualified,
    _is_no_conversion,
    _is_a_statement,
    _is_in_its_place,
)
_DOUBTS: Sequence[Callable[[Case], Iterator[Remark]]] = (_is_printed_at_all, _is_about_it)
