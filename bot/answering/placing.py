"""How well a part of a sentence sits where the question's gap is: named features, learned weights.

Chinese leaves the question word in place: what stands left of 多少 in the question stands left of
the figure in print (工业项目34个, not 项目156个). The weights are learned by `make train` from our
own questions (placing.toml), as those of the reader are, and added up in the same layers.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from typing import NamedTuple

import numpy as np

from bot.answering.question import Question
from bot.answering.reading.candidates import Kind
from bot.answering.reading.coverage import Floats
from bot.answering.reading.dimensions import bare_unit
from bot.answering.reading.reader import Reading
from bot.answering.reading.signs import cue_pattern
from bot.answering.reading.scoring import LAYERS, layer_rows
from bot.answering.wording import load_data, same_words, zone_names

# Words that bind a gap to its neighbours and may differ: 额度是多少, 额度为65亿元, 总投资约100亿元.
BINDERS = "列居排是为达有共约近超了的到在于过出达到共计一共总共：:，, “《"
REACH = 24
MAX_EXACT = 8
MAX_BRIEF = 25
# How much of the reader's score two places lose for each character that they differ by.
DIFFERENCE_COST = 0.05
MAX_BEHIND = 8.0

_LIMIT = re.compile(r"以上|以下|以内")
_LIMITED = re.compile(r"的?(?:工业|重大)?(?:项目|企业)")
_EXTREMES = ("最高", "最多", "最低", "最少", "至少", "最大")
_BEGINNING = re.compile(r"从(?:几|哪|什么时候|何时)|开始|起")
_SAYS = re.compile(r"(?:说|表示|介绍|指出|认为|解释|透露|告诉记者|坦言|强调|称)$")
_SAYS_ON = re.compile(r"(?:说|表示|介绍|指出|认为|解释|透露|告诉记者|坦言|强调|称)[，,：:]")
_CLAUSE = re.compile(r"[^，。；：！？,;:!?…]+")


class Option(NamedTuple):
    """A part of a sentence that may answer: characters `start` to `end`.

    `kind` is that of a strict candidate, None for any other span; `fits` says that it is of the
    type asked for.
    """

    start: int
    end: int
    kind: Kind | None = None
    unit: str = ""
    fits: bool = False


_KINDS = (*Kind, None)
PLACE_FEATURES = (
    "read",  # the reader's score of the place, less that of its best
    "read best",
    "fits",
    *(f"is {kind or 'any span'}" for kind in _KINDS),
    "left",  # how many characters left of the gap stand left of it, too
    "right",
    "near",  # how near on its left stands what is next to the gap
    "adjacent",
    "followed",  # by what was asked about
    "does",  # a doer, before the deed
    "begins",  # a time that is a beginning, where one is asked for
    "qualified",
    "own",  # no other figure between it and what is asked about
    "measured",  # counts in the very measure asked in
    "limit",  # of 10亿元以上项目
    "told",  # the question says it
    "share told",
    "begins told",
    "ends told",
    "clause said",  # how much its clause says of the question, to the best clause
    "clause distance",  # to that best clause
    "before best clause",
    "opens clause",
    "close to topics",
    "close to rare",
    "closes clause",
    "focus last",
    "focus inside",
    "focus after",
    "length",
    "long",
    "whole mark",
    "cue first",
    "cue inside",
    "cue before",
    "attribution",
    "has attribution",
    "holds fit",
    "and after",
    "and before",
    "in quotes",
    "focus missing",
    "verb before",
    "one clause",
    "clause after best",
)


class Sight:
    """A sentence as one question sees it."""

    def __init__(self, question: Question, text: str) -> None:
        self.question, self.text = question, text
        self.left = question.wanted.left.rstrip(BINDERS)
        self.right = question.wanted.right.lstrip(BINDERS)
        self.gap_words = tuple(w for t in question.next_to_gap for w in question.words_of(t))
        topics = dict.fromkeys((*question.topics, *(form for form, _ in question.names)))
        self.told = np.zeros(len(text) + 1, dtype=np.int32)
        told = [0] * (len(text) + 1)
        self.places: list[tuple[int, str]] = []
        for topic in topics:
            for word in question.words_of(topic):
                for match in re.finditer(re.escape(word), text):
                    self.places.append((match.start(), topic))
                    for at in range(*match.span()):
                        told[at + 1] = 1
        self.marks = told
        self.told = np.cumsum(told)
        self.clauses = [match.span() for match in _CLAUSE.finditer(text)] or [(0, len(text))]
        said = [
            sum(1 for topic in {t for at, t in self.places if low <= at < high})
            for low, high in self.clauses
        ]
        self.said = said
        self.best = said.index(max(said)) if any(said) else -1
        focus = question.wanted.focus
        self.focus = tuple(w for w in same_words(focus)) if focus else ()
        cue = cue_pattern(question.wanted.type)
        self.cues = [m.span() for m in cue.finditer(text)] if cue else []
        self.verb_ends: dict[int, int] = {}

    def closeness(self, start: int, end: int) -> tuple[float, float]:
        best: dict[str, float] = {}
        count: dict[str, int] = {}
        for at, topic in self.places:
            size = 2
            gap = start - at - size if at < start else at - end if at >= end else 0
            close = 1 / (1 + max(0, gap) / 6)
            if not start <= at < end:
                best[topic] = max(best.get(topic, 0.0), close)
            count[topic] = count.get(topic, 0) + 1
        if not best:
            return 0.0, 0.0
        once = [best[t] for t in best if count[t] == 1]
        return sum(best.values()) / len(best), (sum(once) / len(once) if once else 0.0)

    def clause_of(self, at: int) -> int:
        for number, (_, high) in enumerate(self.clauses):
            if at < high:
                return number
        return len(self.clauses) - 1


def place_features(sight: Sight, options: Sequence[Option], reading: Reading) -> Floats:
    views = [_read_at(one, reading) for one in options]
    best = max(views, default=0.0)
    rows = [
        _row(sight, one, max(-MAX_BEHIND, view - best) / 4, view == best, any(o.fits and one.start<=o.start and o.end<=one.end and 0<len(range(one.start,one.end))-(o.end-o.start)<=12 for o in options))
        for one, view in zip(options, views, strict=True)
    ]
    return np.array(rows, dtype=np.float64).reshape(len(rows), len(PLACE_FEATURES))


def _row(sight: Sight, one: Option, behind: float, first: bool, holds: bool) -> list[float]:
    question, text = sight.question, sight.text
    start, end = one.start, one.end
    before, after = text[:start].rstrip(BINDERS), text[end:].lstrip(BINDERS + "”》等")
    words = text[start:end]
    bare = words.strip("“”《》")
    clause = sight.clause_of(start)
    told = float(sight.told[end] - sight.told[start]) / max(end - start, 1)
    top = max(sight.said, default=0)
    distance = abs(clause - sight.best) if sight.best >= 0 else 0
    return [
        behind,
        float(first),
        float(one.fits),
        *(float(one.kind is kind) for kind in _KINDS),
        min(MAX_EXACT, _shared_start(sight.left[::-1], before[::-1])) / 4,
        min(MAX_EXACT, _shared_start(sight.right, after)) / 4,
        _nearness(sight, before),
        float(before.endswith(sight.gap_words)) if sight.gap_words else 0.0,
        _followed(question, sight.right, after),
        _does(question, sight.right, after),
        float(_begins(question, before, after)),
        float(_is_qualified(question, before)),
        float(_is_own(question, before)),
        float(_is_measured(question, one)),
        float(_is_limit(words, after)),
        float(bare in question.plain or words in zone_names()),
        told,
        float(sight.marks[start + 1]) if start < len(text) else 0.0,
        float(sight.marks[end]),
        sight.said[clause] / top if top else 0.0,
        min(3, distance) / 3,
        float(0 <= clause < sight.best),
        float(start == 0 or text[start - 1] in "，。；：！？,;:!?"),
        *sight.closeness(start, end),
        float(end == len(text) or text[end] in "，。；：！？,;:!?…"),
        float(bool(sight.focus) and bare.endswith(sight.focus)),
        float(any(word in words for word in sight.focus)),
        float(bool(sight.focus) and after.startswith(sight.focus)),
        min(12, end - start) / 12,
        max(0, end - start - MAX_BRIEF) / 25,
        float(words.count("“") == words.count("”")),
        float(any(low == start for low, _ in sight.cues)),
        float(any(start < low < end for low, _ in sight.cues)),
        float(any(high == start for _, high in sight.cues)),
        float(bool(_SAYS.search(words[-3:]))),
        float(bool(_SAYS_ON.search(words))),
        float(holds),
        float(text[end : end + 1] in "和与、及" and end < len(text)),
        float(text[start - 1 : start] in "和与、及" and start > 0),
        float(text[:start].count("“") > text[:start].count("”") and not (text[start - 1] == "“" and text[end : end + 1] == "”")),
        float(bool(sight.focus) and not any(w in text for w in sight.focus)),
        float(sight.verb_ends.get(start, 0)),
        float(clause == sight.clause_of(end - 1)),
        float(sight.best >= 0 and clause == sight.best + 1),
    ]


def _read_at(place: Option, reading: Reading) -> float:
    """Give the reader's view of a place: of the span most like it, less what they differ by."""
    views = (
        span.score - DIFFERENCE_COST * (abs(span.start - place.start) + abs(span.end - place.end))
        for span in reading.spans
        if span.start < place.end and place.start < span.end
    )
    lowest = reading.spans[-1].score - 1 if reading.spans else 0.0
    return max(views, default=lowest)


def _shared_start(one: str, other: str) -> int:
    pairs = zip(one, other, strict=False)
    return next((at for at, (a, b) in enumerate(pairs) if a != b), min(len(one), len(other)))


def _nearness(sight: Sight, before: str) -> float:
    clause = re.split(r"[。；;]", before)[-1]
    places = [clause.rfind(word) + len(word) for word in sight.gap_words if word in clause]
    return max(0.0, 1 - (len(clause) - max(places, default=-REACH)) / REACH)


def _is_own(question: Question, before: str) -> bool:
    words = [word for topic in question.subject for word in question.words_of(topic)]
    place = max((before.rfind(word) + len(word) for word in words if word in before), default=-1)
    return place >= 0 and not re.search(r"\d", before[place:])


def _is_measured(question: Question, candidate: Option) -> bool:
    asked = question.wanted.measure
    return bool(asked and candidate.unit and bare_unit(asked) == bare_unit(candidate.unit))


def _followed(question: Question, right: str, after: str) -> float:
    nouns = (question.wanted.focus or right[:2], *question.topics)
    followed = [w for noun in nouns if noun for w in same_words(noun) if after.startswith(w)]
    return min(1.5, max(map(len, followed), default=0) / 2)


def _does(question: Question, right: str, after: str) -> float:
    clause = re.split(r"[，。；,;]", after)[0]
    named = [topic for topic in question.next_to_gap if topic in right]
    deeds = [word for topic in named for word in question.words_of(topic)]
    places = [clause.find(deed) for deed in deeds if deed in clause]
    return max(0.0, 1 - min(places, default=REACH) / REACH)


def _begins(question: Question, before: str, after: str) -> bool:
    if not _BEGINNING.search(question.plain):
        return False
    return before.endswith(("自", "从")) or after.startswith(("以来", "起", "开始"))


def _is_qualified(question: Question, before: str) -> bool:
    clause = re.split(r"[，。；,;]", before)[-1]
    bounds = [bound for bound in _EXTREMES if bound in question.plain]
    return clause.endswith(tuple(bounds)) or any(
        re.search(rf"(?<![\d.]){re.escape(qualifier)}\D{{0,6}}$", clause)
        for qualifier in question.qualifiers
    )


def _is_limit(words: str, after: str) -> bool:
    is_limit = _LIMIT.search(words) and _LIMITED.match(after)
    is_piece = words.endswith("块") and re.match(r"(?!钱)[\u4e00-\u9fff]", after)  # 96块香皂
    return bool(is_limit or is_piece)


@cache
def _weights() -> Floats:
    data = load_data("placing.toml")
    return np.array([[data.get(layer, {}).get(f, 0.0) for f in PLACE_FEATURES] for layer in LAYERS])


WEIGHTS: Floats | None = None


def place_scores(sight: Sight, options: Sequence[Option], reading: Reading) -> Floats:
    weights = WEIGHTS if WEIGHTS is not None else _weights()
    row = weights[layer_rows(sight.question.wanted)].sum(axis=0)
    return place_features(sight, options, reading) @ row
