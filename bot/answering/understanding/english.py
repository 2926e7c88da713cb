"""English questions in the zone's own terms, put into Chinese by a glossary.

Nothing is translated but words that the pages print. Their order hardly matters, as they are only
looked for; but what is counted or chosen (how many projects, which airport) goes next to the gap.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache, cached_property
from itertools import groupby, product
from typing import NamedTuple

from bot.answering.data_files import load_data
from bot.answering.language.names import rules
from bot.answering.library.library import Library
from bot.answering.understanding.english_times import amount, taken_out
from bot.answering.understanding.sounds import PrintedSounds
from bot.folding import fold

MAX_PHRASE_WORDS = 6
MAX_NAME_WORDS = 3
HOW_MANY, COMPARED = "多少个", "相比"
_VERSUS = re.compile(r"\b(?:vs\b\.?|versus\b|compared (?:with|to)\b)", re.IGNORECASE)
_CHINESE = re.compile(r"[\u3400-\u9fff]")
_LETTERS = re.compile(r"[a-z]{2}")
_TOKEN = re.compile(
    r"\d+(?:号线|路)|[A-Za-z]\d+\b|\d+(?:st|nd|rd|th)\b|[A-Za-z]+(?:[-'][A-Za-z]+)*|\d[\d.,]*[%万亿]?元?(?:以上)?"
)
# Line 3 is 3号线, bus 12 is 12路.
_NUMBERED = re.compile(
    r"(?<!-)\b(?:(?:bus )?(?P<line>line)|bus|route)(?: no\.?)? (?P<number>\d+)\b", re.IGNORECASE
)
_OWNER = re.compile(r"['’]s\b", re.IGNORECASE)
_LETTER_AND_NUMBER = re.compile(r"[a-z]\d+")
_ENDINGS = (
    *(("ies", "y"), ("men", "man"), ("es", ""), ("s", "")),
    *(("ing", ""), ("ing", "e"), ("ied", "y"), ("ed", ""), ("ed", "e")),
)
_YEAR = re.compile(r"(?:19|20)\d{2}")


def is_english(text: str) -> bool:
    """Whether a folded message is to be read as English: letters, and nothing Chinese."""
    return bool(_LETTERS.search(text)) and not _CHINESE.search(text)


@cache
def _glossary() -> dict[str, tuple[str, ...]]:
    sections = load_data("glossary.toml")
    rows = {phrase: words for rows in sections.values() for phrase, words in rows.items()}
    rows.update(load_data("english.toml")["words"])
    return {phrase: tuple(words) for phrase, words in rows.items()}


class _Ask(NamedTuple):
    """Question words: what they look like, what they are in Chinese.

    `is_frame` says that they say nothing else: find the article about.
    """

    pattern: re.Pattern[str]
    chinese: str
    is_frame: bool


@cache
def _asks() -> tuple[_Ask, ...]:
    rows = load_data("english.toml")["ask"]
    return tuple(
        _Ask(re.compile(row["pattern"], re.IGNORECASE), row["ask"], row.get("frame", False))
        for row in rows
    )


@cache
def _units() -> frozenset[str]:
    return frozenset(words[0] for words in load_data("glossary.toml")["measures"].values())


@cache
def _links() -> frozenset[str]:
    return frozenset(load_data("english.toml")["focus"]["links"])


@cache
def _empty() -> frozenset[str]:
    return frozenset(load_data("english.toml")["empty"]["words"])


def _is_name(tokens: Sequence[str]) -> bool:
    """Whether words that were read are a name by sound: letters that the glossary does not have."""
    phrase = fold(" ".join(tokens))
    known = any(form in _glossary() for form in _plain_forms(phrase))
    return not known and not any(character.isdigit() for character in phrase)


def _plain_forms(phrase: str) -> Iterator[str]:
    """Give a phrase, and what it may be a plural or another form of."""
    yield phrase
    yield phrase.replace("-", " ")  # fixed-asset investment
    for ending, single in _ENDINGS:
        if phrase.endswith(ending):
            yield phrase.removesuffix(ending) + single


class English:
    """Puts English questions into Chinese, for one corpus."""

    def __init__(self, library: Library) -> None:
        self._library = library

    @cached_property
    def _printed(self) -> PrintedSounds:
        return PrintedSounds(self._library)

    def to_chinese(self, typed: str) -> str:
        """Give the Chinese question; of a text without any known word, its question word only.

        A capitalised word that is neither known nor printed by sound stays as it is: whoever asks
        after Foxconn is told that it is not printed, instead of what is printed of others.
        """
        found = next((one for one in _asks() if one.pattern.search(fold(typed))), None)
        ask = found.chinese if found else ""
        told = found.pattern.sub("", typed) if found and found.is_frame else typed
        times, left = taken_out(_NUMBERED.sub(_numbered, told))
        sides = _VERSUS.split(left) if ask == COMPARED else []
        if len(sides) > 1 and all(map(_LETTERS.search, map(str.lower, sides))):
            return times + "和".join(map(self._side, sides)) + ask
        rest, focus, deed = self._parted(
            _TOKEN.findall(_OWNER.sub("", _amounts().sub(_in_chinese, left))), deed="{}" in ask
        )
        if ask == HOW_MANY and focus and focus[0] in _units():
            ask, focus = "多少" + focus[0], focus[1:]
        rest, focus = ([word for word in words if word not in ask] for words in (rest, focus))
        asked = ask.format("".join(focus)) if "{}" in ask else "".join(focus) + ask
        return times + "".join(sorted(rest, key=_rank)) + asked + "".join(deed)

    def _side(self, left: str) -> str:
        """Read one side of a comparison: GDP growth | vs | service sector growth."""
        rest, _, _ = self._parted(_TOKEN.findall(_OWNER.sub("", left)), deed=False)
        return "".join(sorted(rest, key=_rank))

    def _parted(self, tokens: Sequence[str], *, deed: bool) -> tuple[list[str], ...]:
        """Read the tokens; what stands behind how many, which or what is the goes next to the gap.

        Give the Chinese words of the rest, of the noun asked for, and of its deed if that is to go
        behind the gap: 大桥 | 公司 | 建设. The rest is turned round at of, at and in, as Chinese
        goes from the whole to the part: the length of the bridge is 大桥长.
        """
        start, end = _focus(tokens)
        after = _deed_end(tokens, end) if deed else end
        rest = self._readings([*tokens[:start], *tokens[after:]])
        parts = [
            _from_whole_to_part(list(rest)),
            [reading for reading in self._readings(tokens[start:end]) if reading],
            [reading for reading in self._readings(tokens[end:after]) if reading],
        ]
        chosen = iter(self._chosen([reading for part in parts for reading in part]))
        return tuple([next(chosen) for _ in part] for part in parts)

    def _readings(self, tokens: Sequence[str]) -> Iterator[tuple[str, ...]]:
        """Read the tokens from left to right, the longest phrase first; of, at and in give ()."""
        at, named = 0, False
        while at < len(tokens):
            for end in range(min(len(tokens), at + MAX_PHRASE_WORDS), at, -1):
                reading = self._reading(tokens[at:end])
                if reading is not None:
                    if reading or tokens[at] in _links():
                        yield reading
                    named = bool(reading) and _is_name(tokens[at:end])
                    break
            else:  # behind a name (Fangde Robotics) it only says what kind of thing that is
                if at and tokens[at][0].isupper() and not named:
                    yield (fold(tokens[at]),)
            at = end

    def _reading(self, tokens: Sequence[str]) -> tuple[str, ...] | None:
        phrase = fold(" ".join(tokens))
        if phrase in _empty() and phrase not in _glossary():
            return ()
        for single in _plain_forms(phrase):
            if single in _glossary():
                return _glossary()[single]
        if len(tokens) == 1:
            if phrase[0].isdigit():
                return (phrase + "年" if _YEAR.fullmatch(phrase) else phrase,)
            if _LETTER_AND_NUMBER.fullmatch(phrase):
                return (phrase,)
        name = self._printed.name(tokens) if len(tokens) <= MAX_NAME_WORDS else None
        return (name,) if name else None

    def _chosen(self, readings: list[tuple[str, ...]]) -> list[str]:
        """Choose among meanings: those that the pages print next to each other, else printed."""
        chosen: list[str] = []
        for number, reading in enumerate(readings):
            after = readings[number + 1] if number + 1 < len(readings) else ("",)
            pairs = [a for a, b in product(reading, after) if self._together(a, b)]
            behind = [a for a in reading if chosen and self._together(chosen[-1], a)]
            printed = [a for a in reading if self._library.frequency(a.lower())]
            chosen.append((behind or pairs or printed or list(reading))[0])
        return chosen

    def _together(self, first: str, second: str) -> bool:
        return bool(second) and self._library.frequency((first + second).lower()) > 0


@cache
def _amounts() -> re.Pattern[str]:
    """A number with a scale (2 billion, two billion), and whether more is meant (over)."""
    data = load_data("english.toml")
    numbers, scales = "|".join(data["numbers"]), "|".join(data["scales"])
    more = r"(?P<more>(?:over|above|more than|at least|exceeding) )?"
    return re.compile(
        rf"\b{more}(?P<number>\d[\d.,]*|{numbers})[ -](?P<scale>{scales})\b"
        r"(?P<yuan> (?:yuan|rmb))?",
        re.IGNORECASE,
    )


def _numbered(match: re.Match[str]) -> str:
    return match["number"] + ("号线" if match["line"] else "路")


def _in_chinese(match: re.Match[str]) -> str:
    yuan, more = "元" * bool(match["yuan"]), "以上" * bool(match["more"])
    return amount(match["number"].lower(), match["scale"].lower()) + yuan + more


def _focus(tokens: Sequence[str]) -> tuple[int, int]:
    """Give where the noun asked for begins and ends; both are 0 if nothing opens one."""
    words = [fold(token) for token in tokens]
    openers = load_data("english.toml")["focus"]["after"]
    starts = (
        at
        for at in range(1, len(words) + 1)
        if any(" ".join(words[max(0, at - size) : at]) in openers for size in (1, 2, 3))
    )
    start = next(starts, 0)
    if not start:
        return 0, 0
    stops = {"of"} if words[start - 1] == "the" else set()
    ends = (at for at in range(start, len(words)) if tokens[at] in stops or _ends_noun(tokens[at]))
    return start, next(ends, len(words))


def _deed_end(tokens: Sequence[str], start: int) -> int:
    """Give the end of the verb that begins there, is building too; the start if none does."""
    verbs = load_data("glossary.toml")["verbs"]
    begin = start + (tokens[start : start + 1] in (["is"], ["are"], ["was"], ["were"]))
    first = tokens[begin] if begin < len(tokens) else ""
    is_verb = any(form in verbs for form in _plain_forms(fold(first)))
    active = begin == start or first.endswith("ing")
    return begin + 1 if is_verb and active else start


def _from_whole_to_part(readings: list[tuple[str, ...]]) -> list[tuple[str, ...]]:
    """Turn the order of what of, at and in, read as (), link."""
    ordered: list[tuple[str, ...]] = []
    for linked, group in groupby(reversed(readings), key=bool):
        ordered += reversed(list(group)) if linked else ()
    return ordered


def _ends_noun(word: str) -> bool:
    """Whether a word is past a noun: a verb, or a small word; of, per capita and class A go on."""
    verbs = load_data("glossary.toml")["verbs"]
    if word in {"of", "per", "A"}:
        return False
    return any(single in verbs or single in _empty() for single in _plain_forms(fold(word)))


def _rank(word: str) -> int:
    """Years go first; an office stands next to the gap: 开发区 | 主任 | 是谁."""
    if word.endswith("年") and word[0].isdigit():
        return 0
    return 2 if word in rules()["persons"]["roles"] else 1
