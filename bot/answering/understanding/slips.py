"""Everyday words typed wrongly, by sound or by look: 签月 for 签约, 拆迀 for 拆迁."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from itertools import accumulate

from bot.answering.data_files import load_data
from bot.answering.language.thesaurus import thesaurus_words
from bot.answering.language.wording import empty_words
from bot.answering.library.library import Library
from bot.answering.question.question import general_words
from bot.answering.understanding.spelling import BINDING, TELLING, Correction, sound_of

MAX_WORD_CHARS = 4
# A phrase (总投资) of so many characters has two that are typed right; 发了 for 罚了 has one.
MIN_PHRASE_CHARS = 3
# Characters that say how others belong together are no slips: 封到 is not 封道.
_RELATING = frozenset(
    "到去来上下出过得着在给从对为于把被让向往里中会能要想可就都也还又再才很太最更"
)
_NO_SLIPS = _RELATING | BINDING | TELLING


class Slips:
    """Takes characters that make no word for the printed word that sounds or looks so.

    Only everyday words are put right, those that people ask with. Only characters that stand alone
    are looked at: where the dictionary finds a word, the people meant it.
    """

    def __init__(self, library: Library) -> None:
        self._library = library

    def corrections(self, words: Sequence[str]) -> Iterator[Correction]:
        """Give the corrections of a folded question, cut into words, none overlapping."""
        begins = [0, *accumulate(map(len, words))]
        at = 0
        while at < len(words):
            length, meant = self._read(words[at:])
            if length > 1 and at and self._library.prints(words[at - 1] + words[at]):
                length, meant = 1, None  # it ends a name: 通济【街】封了
            if meant:
                yield Correction(begins[at], begins[at + length], meant)
            at += length

    def _read(self, words: Sequence[str]) -> tuple[int, str | None]:
        """Say how many words belong together, and for which they are to be taken, if for any."""
        alone = next((at for at, word in enumerate(words) if not _is_single(word)), len(words))
        for length in range(min(alone, MAX_WORD_CHARS), 1, -1):
            typed = "".join(words[:length])
            if typed in empty_words() or self._library.is_printed(typed):
                return length, None
            meant = next(filter(self._library.is_printed, self._like(typed)), None)
            if meant:
                return length, meant
        return 1, None

    def _like(self, typed: str) -> Iterator[str]:
        """Give the words that differ from what was typed in one character, of its sound or look."""
        like = {
            word: None
            for at, character in enumerate(typed)
            for word in _by_place().get((len(typed), at, character), ())
        }
        for word in like:
            wrong = [(a, b) for a, b in zip(typed, word, strict=True) if a != b]
            right = {a for a, b in zip(typed, word, strict=True) if a == b}
            one_wrong = len(wrong) == 1 and _is_slip(*wrong[0]) and not right & _loose()
            if one_wrong and self._is_one(word):
                yield word

    def _is_one(self, word: str) -> bool:
        """Whether a word is long enough to be told, or one to the dictionary: no 发了."""
        return len(word) >= MIN_PHRASE_CHARS or len(self._library.analyzer.words(word)) == 1


@cache
def _by_place() -> Mapping[tuple[int, int, str], Sequence[str]]:
    """Give the everyday words by their length and each of their characters at its place."""
    places: dict[tuple[int, int, str], list[str]] = defaultdict(list)
    for word in sorted((thesaurus_words() | general_words()) - empty_words()):
        for at, character in enumerate(word if len(word) <= MAX_WORD_CHARS else ""):
            places[len(word), at, character].append(word)
    return places


def _is_slip(typed: str, meant: str) -> bool:
    """Whether a character was typed for another; one that says something by itself was meant."""
    if {typed, meant} & _NO_SLIPS or typed in thesaurus_words():
        return False
    return meant in _alike().get(typed, "") or sound_of(typed) == sound_of(meant)


def _is_single(word: str) -> bool:
    return len(word) == 1 and "\u4e00" <= word <= "\u9fff"


@cache
def _loose() -> frozenset[str]:
    """Characters that are words by themselves and say nothing: 人, 号, 下."""
    return frozenset(word for word in empty_words() if len(word) == 1)


@cache
def _alike() -> Mapping[str, str]:
    """Give for each character those that look like it."""
    alike = load_data("wording.toml")["look"]["alike"].split()
    return {character: group for group in alike for character in group}
