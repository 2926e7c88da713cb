"""Names typed wrongly or cut short: same sound, one wrong character, characters left out."""

from __future__ import annotations

import os
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache
from itertools import accumulate, chain
from operator import ne
from typing import NamedTuple

from bot.answering.library.layers import Layered, regrouped

MIN_TYPO_CHARS = 3
# One wrong character of another sound is believed only in a longer name: 四个字错一个.
MIN_SUBSTITUTED_CHARS = 4
MAX_NAME_CHARS = 12
MAX_ABBREVIATED_CHARS = 8

# Characters by which names are told apart are never wrong ones: 环城南路 is not 环城北路.
TELLING = frozenset("东南西北中上下左右前后内外大小新老一二三四五六七八九十甲乙丙丁")

# Characters that bind a question together are no misspelt ones: 第一抓是抓什么 is not 抓实.
BINDING = frozenset("是的了在有和不没谁哪么吗呢吧啥几多少")


# A form is looked up by its length with one of its characters in its place, or by how it opens and
# ends.
OPENING_CHARS = 2
Sign = tuple[int, int, str]

_CHINESE = re.compile(r"[\u4e00-\u9fff]+")


class Correction(NamedTuple):
    """What stands in a question from `start` to `end`, and the printed name it is taken for."""

    start: int
    end: int
    printed: str


@cache
def _pinyin() -> Callable[[str], list[str]]:
    """Load what knows how characters sound: few questions hold a name that calls for it."""
    # Only single readings are needed; the phrase dictionary would triple the memory (22 MB to 66).
    os.environ.setdefault("PYPINYIN_NO_PHRASES", "true")
    from pypinyin import lazy_pinyin  # noqa: PLC0415 - .04 s and 11 MB

    return lazy_pinyin


@cache
def _syllable(character: str) -> str:
    return "".join(_pinyin()(character))


def sound_of(text: str) -> str:
    """Give the syllables of a text, tones left out, for comparing only."""
    return " ".join(_syllable(character) for character in text)


class Speller:
    """Takes what is printed nowhere for the printed name that it is nearest to.

    `is_printed` says of no text that it is printed where it says of a part of it that it is not.
    With a speller `before`, `forms` are what it has not yet, `gone` what it is to have no more.
    """

    def __init__(
        self,
        forms: Iterable[str],
        is_printed: Callable[[str], bool],
        *,
        before: Speller | None = None,
        gone: Iterable[str] = (),
    ) -> None:
        self._is_printed = is_printed
        self.by_sign: Layered[Sign, tuple[str, ...]] = regrouped(
            before.by_sign if before else Layered(),
            gone=chain.from_iterable(map(_signed, gone)),
            came=chain.from_iterable(map(_signed, forms)),
        )

    def corrections(self, words: Sequence[str]) -> Iterator[Correction]:
        """Give the corrections of a folded question, cut into words, none overlapping.

        What begins or ends inside a word (征收办发|放) is none.
        """
        text, done = "".join(words), 0
        bounds = [0, *accumulate(map(len, words))]
        for match in _CHINESE.finditer(text):
            inside = [bound for bound in bounds if match.start() <= bound <= match.end()]
            for start in inside:
                if start < done:
                    continue
                longest = min(match.end(), start + MAX_NAME_CHARS)
                printed_to = self._printed_to(text, start, longest)
                for end in reversed(inside):
                    printed = printed_to < end <= longest and self._printed_form(text[start:end])
                    if printed:
                        yield Correction(start, end, printed)
                        done = end
                        break

    def _printed_to(self, text: str, start: int, longest: int) -> int:
        """Give where the longest ends that begins at a place and is printed: one character does."""
        ends = range(start + 2, longest + 1)
        return next((end - 1 for end in ends if not self._is_printed(text[start:end])), longest)

    def _printed_form(self, typed: str) -> str | None:
        return self._same_sound(typed) or self._one_wrong(typed) or self._abbreviated(typed)

    def _same_sound(self, typed: str) -> str | None:
        """Take 觉芯微 for 珏芯微: half of the characters are right, and the others sound alike."""
        least = max(1, len(typed) // 2)
        found, may_be_wrong = [], len(typed) - least
        for place, character in enumerate(typed):
            if forms := self.by_sign.get((len(typed), place, character)):
                found.append(forms)
                continue
            may_be_wrong -= 1
            if may_be_wrong < 0 or character in BINDING:  # which is never a wrong one
                return None
        right = Counter(chain.from_iterable(found))
        near = (form for form, count in right.items() if count >= least)
        return min((form for form in near if _sounds_alike(typed, form)), default=None)

    def _one_wrong(self, typed: str) -> str | None:
        forms = self.by_sign.get((len(typed), 0, typed[0]))
        if not forms or len(typed) < MIN_SUBSTITUTED_CHARS:
            return None
        if any(map(self._is_printed, (typed[:-1], typed[1:]))):
            return None  # printed but for its first or last character: two words, not one wrong
        near = min(forms, key=lambda form: sum(map(ne, typed, form)))
        wrong = _differing(typed, near)
        if len(wrong) > 1 or any(TELLING.intersection(pair) for pair in wrong):
            return None
        return near

    def _abbreviated(self, typed: str) -> str | None:
        """Take 芯片园 for 芯片产业园: same beginning, same end, nothing in another order."""
        forms = self.by_sign.get(_ends_of(typed))
        if not forms or len(typed) < MIN_TYPO_CHARS:
            return None
        fits = (
            form
            for form in forms
            if len(typed) < len(form) <= MAX_ABBREVIATED_CHARS and _is_subsequence(typed, form)
        )
        return min(fits, key=lambda form: (len(form), form), default=None)


def _signed(form: str) -> Iterator[tuple[Sign, str]]:
    """Give a form under each sign that it may be looked up by."""
    if len(form) <= MAX_NAME_CHARS:
        yield _ends_of(form), form
        for place, character in enumerate(form):
            yield (len(form), place, character), form


def _ends_of(form: str) -> Sign:
    return OPENING_CHARS, -1, form[:OPENING_CHARS] + form[-1:]


def _sounds_alike(typed: str, form: str) -> bool:
    """Whether what is wrong in a name sounds right; characters that bind are never wrong ones."""
    return all(
        one == right or (one not in BINDING and _syllable(one) == _syllable(right))
        for one, right in zip(typed, form, strict=True)
    )


def _differing(typed: str, form: str) -> list[tuple[str, str]]:
    """Give the two characters of each place in which two names of one length differ."""
    return [(one, other) for one, other in zip(typed, form, strict=True) if one != other]


def _is_subsequence(short: str, long: str) -> bool:
    rest = iter(long)
    return all(character in rest for character in short)
