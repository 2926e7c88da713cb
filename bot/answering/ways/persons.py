"""Who somebody is: the office printed with the name."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from bot.answering.answers import answered, not_found
from bot.answering.desk import Desk
from bot.answering.language.names import NameKind, rules
from bot.answering.library.library import Library
from bot.answering.library.quotes import quote
from bot.answering.library.story import Story
from bot.answering.question.question import Question
from bot.answering.ways.credits import role_in_print
from bot.answering.ways.definitions import answer_definition
from bot.answering.ways.facts import answer_fact
from bot.model import Answer, Quote, Remark
from corpus.model import Printed

Held = tuple[Story, int, Printed]


async def answer_person(question: Question, desk: Desk) -> Answer:
    """Answer with the person's newest printed office."""
    person = next(iter(question.named(NameKind.PERSON)), None)
    if question.office and not person:
        return await answer_fact(question, desk)
    if not person:
        return await answer_definition(question, desk)
    held = next(offices(person.text, desk.library, newest_first=True), None)
    if not held:
        signed = _signed(person.text, desk.library)
        if signed:
            return signed
        reason = Remark("no_office", {"name": person.text})
        return not_found(reason)
    story, at, words = held
    leans = words.text.startswith(("该", "其"))  # 该公司董事长: which one, the sentence before says
    return answered((quote(story, at, alone=not leans),), (words,))


def _signed(person: str, library: Library) -> Answer | None:
    """Answer with what a byline calls the person, where only bylines name him or her."""
    for story in library.stories_with((person,)):
        found = role_in_print(person, story)
        if found:
            line, role = found
            return answered((Quote(story.article, line),), (role,))
    return None


@cache
def roles_pattern() -> str:
    """Give a regular expression for any office, the longest first."""
    return "|".join(sorted(rules()["persons"]["roles"], key=len, reverse=True))


def offices(person: str, library: Library, *, newest_first: bool = False) -> Iterator[Held]:
    """Find the office printed before a person's name, wherever it is, as it is asked for."""
    roles = tuple(rules()["persons"]["roles"])
    said = [role + person for role in roles]
    for story in library.stories_with(said, newest_first=newest_first):
        for at, text in enumerate(story.folded):
            end = text.find(person)
            if end > 0 and text.endswith(roles, 0, end):
                start = _office_start(library, story, at, end)
                if text.endswith(roles, start, end):
                    yield story, at, story.sentences[at].printed.cut(start, end)


_OPENS = re.compile(r"[，。；,;：:“”\s]|^会议由|由|本报讯")


def _office_start(library: Library, story: Story, at: int, end: int) -> int:
    """Begin an office after the last mark, or after the last person before it."""
    marks = [match.end() for match in _OPENS.finditer(story.folded[at], 0, max(end, 0))]
    others = [
        place + len(form)
        for place, form, name in library.names_at(story, at)
        if name.kind is NameKind.PERSON and place < end
    ]
    start = max([0, *marks, *others])
    rest = story.folded[at][start:end]
    return start + len(rest) - len(rest.lstrip("、和与带着携以及"))
