"""Who somebody is: the office printed with the name."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache

from bot.answering.desk import Desk
from bot.answering.names import NameKind, rules
from bot.answering.question import Question
from bot.answering.quotes import quote
from bot.answering.story import Story
from bot.answering.ways.facts import answer_fact
from bot.model import Answer, Remark, Status
from corpus.model import Printed

Held = tuple[Story, int, Printed]


async def answer_person(question: Question, desk: Desk) -> Answer:
    """Answer with the person's newest printed office."""
    person = next(iter(question.named(NameKind.PERSON)), None)
    if not person:
        return await answer_fact(question, desk)
    held = list(offices(person.text, desk.library.stories))
    if not held:
        reason = Remark("no_office", {"name": person.text})
        return Answer(Status.NOT_FOUND, reason=reason, remarks=question.remarks)
    story, at, words = newest(held)
    return Answer(
        Status.ANSWERED,
        (quote(story, at, alone=True),),
        words,
        (words,),
        remarks=question.remarks,
        confidence=0.8,
    )


@cache
def roles_pattern() -> str:
    """Give a regular expression for any office, the longest first."""
    return "|".join(sorted(rules()["persons"]["roles"], key=len, reverse=True))


def offices(person: str, stories: Iterable[Story]) -> Iterator[Held]:
    """Find the office printed before a person's name, wherever it is."""
    pattern = re.compile(
        rf"(?:^|[，。；,;：:“\s、由和])(?P<office>(?:(?!{_NAMED})[^，。；,;：:“”])*(?:{roles_pattern()})){re.escape(person)}"
    )
    for story in stories:
        for at, text in enumerate(story.folded):
            match = pattern.search(text)
            if match:
                yield story, at, story.sentences[at].printed.cut(*match.span("office"))


# 副主任李舜、副书记: what stands before 、 is somebody else's.
_NAMED = "[^、]{2,3}、(?=[^、]*书记|[^、]*主任)|本报讯|带着|携"


def newest(held: Iterable[Held]) -> Held:
    """Give the newest."""
    return max(held, key=lambda one: one[0].article.date.value or "")
