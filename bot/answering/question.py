"""A question understood: what kind it is, what it is about, what must hold of its answer."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from itertools import groupby

from bot.answering.english import English, is_english
from bot.answering.folding import fold
from bot.answering.kinds import Cue, Kind, kind_of
from bot.answering.library import Library
from bot.answering.names import Name, NameKind
from bot.answering.periods import Period, find_periods
from bot.answering.reading.wanted import Wanted, wanted
from bot.answering.spelling import Speller
from bot.answering.wording import (
    empty_words,
    load_data,
    thesaurus_words,
    to_plain,
    zone_names,
)
from bot.model import Remark

MAX_QUESTION_CHARS = 400


@dataclass(frozen=True)
class Question:
    """A question understood.

    `plain` is what everything else reads: folded, in plain words, its misspellt names put right.
    `topics` are the words that say something of the subject, in order. `names` are the names of
    the corpus among them, with the form that was used.
    """

    text: str
    plain: str
    cue: Cue
    wanted: Wanted
    topics: tuple[str, ...] = ()
    names: tuple[tuple[str, Name], ...] = ()
    periods: tuple[Period, ...] = ()
    qualifiers: tuple[str, ...] = ()
    remarks: tuple[Remark, ...] = ()

    @property
    def kind(self) -> Kind:
        """What the question is after."""
        return self.cue.kind

    @property
    def subject(self) -> tuple[str, ...]:
        """The topics that are no mere attribute (投资) or deed (开工) that anything may have."""
        return tuple(topic for topic in self.topics if topic not in general_words())

    def named(self, kind: NameKind) -> list[Name]:
        """Give the names of a kind that it mentions."""
        return [name for _, name in self.names if name.kind is kind]


@cache
def general_words() -> frozenset[str]:
    """Attributes and deeds that anything may have: alone they name no subject."""
    return frozenset(load_data("grammar.toml")["general"]["words"])


@cache
def _qualifier_pattern() -> re.Pattern[str]:
    return re.compile("|".join(load_data("grammar.toml")["qualifier"]["patterns"]))


@cache
def same_qualifiers(qualifier: str) -> tuple[str, ...]:
    """Give the qualifier and those that say the same (首个, 第一个)."""
    groups = load_data("grammar.toml")["qualifier"]["same"]
    return next((tuple(group) for group in groups if qualifier in group), (qualifier,))


class Understanding:
    """Understands questions put to one corpus."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self._english = English(library)
        self._speller = Speller(
            library.names.forms, lambda word: bool(library.frequency(word))
        )

    def understand(self, text: str) -> Question:
        """Understand a question as typed."""
        folded = fold(text.strip()[:MAX_QUESTION_CHARS])
        if is_english(folded):
            cue = kind_of(folded)
            folded = folded if cue.reason else self._english.to_chinese(folded)
        folded = to_plain(folded)
        plain, remarks = self._spelt_right(folded)
        periods = tuple(find_periods(plain, typed=True))
        names = tuple(self._names_in(plain))
        return Question(
            text,
            plain,
            kind_of(plain),
            wanted(plain),
            tuple(self._topics(plain, [span[:2] for span in periods], [form for form, _ in names])),
            names,
            tuple(period for *_, period in periods),
            tuple(match[0] for match in _qualifier_pattern().finditer(plain)),
            tuple(remarks),
        )

    def _spelt_right(self, text: str) -> tuple[str, list[Remark]]:
        remarks, parts, done = [], [], 0
        for start, end, printed in self._speller.corrections(text):
            parts += [text[done:start], printed]
            remarks.append(Remark("read_as", {"typed": text[start:end], "printed": printed}))
            done = end
        return "".join((*parts, text[done:])), remarks

    def _names_in(self, text: str) -> Iterator[tuple[str, Name]]:
        """Find names from left to right, the longest form first."""
        start = 0
        while start < len(text):
            forms = (text[start:end] for end in range(min(len(text), start + 40), start + 1, -1))
            form = next((form for form in forms if self._library.names.get(form)), None)
            name = self._library.names.get(form) if form else None
            if form and name:
                yield form, name
            start += len(form) if form else 1

    def _topics(
        self, text: str, times: list[tuple[int, int]], names: list[str]
    ) -> Iterator[str]:
        for start, end in times:
            text = text[:start] + " " * (end - start) + text[end:]
        whole = sorted({*names, *zone_names(), *(w for w in thesaurus_words() if len(w) > 1)}, key=len)
        known = re.compile("|".join(map(re.escape, reversed(whole))))
        seen = set(zone_names()) - set(names)
        for word in self._words(text, known):
            if word not in empty_words() and word not in seen and _WORD.search(word):
                seen.add(word)
                yield word

    def _words(self, text: str, known: re.Pattern[str]) -> Iterator[str]:
        """Cut into words; what is known stays whole, and so do characters no word is made of."""
        at = 0
        for match in known.finditer(text):
            yield from self._rejoined(self._library.analyzer.words(text[at : match.start()]))
            yield match[0]
            at = match.end()
        yield from self._rejoined(self._library.analyzer.words(text[at:]))

    def _rejoined(self, words: list[str]) -> Iterator[str]:
        """Put a name together again that the dictionary cut into characters: 中|欣|晶|圆."""
        for single, group in groupby(words, key=lambda word: len(word) == 1 and word.isalpha()):
            run = list(group)
            name = "".join(run)
            if single and len(run) > 1 and self._library.frequency(name):
                yield name
            elif single and len(run) > 1:
                yield _without_empty_edges(run)
            else:
                yield from run


_WORD = re.compile(r"\w")


def _without_empty_edges(run: list[str]) -> str:
    while run and run[0] in empty_words():
        run = run[1:]
    while run and run[-1] in empty_words():
        run = run[:-1]
    return "".join(run)


def about_nothing(question: Question) -> bool:
    """Whether it names no subject at all: 总投资多少."""
    return not (question.subject or question.names or question.qualifiers)


def with_wording(question: Question, plain: str) -> Question:
    """Give the question in other words, for reading."""
    return replace(question, plain=plain, wanted=wanted(plain))
