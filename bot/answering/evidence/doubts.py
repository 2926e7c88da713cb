"""What speaks against a sentence and may be outweighed: words of the question that print has not.

`judging` weighs these doubts among its signals; where nothing is answered, they name the reason.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.answering.evidence.case import Case
from bot.answering.evidence.support import Support
from bot.answering.language.dimensions import dimensions
from bot.answering.language.wanted import AnswerType
from bot.answering.question.question import Question, once
from bot.answering.spans.nouns import noun_asked
from bot.model import Remark

# Of the weight of the question's topics, what the sentence and what stands around it must have.
# Fitted anew, held out by pages (2 379 questions), .35, .5 and .65 have evidence@1 .828, .832 and
# .829, wrong .105, .103 and .099, refused .823, .828 and .826.
MIN_SUPPORT = 0.5
# How much less of them a reason or a manner needs: those are told in other words.
LENIENCE = 0.8

_WHERE = re.compile(r"[去到在从赴往]([\u4e00-\u9fff]{2,3})")


def doubts(case: Case) -> Iterator[Remark]:
    """Name what speaks against the sentence, the gravest first."""
    yield from _is_printed_at_all(case)
    yield from _is_about_it(case)


def _is_printed_at_all(case: Case) -> Iterator[Remark]:
    """What is asked of the subject must be printed somewhere.

    It need not where the sentence has all the rest of the question: people have many words.
    """
    missing = [one for one in _indispensable(case.question) if not case.library.is_printed(one)]
    if not missing or case.is_lenient:
        return
    rest = [topic for topic in case.question.topics if topic not in missing]
    if len(rest) < 2 or any(case.levels[topic] is not Support.SENTENCE for topic in rest):
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


def _gone_to(plain: str) -> list[str]:
    """Give what stands right after 去, 到 and the like: where something is to have happened."""
    return [place for match in _WHERE.finditer(plain) for place in (match[1], match[1][:2])]
