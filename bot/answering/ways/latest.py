"""What is new: the newest headlines, or the newest that is printed on a topic."""

from __future__ import annotations

import re
from dataclasses import replace

from bot.answering.answers import answered, not_found
from bot.answering.desk import Desk
from bot.answering.library import Library
from bot.answering.question import Question
from bot.answering.quotes import quote
from bot.answering.spans import has_form
from bot.answering.story import Story
from bot.answering.support import Support, support
from bot.answering.ways.facts import answer_newest
from bot.answering.ways.headlines import (
    date_remarks,
    headlines,
    matching,
    newest_first,
    sort_date,
    topics_of,
)
from bot.folding import fold
from bot.model import Answer, Remark
from corpus.model import Printed

MAX_LATEST = 5
# An article is on a topic if it says this share of what the best one says of it.
ON_TOPIC = 0.8
# A sentence tells how things stand by such words; a figure with a unit tells it best.
_STANDS = re.compile(r"截至|目前|日前|近日|现已|共|已(?!是|经是)|\d+月\d+日")
_FIGURE = re.compile(r"\d[\d.]*(?![\d.年月日号时—-])")
# Whom a sentence is about it names at its beginning.
_SUBJECT_CHARS = 16
_STATE = re.compile(r"怎么样|怎样|如何|进展|进度|情况|到哪一步")


async def answer_latest(question: Question, desk: Desk) -> Answer:
    """Answer with the newest headlines; on a topic, with the newest sentence on it."""
    library = desk.library
    if topics_of(question) and has_form(question):  # 最新签约多少户: the newest figure of them
        return await answer_newest(replace(question, topics=tuple(topics_of(question))), desk)
    if not topics_of(question):
        return newest_headlines(library, MAX_LATEST)
    stories = stories_on(question, library)
    if not stories:
        return not_found(Remark("no_article", {"words": " ".join(topics_of(question))}))
    story = stories[0]
    at = _telling_sentence(question, story)
    short = _telling_clause(question, story, at)
    quotes = (quote(story, at), *(quote(other, 0) for other in stories[1:MAX_LATEST]))
    return answered(quotes, (short,), remarks=(*date_remarks(story), corpus_ends(library)))


def newest_headlines(library: Library, count: int) -> Answer:
    """Give the headlines of the newest day, and of the days before up to `count`."""
    stories = newest_first(library.stories, library)
    if not stories:
        return not_found(Remark("empty_corpus"))
    return headlines(stories[:count], (*date_remarks(stories[0]), corpus_ends(library)))


def corpus_ends(library: Library) -> Remark:
    """Say until when there are pages; what came after is not here."""
    newest = max((sort_date(story, library) for story in library.stories), default="")
    return Remark("corpus_ends", {"date": newest})


def stories_on(question: Question, library: Library) -> list[Story]:
    """Give the articles on the question's topics, newest first."""
    scored = matching(question, library)
    best = scored[0][0] if scored else 0.0
    return newest_first((story for score, story in scored if score >= ON_TOPIC * best), library)


def _telling_sentence(question: Question, story: Story) -> int:
    """Choose the sentence that best says how the topic stands; for mere news, an early one."""
    topics = topics_of(question)
    asks_state = bool(_STATE.search(question.plain))

    def telling(at: int) -> float:
        text = story.folded[at]
        said = sum(_NEARNESS[support(question, topic, story, at)] for topic in topics) / len(topics)
        stands = 0.5 * bool(_STANDS.search(text))
        figure = 0.5 * bool(_FIGURE.search(text)) if asks_state else 0.0
        opening = 0.6 * (at == 0) if not asks_state else 0.0
        opens = 0.4 * any(question.is_said(topic, text[:_SUBJECT_CHARS]) for topic in topics)
        return said + stands + figure + opening + opens

    return max(range(len(story.sentences)), key=telling)


_NEARNESS = {Support.SENTENCE: 1.0, Support.NEAR: 0.6, Support.ARTICLE: 0.4, Support.NOWHERE: 0.0}


def _telling_clause(question: Question, story: Story, at: int) -> Printed:
    """Cut the clause that says it: one with a figure or a word of standing, and the topic."""
    sentence = story.sentences[at].printed
    asks_state = bool(_STATE.search(question.plain))

    def telling(match: re.Match[str]) -> float:
        text = fold(match[0])
        said = sum(question.is_said(topic, text) for topic in topics_of(question))
        stands = bool(_FIGURE.search(text)) + 0.5 * bool(_STANDS.search(text))
        return 0.4 * said + stands * asks_state + len(text) / 200

    best = max(_CLAUSE.finditer(sentence.text), key=telling)
    return sentence.cut(*best.span())


_CLAUSE = re.compile(r"[^，。；,;：:！？\s][^，。；,;：:！？]*")


def on_topic(question: Question, library: Library, count: int) -> Answer:
    """Give the headlines on a topic, newest first."""
    stories = stories_on(question, library)[:count]
    if not stories:
        return not_found(Remark("no_article", {"words": " ".join(topics_of(question))}))
    found = headlines(stories)
    return replace(found, remarks=(*date_remarks(stories[0]), corpus_ends(library)))
