"""One fact asked, one span answered: the best evidence that fails nothing."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import islice

from bot.answering.answers import answered, not_found
from bot.answering.desk import Desk
from bot.answering.evidence.case import may_be_about
from bot.answering.evidence.evidence import Evidence
from bot.answering.evidence.judging import needs_form
from bot.answering.evidence.support import Support
from bot.answering.language.wanted import FIGURES
from bot.answering.library.enumerations import heralded
from bot.answering.library.library import Library
from bot.answering.library.quotes import quote, quote_range
from bot.answering.question.question import Question
from bot.model import Answer, Quote, Remark

MAX_NEAREST = 2
# Where a question names nothing, what has less of its topics is not near it at all: in four sets,
# none of 12 such sentences was about what was asked, and from here on the first one was.
MIN_NEARNESS = 0.25
# How much less of the question's topics another figure may have to be the same of another time.
ALIKE = 0.02
# The newest print is taken before the best if it has this share of its support.
NEARLY_AS_MUCH = 0.85


async def answer_fact(question: Question, desk: Desk) -> Answer:
    """Answer with the best span, or say which condition nothing met."""
    evidence = await desk.evidence(question)
    sound = [found for found in evidence if not found.failed and has_answer(question, found)]
    if not sound:
        return refusal(question, evidence)
    best = _newest(sound, desk.library) if question.newest else _newest_alike(question, sound)
    listed = _announced(question, best, desk)
    if listed:
        return listed
    shown = [best, *_of_other_periods(question, best, sound)]
    periods = dict.fromkeys(found.period.worded for found in shown if found.period.worded)
    return answered(
        [quote(found.story, found.at) for found in shown],
        [found.words for found in shown],
        remarks=[Remark("different_periods", {"periods": "、".join(periods)})] * (len(shown) > 1),
        signals=best.signals,
    )


def _announced(question: Question, best: Evidence, desk: Desk) -> Answer | None:
    """Answer with what the words that were found only announce: 三个条件：…; None for no such."""
    if question.wanted.type in FIGURES:
        return None
    listed = heralded(best.story, best.at, best.words, desk.library.analyzer.words)
    if not listed:
        return None
    quotes = [quote_range(best.story, listed.first, listed.last)]
    return answered(quotes, listed.items, signals=best.signals)


def _of_other_periods(
    question: Question, best: Evidence, sound: Sequence[Evidence]
) -> Iterator[Evidence]:
    """Give the same figure of other times, where the question names no time.

    The same: in other articles, of another period, and as much about what is asked.
    """
    if question.periods or question.newest or question.wanted.type not in FIGURES:
        return
    seen = {(best.story.article.id, best.period.start)}
    for found in sound:
        alike = found.supported >= best.supported - ALIKE and found.says_next_to_gap(question)
        other = found.story.article.id not in {article for article, _ in seen}
        if alike and other and found.period.start not in {start for _, start in seen}:
            seen.add((found.story.article.id, found.period.start))
            yield found


def _newest(sound: Sequence[Evidence], library: Library) -> Evidence:
    """Take the newest of the sentences that have about as much of the topics as the best."""
    supported = NEARLY_AS_MUCH * max(found.supported for found in sound)
    close = [found for found in sound if found.supported >= supported]
    return max(close, key=lambda found: library.sort_date(found.story))


def _newest_alike(question: Question, sound: Sequence[Evidence]) -> Evidence:
    """Of the sentences that give the best one's answer, take the newest.

    One that calls the zone as the question does is preferred: 集聚区 is its name of some years.
    """
    best = sound[0]
    alike = [found for found in sound if best.told and found.told == best.told]
    called = [name for name in _DATED_NAMES if name in question.plain]

    def newest(found: Evidence) -> tuple[bool, str]:
        said = any(name in found.story.folded[found.at] for name in called)
        return said, found.story.article.date.value or ""

    return max(alike, key=newest, default=best)


# What the zone was called for some years only; its other names are all of the same age.
_DATED_NAMES = ("集聚区",)


def has_answer(question: Question, found: Evidence) -> bool:
    """Whether the sentence has words of the form asked for, where only such words answer."""
    return found.span is not None or not needs_form(question)


def refusal(question: Question, evidence: Sequence[Evidence]) -> Answer:
    """Say what is not printed, and offer what stands closest, if it is near at all."""
    unsaid = Remark("no_such_words", {"asked": question.echo})
    failed = evidence[0].failed if evidence else ()
    reason = failed[0] if failed and not _says_little(failed[0]) else unsaid
    near = nearest(question, evidence)
    if not near and reason.code == unsaid.code:  # which says that it is mentioned
        return not_found(Remark("nothing_found"))
    return not_found(reason, near)


def _says_little(reason: Remark) -> bool:
    """Whether a reason names nothing but single characters: 没有说到「轮、村」."""
    return reason.code == "too_little" and not re.search(r"[^、]{2}", reason.values["words"])


def nearest(question: Question, evidence: Sequence[Evidence]) -> tuple[Quote, ...]:
    """Give what stands closest to an answer; () where nothing tells of what is asked about."""
    near = (found for found in evidence if _is_near(question, found))
    return tuple(quote(found.story, found.at) for found in islice(near, MAX_NEAREST))


def _is_near(question: Question, found: Evidence) -> bool:
    """Whether a sentence tells of what is asked about, itself or by what stands around it."""
    about = may_be_about(question)
    if not about:
        return found.supported >= MIN_NEARNESS
    return any(found.levels[topic] >= Support.NEAR for topic in about)
