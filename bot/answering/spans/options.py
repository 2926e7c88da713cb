"""What may answer in a sentence: strict candidates of the type asked for, else any good span."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import chain
from typing import NamedTuple

from bot.answering.language.candidates import Candidate, is_balanced
from bot.answering.language.candidates import Kind as CandidateKind
from bot.answering.language.names import NameKind
from bot.answering.language.wanted import FIGURES, TIMES, AnswerType
from bot.answering.library.library import Library
from bot.answering.library.story import Story
from bot.answering.question.question import Question, once
from bot.answering.reading.cutting import asks_rise, is_rise
from bot.answering.reading.fitting import is_typed
from bot.answering.reading.reader import MAX_READY, Reader, Reading
from bot.answering.spans.announcing import (
    announcing_patterns,
    asks_trouble,
    doers_of,
    is_told_in_clauses,
    said_most,
    speakers,
)
from bot.answering.spans.gap import BINDERS
from bot.answering.spans.nouns import asks_firms, clause_nouns, kinds_of_noun
from bot.answering.spans.owners import holds_office, is_of_another
from bot.answering.spans.plausible import is_plausible
from bot.answering.spans.sight import Sight
from bot.answering.spans.usable import (
    STRICT,
    is_beside,
    is_measure_guessed,
    is_usable,
    what_fits,
)

MIN_ANCHOR = 2
MAX_CLAUSES = 3

# By what people and firms are counted, whom one asks about in 个.
_COUNTED_BY = {"个": ("人", "名", "位", "家", "户")}

_KIND_OF_NAME = {
    NameKind.PERSON: CandidateKind.PERSON,
    NameKind.ORGANISATION: CandidateKind.ORGANISATION,
    NameKind.PLACE: CandidateKind.PLACE,
}
_CLAUSE = re.compile(r"[^，。；：！？,;:!?]+")
_QUOTED = re.compile(r"“[^“”，。；,;!?]+”|《[^《》]+》")
_ANY_FIGURE = frozenset({CandidateKind.FIGURE, CandidateKind.PERCENT})
_UNCUT = frozenset({CandidateKind.FIGURE, CandidateKind.PERCENT, CandidateKind.TIME})
# What is no whole phrase: it opens or ends with what binds it to its neighbours.
_TAIL = re.compile(r"了(?![解结不如])")
_TORN = re.compile(
    r"^(?:的(?!确)|们|得(?![益到分])|和(?![平谐解美])|并(?![网购列联存]))"
    r"|(?:(?<!参)与|(?<![普涉])及|(?<![饱共缓])和|(?<![合兼])并|(?<!一)[以把将])$"
)
_CLAUSE_AFTER = re.compile(r"[是为有在：:了]{1,2}(?P<said>[^，。；,;]{2,40})")


class Option(NamedTuple):
    """A part of a sentence that may answer: characters `start` to `end`.

    `kind` and `unit` are those of a strict candidate; other spans have none. `fits` says that it
    is of the kind asked for.
    """

    start: int
    end: int
    kind: CandidateKind | None = None
    unit: str = ""
    fits: bool = False

    @property
    def length(self) -> int:
        """How many characters it has."""
        return self.end - self.start


class Options:
    """Finds options in the sentences of one corpus."""

    def __init__(self, library: Library, reader: Reader) -> None:
        self._library = library
        self._reader = reader
        self._inside = lru_cache(MAX_READY)(self._find_inside)

    def find(self, question: Question, reading: Reading, story: Story) -> list[Option]:
        """Give what may answer in one of a story's sentences, each place once.

        Figures and times are strict candidates or nothing. Where names and places are asked for,
        they are taken, or spans around them; where no name is of a kind that must be, and for
        everything else, any span that the reader likes. Where the most is asked for (哪个最大),
        what is told to be that goes before all else.
        """
        at = reading.sentence.index
        text, kind, nouns = story.folded[at], question.wanted.type, kinds_of_noun(question)
        form = question.form
        if form:
            matches = (match.span() for match in form.printed.finditer(text))
            return [Option(*span, CandidateKind.TIME, fits=True) for span in matches]
        found = {}
        if (is_typed(question.wanted) or nouns) and not asks_trouble(question):
            found = _by_place(_measured(question, list(self._fitting(question, story, at))))
        firm = kind is AnswerType.ORGANISATION or CandidateKind.ORGANISATION in nouns
        if not found and is_measure_guessed(question):
            return [Option(*one) for one in self._figures(question, story, at)]
        if kind in FIGURES or kind in TIMES or question.office or firm:
            return list(found.values())
        free = list(self._plausible(question, reading, story))
        most = set(said_most(question, text))
        told = [one for one in free if (one.start, one.end) in most]
        if told:
            return told
        if nouns or (found and kind in STRICT):
            fit = [*found.values(), *(one for one in free if one.fits)]
            free = [one for one in free if any(_holds(one, other) for other in fit)]
        return list((_by_place(free) | found).values())

    def _plausible(self, question: Question, reading: Reading, story: Story) -> Iterator[Option]:
        """Give the options of no form that cut through nothing and may answer."""
        at = reading.sentence.index
        text, broken = story.folded[at], self._inside(story, at)
        is_whole = is_balanced(text)
        for found in self._free(question, reading, text):
            one = _trimmed(found, text)
            cuts = (
                broken[one.start]
                or broken[one.end]
                or (one.kind is None and bool(_TORN.search(text[one.start : one.end])))
            )
            cuts = cuts or (is_whole and not is_balanced(text[one.start : one.end]))
            if not cuts and is_plausible(question, text, (one.start, one.end), one.kind):
                yield one

    def _find_inside(self, story: Story, at: int) -> bytes:
        """Mark the places inside names, figures, times and what is quoted: nothing is cut there."""
        text, names = story.folded[at], self._library.names_at(story, at)
        prepared = self._reader.ready(story.sentences[at].text)
        uncut = (one for one in prepared.candidates if one.kind in _UNCUT)
        inner = (
            *(range(start + 1, start + len(form)) for start, form, _ in names),
            *(range(one.start + 1, one.end) for one in uncut),
            *(range(match.start() + 2, match.end() - 1) for match in _QUOTED.finditer(text)),
        )
        marks = bytearray(len(text) + 1)
        for place in chain.from_iterable(inner):
            marks[place] = 1
        return bytes(marks)

    def _free(self, question: Question, reading: Reading, text: str) -> Iterator[Option]:
        """Give candidates of any kind, what the reader likes, and what is told in clauses."""
        yield from _announced(question, text)
        yield from (Option(*span, fits=True) for span in said_most(question, text))
        doers = chain(speakers(question, text), doers_of(question, text))
        yield from (Option(*span, CandidateKind.PERSON, fits=True) for span in doers)
        if not is_told_in_clauses(question.kind):
            yield from self._any(question, reading, text)
        if asks_clause(question):
            yield from _clause_runs(text)

    def sight(self, question: Question, reading: Reading, story: Story) -> Sight:
        """Give one of a story's sentences as the question sees it."""
        prepared = self._reader.ready(reading.sentence.text)
        return Sight(question, story.folded[reading.sentence.index], prepared.edges.tolist())

    def _any(self, question: Question, reading: Reading, text: str) -> Iterator[Option]:
        """Give candidates of any kind, what the reader likes, what follows the question's words."""
        prepared = self._reader.ready(reading.sentence.text)
        places = {(one.start, one.end) for one in prepared.candidates}
        yield from (Option(*one) for one in prepared.candidates)
        yield from (Option(*span[:2]) for span in reading.spans if span[:2] not in places)
        anchored = _after_anchor(question, text)
        if anchored:
            yield anchored

    def _fitting(self, question: Question, story: Story, at: int) -> Iterator[Option]:
        """Give the strict candidates that are what was asked for."""
        text, kinds, is_asked = story.folded[at], kinds_of_noun(question), what_fits(question)
        prepared = self._reader.ready(story.sentences[at].text)
        is_risen = asks_rise(question)
        for one in (*prepared.candidates, *self._names(story, at)):
            fitting = one.kind in kinds if kinds else is_asked(one)
            fitting = fitting or (asks_firms(question) and one.kind is CandidateKind.LIST)
            fitting = fitting or is_beside(question, text, one)
            fitting = fitting or (bool(question.office) and one.kind is CandidateKind.PERSON)
            if is_risen:
                fitting = is_rise(question, text, one)
            if (
                fitting
                and is_usable(question, text, one)
                and self._is_own(question, story, at, one)
            ):
                yield Option(*one, fits=True)

    def _is_own(self, question: Question, story: Story, at: int, one: Candidate) -> bool:
        """Whether it is of the firm and the phase asked about; a person, in the office."""
        if question.office:
            return holds_office(question, story.folded[at], one, self._library.names)
        names = self._library.names_at(story, at)
        return one.kind not in _UNCUT or not is_of_another(
            question, story.folded[at], one.start, names
        )

    def _figures(self, question: Question, story: Story, at: int) -> Iterator[Candidate]:
        """Give the figures of any unit, where what they are to measure is no more than a guess."""
        prepared = self._reader.ready(story.sentences[at].text)
        for one in prepared.candidates:
            if one.kind in _ANY_FIGURE and is_usable(question, story.folded[at], one):
                yield one

    def _names(self, story: Story, at: int) -> Iterator[Candidate]:
        """Give the names that the corpus knows, also those that no sentence alone would tell."""
        for start, form, name in self._library.names_at(story, at):
            kind = _KIND_OF_NAME.get(name.kind)
            if kind:
                yield Candidate(start, start + len(form), kind)


def _trimmed(one: Option, text: str) -> Option:
    """Leave out what ends the word before an option: 提供 | 了 | 强有力的支撑."""
    tail = _TAIL.match(text, one.start, one.end)
    return one._replace(start=tail.end()) if tail and tail.end() < one.end else one


def _holds(one: Option, other: Option) -> bool:
    return one.start <= other.start and other.end <= one.end


def _measured(question: Question, options: list[Option]) -> list[Option]:
    """Give the options in the very measure asked, all where none is: 几个 | 15个 before 8200册."""
    asked = question.wanted.measure
    very = (asked, *_COUNTED_BY.get(asked, ())) if asked else ()
    return [one for one in options if one.unit in very] or options


def _by_place(options: Iterable[Option]) -> dict[tuple[int, int], Option]:
    """Give options by their places, the first of each place."""
    found: dict[tuple[int, int], Option] = {}
    for one in options:
        found.setdefault((one.start, one.end), one)
    return found


def _announced(question: Question, text: str) -> Iterator[Option]:
    """Give the clauses that tell a reason or a manner by how they are worded (clauses.toml)."""
    for pattern in announcing_patterns(question):
        for match in pattern.finditer(text):
            yield Option(*match.span("said"), fits=True)


def asks_clause(question: Question) -> bool:
    """Whether whole clauses answer: reasons, manners, what is told as a condition or an effect."""
    focus = question.wanted.focus or ""
    return is_told_in_clauses(question.kind) or focus.endswith(clause_nouns())


def _clause_runs(text: str) -> Iterator[Option]:
    """Give each clause, and those that follow one another, up to so many."""
    places = [match.span() for match in _CLAUSE.finditer(text)]
    for first, (start, _) in enumerate(places):
        for _, end in places[first : first + MAX_CLAUSES]:
            yield Option(*_without_half_quotes(text, start, end))


def _without_half_quotes(text: str, start: int, end: int) -> tuple[int, int]:
    """Leave out a quotation mark at an edge whose other half stands outside: “甲，乙” → 甲."""
    if is_balanced(text[start:end]):
        return start, end
    return start + text.startswith("“", start), end - text.endswith("”", start, end)


@once
def _left_of_gap(question: Question) -> str:
    return re.split(r"[，。；,;？? ]", question.wanted.left)[-1].rstrip(BINDERS)


def _after_anchor(question: Question, text: str) -> Option | None:
    """Take what follows the words before the gap, to the clause's end: 最早用在 | 某项目上."""
    left = _left_of_gap(question)
    for length in range(len(left), MIN_ANCHOR - 1, -1):
        place = text.find(left[-length:])
        match = _CLAUSE_AFTER.match(text, place + length) if place >= 0 else None
        if match:
            return Option(*match.span("said"))
    return None
