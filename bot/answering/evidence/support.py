"""How much of what a question is about stands in a sentence and around it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from enum import IntEnum
from functools import cache

from bot.answering.data_files import load_data
from bot.answering.language.wanted import AnswerType
from bot.answering.library.library import Library
from bot.answering.library.story import Story
from bot.answering.question.question import Question

# How far back a sentence's subject may have been named. On the five pages the furthest answer
# stands three sentences after its subject (路名 … 总投资).
SUBJECT_REACH = 3
# What is next to the gap (总投资 | 多少) is what is asked, and so counts more than the rest.
NEXT_TO_GAP = 1.4
# A verb or a measure that is not printed near weighs so much of what a noun does.
LIGHT = 0.5
# A word longer than most is put together of others: 大排查, 落实政策.
MAX_WORD_CHARS = 2
# What an article says so often is what it is about, and so near to each of its sentences.
MAIN_SUBJECT = 3


class Support(IntEnum):
    """How near to a sentence a topic of the question is found."""

    NOWHERE = 0
    ARTICLE = 1
    NEAR = 2  # in the sentences before, the headline, the section heading, the lead
    SENTENCE = 3


_SHARES = {Support.NOWHERE: 0.0, Support.ARTICLE: 0.35, Support.NEAR: 0.8, Support.SENTENCE: 1.0}


def levels_of(question: Question, story: Story, at: int) -> dict[str, Support]:
    """Say how near to a sentence each topic of the question is found, in whatever words."""
    text = story.asked_above(at) + story.folded[at]  # an answer is on what is asked
    levels = {
        topic: Support.SENTENCE if _is_said(question, topic, text) else Support.NOWHERE
        for topic in question.topics
    }
    unsaid = [topic for topic, level in levels.items() if level is Support.NOWHERE]
    around = tuple(filter(None, story.around(at, SUBJECT_REACH))) if unsaid else ()
    for topic in unsaid:
        levels[topic] = _level_outside(question, topic, story, around)
    return levels


def _is_said(question: Question, topic: str, text: str) -> bool:
    return question.is_said(topic, text) or (
        topic not in question.telling and _is_in_parts(topic, text)
    )


def _level_outside(question: Question, topic: str, story: Story, around: Iterable[str]) -> Support:
    """Say how near a topic is that the sentence has not; `around` stands around the sentence."""
    near = (*around, story.opening) if topic in question.telling else around
    if any(question.is_said(topic, text) for text in near):
        return Support.NEAR
    said = max(story.all_text.count(word) for word in question.words_of(topic))
    if said >= MAIN_SUBJECT:
        return Support.NEAR
    return Support.ARTICLE if said else Support.NOWHERE


def _is_in_parts(topic: str, text: str) -> bool:
    """Whether a text has a longer word in parts: 落实政策 in 政策要落实, 大排查 in 排查."""
    if len(topic) <= MAX_WORD_CHARS:
        return False
    return all(topic[max(0, end - 2) : end] in text for end in range(len(topic), 0, -2))


def weights_of(question: Question, library: Library) -> dict[str, float]:
    """Weigh the question's topics by how telling they are.

    What 文件叫什么 asks for is told by the title itself, and need not be called 文件; a telephone
    number shows that it is one.
    """
    form = question.form
    told = set(open_nouns()) if question.wanted.type is AnswerType.NAME else set()
    asked = form.asked.search(question.plain) if form else None
    told |= {topic for topic in question.topics if asked and topic in asked[0]}
    told |= question.carried
    weights = {
        topic: _weight(library, topic, question.words_of(topic))
        for topic in question.topics
        if topic not in told
    }
    for topic in weights.keys() & set(question.next_to_gap):
        weights[topic] *= NEXT_TO_GAP
    return weights


def _weight(library: Library, topic: str, words: Iterable[str]) -> float:
    """Weigh a topic by how telling the commonest of its printed words is."""
    printed = [word for word in words if library.frequency(word)]
    return min(map(library.weight, (topic, *printed)))


def share_supported(
    question: Question, weights: Mapping[str, float], levels: Mapping[str, Support]
) -> float:
    """Say how much of the weighed topics is found, each by its level, 0 to 1."""
    missing = {
        topic for topic in weights if levels[topic] < Support.NEAR and topic in question.light
    }
    counts = {topic: weights[topic] * (LIGHT if topic in missing else 1) for topic in weights}
    total = sum(counts.values())
    if not total:
        return 1.0
    return sum(_SHARES[levels[topic]] * count for topic, count in counts.items()) / total


def share_said(question: Question, text: str) -> float:
    """Say how much of the topics stands in a text itself; what is next to the gap counts twice."""
    topics = [*question.topics, *question.next_to_gap]
    said = [question.is_said(topic, text) for topic in topics]
    return sum(said) / len(said) if said else 0.0


@cache
def open_nouns() -> frozenset[str]:
    """Nouns that ask for a name of a known kind: 文件, 公司, 称号."""
    return frozenset(word for row in load_data("grammar.toml")["noun"] for word in row["words"])
