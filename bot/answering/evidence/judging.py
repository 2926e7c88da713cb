"""Which sentence answers, and whether any does: one fitted decision over named signals.

The sentences found compete with each other and with “none of them”, whose score is 0: a conditional
logit (McFadden 1974). So the same weights order the sentences, decide on refusing, and say how sure
the answer is. Times, names, places, units and qualifiers are no matter of degree and are not
weighed here; `conditions` checks them. The weights stand in `judging.toml`, fitted by
`python -m benchmarks.calibrate_answers`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from math import exp, log1p, tanh

from bot.answering.data_files import load_data
from bot.answering.evidence.case import Case
from bot.answering.evidence.reasons import clause_signals
from bot.answering.evidence.support import Support
from bot.answering.language.wanted import FIGURES, TIMES, AnswerType
from bot.answering.question.kinds import Kind
from bot.answering.question.question import Question, once
from bot.answering.reading.reader import Reading, ScoredSpan
from bot.answering.reading.sentence_features import SENTENCE_FEATURES
from bot.answering.spans.announcing import MEANS, announcing_rows, patterns_of
from bot.answering.spans.locations import asks_location
from bot.answering.spans.nouns import has_form, has_form_of_its_own
from bot.answering.spans.usable import BY_NAME
from bot.model import Remark

# Questions of a group are asked alike; what a span tells may count more or less in one of them.
_GROUPS = {
    AnswerType.NUMBER: "figure",
    AnswerType.MONEY: "figure",
    AnswerType.PERCENT: "figure",
    AnswerType.RANK: "figure",
    AnswerType.TIME: "when",
    AnswerType.DURATION: "when",
    AnswerType.PLACE: "where",
    AnswerType.PERSON: "who",
    AnswerType.ORGANISATION: "who",
}
_GROUPS_OF_KINDS = {
    Kind.WHY: "clause",
    Kind.HOW: "clause",
    Kind.YES_NO: "verdict",
    Kind.LIST: "list",
}
# Reasons, manners and verdicts are told in words, whatever they ask for.
_IN_FORM = frozenset(Kind) - _GROUPS_OF_KINDS.keys() | {Kind.LIST}
_LEVELS = tuple(Support)
# What signals are divided by, so that all are about as large as 1.
_READING_SCALE, _SPAN_SCALE, _MANY_TOLD = 4.0, 6.0, 20
# Characters that words share without being akin.
_IDLE = frozenset(
    "的了是在和与及有为等将被把从到对于也都并还这那其该个们不一二三四五六七八九十年月日时"
    "上下中大小多少人来去出里外前后说会要能可以"
)
# The reader's features that are signals too, by their columns.
_READ = {
    name: SENTENCE_FEATURES.index(name) for name in ("length", "digits", "coverage", "headline")
}


@once
def group_of(question: Question) -> str:
    """Name the group of questions that a question is asked like."""
    return _GROUPS_OF_KINDS.get(question.kind) or _GROUPS.get(question.wanted.type, "thing")


@once
def needs_form(question: Question) -> bool:
    """Whether only words of the form asked for may answer: a figure, a time, a location, a name."""
    in_figures = question.wanted.type in FIGURES | TIMES and question.kind in _IN_FORM
    who = question.wanted.type in BY_NAME and question.kind is Kind.FACT
    plainly = in_figures or who or bool(question.office) or asks_location(question)
    return (plainly and has_form(question)) or has_form_of_its_own(question)


def best_of(others: Sequence[Mapping[str, float]]) -> dict[str, float]:
    """Give the best of some sentences' signals: as read, and in words."""
    return {name: max((one[name] for one in others), default=0.0) for name in ("reading", "said")}


def behind(signals: Mapping[str, float], best: Mapping[str, float]) -> dict[str, float]:
    """Give what tells how far a sentence is behind the best."""
    return {f"behind_{name}": most - signals[name] for name, most in best.items()}


def signals_of(case: Case, doubted: Sequence[Remark], reading: Reading) -> dict[str, float]:
    """Give what speaks for and against a sentence by itself, whatever its span, by name."""
    return _support_signals(case) | {
        "reading": reading.score / _READING_SCALE,
        "announced": float(_is_announced(case, by_means=False)),
        "announced_means": float(_is_announced(case, by_means=True)),
        **{name: reading.row[column] for name, column in _READ.items()},
        **{f"doubt_{doubt.code}": 1.0 for doubt in doubted},
        group_of(case.question): 1.0,
        "always": 1.0,
    }


def span_signals(case: Case, span: ScoredSpan | None) -> dict[str, float]:
    """Give what speaks for and against a span of a sentence, by name; None for no span."""
    group, told = group_of(case.question), _told(case, span)
    found = {
        "span": tanh(span.score / _SPAN_SCALE) if span else 0.0,
        "told": told,
        f"{group}.told": told,
    }
    return found | clause_signals(case, span) if group == "clause" else found


def _is_announced(case: Case, *, by_means: bool) -> bool:
    """Whether the sentence tells a reason, or by what means, if that is asked, by how it is worded.

    The fact itself (停产半年的某厂复工) says most of why it is so, and the sentence after it why.
    """
    rows = (row for row in announcing_rows(case.question) if (row == MEANS) is by_means)
    return any(pattern.search(case.text) for row in rows for pattern in patterns_of(row))


def _support_signals(case: Case) -> dict[str, float]:
    """Tell how much of what is asked about is said here, near by, elsewhere, nowhere."""
    question, levels, weights = case.question, case.levels, case.weights
    total = sum(weights.values()) or 1.0
    gap = [levels[topic] for topic in question.next_to_gap if topic in weights]
    subject = [levels[topic] for topic in question.subject if topic in weights]
    found = dict.fromkeys(_LEVELS, 0.0)
    for topic, weight in weights.items():
        found[levels[topic]] += weight
    if not weights:  # nothing was asked for that could be lacking
        found[Support.SENTENCE] = total
    return {
        "said": found[Support.SENTENCE] / total,
        "far": found[Support.ARTICLE] / total,
        "nowhere": found[Support.NOWHERE] / total,
        "foreign": sum(weights[topic] for topic in weights if _is_foreign(topic, case)) / total,
        "gap_near": _share_at(gap, Support.NEAR),
        "subject_near": _share_at(subject, Support.NEAR),
        "heart_said": float(all(levels[heart] is Support.SENTENCE for heart in case.hearts)),
    }


def _told(case: Case, span: ScoredSpan | None) -> float:
    """Tell how much the span says that the question does not.

    What only says the question again (停产半年的某厂复工) answers nothing. With this and what is
    said by character, held out by pages, evidence@1 is .853 for .844 and wrong .088 for .092.
    """
    words = case.text[span.start : span.end] if span else ""
    told = sum(char not in case.question.plain and char.isalnum() for char in words)
    return min(told, _MANY_TOLD) / _MANY_TOLD


def said_by_character(question: Question, texts: Sequence[str]) -> list[float]:
    """Tell of each text how many of the question's characters it says, the rare ones counting more.

    Words that mean the same often share one: 加班 and 夜班, 发钱 and 发放.
    """
    asked = [char for char in set(question.plain) - _IDLE if "\u4e00" <= char <= "\u9fff"]
    counts = ((char, sum(char in text for text in texts)) for char in sorted(asked))
    weights = {char: log1p(len(texts) / (count + 0.5)) for char, count in counts}
    total = sum(weights.values()) or 1.0
    return [sum([weights[char] for char in weights if char in text]) / total for text in texts]


def _is_foreign(topic: str, case: Case) -> bool:
    """Whether the sentence has neither a topic nor a character of it: 投产 is akin to 量产."""
    akin = any(char in case.text for char in topic if char not in _IDLE)
    return case.levels[topic] < Support.SENTENCE and not akin


def _share_at(levels: Sequence[Support], least: Support) -> float:
    return sum(level >= least for level in levels) / len(levels) if levels else 1.0


def score(signals: Mapping[str, float]) -> float:
    """Weigh signals: the log odds that the sentence answers rather than none."""
    weight: Callable[[str, float], float] = load_data("judging.toml")["weights"].get
    return sum([weight(name, 0.0) * value for name, value in signals.items() if value])


def chances(scores: Sequence[float]) -> list[float]:
    """Give the chance of each sentence to be the one that answers; what is left is none's."""
    highest = max([0.0, *scores])
    shares = [exp(one - highest) for one in scores]
    total = sum(shares) + exp(-highest)
    return [share / total for share in shares]
