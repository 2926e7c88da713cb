"""What must hold of a sentence before it may answer: every condition of the question, one by one.

Lexical scores cannot tell a near miss (AUROC .54 to .59 on adversarial ones, DESIGN.md); a
condition can, and it has a name to tell the user.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from enum import IntEnum
from functools import cache, lru_cache

from bot.answering.kinds import Kind
from bot.answering.library import Library
from bot.answering.story import Story
from bot.answering.names import Name, NameKind
from bot.answering.periods import Agreement, Period, agreement
from bot.answering.question import Question, same_qualifiers
from bot.answering.wording import load_data, same_words
from bot.model import Remark

# How far back a sentence's subject may have been named. On the five pages the furthest answer
# stands three sentences after its subject (路名 … 总投资).
SUBJECT_REACH = 3
# Of the weight of the question's topics, what the sentence and what stands around it must have.
MIN_SUPPORT = 0.5
# A topic that weighs this share of the question may not be missing from the article altogether.
MAX_MISSING = 0.45


class Support(IntEnum):
    """How near to a sentence a topic of the question is found."""

    NOWHERE = 0
    ARTICLE = 1
    NEAR = 2  # in the sentences before, the headline, the section heading
    SENTENCE = 3


def support(topic: str, story: Story, at: int) -> Support:
    """Say how near to the sentence the topic, or a word of the same meaning, is found."""
    words = same_words(topic)
    near = (story.before(at, SUBJECT_REACH), story.heads, story.heading_over(at))
    if any(word in story.folded[at] for word in words):
        return Support.SENTENCE
    if any(word in text for word in words for text in near):
        return Support.NEAR
    if any(word in story.all_text for word in words):
        return Support.ARTICLE
    return Support.NOWHERE


def failures(
    question: Question, library: Library, story: Story, at: int
) -> Iterator[Remark]:
    """Name the conditions that the sentence fails, the gravest first."""
    for check in _CHECKS:
        yield from check(question, library, story, at)


def _names_known(
    question: Question, library: Library, story: Story, at: int
) -> Iterator[Remark]:
    """Every person and firm asked about must be whom the sentence speaks of."""
    for form, name in question.names:
        if name.kind in {NameKind.PERSON, NameKind.ORGANISATION} and not _speaks_of(
            name, library, story, at
        ):
            yield Remark("not_of", {"name": form})


def _speaks_of(name: Name, library: Library, story: Story, at: int) -> bool:
    """Whether the sentence names it, or nothing of its kind came between it and the name."""
    if name.is_in(story.folded[at]):
        return True
    others = [other for other in named_in(library, story, at) if other.kind is name.kind]
    if others:
        return False
    for back in range(at - 1, max(-1, at - 1 - SUBJECT_REACH), -1):
        if name.is_in(story.folded[back]):
            return True
        if any(other.kind is name.kind for other in named_in(library, story, back)):
            return False
    return name.is_in(story.heads)


@lru_cache(maxsize=4096)
def named_in(library: Library, story: Story, at: int) -> tuple[Name, ...]:
    """Give the persons and organisations that a sentence names."""
    text = story.folded[at]
    found = []
    start = 0
    while start < len(text) - 1:
        forms = (text[start:end] for end in range(min(len(text), start + 30), start + 1, -1))
        name = next(filter(None, map(library.names.get, forms)), None)
        if name:
            found.append(name)
        start += 2 if name else 1
    return tuple(found)


def _period_agrees(
    question: Question, library: Library, story: Story, at: int
) -> Iterator[Remark]:
    """What is asked of one time must be printed of that time."""
    for asked in question.periods:
        printed = governing_period(asked, story, at)
        agrees = agreement(asked, printed)
        part_is_enough = not asked.is_whole_year
        if agrees is Agreement.DIFFERENT or (agrees is Agreement.PART and not part_is_enough):
            yield Remark("other_period", {"asked": asked.printed, "printed": worded(printed)})


def worded(period: Period) -> str:
    """Write a period with its year."""
    if period.year is None or str(period.year) in period.printed:
        return period.printed
    rest = period.printed.lstrip("今去前明本上当年度")
    return f"{period.year}年{rest}"


def governing_period(
    asked: Period, story: Story, at: int
) -> Period:
    """Give the period that dates a figure: one that agrees, if any stands in the sentence; else the
    nearest before it, the headline's, the article's own date."""
    here = [found for *_, found in story.periods[at] if not found.compared]
    if here:
        return max(here, key=lambda found: agreement(asked, found))
    paragraph = story.sentences[at].paragraph
    for back in range(at - 1, -1, -1):
        earlier = [found for *_, found in story.periods[back] if not found.compared and found.first]
        if earlier and (story.sentences[back].paragraph == paragraph or asked.first != asked.last):
            return max(earlier, key=lambda found: agreement(asked, found))
    return Period("", year=story.year) if story.year else Period("")


def _qualifiers_met(
    question: Question, library: Library, story: Story, at: int
) -> Iterator[Remark]:
    """一期, 亿元以上, 首个 must be said of it."""
    for qualifier in question.qualifiers:
        near = (story.folded[at], story.before(at, 1), story.heads)
        if not any(same in text for same in same_qualifiers(qualifier) for text in near):
            yield Remark("not_qualified", {"qualifier": qualifier})


def _rates_met(question: Question, library: Library, story: Story, at: int) -> Iterator[Remark]:
    """What is asked by the piece (每亩) or as a bound (最高) must be printed so; nothing is divided."""
    for name, asked, printed in _bounds():
        match = asked.search(question.plain)
        if match and not printed.search(story.folded[at]):
            yield Remark(name, {"asked": match[0]})


@cache
def _bounds() -> tuple[tuple[str, re.Pattern[str], re.Pattern[str]], ...]:
    return tuple(
        (row["reason"], re.compile(row["asked"]), re.compile(row["printed"]))
        for row in load_data("grammar.toml")["bound"]
    )


def _topics_met(
    question: Question, library: Library, story: Story, at: int
) -> Iterator[Remark]:
    """The words that say what is asked about must be said, here or close by."""
    weights = {topic: topic_weight(library, topic) for topic in question.topics}
    total = sum(weights.values())
    if not total:
        return
    found = {topic: support(topic, story, at) for topic in weights}
    missing = [topic for topic in weights if found[topic] is Support.NOWHERE]
    lenient = question.kind in {Kind.HOW, Kind.WHY}
    heaviest = max(missing, key=weights.__getitem__, default=None)
    if heaviest and weights[heaviest] > MAX_MISSING * total and not lenient:
        code = "not_printed" if not library.is_printed(heaviest) else "not_here"
        yield Remark(code, {"word": heaviest})
        return
    heart = max(question.subject, key=weights.__getitem__, default=None)
    if heart and found[heart] is Support.ARTICLE and not lenient:
        yield Remark("not_of", {"name": heart})
        return
    share = sum(_SHARES[found[topic]] * weight for topic, weight in weights.items()) / total
    if share < (MIN_SUPPORT * 0.8 if lenient else MIN_SUPPORT):
        yield Remark("too_little", {"words": "、".join(missing or question.topics)})


_SHARES = {Support.NOWHERE: 0.0, Support.ARTICLE: 0.35, Support.NEAR: 0.8, Support.SENTENCE: 1.0}


def topic_weight(library: Library, topic: str) -> float:
    """Weigh a topic by how telling its commonest printed word of the same meaning is."""
    return min(library.weight(word) for word in same_words(topic) if _counts(library, word, topic))


def _counts(library: Library, word: str, topic: str) -> bool:
    return word == topic or library.frequency(word) > 0


Check = Callable[
    [Question, Library, Story, int], Iterator[Remark]
]
_CHECKS: Sequence[Check] = (
    _names_known,
    _period_agrees,
    _qualifiers_met,
    _rates_met,
    _topics_met,
)
