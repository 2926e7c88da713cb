"""Names spelled in pinyin, found among the names and words that the pages print."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cached_property

from bot.answering.library import Library
from bot.answering.spelling import sound_of
from bot.folding import fold

MIN_NAME_LETTERS = 4
MIN_SYLLABLES = 2
# A word in small letters is a name only if it has more syllables than dance (单侧) or women (我们).
MIN_SMALL_SYLLABLES = 3
MAX_SYLLABLE_CHARS = 6  # zhuang
FIRST_CODE = 0xE000  # the first character that Unicode leaves to private use
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
        spelled = list(self._spelled(sound))
        if not spelled:
            return None
        found = re.finditer("|".join(map(re.escape, spelled)), self._sounds)
        counts = Counter(self._text[slice(*match.span())] for match in found)
        return counts.most_common(1)[0][0] if counts else None

    def _spelled(self, sound: str) -> Iterator[str]:
        """Give every way to spell a sound in the syllables of the print, by their codes.

        Few English words have one, and the text is searched for none of the others.
        """
        if not sound:
            yield ""
        for end in range(1, min(len(sound), MAX_SYLLABLE_CHARS) + 1):
            code = self._codes.get(sound[:end])
            if code:
                yield from (code + rest for rest in self._spelled(sound[end:]))

    @cached_property
    def _text(self) -> str:
        """All the print, what is not Chinese as a bar; English is rare, so it waits till asked."""
        every = "|".join(story.all_text for story in self._library.stories)
        return re.sub(r"[^\u3400-\u9fff]+", "|", every)

    @cached_property
    def _codes(self) -> dict[str, str]:
        """A character for each syllable: so the text is searched by sound as fast as by words."""
        syllables = sorted({_sound(character) for character in set(self._text) - {"|"}})
        return {syllable: chr(FIRST_CODE + at) for at, syllable in enumerate(syllables)}

    @cached_property
    def _sounds(self) -> str:
        """The text by its sounds: for each character the code of its syllable."""
        characters = set(self._text) - {"|"}
        return self._text.translate({ord(one): self._codes[_sound(one)] for one in characters})


def _sound(text: str) -> str:
    """Give the sound as it is typed: 绿 is lv or lu."""
    return sound_of(text).replace("v", "u")


def _joined(words: Sequence[str]) -> str:
    return fold("".join(words)).replace("'", "").replace("-", "").replace("v", "u")
