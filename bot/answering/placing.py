"""How well a part of a sentence sits where the question's gap is: named features, learned weights.

Chinese leaves the question word in place: what stands left of 多少 in the question stands left of
the figure in print (工业项目34个, not 项目156个). `make train` learns the weights from our own
questions and writes them (placing.toml); they are added up in the layers of the reader's.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from itertools import chain

import numpy as np

from bot.answering.cutting import shared_start
from bot.answering.options import Option
from bot.answering.place_signs import SIGNS, signs_of
from bot.answering.question import Question, once
from bot.answering.reading.candidates import Kind
from bot.answering.reading.coverage import Floats
from bot.answering.reading.dimensions import bare_unit
from bot.answering.reading.reader import Reading
from bot.answering.reading.scoring import LAYERS, layer_rows
from bot.answering.sight import Sight
from bot.answering.wording import load_data, zone_names

# So near stands what is next to the gap, or so soon is done what a doer does.
REACH = 24
MAX_EXACT = 8
# A fact is told in a phrase: what goes beyond it is counted apart.
MAX_BRIEF, MAX_LENGTH_COUNTED = 25, 12
# How much of the reader's score two places lose for each character that they differ by.
DIFFERENCE_COST = 0.05
MAX_BEHIND = 8.0
# 成大街 in 成大街与迎宾路交叉口: how much longer a span may be that holds what fits.
MAX_AROUND_FIT = 12

_KINDS = (*Kind, None)
_IS_KIND = {kind: tuple(kind is other for other in _KINDS) for kind in _KINDS}
# In the order of the columns; those of a line are worked out together.
PLACE_FEATURES = (
    *("behind", "best read"),  # the reader's score, less its best
    *("fits", "holds fitting", *(f"is {kind or 'any span'}" for kind in _KINDS)),
    *(
        "same left",
        "same right",
        "near",
        "adjacent",
        "own",
        "own at gap",
        "counted",
        "followed",
        "does",
        "begins",
    ),
    *("qualified", "measured", "a limit", "asked before"),
    *("share said", "begins said", "ends said", "said near", "single said near"),
    *("clause said", "clause distance", "before best clause", "after best clause", "one clause"),
    *("opens clause", "closes clause", "goes on", "went on", "whole quotes", "inside quotes"),
    *("noun last", "noun inside", "noun after", "noun missing"),
    *("cue first", "cue inside", "cue before", "names speaker", "quotes speech"),
    *("length", "beyond brief"),
    *SIGNS,
)

_LIMIT = re.compile(r"以上|以下|以内")
_LIMITED = re.compile(r"的?(?:工业|重大)?(?:项目|企业)")
_PIECE = re.compile(r"(?!钱)[\u4e00-\u9fff]")  # 96块香皂
_SAYS = r"(?:说|表示|介绍|指出|认为|解释|透露|告诉记者|坦言|强调|称)"
_NAMES_SPEAKER, _QUOTES_SPEECH = re.compile(rf"{_SAYS}$"), re.compile(rf"{_SAYS}[，,：:]")
_MARKS = frozenset("，。；：！？,;:!?…")
_CLAUSE_MARK = re.compile(r"[，。；,;]")


def place_scores(sight: Sight, options: Sequence[Option], reading: Reading) -> Floats:
    """Score the options of a sentence; the scores order them, and mean nothing else."""
    return np.asarray(place_features(sight, options, reading) @ _weights_for(sight.question))


@once
def _weights_for(question: Question) -> Floats:
    return np.asarray(_weights()[layer_rows(question.wanted)].sum(axis=0))


@cache
def _weights() -> Floats:
    data = load_data("placing.toml")
    rows = [[data.get(layer, {}).get(name, 0.0) for name in PLACE_FEATURES] for layer in LAYERS]
    return np.array(rows)


def place_features(sight: Sight, options: Sequence[Option], reading: Reading) -> Floats:
    """Give one row an option, one column a feature of `PLACE_FEATURES`."""
    views = [_read_at(one, reading) for one in options]
    best = max(views, default=0.0)
    fitting = [one for one in options if one.fits]
    rows = [
        (
            max(-MAX_BEHIND, view - best) / MAX_BEHIND,
            view == best,
            *_form(one, fitting),
            *_gap(sight, one),
            *_asked(sight, one),
            *_said(sight, one),
            *_clause(sight, one),
            *_edges(sight, one),
            *_noun(sight, one),
            *_words(sight, one),
            *signs_of(sight, one, fitting),
        )
        for one, view in zip(options, views, strict=True)
    ]
    values = np.fromiter(chain.from_iterable(rows), np.float64)
    return values.reshape(len(rows), len(PLACE_FEATURES))


def _read_at(one: Option, reading: Reading) -> float:
    """Give the reader's view of a place.

    Where it did not look, that of the span most like it, less what they differ by.
    """
    seen = reading.views.of(one.start, one.end) if reading.views else None
    if seen is not None:
        return seen
    views = [
        span.score - DIFFERENCE_COST * (abs(span.start - one.start) + abs(span.end - one.end))
        for span in reading.spans
        if span.start < one.end and one.start < span.end
    ]
    lowest = reading.spans[-1].score - 1 if reading.spans else 0.0
    return max(views, default=lowest)


def _form(one: Option, fitting: Sequence[Option]) -> tuple[float, ...]:
    """What kind of candidate it is, and whether it holds one of the kind asked for."""
    holds = any(
        one.start <= other.start
        and other.end <= one.end
        and 0 < one.length - other.length <= MAX_AROUND_FIT
        for other in fitting
    )
    return one.fits, holds, *_IS_KIND[one.kind]


def _gap(sight: Sight, one: Option) -> tuple[float, ...]:
    """What stands left and right of it, as left and right of the gap in the question."""
    text, gap = sight.text, sight.gap
    before, after = sight.before(one.start), sight.after(one.end)
    left = gap.left[-MAX_EXACT:], text[max(0, before - MAX_EXACT) : before]
    return (
        shared_start(*(part[::-1] for part in left)) / MAX_EXACT,
        shared_start(gap.right, text[after : after + MAX_EXACT]) / MAX_EXACT,
        _nearness(sight, before),
        text.endswith(gap.words, 0, before),
        _is_own(sight, sight.last_subject(before), before),
        _is_own(sight, sight.last_gap_word(before), before),
        text.endswith(gap.deeds, 0, before),
        _followed(sight, after),
        _does(sight, after),
        gap.is_beginning and _begins(text, before, after),
    )


def _nearness(sight: Sight, before: int) -> float:
    """Say how near on the left stands what is next to the gap in the question, 0 to 1."""
    last = sight.last_gap_word(before)
    return max(0.0, 1 - (before - last) / REACH) if last > sight.part_start(before) else 0.0


def _is_own(sight: Sight, word_end: int, before: int) -> bool:
    """Whether no other figure stands between it and the nearest of some words, if there is one.

    甲45亿元乙32亿元: each figure belongs to the name before it.
    """
    return word_end >= 0 and not sight.has_figure(word_end, before)


def _followed(sight: Sight, after: int) -> float:
    """Reward what was asked about for standing right of it: “甲”称号, 4个专项债项目."""
    if not sight.text.startswith(sight.gap.nouns, after):
        return 0.0
    followed = (len(word) for word in sight.gap.nouns if sight.text.startswith(word, after))
    return min(1.5, max(followed) / 2)


def _does(sight: Sight, after: int) -> float:
    """Reward a doer for standing before the deed (谁主办 → 甲、乙共同主办), the nearer the more."""
    if not sight.gap.deeds:
        return 0.0
    clause = _CLAUSE_MARK.split(sight.text[after:], maxsplit=1)[0]
    places = [clause.find(deed) for deed in sight.gap.deeds if deed in clause]
    return max(0.0, 1 - min(places, default=REACH) / REACH)


def _begins(text: str, before: int, after: int) -> bool:
    """Whether a time is a beginning: 自7月以来."""
    return text.endswith(("自", "从"), 0, before) or text.startswith(("以来", "起", "开始"), after)


def _asked(sight: Sight, one: Option) -> tuple[float, ...]:
    """Whether it is qualified and measured as asked, or only looks like an answer.

    The limit in 10亿元以上项目 does, the 块 that is no money, the zone itself, and what the
    question has said already.
    """
    question, text, words = sight.question, sight.text, sight.text[one.start : one.end]
    after, measure = sight.after(one.end), question.wanted.measure
    is_limit = _LIMIT.search(words) and _LIMITED.match(text, after)
    is_piece = words.endswith("块") and _PIECE.match(text, after)
    return (
        _is_qualified(sight, sight.before(one.start)),
        bool(measure and one.unit and bare_unit(measure) == bare_unit(one.unit)),
        bool(is_limit or is_piece),
        words.strip("“”《》") in question.plain or words in zone_names(),
    )


def _is_qualified(sight: Sight, before: int) -> bool:
    """Whether the qualifier asked about stands right before: 10亿元以上项目 | 5个, 最高 | 5元."""
    gap = sight.gap
    if not (gap.bounds or gap.qualifiers):
        return False
    clause = _CLAUSE_MARK.split(sight.text[:before])[-1]
    return clause.endswith(gap.bounds) or any(one.search(clause) for one in gap.qualifiers)


def _said(sight: Sight, one: Option) -> tuple[float, ...]:
    """How much of it the question says, and how near to it stands what the question says."""
    told = sight.told
    return (
        sum(told[one.start : one.end]) / max(one.length, 1),
        told[one.start],
        told[one.end - 1],
        *sight.nearness(one.start, one.end),
    )


def _clause(sight: Sight, one: Option) -> tuple[float, ...]:
    """Where its clause stands, as seen from the one that says most of the question."""
    clause, best = sight.clause_of(one.start), sight.best_clause
    most = sight.clause_topics[best]
    return (
        sight.clause_topics[clause] / most if most else 0.0,
        min(3, abs(clause - best)) / 3 if most else 0.0,
        bool(most) and clause < best,
        bool(most) and clause == best + 1,
        clause == sight.clause_of(one.end - 1),
    )


def _edges(sight: Sight, one: Option) -> tuple[float, ...]:
    """How it is cut out: at clauses, amid a list, within quotation marks."""
    text, start, end = sight.text, one.start, one.end
    before, after = text[start - 1 : start], text[end : end + 1]
    return (
        not before or before in _MARKS,
        not after or after in _MARKS,
        bool(after) and after in "和与、及",
        bool(before) and before in "和与、及",
        not sight.has_quotes or text.count("“", start, end) == text.count("”", start, end),
        sight.has_quotes
        and text.count("“", 0, start) > text.count("”", 0, start)
        and not (before == "“" and after == "”"),
    )


def _noun(sight: Sight, one: Option) -> tuple[float, ...]:
    """Where the noun asked for stands: 什么机制 → “甲”机制."""
    nouns = sight.gap.focus
    if not nouns:
        return 0.0, 0.0, 0.0, 0.0
    words = sight.text[one.start : one.end]
    return (
        words.strip("“”《》").endswith(nouns),
        any(noun in words for noun in nouns),
        sight.text.startswith(nouns, sight.after(one.end)),
        not sight.has_focus,
    )


def _words(sight: Sight, one: Option) -> tuple[float, ...]:
    """Words that announce an answer or a speaker, and how many there are."""
    text, start, end = sight.text, one.start, one.end
    return (
        any(at == start for at, _ in sight.cues),
        any(start < at < end for at, _ in sight.cues),
        any(at == start for _, at in sight.cues),
        bool(_NAMES_SPEAKER.search(text, start, end)),
        bool(_QUOTES_SPEECH.search(text, start, end)),
        min(one.length, MAX_LENGTH_COUNTED) / MAX_LENGTH_COUNTED,
        max(0, one.length - MAX_BRIEF) / MAX_BRIEF,
    )
