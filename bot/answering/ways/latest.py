"""What is new: the newest headlines, or the newest that is printed on a topic."""

from __future__ import annotations

import re
from dataclasses import replace

from bot.answering.conditions import Support, support
from bot.answering.desk import Desk
from bot.answering.library import Library
from bot.answering.story import Story
from bot.answering.question import Question
from bot.answering.quotes import quote
from bot.answering.ways.headlines import (
    date_remarks,
    headlines,
    matching,
    newest_first,
    sort_date,
    topics_of,
)
from bot.answering.wording import same_words
from bot.model import Answer, Remark, Status
from corpus.model import Printed

MAX_LATEST = 5
# An article is on a topic if it says this share of what the best one says of it.
ON_TOPIC = 0.6
# A sentence tells how things stand by such words; a figure with a unit tells it best.
_STANDS = re.compile(r"截至|目前|日前|近日|现已|共|1[-—]\d+月")
_FIGURE = re.compile(r"\d[\d.]*(?:万|亿)?[^\W\d]")
_STATE = re.compile(r"怎么样|怎样|如何|进展|进度|情况|到哪一步")


async def answer_latest(question: Question, desk: Desk) -> Answer:
    """Answer with the newest headlines; on a topic, with the newest sentence on it."""
    library = desk.library
    if not topics_of(question):
        return newest_headlines(library, MAX_LATEST)
    stories = stories_on(question, library)
    if not stories:
        return Answer(
            Status.NOT_FOUND,
            reason=Remark("no_article", {"words": " ".join(topics_of(question))}),
            remarks=question.remarks,
        )
    story = stories[0]
    at = _telling_sentence(question, story)
    short = _telling_clause(question, story, at)
    quotes = (quote(story, at), *(quote(other, 0) for other in stories[1:MAX_LATEST]))
    remarks = (*question.remarks, *date_remarks(story), corpus_ends(library))
    return Answer(
        Status.ANSWERED, quotes, short, (short,), remarks=remarks, confidence=0.7
    )


def newest_headlines(library: Library, count: int) -> Answer:
    """Give the headlines of the newest day, and of the days before up to `count`."""
    stories = newest_first(library.stories, library)
    if not stories:
        return Answer(Status.NOT_FOUND, reason=Remark("empty_corpus"))
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
    """Choose the sentence that best says how the topic stands."""
    state = bool(_STATE.search(question.plain))
    return max(range(len(story.sentences)), key=lambda at: (_tells(question, story, at, state), -at))


def _tells(question: Question, story: Story, at: int, state: bool) -> float:  # noqa: FBT001 - one of a key's parts
    text = story.folded[at]
    topics = topics_of(question)
    said = sum(_NEARNESS[support(topic, story, at)] for topic in topics) / len(topics)
    stands = 0.5 * bool(_STANDS.search(text)) + 0.5 * bool(_FIGURE.search(text)) * state
    return said + stands + 0.6 * (at == 0) * (not state)


_NEARNESS = {Support.SENTENCE: 1.0, Support.NEAR: 0.8, Support.ARTICLE: 0.5, Support.NOWHERE: 0.0}


def _telling_clause(question: Question, story: Story, at: int) -> Printed:
    """Cut the clause that says it: the first with a figure or a word of standing and the topic."""
    sentence = story.sentences[at].printed
    clauses = [match.span() for match in re.finditer(r"[^，。；,;：:！？]+", sentence.text)]
    state = bool(_STATE.search(question.plain))

    def telling(span: tuple[int, int]) -> float:
        text = story.folded[at][slice(*span)]
        said = sum(any(w in text for w in same_words(t)) for t in topics_of(question))
        figure, stands = bool(_FIGURE.search(text)), bool(_STANDS.search(text))
        return 0.4 * said + (figure + 0.5 * stands) * state + 0.05 * len(text) ** 0.5

    start, end = max(clauses, key=telling)
    text = sentence.text[start:end]
    return sentence.cut(start + len(text) - len(text.lstrip()), end)


def on_topic(question: Question, library: Library, count: int) -> Answer:
    """Give the headlines on a topic, newest first."""
    stories = stories_on(question, library)[:count]
    if not stories:
        return Answer(
            Status.NOT_FOUND, reason=Remark("no_article", {"words": " ".join(topics_of(question))})
        )
    found = headlines(stories)
    return replace(found, remarks=(*date_remarks(stories[0]), corpus_ends(library)))
