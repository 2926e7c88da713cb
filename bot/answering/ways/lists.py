"""Several things asked, every one of them answered, in the order of print."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import islice

from bot.answering.answers import answered, not_found
from bot.answering.desk import Desk
from bot.answering.evidence.evidence import Evidence
from bot.answering.evidence.support import share_said
from bot.answering.language.candidates import find_candidates
from bot.answering.language.names import NameKind
from bot.answering.language.parts_of_speech import Part, part_of
from bot.answering.language.periods import numeral
from bot.answering.language.wanted import FIGURES, TIMES, AnswerType
from bot.answering.library.counts import CLASSIFIERS, announced_count, counts_in
from bot.answering.library.enumerations import (
    Cut,
    Enumeration,
    enumerations,
    going_on,
    pairs,
)
from bot.answering.library.parallels import alike_nouns, parallel_clauses
from bot.answering.library.quotes import quote, quote_range
from bot.answering.question.question import Question
from bot.answering.reading.fitting import fits
from bot.answering.ways.facts import answer_fact, refusal
from bot.folding import fold
from bot.model import Answer, Quote, Remark

MAX_EVIDENCE = 6
# What the parts of a choice weigh against a place in the reader's order.
COUNT_WEIGHT = 2.0
HEAD_WEIGHT = 1.5
LEAD_WEIGHT = 2.4
CONTEXT_WEIGHT = 0.4
BEHIND_COST = 0.8
MANY_WEIGHT = 0.7
OPEN_WEIGHT = 0.5
CHOSEN_WEIGHT = 1.0
# 哪些赋能 → 政策赋能、服务赋能; 保哪三样 → 保平安、保稳定: such items are hardly others.
ALIKE_WEIGHT = 2.0
ANNOUNCED_WEIGHT = 0.7
PAIR = 2
# So that two known names outweigh a list that stands next to the question's words: 2.19 to 1.47 on
# the shipped pages for 芯片园都有哪些企业, 1.19 with 1.5. No set moved by more than a question.
NAME_WEIGHT = 2.0
UNNAMED_COST = 1.5
SURELY_NAMES, MAYBE_NAMES = 2, 0.5
# So near before its items stands the name of a list: “三个抓”：抓….
ANNOUNCED_REACH = 40
# So near after what is counted stands the colon that tells it loosely.
COLON_REACH = 16


async def answer_list(question: Question, desk: Desk) -> Answer:
    """Answer with a whole enumeration; where none is printed, as with a fact."""
    evidence = await desk.evidence(question)
    sound = [found for found in evidence if not found.failed]
    counted = _counted_in_print(question, desk)
    scored = _scored(question, desk, sound, counted)
    best = max(scored, key=lambda pair: pair[0], default=None)
    if best is None and counted:
        return not_found(Remark("not_explained", {"word": counted}))
    if best is None:
        return await answer_fact(question, desk) if sound else refusal(question, evidence)
    listed = going_on(best[1], question.wanted.focus)
    remarks = []
    if listed.is_open:
        remarks.append(Remark("list_is_open", {"count": str(len(listed.items))}))
    quotes = tuple(_quotes(listed))
    answer = answered(quotes, listed.items, remarks=remarks, signals=sound[0].signals)
    return replace(answer, short=listed.run or answer.short)


def _scored(
    question: Question, desk: Desk, sound: list[Evidence], counted: str | None
) -> Iterator[tuple[float, Enumeration]]:
    """Weigh the lists of the sentences; where the print counts them, those named `counted` only."""
    cut = desk.library.analyzer.words
    asked = announced_count(question.plain)
    for rank, found in enumerate(sound):
        candidates = list(enumerations(found.story, found.at, cut))
        if asked == PAIR:
            candidates += pairs(found.story, found.at, cut)
        candidates = [one for one in candidates if _is_typed(question, one)]
        if rank >= MAX_EVIDENCE:
            candidates = [one for one in candidates if _names(question, desk, one) > NAME_WEIGHT]
        if asked and rank < MAX_EVIDENCE:
            candidates += islice(_parallel(question, found, asked), 1)
            if all(len(one.items) != asked for one in candidates):
                candidates += filter(None, [_of_noun(question, found, cut)])
        for listed in candidates:
            if counted and not _names_it(listed, counted, asked):
                continue
            behind = sound[0].score - found.score
            known = _names(question, desk, listed)
            chosen = CHOSEN_WEIGHT * _is_chosen(listed, found)
            yield _fit(question, listed, asked) + known + chosen - BEHIND_COST * behind, listed


def _is_chosen(listed: Enumeration, found: Evidence) -> bool:
    """Whether the words that answer best in the sentence are of the list."""
    if not listed.run or not found.span:
        return False
    (low, _), *_, (_, high) = [*listed.run.spans, *listed.run.spans]
    return all(low <= start and end <= high for start, end in found.span.spans) or all(
        found.span.spans[0][0] <= start and end <= found.span.spans[-1][1]
        for start, end in listed.run.spans
    )


def _is_typed(question: Question, listed: Enumeration) -> bool:
    """Whether items are of the type asked for, where figures or times are."""
    if question.wanted.type not in FIGURES | TIMES:
        return True
    return all(
        any(fits(question.wanted, one) for one in find_candidates(text, range(len(text) + 1)))
        for text in (item.text for item in listed.items)
    )


def _counted_in_print(question: Question, desk: Desk) -> str | None:
    """Give what the print itself counts and is to be named: 三个重大平台, 五减.

    None where nothing is, or where a colon follows it somewhere: its parts may be told loosely.
    """
    match = _COUNTED_NAME.match(question.plain)
    if not match or not desk.library.prints(match["name"]):
        return None
    following = desk.library.texts.after(match["name"], COLON_REACH + 1)
    told = any(map(_COLON_AFTER.match, following))
    return None if told else match["name"]


def _names_it(listed: Enumeration, counted: str, count: int | None) -> bool:
    """Whether a list may be what is counted: as long as announced, and announced beside it."""
    before = listed.story.before(listed.first, 1) + listed.lead
    beside = before[-ANNOUNCED_REACH:] + listed.head
    return counted in beside and (not count or len(listed.items) == count)


_COLON_AFTER = re.compile(rf"[^。；]{{0,{COLON_REACH}}}[：:]")
_COUNTED_NAME = re.compile(
    r"“?(?P<name>[一二两三四五六七八九十](?:(?!都?有|是|指|分别|包括|具体)[\w“”]){1,11})”?"
    r"(?:都|分别|具体)?(?:是|指|有|包括)(?:的?是)?(?:哪|什么)"
)
_ANNOUNCED = re.compile(
    rf"[\d一二三四五六七八九十两几]+[{CLASSIFIERS}](?P<what>(?:(?!是|抓?哪|有|指|分别|为|叫|的)[\w“”])+)"
)


def _parallel(question: Question, found: Evidence, asked: int) -> Iterator[Enumeration]:
    """Look for clauses that share what is counted, or done: 五场硬战 → those that end in 战."""
    match = _ANNOUNCED.search(question.plain)
    folded = found.story.folded
    counted = match[0] if match else question.wanted.word
    start = next((at for at, text in enumerate(folded) if counted in text), found.at)
    what = match["what"] if match else ""
    deeds = [topic[-2:] for topic in question.next_to_gap if topic in question.wanted.left]
    deeds = [deed for deed in deeds if len(deed) > 1]
    for anchor in filter(None, dict.fromkeys((what, what[:2], what[-1:], what[:1], *deeds))):
        listed = parallel_clauses(found.story, start, anchor, asked, announced=counted)
        yield from filter(None, [listed])


def _of_noun(question: Question, found: Evidence, cut: Cut) -> Enumeration | None:
    """Look for what the noun that is counted is said of: 四颗螺丝 → 思想螺丝."""
    match = _ANNOUNCED.search(question.plain)
    return match and alike_nouns(found.story, found.at, match["what"], announced=match[0], cut=cut)


def _fit(question: Question, listed: Enumeration, asked: int | None) -> float:
    score = 0.0
    if asked:
        score += COUNT_WEIGHT if len(listed.items) == asked else -COUNT_WEIGHT / 2
    focus = question.wanted.focus or (question.topics[-1] if question.topics else "")
    if focus:
        score += HEAD_WEIGHT * question.is_said(focus, listed.head)
        items = [fold(item.text) for item in listed.items]
        score += 0.5 * question.is_said(focus, "".join(items))
        score += ALIKE_WEIGHT * all(question.is_said(focus, item) for item in items)
    done = question.wanted.left[-1:]
    score += ALIKE_WEIGHT * all(
        item.text.strip("“").startswith(done or "?") for item in listed.items
    )
    if asked:
        beside = listed.lead[-ANNOUNCED_REACH:] + listed.head
        counts = (one for one in counts_in(question.plain) if numeral(one[1]) == asked)
        announced = (question.plain[one.start() : one.end() + 1] for one in counts)
        score += ANNOUNCED_WEIGHT * any(one in beside for one in announced)
    score += MANY_WEIGHT * (len(listed.items) > 2) + OPEN_WEIGHT * listed.is_open
    beside = listed.lead + listed.head
    score += LEAD_WEIGHT * share_said(question, beside)
    score += CONTEXT_WEIGHT * share_said(question, listed.story.before(listed.first, 1) + beside)
    return score


_NAMED = {
    AnswerType.ORGANISATION: NameKind.ORGANISATION,
    AnswerType.PERSON: NameKind.PERSON,
    AnswerType.PLACE: NameKind.PLACE,
}
_NO_NAME = re.compile(r"[不了要把对将\d]|问题|工作")


def _names(question: Question, desk: Desk, listed: Enumeration) -> float:
    """Judge items where names are asked for: names that the corpus knows, or no names at all.

    Two known names tell a list of names, however little its sentence says of the question: the
    rest of the article does (园区一期已有5个项目落地：…).
    """
    if question.wanted.type not in _NAMED:
        return 0.0
    items = [fold(item.text) for item in listed.items]
    known = sum(_is_name(item, _NAMED[question.wanted.type], desk) for item in items)
    told = min(known, SURELY_NAMES) if known >= SURELY_NAMES else MAYBE_NAMES * known
    no_name = any(map(_NO_NAME.search, items))
    return NAME_WEIGHT * told - UNNAMED_COST * no_name


def _is_name(item: str, kind: NameKind, desk: Desk) -> bool:
    name = desk.library.names.get(item)
    in_dictionary = kind is NameKind.PLACE and part_of(item) is Part.PLACE
    return in_dictionary or (name is not None and name.kind is kind)


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
