"""The names that a corpus prints: found by how names look, known by every short form of them.

A name is known in full (浙江某某电子有限公司), by its core (某某电子), by what brackets say it is
called (以下简称), and by any beginning of the core that no other name shares.
"""

from __future__ import annotations

import re
import tomllib
from collections import defaultdict
from collections.abc import Callable, Container, Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib.resources import files
from typing import Any

from bot.answering.person_names import find_holders, find_persons

Cut = Callable[[str], list[str]]

MAX_NAME_WORDS = 12
MAX_NAME_CHARS = 40
# A name has so many characters at least, and few names open with the same ones.
OPENING_CHARS = 2
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


_SHORTENED = frozenset({NameKind.ORGANISATION, NameKind.PLACE, NameKind.UNDERTAKING})


@dataclass(frozen=True, slots=True)
class Name:
    """A name in its fullest printed form, folded, with every form that means it."""

    text: str
    kind: NameKind
    forms: frozenset[str]

    def is_in(self, text: str) -> bool:
        """Whether a folded text names it, in whatever form."""
        return any(form in text for form in self.forms)


@cache
def rules() -> dict[str, Any]:
    """Read how names look. Raises tomllib.TOMLDecodeError where the data file is broken."""
    source = files(__package__) / "data" / "names.toml"
    return tomllib.loads(source.read_text(encoding="utf-8"))


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


class Names:
    """Every name of a corpus, by every form."""

    def __init__(
        self, texts: Iterable[str], cut: Cut, *, persons: Iterable[str], firms: Iterable[str]
    ) -> None:
        kinds: dict[str, NameKind] = {}
        called: dict[str, set[str]] = defaultdict(set)
        for text in texts:
            for name, kind in _names_in(text, cut):
                kinds.setdefault(name, kind)
            for full, short in _short_names_in(text, kinds):
                called[full].add(short)
        kinds |= dict.fromkeys(firms, NameKind.ORGANISATION)
        kinds |= dict.fromkeys(persons, NameKind.PERSON)
        self._by_form: dict[str, Name] = {}
        for known in sorted(_with_forms(kinds, called, cut), key=_by_length):
            for form in sorted(known.forms):
                self._by_form.setdefault(form, known)
        self._lengths = _lengths_by_opening(self._by_form)

    def find(self, text: str) -> Iterator[tuple[int, str, Name]]:
        """Find names in a folded text from left to right, the longest form first."""
        start = 0
        while start < len(text) - 1:
            lengths = self._lengths.get(text[start : start + OPENING_CHARS], ())
            forms = (text[start : start + length] for length in lengths)
            form = next(filter(self._by_form.__contains__, forms), None)
            if form:
                yield start, form, self._by_form[form]
            start += len(form) if form else 1

    @property
    def forms(self) -> Iterable[str]:
        """Every form of every name."""
        return self._by_form.keys()

    def get(self, form: str) -> Name | None:
        """Look a name up by any of its forms."""
        return self._by_form.get(form)


def _lengths_by_opening(forms: Iterable[str]) -> dict[str, list[int]]:
    """Give how long the forms are that open with the same characters, the longest first."""
    lengths: dict[str, set[int]] = defaultdict(set)
    for form in forms:
        if OPENING_CHARS <= len(form) <= MAX_NAME_CHARS:
            lengths[form[:OPENING_CHARS]].add(len(form))
    return {opening: sorted(known, reverse=True) for opening, known in lengths.items()}


def _by_length(name: Name) -> tuple[int, str]:
    return len(name.text), name.text


def _names_in(text: str, cut: Cut) -> Iterator[tuple[str, NameKind]]:
    for person in (*find_persons(text), *find_holders(text, cut)):
        if len(cut(person)) > 1:  # 干部 after 领导 is a word, no name
            yield person, NameKind.PERSON
    yield from find_named(text, cut)
    yield from ((match[1], NameKind.TITLE) for match in _TITLE.finditer(text))
    yield from ((match[1], NameKind.TERM) for match in _QUOTED.finditer(text))


def _short_names_in(text: str, names: Container[str]) -> Iterator[tuple[str, str]]:
    """Find what a text says names are called for short: the full name, the short one."""
    for match in _BRACKETED.finditer(text):
        full = _ending_in(match["full"], names)
        if full or match["called"]:
            yield full or match["full"], match["short"]
    yield from ((match["full"], match["short"]) for match in _SHORT_FOR.finditer(text))


def _ending_in(text: str, names: Container[str]) -> str | None:
    """Give the longest of the names that a text ends with."""
    endings = (text[start:] for start in range(len(text)))
    return next((ending for ending in endings if ending in names), None)


def _beginnings(core: str, cut: Cut) -> list[str]:
    """Give the beginnings of a name that are more than one word: 百|可|电子 → 百可, 百可电子."""
    words = [] if core[:1].isdigit() else cut(core)
    return ["".join(words[:count]) for count in range(2, len(words) + 1)]


def _with_forms(
    kinds: dict[str, NameKind], called: dict[str, set[str]], cut: Cut
) -> Iterator[Name]:
    """Give every name its forms.

    A beginning that two names share means neither; one that is a plain word (安全) means itself.
    """
    begins: dict[str, set[str]] = defaultdict(set)
    cores = {text: core_of(text) for text, kind in kinds.items() if kind in _SHORTENED}
    for core in cores.values():
        for start in _beginnings(core, cut):
            begins[start].add(core)
    for text, kind in kinds.items():
        starts = _beginnings(cores[text], cut) if text in cores else []
        short = {start for start in starts if len(begins[start]) == 1}
        yield Name(text, kind, frozenset({text} | called.get(text, set()) | short))
    for text in called.keys() - kinds.keys():
        yield Name(text, NameKind.TERM, frozenset({text} | called[text]))
