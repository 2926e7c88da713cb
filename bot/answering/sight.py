"""A sentence as one question sees it: what of the question it says, and where."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from itertools import pairwise

from bot.answering.gap import BINDERS, gap_of
from bot.answering.question import Question

_CLOSING = BINDERS + "”》等"
# At so many characters' distance a word counts half of what it counts beside.
HALF_NEAR = 6

_CLAUSE = re.compile(r"[^，。；：！？,;:!?…]+")
_DIGIT = re.compile(r"\d")


class Sight:
    """A folded sentence before a question. What is seldom looked at is worked out when it is.

    `places` are where the sentence says the question's topics and names: start, end, topic.
    `clause_topics` counts how many of the topics each clause says; `best_clause` is the first that
    says most of them.
    """

    def __init__(self, question: Question, text: str, cuts: Sequence[int]) -> None:
        """See a text whose words are cut at `cuts`, both ends included."""
        self.question, self.text, self._cuts = question, text, cuts
        self.gap = gap_of(question)
        self.places = tuple(self._places())
        self._clause_ends = [match.end() for match in _CLAUSE.finditer(text)] or [len(text)]
        said = {(self.clause_of(start), topic) for start, _, topic in self.places}
        clauses = [clause for clause, _ in said]
        self.clause_topics = [clauses.count(number) for number in range(len(self._clause_ends))]
        self.best_clause = self.clause_topics.index(max(self.clause_topics))

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

    def _places(self) -> Iterator[tuple[int, int, str]]:
        topics = dict.fromkeys((*self.question.topics, *(form for form, _ in self.question.names)))
        for topic in topics:
            for word in self.question.words_of(topic):
                at = self.text.find(word)
                while at >= 0:
                    yield at, at + len(word), topic
                    at = self.text.find(word, at + len(word))

    def before(self, at: int) -> int:
        """Give where the text before a place ends, what may differ left out."""
        while at and self.text[at - 1] in BINDERS:
            at -= 1
        return at

    def after(self, at: int) -> int:
        """Give where the text after a place begins, what may differ left out."""
        while at < len(self.text) and self.text[at] in _CLOSING:
            at += 1
        return at

    def last_gap_word(self, before: int) -> int:
        """Give where the last of the words next to the gap ends, up to a place; -1 for none."""
        return _last_up_to(before, self._gap_word_ends)

    def last_subject(self, before: int) -> int:
        """Give where the last word of the question's subject ends, up to a place; -1 for none."""
        return _last_up_to(before, self._subject_ends)

    def part_start(self, at: int) -> int:
        """Give where the part of the sentence begins that a place is in; 。 and ； part it."""
        return max(0, _last_up_to(at, self._parts))

    def has_figure(self, start: int, end: int) -> bool:
        """Whether a digit stands between two places."""
        return bool(_DIGIT.search(self.text, start, end))

    @cached_property
    def _gap_word_ends(self) -> list[int]:
        return _ends_of(self.gap.words, self.text)

    @cached_property
    def _subject_ends(self) -> list[int]:
        return _ends_of(self.gap.subject, self.text)

    @cached_property
    def _parts(self) -> list[int]:
        return _ends_of("。；;", self.text)

    @cached_property
    def told(self) -> bytearray:
        """For each character, 1 if the question says it."""
        marks = bytearray(len(self.text))
        for start, end, _ in self.places:
            marks[start:end] = b"\1" * (end - start)
        return marks

    @cached_property
    def cues(self) -> tuple[tuple[int, int], ...]:
        """Where words stand that announce an answer of the type asked for."""
        cue = self.gap.cue
        return tuple(match.span() for match in cue.finditer(self.text)) if cue else ()

    @cached_property
    def has_focus(self) -> bool:
        """Whether it has the noun that is asked for."""
        return any(noun in self.text for noun in self.gap.focus)

    @cached_property
    def has_quotes(self) -> bool:
        """Whether it has quotation marks."""
        return "“" in self.text or "”" in self.text

    def clause_of(self, at: int) -> int:
        """Number the clause of a place."""
        return min(bisect_right(self._clause_ends, at), len(self._clause_ends) - 1)

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


def _ends_of(words: Iterable[str], text: str) -> list[int]:
    """Give where words end in a text, in order."""
    ends = set()
    for word in words:
        at = text.find(word)
        while at >= 0:
            ends.add(at + len(word))
            at = text.find(word, at + 1)
    return sorted(ends)


def _last_up_to(at: int, places: Sequence[int]) -> int:
    number = bisect_right(places, at)
    return places[number - 1] if number else -1


def _mean(values: list[float]) -> float:
    return sum(values) / len(values) if values else 0.0
