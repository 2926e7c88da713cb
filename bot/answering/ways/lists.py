"""Several things asked, every one of them answered, in the order of print."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import islice

from bot.answering.answers import answered, not_found
from bot.answering.desk import Desk
from bot.answering.evidence.evidence import Evidence
from bot.answering.language.wanted import AnswerType
from bot.answering.library.counts import CLASSIFIERS, announced_count
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
from bot.answering.ways.facts import answer_fact, refusal
from bot.answering.ways.listing import Listing, is_likely
from bot.answering.ways.naming import count_asked
from bot.answering.ways.suiting import ANNOUNCED_REACH, PAIR, is_typed, names_told, suiting_signals
from bot.model import Answer, Quote, Remark

MAX_EVIDENCE = 6
# So near after what is counted stands the colon that tells it loosely.
COLON_REACH = 16


async def answer_list(question: Question, desk: Desk) -> Answer:
    """Answer with a whole enumeration; where none is printed, as with a fact."""
    evidence = await desk.evidence(question)
    sound = [found for found in evidence if not found.failed]
    best = best_listing(question, desk, sound)
    counted = _counted_in_print(question, desk)
    if not best and counted:
        return not_found(Remark("not_explained", {"word": counted}))
    if not best:
        return await _told_in_one(question, desk, sound) if sound else refusal(question, evidence)
    if not is_likely(question, best, desk):
        return refusal(question, sound)
    listed = going_on(best.listed, question.wanted.focus)
    remarks = []
    if listed.is_open:
        remarks.append(Remark("list_is_open", {"count": str(len(listed.items))}))
    quotes = tuple(_quotes(listed))
    answer = answered(quotes, listed.items, remarks=remarks, signals=sound[0].signals)
    return replace(answer, short=listed.run or answer.short)


async def _told_in_one(question: Question, desk: Desk, sound: Sequence[Evidence]) -> Answer:
    """Answer with one fact that tells several things in one: 5月17—18日, 甲和乙.

    Whether it has as many names as are asked for by their number is for `naming` to say.
    """
    answer = await answer_fact(question, desk)
    alone = answer.items[0].text if len(answer.items) == 1 else ""
    single = question.wanted.type in _SEVERAL and not count_asked(question.plain)
    return refusal(question, sound) if alone and single and not _JOINT.search(alone) else answer


# What is told of several things at once; 正式名字叫什么 asks for one, whatever else it says.
_SEVERAL = frozenset(
    {
        AnswerType.THING,
        AnswerType.PLACE,
        AnswerType.TIME,
        AnswerType.PERSON,
        AnswerType.ORGANISATION,
    }
)
_JOINT = re.compile(r"[、和及与至到~～—–-]")


def best_listing(question: Question, desk: Desk, sound: Sequence[Evidence]) -> Listing | None:
    """Give the list that suits best; None where none is printed."""
    return max(_listings(question, desk, sound), key=lambda one: one.suits, default=None)


def _listings(question: Question, desk: Desk, sound: Sequence[Evidence]) -> Iterator[Listing]:
    counted = _counted_in_print(question, desk)
    asked = announced_count(question.plain)
    chances = defaultdict[str, float](float)
    for found in sound:
        chances[found.story.article.id] += found.own_chance
    for rank, found in enumerate(sound):
        behind = {"behind": sound[0].score - found.score}
        for listed in _candidates(question, desk, found, is_close=rank < MAX_EVIDENCE):
            if not counted or _names_it(listed, counted, asked):
                signals = suiting_signals(question, desk, listed, found) | behind
                yield Listing(listed, signals, chances[found.story.article.id])


def _candidates(
    question: Question, desk: Desk, found: Evidence, *, is_close: bool
) -> list[Enumeration]:
    """Give the lists that a sentence holds or begins; of one far behind those of names alone."""
    cut = desk.library.analyzer.words
    asked = announced_count(question.plain)
    candidates = list(enumerations(found.story, found.at, cut))
    if asked == PAIR:
        candidates += pairs(found.story, found.at, cut)
    candidates = [one for one in candidates if is_typed(question, one)]
    if not is_close:
        return [one for one in candidates if names_told(question, desk, one)]
    if asked:
        candidates += islice(_parallel(question, found, asked), 1)
        if all(len(one.items) != asked for one in candidates):
            candidates += filter(None, [_of_noun(question, found, cut)])
    return candidates


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
