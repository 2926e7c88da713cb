"""The words of a question that say something of its subject."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache, cached_property
from itertools import groupby

from bot.answering.language.names import Cut
from bot.answering.language.parts_of_speech import Part, is_noun, part_of
from bot.answering.language.thesaurus import thesaurus_words
from bot.answering.language.wanted import Wanted
from bot.answering.language.wording import empty_words, zone_names
from bot.answering.library.library import Library
from bot.answering.question.question import asking_words
from bot.answering.understanding.asking import which_pattern

_WORD = re.compile(r"\w")
# A count with its measure, or a measure alone, says nothing of the subject: 两次, 【张】照片.
_MEASURES = frozenset("个家项条种类次件位名张场趟座栋幢笔份股道")
_COUNT = re.compile(
    rf"[一二两三四五六七八九十几]+[{''.join(_MEASURES)}]|[次趟份座张笔届栋幢股万亿]"
    r"|几[天年月日户人元块倍岁米亩间辆台层路楼点班]"
)
# Longer words of the dictionary are seldom wrong ones.
MISCUT_CHARS = 2
_TOGETHER = re.compile("[一总]共")  # 一共|用了, where the dictionary cuts 一|共用
_PARTICLES = frozenset("的了过着要去来都有在被把给从到里上下再已又还也得地吗呢是")
_LEADING = frozenset("要去来都有在被把给从再已又还也")
_TRAILING = frozenset("的了过着去来出")
# What a thing is a kind of, at the end of its name.
_TAILS = frozenset("率费厂站园桥场馆院校局所队组奖证表库楼区村镇街额币器室班赛节店铺口")
# What opens a deed and no name: 能卖, 只分.
_OPENING = frozenset("能会想该没只就才每各人共先")
_STREET = re.compile(r"[东南西北中大]+[路街道桥]|[一二三四五六七八九十]+路")


class TopicFinder:
    """Finds topics in questions put to one corpus."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self._known = _known_pattern(library.analyzer.words)

    @cached_property
    def _parts(self) -> re.Pattern[str]:
        """What a word never printed is cut into; most questions have none, so it waits for one."""
        return re.compile(f"({_any_of(word for word in thesaurus_words() if len(word) > 1)})")

    def topics(
        self, asked: Wanted, times: Iterable[tuple[int, int]], names: Sequence[str]
    ) -> Iterator[str]:
        """Give the topics in order, each once; times, zone names and question words are none."""
        text = _TOGETHER.sub("  ", asked.question)
        for start, end in (*times, _question_word(asked)):
            text = text[:start] + " " * (end - start) + text[end:]
        seen = set(zone_names()) - set(names)
        for word in map(self._bare, self._words(text, names)):
            idle = word in empty_words() or _COUNT.fullmatch(word) or not _WORD.search(word)
            if word not in seen and (word in names or not idle):
                seen.add(word)
                yield word

    def _bare(self, word: str) -> str:
        """Take particles off a word that is not printed with them: 用了 → 用, 要投 → 投."""
        if word in empty_words() or word in asking_words() or is_noun(word):
            return word
        while len(word) > 1 and not self._library.is_printed(word) and word[-1] in _TRAILING:
            word = word[:-1]
        while len(word) > 1 and not self._library.is_printed(word) and word[0] in _LEADING:
            word = word[1:]
        return word

    def _words(self, text: str, names: Sequence[str]) -> Iterator[str]:
        """Cut into words; names and words of the thesaurus stay whole."""
        if not names:
            yield from self._beside(text)
            return
        at = 0
        for start, end in _places_of(names, text):
            yield from self._beside(text[at:start])
            yield text[start:end]
            at = end
        yield from self._beside(text[at:])

    def _beside(self, text: str) -> Iterator[str]:
        """Cut what stands between the words known; they stay whole."""
        at = 0
        for start, end in self._places_known(text):
            yield from self._rejoined(self._cut(text[at:start]))
            yield text[start:end]
            at = end
        yield from self._rejoined(self._cut(text[at:]))

    def _places_known(self, text: str) -> Iterator[tuple[int, int]]:
        """Give where known words stand, but for those cut out of others: 自【来水】, 生【产线】."""
        found = [match.span() for match in self._known.finditer(text)]
        if not found:
            return
        words = list(_placed(self._library.analyzer.words(text)))
        for start, end in found:
            cut = (
                word
                for at, word in words
                if at < start < at + len(word) or at < end < at + len(word)
            )
            if not any(self._outdoes(word, text[start:end]) for word in cut):
                yield start, end

    def _outdoes(self, word: str, phrase: str) -> bool:
        """Whether a word that a phrase would cut is the likelier: longer, else printed oftener."""
        bare, frequency = phrase.rstrip("的到了"), self._library.frequency
        is_likelier = (len(word), frequency(word)) > (len(bare), frequency(phrase))
        return is_likelier and (self._library.prints(word) or part_of(word) is Part.MEASURE)

    def _cut(self, text: str) -> Iterator[str]:
        """Cut into the analyzer's words, and one never printed into the words known: 项目|数."""
        for word in self._library.analyzer.words(text):
            whole = word in thesaurus_words() or self._library.prints(word)
            yield from (word,) if whole else filter(None, self._parts.split(word))

    def _rejoined(self, words: Iterable[str]) -> Iterator[str]:
        """Put names together again that the dictionary cut: 中|欣|晶|圆, 安|管员."""
        headed = list(self._with_heads(self._with_tails(self._mended(_with_places(words)))))
        for single, group in groupby(headed, key=lambda word: len(word) == 1 and word.isalpha()):
            run = list(group)
            yield from self._printed_parts("".join(run)) if single else run

    def _mended(self, words: Iterable[str]) -> Iterator[str]:
        """Shift a cut that makes a word never printed beside one that is: 登|更|正是, 离石|牛."""
        left = ""
        for word in words:
            if _may_join(left) and self._is_miscut(word) and self._is_name(left + word[0]):
                yield left + word[0]
                left = word[1:]
            elif _may_join(word) and self._is_miscut(left) and self._is_name(left[-1] + word):
                yield left[:-1]
                left = left[-1] + word
            else:
                yield from filter(None, (left,))
                left = word
        yield from filter(None, (left,))

    def _is_miscut(self, word: str) -> bool:
        """Whether a word of two characters is neither printed nor one that people ask with."""
        return len(word) == MISCUT_CHARS and word.isalpha() and not self._library.is_printed(word)

    def _with_tails(self, words: Iterable[str]) -> Iterator[str]:
        """Join to a word what it is a kind of, where both are printed as one: 负载|率, 小微|园."""
        left = ""
        for word in words:
            if word in _TAILS and len(left) > 1 and self._is_name(left + word):
                left += word
                continue
            yield from filter(None, (left,))
            left = word
        yield from filter(None, (left,))

    def _with_heads(self, words: Iterable[str]) -> Iterator[str]:
        """Join single characters to the word after them where they are printed as one."""
        head = ""
        for word in words:
            if len(word) == 1 and word.isalnum() and word not in empty_words():
                head += word
                continue
            begins = range(len(head) if len(word) > 1 else 0)
            begin = next((at for at in begins if self._is_name(head[at:] + word)), len(head))
            yield from head[:begin]
            yield head[begin:] + word
            head = ""
        yield from head

    def _is_name(self, run: str) -> bool:
        """Whether characters are printed together, and not only as 的有 or 能卖 are."""
        binds = run[0] in _PARTICLES or run[0] in _OPENING or run[-1] in _PARTICLES
        return not binds and self._library.prints(run)

    def _printed_parts(self, run: str) -> Iterator[str]:
        """Cut a run of characters into what is printed, the longest first, and what is left."""
        while run:
            ends = (end for end in range(len(run), 1, -1) if self._is_name(run[:end]))
            end = next(ends, 1)
            yield run[:end]
            run = run[end:]


def _may_join(word: str) -> bool:
    """Whether a character may be a word's own, and neither binds nor counts."""
    idle = word in empty_words() or word in _MEASURES
    return len(word) == 1 and word.isalpha() and not idle


def _placed(words: Iterable[str]) -> Iterator[tuple[int, str]]:
    """Give words with where they begin."""
    at = 0
    for word in words:
        yield at, word
        at += len(word)


def _with_places(words: Iterable[str]) -> Iterator[str]:
    """Join what a dictionary parts from the street it names: 环城 | 南路."""
    name = ""
    for word in words:
        if name and _STREET.fullmatch(word):
            yield name + word
            name = ""
            continue
        yield from filter(None, (name,))
        name = word
    yield from filter(None, (name,))


def _places_of(names: Sequence[str], text: str) -> Iterator[tuple[int, int]]:
    """Give where names stand in a text, from left to right, the first given where two begin."""
    at = 0
    while at < len(text):
        name = next((name for name in names if text.startswith(name, at)), None)
        if name:
            yield at, at + len(name)
        at += len(name or " ")


@cache
def _known_pattern(cut: Cut) -> re.Pattern[str]:
    """Give a pattern for the words that stay whole; they are the same for every corpus."""
    return re.compile(rf"\d+\.\d+|{_any_of({*zone_names(), *_phrases(cut)})}")


def _phrases(cut: Cut) -> Iterator[str]:
    """Give the words of the thesaurus that `cut` would cut apart.

    Those that it keeps need no help, and would be cut out of longer words: 企业|家.
    """
    return (word for word in thesaurus_words() if len(cut(word)) > 1)


def _any_of(words: Iterable[str]) -> str:
    """Give a pattern for any of the words, the longest first."""
    return "|".join(map(re.escape, sorted(words, key=lambda word: (-len(word), word))))


def _question_word(asked: Wanted) -> tuple[int, int]:
    """Give the place of the question word, without the noun that is asked for (哪些 | 公司)."""
    match = which_pattern().match(asked.word) if asked.focus else None
    return asked.start, asked.start + match.end() if match else asked.end
