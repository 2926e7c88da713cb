"""The whole way from a message to an answer."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import replace
from functools import partial

from bot.answering.desk import Desk
from bot.answering.evidence.confidence import confidence
from bot.answering.evidence.finder import Finder
from bot.answering.library.library import Library
from bot.answering.question.kinds import Cue, Kind, kind_of
from bot.answering.question.question import Question
from bot.answering.understanding.conversation import (
    Lean,
    can_stand_alone,
    points_at_nobody,
    ways_to_lean,
)
from bot.answering.understanding.subjects import is_named, things_of
from bot.answering.understanding.understanding import Understanding
from bot.answering.ways.choices import offer_choices
from bot.answering.ways.clauses import answer_clause
from bot.answering.ways.comparisons import answer_comparison
from bot.answering.ways.credits import answer_credit
from bot.answering.ways.dating import answer_dating
from bot.answering.ways.definitions import answer_definition, full_name
from bot.answering.ways.facts import answer_fact
from bot.answering.ways.headlines import edition, find_article, written_by
from bot.answering.ways.latest import answer_latest, answer_topic, newest_headlines, on_topic
from bot.answering.ways.lists import answer_list
from bot.answering.ways.meanings import answer_meaning
from bot.answering.ways.naming import with_all_names
from bot.answering.ways.onwards import tell_another, tell_more
from bot.answering.ways.persons import answer_person
from bot.answering.ways.routes import answer_route
from bot.answering.ways.speech import answer_speech
from bot.answering.ways.verdicts import answer_yes_no
from bot.model import Answer, Exchange, Remark, Status
from bot.ports import EVERYTHING, Analyzer, Filter, Retriever
from corpus.collection import Corpus

# Of the topics' weight, what must be said for a question that sounds like none of the paper's
# business to be answered: most of it, so that 房价 is not answered by some 面积.
SURELY_PRINTED = 0.8

Way = Callable[[Question, Desk], Awaitable[Answer]]


async def _turned_down(question: Question, desk: Desk) -> Answer:
    """Say in one line what is not looked for; the line may tell what is there to be read.

    What sounds so and is printed all the same (首班车几点) is answered.
    """
    if question.cue.is_soft:
        asked = replace(question, cue=kind_of(question.plain, soft=False))
        answer = await WAYS.get(asked.kind, answer_fact)(asked, desk)
        if answer.signals.get("supported", 0.0) >= SURELY_PRINTED:
            return answer
    corpus = desk.library.corpus
    since, until = desk.library.dated or ("?", "?")
    reads = {
        "pages": str(corpus.page_count),
        "articles": str(corpus.article_count),
        "since": since,
        "until": until,
    }
    return Answer(Status.CHAT, reason=Remark(question.cue.reason or "outside", reads))


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
    Kind.DATING: answer_dating,
    Kind.PERSON: answer_person,
    Kind.ROUTE: answer_route,
    Kind.SPEECH: answer_speech,
    Kind.NAVIGATION: find_article,
    Kind.BYLINE: written_by,
    Kind.CREDIT: answer_credit,
    Kind.MEANING: answer_meaning,
    Kind.LATEST: answer_latest,
    Kind.TOPIC: answer_topic,
    Kind.EDITION: edition,
    Kind.MORE: tell_more,
    Kind.ANOTHER: tell_another,
}
_ONWARDS = frozenset({Kind.MORE, Kind.ANOTHER})
_TURNED_DOWN = frozenset({Kind.CHAT, Kind.OUTSIDE})
# They ask after the article that was told of: who wrote it, when; the talk stays what it was.
_OF_THE_ARTICLE = frozenset({Kind.DATING, Kind.CREDIT, Kind.NAVIGATION, Kind.EDITION})
_ASIDES = _TURNED_DOWN | _ONWARDS


def _exchange(text: str, lean: Lean, answer: Answer, talk: Exchange | None) -> Exchange:
    """Keep what the next question may lean on; small talk leaves it as it was."""
    exchange = Exchange(text, lean.resolved, answer, lean.about)
    if not talk:
        return exchange
    kind = lean.question.kind
    if kind in _ONWARDS:
        exchange = replace(exchange, resolved=talk.resolved, about=talk.about, seen=talk.shown)
    stands = can_stand_alone(lean.question)
    is_aside = kind in _ASIDES or bool(lean.remarks) or not stands
    kept = kind in _OF_THE_ARTICLE and not stands
    if answer.status is Status.ANSWERED and not kept:
        return exchange
    return replace(exchange, talk=talk) if is_aside else exchange


class Answerer:
    """Answers questions from one corpus."""

    def __init__(
        self,
        corpus: Corpus,
        retriever: Retriever,
        analyzer: Analyzer,
        before: Answerer | None = None,
    ) -> None:
        """Work out what is to be known of a corpus: what changed since the one `before`, if any."""
        self.library: Library = Library(corpus, analyzer, before.library if before else None)
        self._finder = Finder(self.library, retriever)
        self.understanding: Understanding = Understanding(
            self.library, before.understanding if before else None
        )

    async def answer(self, text: str, before: Exchange | None = None) -> Exchange:
        """Answer a message; `before` is the exchange it may lean on."""
        question = self.understanding.understand(text)
        talk = before.talk or before if before else None
        first: Exchange | None = None
        for lean in ways_to_lean(question, talk, self.understanding):
            ask = partial(self._answer_part, before=talk)
            desk = Desk(self.library, self._finder, talk, lean.within, ask)
            answer = await self._answer(lean.question, desk)
            told = answer.status is not Status.NOT_FOUND
            needless = told and lean.remarks and await self._is_same_alone(question, answer)
            remarks = () if needless else lean.remarks
            answer = replace(answer, remarks=(*remarks, *answer.remarks))
            exchange = _exchange(text, lean, answer, talk)
            if told:
                return exchange
            alone = not lean.remarks and things_of(question)
            if not first or (first.answer.remarks and alone):
                first = exchange  # what stands alone is refused by itself
        assert first  # there is one way at least: to stand alone
        return first

    async def _is_same_alone(self, question: Question, answer: Answer) -> bool:
        """Whether a question is answered so without anything taken over, which need not be said."""
        if not (is_named(question) or things_of(question)):
            return False
        alone = await self._answer(question, Desk(self.library, self._finder))
        return alone.quotes[:1] == answer.quotes[:1] and alone.short == answer.short

    async def _answer_part(self, text: str, within: Filter, *, before: Exchange | None) -> Answer:
        """Answer a part of a question: whatever it sounds like, it compares nothing itself."""
        question = self.understanding.understand(text)
        desk = Desk(self.library, self._finder, before, within)
        if question.kind in {Kind.COMPARISON, Kind.FACT}:
            return await self._answer_in(answer_fact, replace(question, cue=Cue(Kind.FACT)), desk)
        return await self._answer(question, desk)

    async def _answer(self, question: Question, desk: Desk) -> Answer:
        """Answer in the way of the question's kind."""
        if question.kind not in _TURNED_DOWN and points_at_nobody(question):
            return Answer(Status.CLARIFY, reason=Remark("nothing_before"))
        way = WAYS.get(question.kind, answer_fact)
        nothing = question.is_about_nothing and not question.office
        if question.kind is Kind.FACT and nothing and desk.within is EVERYTHING:
            way = offer_choices  # 书记是谁 means the zone's own
        return await self._answer_in(way, question, desk)

    async def _answer_in(self, way: Way, question: Question, desk: Desk) -> Answer:
        """Answer in a way, saying how the question was read and how sure the answer is."""
        answer = with_all_names(question, await way(question, desk))
        signals = {"always": 1.0, f"kind_{question.kind}": 1.0, **answer.signals}
        sure = confidence(signals) if answer.quotes else 0.0
        remarks = (*question.remarks, *answer.remarks)
        return replace(answer, remarks=remarks, signals=signals, confidence=sure)

    def latest(self, topic: str | None = None, count: int = 5) -> Answer:
        """Give the newest headlines, on a topic if one is given, newest first."""
        if topic is None:
            return newest_headlines(self.library.stories, self.library, count)
        return on_topic(self.understanding.understand(topic), self.library, count)
