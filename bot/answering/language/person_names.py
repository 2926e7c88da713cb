"""The names of persons in print: after an office, in a list of them, by whence somebody comes."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cache
from itertools import accumulate
from typing import Any

from bot.answering.data_files import load_data
from bot.answering.language.parts_of_speech import Part, part_of

# A name and what follows it, to be cut into words together: 房一粟|靠在.
_REACH = 8
# 从, 都 and 应 are surnames too, but after an office they go on with the sentence.
_GOES_ON = frozenset({Part.PREPOSITION, Part.ADVERB, Part.VERB, Part.CONJUNCTION, Part.PRONOUN})


def _rules() -> dict[str, Any]:
    rules: dict[str, Any] = load_data("names.toml")["persons"]
    return rules


@cache
def surname_pattern() -> str:
    """Give a regular expression for a surname, of two characters if it can be."""
    return f"(?:{'|'.join(_rules()['double_surnames'])}|[{_rules()['surnames']}])"


@cache
def person_pattern() -> str:
    """Give a regular expression for what may be a person's name: a surname and what goes on."""
    return f"{name_start_pattern()}[\u4e00-\u9fff]{{1,2}}?"


@cache
def name_start_pattern() -> str:
    """Give a regular expression for a surname where a name may begin: not 向 of 向大家."""
    return f"(?!{_rules()['not_names']}){surname_pattern()}"


def find_persons(text: str) -> Iterator[str]:
    """Find persons named after their office (总经理某某) or whence they come (来自某地的)."""
    for match in _office_pattern().finditer(text):
        yield from match[1].split("、")
    for match in _comer_pattern().finditer(text):
        yield match[1]


def find_holders(text: str, cut: Callable[[str], list[str]]) -> Iterator[str]:
    """Find who holds an office and is told of in any words: 队长房一粟靠在…, by how `cut` cuts.

    Only a surname that is a word by itself, and two characters that end with a word, are a name;
    and only after an office that a person holds: 居民 may be followed by anything.
    """
    for match in _holder_pattern().finditer(text):
        name, surname = match["name"], match["surname"]
        ends = set(accumulate(map(len, cut(text[match.start("name") :][:_REACH]))))
        if {len(surname), len(name)} <= ends and part_of(surname) not in _GOES_ON:
            yield name[:-1] if _follows(name[-1]) else name


def _follows(char: str) -> bool:
    """Whether a character leads on from a name of two characters: 简宁|说, 尉迟敏|把."""
    return char in _rules()["followers"] or part_of(char) is Part.PREPOSITION


@cache
def _office_pattern() -> re.Pattern[str]:
    name, ends = person_pattern(), _any_of("followers")
    return re.compile(rf"(?:{_any_of('roles')})((?:{name}、)*{name})(?=[^\u4e00-\u9fff]|$|{ends})")


@cache
def _holder_pattern() -> re.Pattern[str]:
    surname, not_names = surname_pattern(), _rules()["not_names"]
    return re.compile(
        rf"(?:{_any_of('offices')})(?!{not_names})(?P<name>(?P<surname>{surname})[\u4e00-\u9fff]{{2}})"
    )


@cache
def _comer_pattern() -> re.Pattern[str]:
    name = f"{surname_pattern()}[\u4e00-\u9fff]{{1,2}}?"
    return re.compile(
        rf"来自[^，。；,;]{{2,12}}?的[^，。；,;的]{{0,4}}?({name})(?=以|[获夺摘]|说|表示|在)"
    )


def _any_of(words: str) -> str:
    return "|".join(sorted(_rules()[words], key=len, reverse=True))
