"""What an option is: its kind, its words, and what of the question it says or stands near."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.answering.language.candidates import Kind
from bot.answering.language.dimensions import bare_unit
from bot.answering.language.wording import zone_names
from bot.answering.spans.options import Option
from bot.answering.spans.sight import Sight

_KINDS = (*Kind, None)
_IS_KIND = {kind: tuple(kind is other for other in _KINDS) for kind in _KINDS}
INSIDE_SIGNS = (
    *("fits", "holds fitting", "only fitting", "first fitting"),
    *(f"is {kind or 'any span'}" for kind in _KINDS),
    *("begins", "measured", "a limit", "asked before", "each", "no each"),
    *("share said", "said near", "single said near", "amid said"),
    *("one clause", "clauses", "whole clauses", "whole quotes", "inside quotes", "cuts word"),
    *("noun last", "noun inside", "noun missing"),
    *("cue inside", "names speaker", "quotes speech"),
    *("length", "beyond brief"),
)
# A fact is told in a phrase: what goes beyond it is counted apart.
MAX_BRIEF, MAX_LENGTH_COUNTED = 25, 12
MANY_CLAUSES = 3
# 成大街 in 成大街与迎宾路交叉口: how much longer a span may be that holds what fits.
MAX_AROUND_FIT = 12

_LIMIT = re.compile(r"以上|以下|以内")
_LIMITED = re.compile(r"的?(?:工业|重大)?(?:项目|企业)")
_PIECE = re.compile(r"(?!钱)[\u4e00-\u9fff]")  # 96块香皂
_SAYS_EACH = re.compile("每|人均|户均|亩均|单价|/")
_SAYS = ("说", "表示", "介绍", "指出", "认为", "解释", "透露", "告诉记者", "坦言", "强调", "称")
_QUOTES_SPEECH = re.compile(rf"(?:{'|'.join(_SAYS)})[，,：:]")
_CLAUSE_ENDS = frozenset("，。；：,;:!?！？")


def inside_signs(sight: Sight, one: Option, fitting: Sequence[Option]) -> tuple[float, ...]:
    """Give the features of an option, in the order of `INSIDE_SIGNS`; `fitting` are those that fit.

    `fitting` stand in the order of the text.
    """
    return (
        *_fit(one, fitting),
        *_IS_KIND[one.kind],
        *_asked(sight, one),
        *_said(sight, one),
        *_cut(sight, one),
        *_noun(sight, one),
        *_words(sight, one),
    )


def _fit(one: Option, fitting: Sequence[Option]) -> tuple[float, ...]:
    """Whether it is, or holds, one of the kind asked for."""
    holds = any(
        one.start <= other.start
        and other.end <= one.end
        and 0 < one.length - other.length <= MAX_AROUND_FIT
        for other in fitting
    )
    is_first = one.fits and one.start == fitting[0].start
    return one.fits, holds, one.fits and len(fitting) == 1, is_first


def _asked(sight: Sight, one: Option) -> tuple[float, ...]:
    """Whether it is a beginning, measured and of each as asked, or only looks like an answer.

    The limit in 10亿元以上项目 does, the 块 that is no money, the zone itself, and what the
    question has said already.
    """
    question, text, words = sight.question, sight.text, sight.text[one.start : one.end]
    measure = question.wanted.measure
    is_limit = _LIMIT.search(words) and _LIMITED.match(text, sight.after(one.end))
    is_piece = words.endswith("块") and _PIECE.match(text, sight.after(one.end))
    beside = sight.clause_before(one.start) + text[one.end : one.end + 2]
    says_each = bool(_SAYS_EACH.search(beside))
    return (
        sight.gap.is_beginning and _begins(sight, one),
        bool(measure and one.unit and bare_unit(measure) == bare_unit(one.unit)),
        bool(is_limit or is_piece),
        words.strip("“”《》") in question.plain or words in zone_names(),
        sight.gap.is_each and says_each,
        not sight.gap.is_each and says_each,
    )


def _begins(sight: Sight, one: Option) -> bool:
    """Whether a time is a beginning: 自7月以来."""
    since = sight.text.endswith(("自", "从"), 0, sight.before(one.start))
    return since or sight.text.startswith(("以来", "起", "开始"), sight.after(one.end))


def _said(sight: Sight, one: Option) -> tuple[float, ...]:
    """How much of it the question says, and how near to it stands what the question says."""
    return (
        sight.told.count(1, one.start, one.end) / max(one.length, 1),
        *sight.nearness(one.start, one.end),
        sight.says_before(one.start) and sight.says_after(one.end),
    )


def _cut(sight: Sight, one: Option) -> tuple[float, ...]:
    """How it is cut out: at clauses, within quotation marks, amid a word."""
    text, start, end = sight.text, one.start, one.end
    before, after = text[start - 1 : start], text[end : end + 1]
    opens, closes = not before or before in _CLAUSE_ENDS, not after or after in _CLAUSE_ENDS
    return (
        sight.clause_of(start) == sight.clause_of(end - 1),
        min(sight.count_marks(start, end), MANY_CLAUSES) / MANY_CLAUSES,
        opens and closes,
        not sight.has_quotes or text.count("“", start, end) == text.count("”", start, end),
        sight.has_quotes
        and text.count("“", 0, start) > text.count("”", 0, start)
        and not (before == "“" and after == "”"),
        not (sight.is_cut(start) and sight.is_cut(end)),
    )


def _noun(sight: Sight, one: Option) -> tuple[float, ...]:
    """Where the noun asked for stands: 什么机制 → “甲”机制."""
    nouns = sight.gap.focus
    if not nouns:
        return 0.0, 0.0, 0.0
    words = sight.text[one.start : one.end]
    return (
        words.strip("“”《》").endswith(nouns),
        any(noun in words for noun in nouns),
        not sight.has_focus,
    )


def _words(sight: Sight, one: Option) -> tuple[float, ...]:
    """Words that announce an answer or a speaker, and how many there are."""
    text, start, end = sight.text, one.start, one.end
    return (
        bool(sight.cue_starts) and any(start < at < end for at in sight.cue_starts),
        text.endswith(_SAYS, start, end),
        bool(_QUOTES_SPEECH.search(text, start, end)),
        min(one.length, MAX_LENGTH_COUNTED) / MAX_LENGTH_COUNTED,
        max(0, one.length - MAX_BRIEF) / MAX_BRIEF,
    )
