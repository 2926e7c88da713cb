"""A sentence as one question sees it: what of the question it says, and where."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cached_property
from itertools import pairwise

from bot.answering.question import Question
from bot.answering.reading.signs import cue_pattern
from bot.answering.thesaurus import same_words

# Words that bind a gap to its neighbours and may differ: 额度是多少, 额度为65亿元, 总投资约100亿元.
BINDERS = "列居排是为达有共约近超了的到在于过出达到共计一共总共：:，, “《"
_CLOSING = BINDERS + "”》等"
REACH = 24
# At so many characters' distance a word counts half of what it counts beside.
HALF_NEAR = 6

_CLAUSE = re.compile(r"[^，。；：！？,;:!?…]+")


class Sight:
    """A folded sentence before a question. Everything is worked out when it is first looked at."""

    def __init__(self, question: Question, text: str, cuts: Sequence[int]) -> None:
        """See a text whose words are cut at `cuts`, both ends included."""
        self.question, self.text = question, text
        self._cuts = cuts

    @cached_property
    def _words(self) -> tuple[dict[int, str], dict[int, str]]:
        """The words by where they begin, and by where they end."""
        words = [(low, high, self.text[low:high]) for low, high in pairwise(self._cuts)]
        return {low: word for low, _, word in words}, {high: word for _, high, word in words}

    def is_cut(self, at: int) -> bool:
        """Whether no word is cut in two at a place."""
        begins, ends = self._words
        return at in begins or at in ends

    def word_at(self, at: int) -> str:
        """Give the word that begins at a place, "" for none."""
        return self._words[0].get(at, "")

    def word_before(self, at: int) -> str:
        """Give the word that ends at a place, "" for none."""
        return self._words[1].get(at, "")

    @cached_property
    def left(self) -> str:
        """What stands left of the question's gap, without what may differ."""
        return self.question.wanted.left.rstrip(BINDERS)

    @cached_property
    def right(self) -> str:
        """What stands right of the gap."""
        return self.question.wanted.right.lstrip(BINDERS)

    def before(self, at: int) -> str:
        """Give the text before a place, without what may differ."""
        return self.text[:at].rstrip(BINDERS)

    def after(self, at: int) -> str:
        """Give the text after a place, without what may differ."""
        return self.text[at:].lstrip(_CLOSING)

    @cached_property
    def gap_words(self) -> tuple[str, ...]:
        """The words next to the gap, as print may have them."""
        return self._words_of(self.question.next_to_gap)

    @cached_property
    def deeds(self) -> tuple[str, ...]:
        """Those of them that stand right of the gap: what is done, or counted."""
        topics = self.question.next_to_gap
        return self._words_of(tuple(one for one in topics if one in self.question.wanted.right))

    @cached_property
    def subject_words(self) -> tuple[str, ...]:
        """The words of what the question is about."""
        return self._words_of(self.question.subject)

    @cached_property
    def nouns(self) -> tuple[str, ...]:
        """The noun asked for, or what follows the gap, and the topics."""
        asked = self.question.wanted.focus or self.right[:2]
        return tuple(w for one in (asked, *self.question.topics) if one for w in same_words(one))

    def _words_of(self, topics: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(word for topic in topics for word in self.question.words_of(topic))

    @cached_property
    def places(self) -> tuple[tuple[int, int, str], ...]:
        """Where the sentence says the question's topics and names: start, end, topic."""
        topics = dict.fromkeys((*self.question.topics, *(form for form, _ in self.question.names)))
        return tuple(
            (*match.span(), topic)
            for topic in topics
            for word in self.question.words_of(topic)
            if word in self.text
            for match in re.finditer(re.escape(word), self.text)
        )

    @cached_property
    def told(self) -> list[int]:
        """For each character, 1 if the question says it."""
        marks = [0] * len(self.text)
        for start, end, _ in self.places:
            marks[start:end] = [1] * (end - start)
        return marks

    @cached_property
    def cues(self) -> tuple[tuple[int, int], ...]:
        """Where words stand that announce an answer of the type asked for."""
        cue = cue_pattern(self.question.wanted.type)
        return tuple(match.span() for match in cue.finditer(self.text)) if cue else ()

    @cached_property
    def _clause_ends(self) -> list[int]:
        return [match.end() for match in _CLAUSE.finditer(self.text)] or [len(self.text)]

    def clause_of(self, at: int) -> int:
        """Number the clause of a place."""
        last = len(self._clause_ends) - 1
        return next((number for number, end in enumerate(self._clause_ends) if at < end), last)

    @cached_property
    def clause_topics(self) -> list[int]:
        """How many of the question's topics each clause says."""
        said = {(self.clause_of(start), topic) for start, _, topic in self.places}
        return [sum(n == number for n, _ in said) for number in range(len(self._clause_ends))]

    @cached_property
    def best_clause(self) -> int:
        """The first clause that says most of them."""
        return self.clause_topics.index(max(self.clause_topics))

    def nearness(self, start: int, end: int) -> tuple[float, float]:
        """Say how near to a span its topics stand, 0 to 1: all, and those said only once."""
        near: dict[str, list[float]] = {}
        for low, high, topic in self.places:
            gap = max(low - end, start - high, 0)
            inside = start <= low < end
            near.setdefault(topic, []).append(0.0 if inside else 1 / (1 + gap / HALF_NEAR))
        best = [max(found) for found in near.values() if any(found)]
        single = [found[0] for found in near.values() if len(found) == 1 and found[0]]
        return _mean(best), _mean(single)


def _mean(values: list[float]) -> float:
    return sum(values) / len(values) if values else 0.0
