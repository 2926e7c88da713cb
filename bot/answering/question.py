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
from bot.answering.names import Name, NameKind, rules
from bot.answering.periods import Period, find_periods, numeral
from bot.answering.reading.wanted import AnswerType, Wanted, wanted
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

    @property
    def office(self) -> tuple[str, ...]:
        """The offices of which it asks the holder (总经理是谁, 主任叫什么); () if of none."""
        left = self.wanted.left.rstrip("的是叫为名字又")
        if self.wanted.type not in {AnswerType.PERSON, AnswerType.NAME, AnswerType.THING}:
            return ()
        for said, offices in _offices().items():
            if left.endswith(said):
                return offices
        return ()

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


@cache
def superlatives() -> frozenset[str]:
    """Qualifiers that only one thing can have: 唯一, 首个."""
    return frozenset(load_data("grammar.toml")["qualifier"]["superlatives"])


@cache
def asking_words() -> frozenset[str]:
    """Words that ask for an article, a page or news and say nothing of its subject."""
    return frozenset(load_data("grammar.toml")["navigation"]["words"])


@cache
def _offices() -> dict[str, tuple[str, ...]]:
    """What offices are called: by their own name, or as people speak (老板); the longest first."""
    spoken = load_data("grammar.toml")["office"]
    offices = {role: (role,) for role in rules()["persons"]["roles"]}
    offices |= {said: tuple(meant) for said, meant in spoken.items()}
    return dict(sorted(offices.items(), key=lambda row: -len(row[0])))


def as_printed(qualifier: str) -> str:
    """Write a qualifier as the paper does: 五十亿以上 → 50亿元以上, 第二期 → 二期."""
    match = re.fullmatch(r"(?P<number>\d+|[一二三四五六七八九十两]+)?(?P<scale>[百千万亿]+)元?以上", qualifier)
    if not match:
        return qualifier.removeprefix("第") if qualifier.endswith("期") else qualifier
    number = numeral(match["number"]) if match["number"] else ""
    return f"{number if number != 1 else ''}{match['scale']}元以上"


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
            folded = folded if cue.reason else fold(self._english.to_chinese(folded))
        folded = to_plain(folded)
        plain, remarks = self._spelt_right(folded)
        periods = tuple(find_periods(plain, typed=True))
        names = tuple((form, name) for _, form, name in self._library.names.find(plain))
        asked = wanted(plain)
        blanks = [*(span[:2] for span in periods), (asked.start, asked.end)]
        return Question(
            text,
            plain,
            kind_of(plain),
            asked,
            tuple(self._topics(plain, blanks, [form for form, _ in names])),
            names,
            tuple(period for *_, period in periods),
            tuple(map(as_printed, _qualifier_pattern().findall(plain))),
            tuple(remarks),
        )

    def _spelt_right(self, text: str) -> tuple[str, list[Remark]]:
        remarks, parts, done = [], [], 0
        for start, end, printed in self._speller.corrections(text):
            parts += [text[done:start], printed]
            remarks.append(Remark("read_as", {"typed": text[start:end], "printed": printed}))
            done = end
        return "".join((*parts, text[done:])), remarks

    def _topics(
        self, text: str, blanks: list[tuple[int, int]], names: list[str]
    ) -> Iterator[str]:
        """Give the words of the subject; `blanks` are times and the question word."""
        for start, end in blanks:
            text = text[:start] + " " * (end - start) + text[end:]
        whole = sorted({*names, *zone_names(), *(w for w in thesaurus_words() if len(w) > 1)}, key=len)
        known = re.compile("|".join(map(re.escape, reversed(whole))))
        seen = set(zone_names()) - set(names)
        for word in map(self._bare, self._words(text, known)):
            if word not in empty_words() and word not in seen and _WORD.search(word):
                seen.add(word)
                yield word

    def _bare(self, word: str) -> str:
        """Take particles off a word that is not printed with them: 用了 → 用, 要投 → 投."""
        if word in empty_words() or word in asking_words():
            return word
        while len(word) > 1 and not self._library.is_printed(word) and word[-1] in _PARTICLES:
            word = word[:-1]
        while len(word) > 1 and not self._library.is_printed(word) and word[0] in _PARTICLES:
            word = word[1:]
        return word

    def _words(self, text: str, known: re.Pattern[str]) -> Iterator[str]:
        """Cut into words; what is known stays whole, and so do characters no word is made of."""
        at = 0
        for match in known.finditer(text):
            yield from self._rejoined(self._library.analyzer.words(text[at : match.start()]))
            yield match[0]
            at = match.end()
        yield from self._rejoined(self._library.analyzer.words(text[at:]))

    def _rejoined(self, words: list[str]) -> Iterator[str]:
        """Put names together again that the dictionary cut into characters: 中|欣|晶|圆."""
        for single, group in groupby(words, key=lambda word: len(word) == 1 and word.isalpha()):
            yield from self._printed_parts("".join(group)) if single else group

    def _is_name(self, run: str) -> bool:
        """Whether characters are printed together, and not only as 的有 is."""
        binds = run[0] in _PARTICLES or run[-1] in _PARTICLES
        return not binds and self._library.frequency(run) > 0

    def _printed_parts(self, run: str) -> Iterator[str]:
        """Cut a run of characters into what is printed, the longest first, and what is left."""
        while run:
            ends = (end for end in range(len(run), 1, -1) if self._is_name(run[:end]))
            end = next(ends, 1)
            yield run[:end]
            run = run[end:]


_WORD = re.compile(r"\w")
_PARTICLES = frozenset("的了过着要去来都有在被把给从到里上下再已又还也得地吗呢是")


def about_nothing(question: Question) -> bool:
    """Whether it names no subject at all: 总投资多少."""
    named = any(name in question.plain for name in zone_names())
    told = question.subject or question.names or question.qualifiers or question.periods
    return not (told or named)


def with_wording(question: Question, plain: str) -> Question:
    """Give the question in other words, for reading."""
    return replace(question, plain=plain, wanted=wanted(plain))
