"""A sentence as one question sees it: what of the question it says, and where."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property

from bot.answering.question.question import Question
from bot.answering.spans.gap import BINDERS, gap_of

_CLOSING = BINDERS + "”》等"
# At so many characters' distance a word counts half of what it counts beside. With 3, 6, 12, right
# options of 404 on the sets left out: 286, 288, 285; of 143 on later sets: 114, 115, 116.
HALF_NEAR = 6

# What parts clauses, what pairs things, and what binds words and says nothing.
MARKS = frozenset("，。；：！？,;:!?…")
PAIRING = frozenset("和与、及")
_BINDING = "的了着是为将已正在于至要也都还并与和及以从“《"
_CLAUSE = re.compile(r"[^，。；：！？,;:!?…]+")
_CLAUSE_MARK = re.compile(r"[，。；：,;:]")
_DIGIT = re.compile(r"\d")


class Sight:
    """A folded sentence before a question.

    `places` are where the sentence says the question's topics and names: start, end, topic; `told`
    has a 1 for each character of these. `clause_topics` counts how many of the topics each clause
    says; `best_clause` is the first that says most of them. `cue_starts` and `cue_ends` are where
    words stand that announce an answer of the type asked for; `has_quotes` says that there are
    quotation marks.
    """

    def __init__(self, question: Question, text: str, cuts: Sequence[int]) -> None:
        """See a text whose words are cut at `cuts`, both ends included."""
        self.question, self.text, self._cuts = question, text, cuts
        self.gap = gap_of(question)
        self.places = tuple(self._places())
        by_topic: dict[str, list[tuple[int, int]]] = {}
        for start, end, topic in self.places:
            by_topic.setdefault(topic, []).append((start, end))
        self._places_by_topic = tuple(by_topic.values())
        self._clause_breaks = [match.end() for match in _CLAUSE.finditer(text)][:-1]
        said = {(self.clause_of(start), topic) for start, _, topic in self.places}
        clauses = [clause for clause, _ in said]
        self.clause_topics = [clauses.count(at) for at in range(len(self._clause_breaks) + 1)]
        self.best_clause = self.clause_topics.index(max(self.clause_topics))
        self.told = self._told()
        cue = self.gap.cue
        cues = [match.span() for match in cue.finditer(text)] if cue else []
        self.cue_starts, self.cue_ends = [at for at, _ in cues], [at for _, at in cues]
        self.has_quotes = "“" in text or "”" in text
        self._gap_word_ends = _ends_of(self.gap.words, text)
        self._subject_ends = _ends_of(self.gap.subject, text)
        self._parts = _ends_of("。；;", text)
        self._marks = [match.start() for match in _CLAUSE_MARK.finditer(text)]

    def is_cut(self, at: int) -> bool:
        """Whether no word is cut in two at a place."""
        return self._cuts[bisect_left(self._cuts, at)] == at

    def word_at(self, at: int) -> str:
        """Give the word that begins at a place, "" for none."""
        number = bisect_left(self._cuts, at)
        begins = self._cuts[number] == at < len(self.text)
        return self.text[at : self._cuts[number + 1]] if begins else ""

    def word_before(self, at: int) -> str:
        """Give the word that ends at a place, "" for none."""
        number = bisect_left(self._cuts, at)
        ends = self._cuts[number] == at > 0
        return self.text[self._cuts[number - 1] : at] if ends else ""

    def _places(self) -> Iterator[tuple[int, int, str]]:
        for word, topic in self.gap.sought:
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

    def clause_before(self, at: int) -> str:
        """Give what its clause says before a place."""
        number = bisect_left(self._marks, at)
        return self.text[self._marks[number - 1] + 1 if number else 0 : at]

    def clause_after(self, at: int) -> str:
        """Give what its clause says from a place on."""
        number = bisect_left(self._marks, at)
        return self.text[at : self._marks[number] if number < len(self._marks) else None]

    def count_marks(self, start: int, end: int) -> int:
        """Count the marks between clauses from a place to another."""
        return bisect_left(self._marks, end) - bisect_left(self._marks, start)

    def says_before(self, at: int) -> bool:
        """Whether the question says what stands before a place, words that bind left out."""
        bound = len(self.text[:at].rstrip(_BINDING))
        return bound > 0 and self.told[bound - 1] == 1

    def says_after(self, at: int) -> bool:
        """Whether the question says what stands right after a place."""
        return at < len(self.told) and self.told[at] == 1

    def _told(self) -> bytearray:
        marks = bytearray(len(self.text))
        for start, end, _ in self.places:
            marks[start:end] = b"\1" * (end - start)
        return marks

    @cached_property
    def has_focus(self) -> bool:
        """Whether it has the noun that is asked for."""
        return any(noun in self.text for noun in self.gap.focus)

    def clause_of(self, at: int) -> int:
        """Number the clause of a place."""
        return bisect_right(self._clause_breaks, at)

    def nearness(self, start: int, end: int) -> tuple[float, float]:
        """Say how near to a span its topics stand, 0 to 1: all, and those said only once."""
        every, single = [], []
        for places in self._places_by_topic:
            outside = [
                max(low - end, start - high, 0) for low, high in places if not start <= low < end
            ]
            if outside:
                near = 1 / (1 + min(outside) / HALF_NEAR)
                every.append(near)
                if len(places) == 1:
                    single.append(near)
        return _mean(every), _mean(single)


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
