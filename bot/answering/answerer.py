"""The whole way from a message to an answer."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping

from bot.answering.desk import Desk
from bot.answering.evidence import Finder
from bot.answering.kinds import Kind
from bot.answering.library import Library
from bot.answering.question import Question, Understanding
from bot.answering.ways.clauses import answer_clause
from bot.answering.ways.comparisons import answer_comparison
from bot.answering.ways.definitions import answer_definition, full_name
from bot.answering.ways.facts import answer_fact
from bot.answering.ways.headlines import edition, find_article, written_by
from bot.answering.ways.latest import answer_latest, newest_headlines, on_topic
from bot.answering.ways.lists import answer_list
from bot.answering.ways.verdicts import answer_yes_no
from bot.model import Answer, Exchange, Remark, Status
from bot.ports import Analyzer, Retriever
from corpus.collection import Corpus

Way = Callable[[Question, Desk], Awaitable[Answer]]


async def _turned_down(question: Question, desk: Desk) -> Answer:
    return Answer(Status.CHAT, reason=Remark(question.cue.reason or "outside"))


WAYS: Mapping[Kind, Way] = {
    Kind.CHAT: _turned_down,
    Kind.OUTSIDE: _turned_down,
    Kind.LIST: answer_list,
    Kind.DEFINITION: answer_definition,
    Kind.FULL_NAME: full_name,
    Kind.WHY: answer_clause,
    Kind.HOW: answer_clause,
    Kind.YES_NO: answer_yes_no,
    Kind.COMPARISON: answer_comparison,
    Kind.NAVIGATION: find_article,
    Kind.BYLINE: written_by,
    Kind.LATEST: answer_latest,
    Kind.EDITION: edition,
}


class Answerer:
    """Answers questions from one corpus."""

    def __init__(self, corpus: Corpus, retriever: Retriever, analyzer: Analyzer) -> None:
        self._library = Library(corpus, analyzer)
        self._finder = Finder(self._library, retriever)
        self._understanding = Understanding(self._library)

    async def answer(self, text: str, before: Exchange | None = None) -> Exchange:
        """Answer a message; `before` is the exchange it may lean on."""
        question = self._understanding.understand(text)
        desk = Desk(self._library, self._finder, before)
        way = WAYS.get(question.kind, answer_fact)
        return Exchange(text, question.plain, await way(question, desk))

    def latest(self, topic: str | None = None, count: int = 5) -> Answer:
        """Give the newest headlines, on a topic if one is given, newest first."""
        if topic is None:
            return newest_headlines(self._library, count)
        return on_topic(self._understanding.understand(topic), self._library, count)
