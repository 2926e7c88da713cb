"""What every way of answering works with: the library, the finder, and the scope of the talk."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field

from bot.answering.evidence.evidence import Evidence
from bot.answering.evidence.finder import Finder
from bot.answering.library.library import Library
from bot.answering.question.question import Question
from bot.model import Answer, Exchange, Status
from bot.ports import EVERYTHING, Filter


async def _nobody(_text: str, _within: Filter) -> Answer:
    return Answer(Status.NOT_FOUND)


@dataclass(frozen=True)
class Desk:
    """The clerk's desk: the pages in order, a way to find, and the exchange before, if any.

    `within` keeps a follow-up in the articles of the exchange before. `ask` answers a part of a
    question as a question of its own: each side of a comparison.
    """

    library: Library
    finder: Finder
    before: Exchange | None = None
    within: Filter = EVERYTHING
    ask: Callable[[str, Filter], Awaitable[Answer]] = _nobody
    _found: dict[int, tuple[Question, list[Evidence]]] = field(default_factory=dict, init=False)

    async def evidence(self, question: Question) -> list[Evidence]:
        """Give evidence from within the scope, the best first; looked up once a question."""
        if id(question) not in self._found:  # the question is kept, so that its id is no other's
            self._found[id(question)] = question, await self.finder.evidence(question, self.within)
        return self._found[id(question)][1]
