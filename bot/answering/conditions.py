"""What must hold of a sentence before it may answer: every condition of the question, one by one.

Lexical scores cannot tell a near miss (AUROC .54 to .59 on adversarial ones, DESIGN.md); a
condition can, and it has a name to tell the user.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from enum import IntEnum
from functools import cache

from bot.answering.kinds import Kind
from bot.answering.library import Library
from bot.answering.story import Story
from bot.answering.names import Name, NameKind
from bot.answering.periods import Agreement, Period, agreement
from bot.answering.question import Question, same_qualifiers
from bot.answering.reading.dimensions import dimensions
from bot.answering.wording import load_data, same_words
from bot.model import Remark

# How far back a sentence's subject may have been named. On the five pages the furthest answer
# stands three sentences after its subject (路名 … 总投资).
SUBJECT_REACH = 3
# Of the weight of the question's topics, what the sentence and what stands around it must have.
MIN_SUPPORT = 0.5
# How much less of them a reason or a manner needs: those are told in other words.
LENIENCE = 0.8
MIN_THING_CHARS = 3
NEXT_TO_GAP = 1.4


class Support(IntEnum):
    """How near to a sentence a topic of the question is found."""

    NOWHERE = 0
    ARTICLE = 1
    NEAR = 2  # in the sentences before, the headline, the section heading, the lead
    SENTENCE = 3


def support(topic: str, story: Story, at: int) -> Support:
    """Say how near to the sentence the topic, or a word of the same meaning, is found."""
    words = same_words(topic)
    near = (story.before(at, SUBJECT_REACH), story.heads, story.heading_over(at))
    near = (*near, story.lead_before(at))
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
    if _names_kind(name.kind, library, story, at):
        return False
    for back in range(at - 1, max(-1, at - 1 - SUBJECT_REACH), -1):
        if name.is_in(story.folded[back]):
            return True
        if _names_kind(name.kind, library, story, back):
            return False
    return name.is_in(story.heads)


def _names_kind(kind: NameKind, library: Library, story: Story, at: int) -> bool:
    return any(other.kind is kind for *_, other in library.names_at(story, at))


def _period_agrees(
    question: Question, library: Library, story: Story, at: int
) -> Iterator[Remark]:
    """What is asked of one time must be printed of that time."""
    for asked in question.periods:
        printed = governing_period(asked, story, at)
        agrees = agreement(asked, printed)
        exact = asked.is_whole_year or asked.day is not None
        if agrees is Agreement.DIFFERENT or (exact and agrees < Agreement.SAME):
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
    return _day_of(story) if asked.first and asked.first == asked.last else _year_of(story)


def _year_of(story: Story) -> Period:
    return Period("", year=story.year)


def _day_of(story: Story) -> Period:
    """Give the article's own date; an event without a date is told of the article's day."""
    parts = [int(part) for part in (story.article.date.value or "").split("-") if part]
    year, month, day = (*parts, None, None, None)[:3]
    return Period(story.article.date.value or "", year, month, month, day)


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


def _topics_met(question: Question, library: Library, story: Story, at: int) -> Iterator[Remark]:
    """The words that say what is asked about must be said, here or close by."""
    lenient = question.kind in {Kind.HOW, Kind.WHY}
    unprinted = [topic for topic in _indispensable(question) if not library.is_printed(topic)]
    if unprinted and not lenient:
        yield Remark("not_printed", {"word": unprinted[0]})
        return
    for heart in _hearts(question, library, lenient=lenient):
        if support(heart, story, at) < Support.NEAR:
            yield Remark("not_of", {"name": heart})
            return
    missing = [t for t in question.topics if support(t, story, at) is Support.NOWHERE]
    share = share_supported(question, library, story, at)
    if share < MIN_SUPPORT * (LENIENCE if lenient else 1):
        yield Remark("too_little", {"words": "、".join(missing or question.topics)})


def _indispensable(question: Question) -> Iterator[str]:
    """Give the topics that nothing can stand in for: what is asked of the subject, and places.

    What a figure measures (人数, 面积) shows in its unit and need not be printed.
    """
    yield from (topic for topic in question.topics if _PLACE.search(topic))
    if len(question.topics) < 2:
        return
    left = [topic for topic in question.topics if topic in question.wanted.left]
    right = [topic for topic in question.topics if topic in question.wanted.right]
    dimension = dimensions().get(question.wanted.dimension or "")
    for topic in (*left[-1:], *right[:1]):
        if len(topic) > 1 and not (dimension and topic in dimension.asks):
            yield topic


def _hearts(question: Question, library: Library, *, lenient: bool) -> list[str]:
    """Give the topics that say what is asked about.

    A name or the most telling long word is one; and, as Chinese puts the subject first, so is
    the first topic, but not in 怎么保证… and the like.
    """
    forms = {form for form, _ in question.names}
    printed = [topic for topic in question.subject if library.is_printed(topic)]
    things = [topic for topic in printed if topic in forms or len(topic) >= MIN_THING_CHARS]
    first = [] if lenient else [topic for topic in printed if len(topic) > 1][:1]
    heaviest = sorted(things, key=library.weight)[-1:]
    return list(dict.fromkeys((*heaviest, *first)))


_PLACE = re.compile(r"^(?!道路|公路|铁路|线路|马路|电路|城市|全市|我市|乡镇|农村|乡村|街道)[\u4e00-\u9fff]+(?:市|县|镇|乡|村|路|街|大道|大桥)$")


def topic_weights(question: Question, library: Library) -> dict[str, float]:
    """Weigh the question's topics by how telling they are; the one next to the gap counts more."""
    weights = {topic: _topic_weight(library, topic) for topic in question.topics}
    left = [topic for topic in question.topics if topic in question.wanted.left]
    if left:
        weights[left[-1]] *= NEXT_TO_GAP
    return weights


def share_supported(question: Question, library: Library, story: Story, at: int) -> float:
    """Say how much of the question's topics a sentence and its surroundings have, 0 to 1."""
    weights = topic_weights(question, library)
    total = sum(weights.values())
    if not total:
        return 1.0
    return sum(_SHARES[support(t, story, at)] * weight for t, weight in weights.items()) / total


_SHARES = {Support.NOWHERE: 0.0, Support.ARTICLE: 0.35, Support.NEAR: 0.8, Support.SENTENCE: 1.0}


def _topic_weight(library: Library, topic: str) -> float:
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
