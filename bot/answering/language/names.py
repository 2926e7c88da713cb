"""The names that a corpus prints: found by how names look, known by every short form of them.

A name is known in full (浙江某某电子有限公司), by its core (某某电子), by what brackets say it is
called (以下简称), and by any beginning of the core that no other name shares.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Container, Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import Any, NamedTuple

from bot.answering.data_files import load_data
from bot.answering.language.person_names import find_holders, find_persons

Cut = Callable[[str], list[str]]

MAX_NAME_WORDS = 12
_QUOTED = re.compile(r"“([^“”，。；：,;:!?！？]{2,20})”")
_TITLE = re.compile(r"《([^《》]{2,50})》")
_BRACKETED = re.compile(
    r"(?P<full>[\w“”]{2,30})[(（](?P<called>以下简称|下称|简称|以下称)?[“「]?(?P<short>[^\W\d]{2,8})[”」]?[)）]"
)
_SHORT_FOR = re.compile(r"(?P<short>[^\W\d]{2,8})是“?(?P<full>[^，。；“”]{2,30}?)”?的简称")
_BREAK = re.compile(r"[^\w·]+")
_SPACE = re.compile(r"(?<=[^\W\d]) (?=\d)|(?<=\d) (?=[^\W\d])")  # 金亭 220千伏


class NameKind(StrEnum):
    """What bears the name. Persons and organisations are told apart from their like."""

    PERSON = "person"
    ORGANISATION = "organisation"
    PLACE = "place"
    UNDERTAKING = "undertaking"
    TITLE = "title"
    TERM = "term"


@dataclass(frozen=True, slots=True)
class Name:
    """A name in its fullest printed form, folded, with every form that means it."""

    text: str
    kind: NameKind
    forms: tuple[str, ...]

    def is_in(self, text: str) -> bool:
        """Whether a folded text names it, in whatever form."""
        return any(form in text for form in self.forms)


def rules() -> dict[str, Any]:
    """Read how names look. Raises tomllib.TOMLDecodeError where the data file is broken."""
    return load_data("names.toml")


@cache
def _suffix_pattern() -> re.Pattern[str]:
    suffixes = sorted((s for row in rules()["suffixes"].values() for s in row), key=len)
    return re.compile("|".join(reversed(suffixes)))


@cache
def _firm_pattern() -> re.Pattern[str]:
    places = "|".join(rules()["prefixes"]["places"])
    inner = rf"(?:(?!企业(?:{places}))[\u4e00-\u9fff])"  # 丽水企业 | 浙江某某有限公司
    return re.compile(rf"(?:{places}){inner}{{2,24}}?(?:集团)?(?:股份|责任)?有限公司")


def find_named(text: str, cut: Cut) -> Iterator[tuple[str, NameKind]]:
    """Find what ends as names do (有限公司, 产业园, 项目) in a folded text; `cut` gives words."""
    for match in _firm_pattern().finditer(text):
        yield match[0], NameKind.ORGANISATION
    for stretch in _BREAK.split(_SPACE.sub("", _firm_pattern().sub("，", text))):
        if not _suffix_pattern().search(stretch):
            continue
        words = cut(stretch)
        begin = 0
        for index, word in enumerate(words):
            if word in _boundaries():
                begin = index + 1
                continue
            kind = _kind_by_ending("".join(words[max(begin, index - 3) : index + 1]))
            if kind and not _goes_on(words, index):
                name = "".join(words[max(begin, index - MAX_NAME_WORDS) : index + 1])
                if len(name) > 2:
                    yield name, kind
                begin = index + 1


@cache
def _boundaries() -> frozenset[str]:
    return frozenset(rules()["boundaries"]["words"])


def _kind_by_ending(text: str) -> NameKind | None:
    """Tell by the longest suffix what bears a name; a suffix alone is none."""
    kinds = _kind_by_suffix()
    endings = (text[start:] for start in range(1, len(text)))
    return next((kinds[ending] for ending in endings if ending in kinds), None)


@cache
def _kind_by_suffix() -> dict[str, NameKind]:
    rows = sorted(rules()["suffixes"].items())
    return {suffix: NameKind(kind) for kind, suffixes in rows for suffix in suffixes}


def _goes_on(words: Sequence[str], index: int) -> bool:
    """Whether the ending is only the middle of a longer one: 集团|股份|有限公司."""
    after = "".join(words[index + 1 : index + 4])
    return after.startswith(("股份有限公司", "有限公司", "公司", "集团"))


def core_of(name: str) -> str:
    """Take off what people leave out: where a firm is from, and what kind of firm it is."""
    for row in ("others", "places"):
        opening = next((p for p in rules()["prefixes"][row] if name.startswith(p)), "")
        name = name if len(name) < len(opening) + 2 else name.removeprefix(opening)
    shorter = True
    while shorter:
        shorter = False
        for ending in rules()["endings"]["words"]:
            if name.endswith(ending) and len(name) >= len(ending) + 2:
                name, shorter = name[: -len(ending)], True
    return name


class Mention(NamedTuple):
    """A name that an article prints, and what seems to bear it; `sure` ones outdo the others."""

    text: str
    kind: NameKind
    sure: int = 0


# Whom authors and lists of firms name needs no guess by how it looks.
GRADES = (*((0, kind) for kind in NameKind), (1, NameKind.ORGANISATION), (2, NameKind.PERSON))


class Shortening(NamedTuple):
    """A text, and what is meant by it for short.

    `ends` says that the full name may be no more than its end, `whole` that it may be all of it.
    """

    text: str
    short: str
    ends: bool
    whole: bool

    def full(self, names: Container[str]) -> str | None:
        """Give the name that is shortened: the longest of the names at its end, or all of it."""
        endings = (self.text[at:] for at in range(len(self.text) if self.ends else 0))
        return next((end for end in endings if end in names), self.text if self.whole else None)


class Mentions(NamedTuple):
    """What an article says of names, each once."""

    names: frozenset[Mention]
    shortenings: frozenset[Shortening]


def mentions_in(
    text: str, cut: Cut, *, persons: Iterable[str] = (), firms: Iterable[str] = ()
) -> Mentions:
    """Find the names in an article's folded text; its authors and listed firms are known before."""
    kinds: dict[str, NameKind] = {}
    for name, kind in _names_in(text, cut):
        kinds.setdefault(name, kind)
    found = (Mention(*one) for one in kinds.items())
    authors = (Mention(person, NameKind.PERSON, 2) for person in persons)
    listed = (Mention(firm, NameKind.ORGANISATION, 1) for firm in firms)
    return Mentions(frozenset((*found, *authors, *listed)), frozenset(_shortenings_in(text)))


def _names_in(text: str, cut: Cut) -> Iterator[tuple[str, NameKind]]:
    for person in (*find_persons(text), *find_holders(text, cut)):
        if len(cut(person)) > 1:  # 干部 after 领导 is a word, no name
            yield person, NameKind.PERSON
    yield from find_named(text, cut)
    yield from ((match[1], NameKind.TITLE) for match in _TITLE.finditer(text))
    yield from ((match[1], NameKind.TERM) for match in _QUOTED.finditer(text))


def _shortenings_in(text: str) -> Iterator[Shortening]:
    """Find what a text says is called for short, and how."""
    for match in _BRACKETED.finditer(text):
        yield Shortening(match["full"], match["short"], ends=True, whole=bool(match["called"]))
    for match in _SHORT_FOR.finditer(text):
        yield Shortening(match["full"], match["short"], ends=False, whole=True)


def beginnings(core: str, cut: Cut) -> list[str]:
    """Give the beginnings of a name that are more than one word: 百|可|电子 → 百可, 百可电子."""
    words = [] if core[:1].isdigit() else cut(core)
    return ["".join(words[:count]) for count in range(2, len(words) + 1)]
