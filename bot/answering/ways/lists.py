"""Several things asked, every one of them answered, in the order of print."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.answering.answers import answered, not_found
from bot.answering.desk import Desk
from bot.answering.enumerations import (
    Enumeration,
    announced_count,
    enumerations,
    going_on,
    parallel_clauses,
)
from bot.answering.evidence import Evidence
from bot.answering.question import Question
from bot.answering.quotes import quote, quote_range
from bot.answering.reading.wanted import AnswerType
from bot.answering.support import share_said
from bot.answering.ways.facts import answer_fact, refusal
from bot.folding import fold
from bot.model import Answer, Quote, Remark

MAX_EVIDENCE = 6
# What the parts of a choice weigh against a place in the reader's order.
COUNT_WEIGHT = 2.0
HEAD_WEIGHT = 1.5
LEAD_WEIGHT = 2.4
CONTEXT_WEIGHT = 0.4
BEHIND_COST = 1.2
MANY_WEIGHT = 0.7
OPEN_WEIGHT = 0.5
# So that two known names outweigh a list that stands next to the question's words: 2.19 to 1.47 on
# the shipped pages for 芯片园都有哪些企业, 1.19 with 1.5. No set moved by more than a question.
NAME_WEIGHT = 2.0
UNNAMED_COST = 1.5
SURELY_NAMES = 2
# So near before its items stands the name of a list: “三个抓”：抓….
ANNOUNCED_REACH = 40


async def answer_list(question: Question, desk: Desk) -> Answer:
    """Answer with a whole enumeration; where none is printed, as with a fact."""
    evidence = await desk.evidence(question)
    sound = [found for found in evidence if not found.failed]
    best = max(_scored(question, desk, sound), key=lambda pair: pair[0], default=None)
    counted = _counted_in_print(question, desk)
    if best is None and counted:
        return not_found(Remark("not_explained", {"word": counted}))
    if best is None:
        return await answer_fact(question, desk) if sound else refusal(question, evidence)
    listed = going_on(best[1], question.wanted.focus)
    remarks = []
    if listed.is_open:
        remarks.append(Remark("list_is_open", {"count": str(len(listed.items))}))
    return answered(
        tuple(_quotes(listed)),
        listed.items,
        remarks=remarks,
        signals=sound[0].signals,
    )


def _scored(
    question: Question, desk: Desk, sound: list[Evidence]
) -> Iterator[tuple[float, Enumeration]]:
    cut = desk.library.analyzer.words
    asked = announced_count(question.plain)
    counted = _counted_in_print(question, desk)
    for rank, found in enumerate(sound):
        candidates = list(enumerations(found.story, found.at, cut))
        if rank >= MAX_EVIDENCE:
            candidates = [one for one in candidates if _names(question, desk, one) > NAME_WEIGHT]
        if asked and rank < MAX_EVIDENCE:
            candidates += filter(None, [_parallel(question, found, asked)])
        for listed in candidates:
            if counted and not _names_it(listed, counted, asked):
                continue
            behind = sound[0].score - found.score
            known = _names(question, desk, listed)
            yield _fit(question, listed, asked) + known - BEHIND_COST * behind, listed


def _counted_in_print(question: Question, desk: Desk) -> str | None:
    """Give what the print itself counts and is to be named: 三个重大平台, 五减.

    None where nothing is, or where a colon follows it somewhere: its parts may be told loosely.
    """
    match = _COUNTED_NAME.match(question.plain)
    if not match or not desk.library.prints(match["name"]):
        return None
    named = re.compile(rf"{re.escape(match['name'])}[^。；]{{0,16}}[：:]")
    told = any(named.search(story.all_text) for story in desk.library.stories)
    return None if told else match["name"]


def _names_it(listed: Enumeration, counted: str, count: int | None) -> bool:
    """Whether a list may be what is counted: as long as announced, and announced beside it."""
    before = listed.story.before(listed.first, 1) + listed.lead
    beside = before[-ANNOUNCED_REACH:] + listed.head
    return counted in beside and (not count or len(listed.items) == count)


_COUNTED_NAME = re.compile(
    r"“?(?P<name>[一二两三四五六七八九十](?:(?!都?有|是|指|分别|包括|具体)[\w“”]){1,11})”?"
    r"(?:都|分别|具体)?(?:是|指|有|包括)(?:的?是)?(?:哪|什么)"
)
_ANNOUNCED = re.compile(
    r"[\d一二三四五六七八九十两几]+[个大项场条点种件](?P<what>(?:(?!是|抓?哪|有|指|分别|为|叫|的)[\w“”])+)"
)


def _parallel(question: Question, found: Evidence, asked: int) -> Enumeration | None:
    """Look for clauses that share what was counted: 五场硬战 → those that end in 战."""
    match = _ANNOUNCED.search(question.plain)
    if not match:
        return None
    folded = found.story.folded
    start = next((at for at, text in enumerate(folded) if match[0] in text), found.at)
    what = match["what"]
    for anchor in dict.fromkeys((what, what[:2], what[-1], what[0])):
        listed = parallel_clauses(found.story, start, anchor, asked, announced=match[0])
        if listed:
            return listed
    return None


def _fit(question: Question, listed: Enumeration, asked: int | None) -> float:
    score = 0.0
    if asked:
        score += COUNT_WEIGHT if len(listed.items) == asked else -COUNT_WEIGHT / 2
    focus = question.wanted.focus or (question.topics[-1] if question.topics else "")
    if focus:
        score += HEAD_WEIGHT * question.is_said(focus, listed.head)
        items = "".join(item.text for item in listed.items)
        score += 0.5 * question.is_said(focus, items)
    score += MANY_WEIGHT * (len(listed.items) > 2) + OPEN_WEIGHT * listed.is_open
    beside = listed.lead + listed.head
    score += LEAD_WEIGHT * share_said(question, beside)
    score += CONTEXT_WEIGHT * share_said(question, listed.story.before(listed.first, 1) + beside)
    return score


_NAMED = frozenset({AnswerType.ORGANISATION, AnswerType.PERSON, AnswerType.PLACE})
_NO_NAME = re.compile(r"[不了要把对将]|问题|工作")


def _names(question: Question, desk: Desk, listed: Enumeration) -> float:
    """Judge items where names are asked for: names that the corpus knows, or no names at all.

    Two known names tell a list of names, however little its sentence says of the question: the
    rest of the article does (园区一期已有5个项目落地：…).
    """
    if question.wanted.type not in _NAMED:
        return 0.0
    items = [fold(item.text) for item in listed.items]
    known = sum(desk.library.names.get(item) is not None for item in items)
    no_name = any(map(_NO_NAME.search, items))
    return NAME_WEIGHT * min(known, SURELY_NAMES) - UNNAMED_COST * no_name


def _quotes(listed: Enumeration) -> Iterator[Quote]:
    """Quote the sentences that hold the items, and no others in between."""
    story = listed.story
    holding = [
        at
        for at in range(listed.first, listed.last + 1)
        if any(_within(item.spans[0], story.sentences[at].printed.spans) for item in listed.items)
    ]
    if holding == list(range(listed.first, listed.last + 1)) and len(holding) > 1:
        yield quote_range(story, listed.first, listed.last)
    else:
        yield from (quote(story, at) for at in holding)


def _within(span: tuple[int, int], spans: tuple[tuple[int, int], ...]) -> bool:
    return any(low <= span[0] < high for low, high in spans)
