"""Enumerations in print: every item, also where they go on in the next sentences."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from math import log
from statistics import mean

from bot.answering.data_files import load_data
from bot.answering.language.parts_of_speech import Part, part_of
from bot.answering.language.periods import numeral
from bot.answering.library.counts import CLASSIFIERS, announced_count
from bot.answering.library.story import Story
from bot.answering.reading.cutting import shared_start
from corpus.model import Printed

MIN_ITEMS = 2
MAX_ITEM_CHARS = 40
# A first item follows an opener (已落地|甲、乙) unless that makes it thrice as long as the others.
OPENER_BONUS = 1.1
# 苏州 | 设立 ends before the verb, 基础设施 | 提升 does not: it is not that much too long. Of 171
# lists asked for in eight sets, .0, .6, .9 show .678, .713, .725 whole; from .7 on the verb in
# 南坡 | 设立三个茶站 is taken in.
VERB_COST = 0.6
# What names the items outright (工艺有 | 甲、乙) opens them, not what leads to it (上的 | 工艺).
NAMING_BONUS = 0.4
# How long the members of a pair are for the most part.
PAIR_CHARS = 8
# Where all others are equally long, so is the first: 学习教育、调查研究, though 学习 opens lists.
# Without it .708 of the same lists for .713; from 1.0 to 3.0 the same.
EVEN_BONUS = 1.2
# Items that begin alike share so many characters at least.
MIN_SHARED = 2

_CLOSED = r"“[^“”]*”|《[^《》]*》|（[^（）]*）|\([^()]*\)|‘[^‘’]*’"
_PART = rf"(?:{_CLOSED}|[^、，。；：！？,;:!?—“”《》（）()…])+"
_RUN = re.compile(rf"{_PART}(?:、{_PART})+")
_DASHES = re.compile(r"[^“”，。；：,;:—-]{2,12}(?:(?:——|—|-){1}[^“”，。；：,;:—-]{2,12}){2,}")
_QUOTES = re.compile(r"“[^“”]+”(?:[、和及与]?“[^“”]+”)+")
_TAIL = re.compile(r"等(?P<count>[\d一二三四五六七八九十两几]+)?(?P<more>余|多)?")
_LAST_AND = re.compile(r"以及|[和与及](?=[\u4e00-\u9fff“《\d])")
_ORDINAL = re.compile(
    r"(?:(?<=[。；：;:，,])|^)\s*(?:[一二三四五六七八九十]+(?:是|要|、)|第[一二三四五六七八九十]+(?:[，,、]|[步招条点件项][，,是]?)|[（(]?[\d一二三四五六七八九十]+[）).．、]|其[一二三四五六]是?[，,]?|[首其再最][先次后][，,是])"
)
_CLAUSE_END = re.compile(r"[；;。]")


@dataclass(frozen=True)
class Enumeration:
    """Items in order of print, in the sentences `first` to `last` of a story.

    `head` is what the items are (3个项目), as far as the print says; `is_open` marks 等: there may
    be more than are named. `run` is all of it as printed, where one sentence holds it.
    """

    story: Story
    first: int
    last: int
    items: tuple[Printed, ...]
    head: str = ""
    lead: str = ""
    is_open: bool = False
    run: Printed | None = None


Cut = Callable[[str], list[str]]


def enumerations(story: Story, at: int, cut: Cut) -> Iterator[Enumeration]:
    """Find the enumerations that a sentence holds or begins."""
    yield from _ordinals(story, at)
    yield from _runs(story, at, cut)
    yield from _announced(story, at)
    for pattern, splitter in ((_DASHES, r"——|—|-"), (_QUOTES, r"(?<=”)[、和及与]?(?=“)")):
        for match in pattern.finditer(story.sentences[at].text):
            parts = _split(match[0], match.start(), re.compile(splitter))
            yield _enumeration(story, at, parts, match.end())


def _enumeration(
    story: Story, at: int, parts: Iterable[tuple[int, int]], end: int, *, is_open: bool = False
) -> Enumeration:
    printed, parts = story.sentences[at].printed, list(parts)
    text = printed.text
    items = tuple(printed.cut(*_trimmed(text, *part)) for part in parts)
    head = re.split(r"[，。；：,;:]", text[end:], maxsplit=1)[0][:12]
    run = printed.cut(parts[0][0], parts[-1][1])
    return Enumeration(story, at, at, items, head, text[: parts[0][0]], is_open, run)


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1] in " 。，；,;：:":
        end -= 1
    if (
        text[start:end].startswith("“")
        and text[start:end].endswith("”")
        and "”" not in text[start : end - 1]
    ):
        return start + 1, end - 1
    return start, end


def _split(text: str, offset: int, splitter: re.Pattern[str]) -> list[tuple[int, int]]:
    parts, done = [], 0
    for match in splitter.finditer(text):
        parts.append((offset + done, offset + match.start()))
        done = match.end()
    return [*parts, (offset + done, offset + len(text))]


def _runs(story: Story, at: int, cut: Cut) -> Iterator[Enumeration]:
    """甲、乙和丙等3个项目."""
    text = story.sentences[at].text
    for match in _RUN.finditer(text):
        parts = _split_closed(match[0], match.start())
        start, end = parts[-1]
        usual = mean(high - low for low, high in parts[1:-1] or parts[:1])
        tail = _TAIL.search(text, start + 1, end)
        parts[-1:] = _last_items(text, start, tail.start() if tail else end, usual, cut)
        others = [text[low:high] for low, high in parts[1:]]
        parts[0] = (_first_start(text, *parts[0], others, cut), parts[0][1])
        if all(high - low <= MAX_ITEM_CHARS for low, high in parts):
            yield _enumeration(story, at, parts, parts[-1][1], is_open=bool(tail))


def _split_closed(text: str, offset: int) -> list[tuple[int, int]]:
    """Split at 、 outside quotation marks and brackets."""
    parts, done = [], 0
    for match in re.finditer(rf"{_CLOSED}|、", text):
        if match[0] == "、":
            parts.append((offset + done, offset + match.start()))
            done = match.end()
    return [*parts, (offset + done, offset + len(text))]


def _last_items(text: str, start: int, end: int, usual: float, cut: Cut) -> list[tuple[int, int]]:
    """Give what the last stretch holds: one item, or two that 和 binds: 乙 | 和 | 丙."""
    bound = _LAST_AND.search(text, start + 2, end)
    if not bound or end - bound.end() < MIN_SHARED or text.startswith("等", end):
        whole = end if text.startswith("等", end) else _last_end(text, start, end, usual, cut)
        return _split_last(text, start, whole)
    first = _last_end(text, start, bound.start(), usual, cut)
    if first < bound.start():
        return [(start, first)]
    return [(start, first), (bound.end(), _last_end(text, bound.end(), end, usual, cut))]


def _split_last(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Split 乙和丙 at the word that binds the last two items."""
    match = _LAST_AND.search(text, start + 2, end)
    if not match or end - match.end() < 2:
        return [(start, end)]
    return [(start, match.start()), (match.end(), end)]


def _last_end(text: str, start: int, end: int, usual: float, cut: Cut) -> int:
    """End the last item before a word that no item holds (丙|共同主办), or a verb if too long."""
    verbs, at, depth = [], start, 0
    for number, word in enumerate(cut(text[start:end])):
        inside = depth > 0
        depth += _opened(word)
        if number and not inside and (word in _edges()["closers"] or _COUNT.match(text, at)):
            end = at
            break
        if number and not inside and len(word) > 1 and part_of(word) is Part.VERB:
            verbs.append(at)
        at += len(word)

    def cost(place: int) -> float:
        return abs(log((place - start) / usual)) + VERB_COST * (place != end)

    return min((end, *verbs), key=cost)


_COUNT = re.compile(
    r"(?P<quote>“)?[\d一二三四五六七八九十两]+[个大项场条点种件家位类方张](?(quote)”)"
)


def _first_start(text: str, start: int, end: int, others: Sequence[str], cut: Cut) -> int:
    """Begin the first item as the others begin; else after an opener, at a length like theirs."""
    size = min((shared_start(others[0], other) for other in others[1:]), default=0)
    alike = text.rfind(others[0][:size], start, end) if size >= MIN_SHARED else -1
    if alike >= 0:
        return alike
    usual = mean(map(len, others))
    even = len(others) > 1 and len(set(map(len, others))) == 1
    best, best_score, at, depth = start, float("-inf"), start, 0
    before = text[start - 1 : start] if start else ""
    for word in cut(text[start:end]):
        if depth == 0:
            score = -abs(log((end - at) / usual)) + OPENER_BONUS * (before in _edges()["openers"])
            score += NAMING_BONUS * (before in _edges()["naming"])
            score += EVEN_BONUS * (even and end - at == usual)
            if score > best_score:
                best, best_score = at, score
        depth += _opened(word)
        at += len(word)
        before = word
    return best


def _opened(word: str) -> int:
    """Count the quotation marks and brackets that a word opens, less those that it closes."""
    return sum(map(word.count, "“（(《")) - sum(map(word.count, "”）)》"))


@cache
def _edges() -> dict[str, frozenset[str]]:
    return {name: frozenset(words) for name, words in load_data("lists.toml").items()}


def _ordinals(story: Story, at: int) -> Iterator[Enumeration]:
    """一是甲；二是乙；三是丙, as far as the paragraph goes on with it."""
    paragraph = story.sentences[at].paragraph
    items: list[Printed] = []
    last = at
    for number in range(at, len(story.sentences)):
        sentence = story.sentences[number]
        marks = list(_ORDINAL.finditer(sentence.text))
        if sentence.paragraph != paragraph or (number > at and not marks):
            break
        for mark in marks:
            end = _CLAUSE_END.search(sentence.text, mark.end())
            stop = end.start() if end else len(sentence.text)
            items.append(sentence.printed.cut(*_trimmed(sentence.text, mark.end(), stop)))
        last = number
        if not marks:
            break
    if len(items) >= MIN_ITEMS:
        yield Enumeration(story, at, last, tuple(items), lead=story.sentences[at].text[:40])


_HERALD = re.compile(
    r"(?P<count>[两二三四五六七八九十\d]+)[个件条点项大类种步招][^，。；：,;:、]{1,8}[：:，,](?P<told>[^。]+)"
)


def _announced(story: Story, at: int) -> Iterator[Enumeration]:
    """三个理由：甲，…；乙，…；丙: as many parts as were announced."""
    match = _HERALD.search(story.sentences[at].text)
    count = numeral(match["count"]) if match else None
    if not match or not count or count < MIN_ITEMS or _ORDINAL.search(match["told"]):
        return
    for mark in "；;，,、":
        parts = _split(match["told"], match.start("told"), re.compile(mark))
        if len(parts) == count:
            yield _enumeration(story, at, parts, parts[-1][1])
            return


def pairs(story: Story, at: int, cut: Cut) -> Iterator[Enumeration]:
    """Find what is named by two with no mark between: 甲 | 和 | 乙."""
    text = story.sentences[at].text
    for match in _PAIR.finditer(text):
        bound = match.start("and"), match.end("and")
        last = bound[1], _last_end(text, bound[1], match.end(), PAIR_CHARS, cut)
        first = _first_start(text, match.start(), bound[0], [text[slice(*last)]], cut), bound[0]
        if last[0] < last[1]:
            yield _enumeration(story, at, (first, last), last[1])


_HERALDED = re.compile(rf"[{CLASSIFIERS}][^，。；：,;:]{{0,8}}$")


def heralded(story: Story, at: int, words: Printed, cut: Cut) -> Enumeration | None:
    """Give what words announce and a colon leads to: 三个条件 | ：甲、乙、丙."""
    count = announced_count(words.text)
    after = story.sentences[at].text.partition(words.text)[2]
    if not count or not _HERALDED.search(words.text) or not _COLON.match(after):
        return None
    begin = words.spans[-1][1]
    found = (one for one in enumerations(story, at, cut) if one.items[0].spans[0][0] >= begin)
    return next((one for one in found if len(one.items) == count), None)


_COLON = re.compile(r"[^，。；：,;:]{0,4}[：:]")
_PAIR = re.compile(rf"{_PART}?(?P<and>以及|[和与及]){_PART}")
_GOES_ON = re.compile(
    r"^(?:同时|此外|另外|除此之外|不仅如此)?[，,]?[^，,。]*?(?:还|也|亦)(?P<item>[^，,。]+)"
)


def going_on(listed: Enumeration, focus: str | None) -> Enumeration:
    """Add what the next sentence says there is besides: 同时，还兼具…功能."""
    after = listed.last + 1
    if not focus or after >= len(listed.story.sentences):
        return listed
    match = _GOES_ON.match(listed.story.sentences[after].text)
    if not match or focus not in match["item"]:
        return listed
    item = listed.story.sentences[after].printed.cut(*match.span("item"))
    return replace(listed, last=after, items=(*listed.items, item))
