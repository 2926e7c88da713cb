"""A sentence before a question: what of the question is said in it, and around it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import islice

from bot.answering.evidence.support import Support, levels_of, share_supported
from bot.answering.language.parts_of_speech import Part, part_of
from bot.answering.library.library import Library
from bot.answering.library.story import Story
from bot.answering.question.kinds import Kind
from bot.answering.question.question import Question, once

# A word this long names a thing of its own (科技型, 红色会客厅).
MIN_THING_CHARS = 3
_NO_SUBJECT = frozenset(
    {Part.VERB, Part.QUALITY, Part.ADVERB, Part.DIRECTION, Part.PRONOUN, Part.MEASURE, Part.TIME}
)


class Case:
    """A sentence of a story, by its number, before a question with its topics weighed.

    `levels` say how near to the sentence each topic of the question is found, `supported` how much
    of the weighed topics the sentence and its surroundings have, 0 to 1. `hearts` are the topics
    that say what is asked about.
    """

    def __init__(
        self,
        question: Question,
        weights: Mapping[str, float],
        library: Library,
        story: Story,
        at: int,
    ) -> None:
        self.question, self.weights, self.library = question, weights, library
        self.story, self.at, self.text = story, at, story.folded[at]
        self.levels = levels_of(question, story, at)
        self.supported = share_supported(question, weights, self.levels)
        self.hearts = tuple(_hearts(self))

    @property
    def is_lenient(self) -> bool:
        """Whether reasons or manners are asked for, which are told in other words."""
        return self.question.kind in {Kind.HOW, Kind.WHY}


def _hearts(case: Case) -> list[str]:
    """Give the topics that say what is asked about.

    A name or the most telling long word is one; and, as Chinese puts the subject first, so is
    the first topic, but not in 怎么保证… and the like. The rest of 甲是乙吗 is to be decided.
    """
    subjects = () if case.is_lenient else _subjects(case.question)
    first = [*islice((topic for topic in subjects if _is_sought(case, topic)), 1)]
    if case.question.kind is Kind.YES_NO:
        return first
    things = (topic for topic in _things(case.question) if _is_sought(case, topic))
    heaviest = sorted(things, key=case.library.weight)[-1:]
    return list(dict.fromkeys((*heaviest, *first)))


@once
def may_be_about(question: Question) -> list[str]:
    """Give the topics of which one at least is what is asked about, printed or not."""
    about = {*_subjects(question)[:1], *_things(question)}
    return [topic for topic in _subject_asked(question) if topic in about]


@once
def _things(question: Question) -> Sequence[str]:
    """Give the topics that are names or long words."""
    named = {form for form, _ in question.names}
    subject = _subject_asked(question)
    return [topic for topic in subject if len(topic) >= MIN_THING_CHARS or topic in named]


@once
def _subjects(question: Question) -> Sequence[str]:
    """Give the topics that may be what Chinese puts first: no 新开, 晚上, 不能 or 及时."""
    subject = _subject_asked(question)
    return [topic for topic in subject if len(topic) > 1 and part_of(topic) not in _NO_SUBJECT]


@once
def _subject_asked(question: Question) -> list[str]:
    """Give the subject without what needs not be printed: 咨询电话 shows in the number."""
    form = question.form
    topics = (topic for topic in question.subject if topic not in question.carried)
    return [topic for topic in topics if not (form and form.asked.search(topic))]


def _is_sought(case: Case, topic: str) -> bool:
    """Whether a topic is printed at all, and no light one that is not found: print has others."""
    is_spared = topic in case.question.light and case.levels[topic] < Support.NEAR
    return not is_spared and case.library.is_printed(topic)
