"""Names spelled in pinyin, found among the names and words that the pages print."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from functools import cached_property

from bot.answering.library.library import Library
from bot.answering.understanding.spelling import sound_of
from bot.folding import fold

MIN_NAME_LETTERS = 4
MIN_SYLLABLES = 2
# A word in small letters is a name only if it has more syllables than dance (单侧) or women (我们).
MIN_SMALL_SYLLABLES = 3
MAX_SYLLABLE_CHARS = 6  # zhuang
_CHINESE = re.compile(r"[\u3400-\u9fff]")


class PrintedSounds:
    """Knows how everything printed in a corpus sounds, tones left out."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self._names = {
            _sound(form).replace(" ", ""): form
            for form in sorted(library.names.forms, key=lambda form: (-len(form), form))
            if _CHINESE.match(form)
        }

    def name(self, words: Sequence[str]) -> str | None:
        """Give what is printed for a name typed in pinyin; None if nothing sounds like it.

        A person's own name may go first: Zhiwei Liu. What is no known name is looked for in the
        text itself (Bailuzhou, 白鹭洲) if it is typed as a name: in capitals, or long.
        """
        sound = _joined(words)
        if len(sound) < MIN_NAME_LETTERS or not sound.isalpha():
            return None
        turned = _joined([*words[1:], words[0]])
        if known := self._names.get(sound) or self._names.get(turned):
            return known
        capitals = all(word[0].isupper() for word in words)
        if not (capitals or len(words) == 1):
            return None
        printed = self._in_text(sound)
        least = MIN_SYLLABLES if capitals else MIN_SMALL_SYLLABLES
        return printed if printed and len(printed) >= least else None

    def _in_text(self, sound: str) -> str | None:
        """Give the words of that sound that the text prints most."""
        texts = self._library.texts
        counts = Counter(
            word for spelled in self._spelled(sound) for word in texts.spelled(spelled)
        )
        return counts.most_common(1)[0][0] if counts else None

    def _spelled(self, sound: str) -> Iterator[tuple[str, ...]]:
        """Give every way to spell a sound: for each syllable the characters that have it.

        Few English words have one, and the text is searched for none of the others.
        """
        if not sound:
            yield ()
        for end in range(1, min(len(sound), MAX_SYLLABLE_CHARS) + 1):
            if alike := self._alike.get(sound[:end]):
                yield from ((alike, *rest) for rest in self._spelled(sound[end:]))

    @cached_property
    def _alike(self) -> dict[str, str]:
        """The characters printed, by how they sound; English is rare, so it waits till asked."""
        alike: dict[str, str] = defaultdict(str)
        for character in sorted(filter(_CHINESE.match, self._library.texts.characters)):
            alike[_sound(character)] += character
        return dict(alike)


def _sound(text: str) -> str:
    """Give the sound as it is typed: 绿 is lv or lu."""
    return sound_of(text).replace("v", "u")


def _joined(words: Sequence[str]) -> str:
    return fold("".join(words)).replace("'", "").replace("-", "").replace("v", "u")
