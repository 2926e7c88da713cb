"""English questions in the zone's own terms, put into Chinese by a glossary.

Nothing is translated but words that the pages print; the order of the words hardly matters, as
they are only looked for.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import product

from bot.answering.library import Library
from bot.answering.names import rules
from bot.answering.spelling import sound_of
from bot.answering.wording import load_data

MAX_PHRASE_WORDS = 6
MAX_NAME_WORDS = 3
MIN_NAME_LETTERS = 4
_CHINESE = re.compile(r"[\u3400-\u9fff]")
_LETTERS = re.compile(r"[a-z]{2}")
_TOKEN = re.compile(r"[a-z]+(?:[-'][a-z]+)*|\d[\d.,]*%?")
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


@cache
def _asks() -> tuple[tuple[re.Pattern[str], str], ...]:
    return tuple(
        (re.compile(row["pattern"]), row["ask"]) for row in load_data("english.toml")["ask"]
    )


@cache
def _empty() -> frozenset[str]:
    return frozenset(load_data("english.toml")["empty"]["words"])


def _singular(phrase: str) -> Iterator[str]:
    yield phrase
    for ending, single in (("ies", "y"), ("men", "man"), ("es", ""), ("s", "")):
        if phrase.endswith(ending):
            yield phrase.removesuffix(ending) + single


def _times(text: str) -> tuple[str, str]:
    """Give the months with their year in Chinese (2022年1-9月), and the text without them."""
    months = load_data("english.toml")["months"]
    found = []
    for match in _months().finditer(text):
        first, last, year = match.groups()
        months_said = f"{months[first]}-{months[last]}月" if last else f"{months[first]}月"
        found.append((f"{year}年" if year else "") + months_said)
    return "和".join(found), _months().sub(" ", text)


@cache
def _months() -> re.Pattern[str]:
    """A month or a range of months, with its year if one follows; may alone is a verb."""
    names = "|".join(name for name in load_data("english.toml")["months"] if name != "may")
    month = rf"({names}|may(?= (?:of |in |to |through )?(?:\d|\w+ \d)))"
    until = rf"(?: ?(?:to|through|until|till|[-–—]) ?{month})?"
    return re.compile(rf"\b(?:from )?{month}{until},?(?: (?:of |in )?(\d{{4}}))?\b")


class English:
    """Puts English questions into Chinese, for one corpus."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self._by_sound = {
            sound_of(form).replace(" ", ""): form
            for form in sorted(library.names.forms, key=lambda form: (-len(form), form))
            if _CHINESE.match(form)
        }

    def to_chinese(self, text: str) -> str:
        """Give the Chinese question; of a text without any known word, its question word only."""
        ask = next((ask for pattern, ask in _asks() if pattern.search(text)), "")
        times, text = _times(text)
        readings = list(self._readings(_TOKEN.findall(text)))
        words = [word for word in self._chosen(readings) if word not in ask]
        roles = rules()["persons"][
            "roles"
        ]  # 开发区 | 主任 | 是谁: an office stands next to the gap
        return times + "".join(sorted(words, key=lambda word: word in roles)) + ask

    def _readings(self, tokens: Sequence[str]) -> Iterator[tuple[str, ...]]:
        """Read the tokens from left to right, the longest phrase first."""
        at = 0
        while at < len(tokens):
            for end in range(min(len(tokens), at + MAX_PHRASE_WORDS), at, -1):
                reading = self._reading(tokens[at:end])
                if reading is not None:
                    yield reading
                    break
            at = end if reading is not None else at + 1

    def _reading(self, tokens: Sequence[str]) -> tuple[str, ...] | None:
        phrase = " ".join(tokens)
        for single in _singular(phrase):
            if single in _glossary():
                return _glossary()[single]
        if len(tokens) == 1:
            if phrase in load_data("english.toml")["months"]:
                return (f"{load_data('english.toml')['months'][phrase]}月",)
            if phrase[0].isdigit():
                return (phrase + "年" if _YEAR.fullmatch(phrase) else phrase,)
            if phrase in _empty():
                return ()
        name = "".join(tokens)
        if len(tokens) <= MAX_NAME_WORDS and len(name) >= MIN_NAME_LETTERS:
            spelt = self._by_sound.get(name.replace("'", ""))
            return (spelt,) if spelt else None
        return None

    def _chosen(self, readings: list[tuple[str, ...]]) -> list[str]:
        """Choose among meanings: those that the pages print next to each other, else printed."""
        readings = [reading for reading in readings if reading]
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
