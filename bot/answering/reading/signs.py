"""What a sentence shows by itself, whatever stands around it, that it answers a question."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Sequence
from functools import cache

from bot.answering.reading.dimensions import load_data
from bot.answering.reading.fitting import fits
from bot.answering.reading.prepared import Asked, Prepared, covered

# 面积约为800, 总投资达到100亿元: what may stand between an anchor and its figure, in characters.
_MAX_GAP = 4
_BEGINNING = 8
_NUMBER = re.compile(r"\d+")


@cache
def _cues() -> dict[str, re.Pattern[str]]:
    return {name: re.compile(words) for name, words in load_data("cues.toml").items()}


def cue_pattern(kind: str) -> re.Pattern[str] | None:
    """Give the pattern of the words that announce an answer of this type, if there are any."""
    return _cues().get(kind)


@cache
def _senses() -> dict[str, frozenset[str]]:
    """Give for each word the other words of its senses."""
    others: dict[str, frozenset[str]] = {}
    for line in load_data("synonyms.toml")["senses"].strip().splitlines():
        words = frozenset(line.split())
        for word in words:
            others[word] = others.get(word, frozenset()) | words - {word}
    return others


def signs(asked: Asked, sentence: Prepared) -> dict[str, float]:
    """Give the features that a sentence has on its own."""
    marks = covered(asked, sentence).tolist()
    text, wanted = sentence.text.lower(), asked.wanted
    fresh = [
        one.start
        for one in sentence.candidates
        if fits(wanted, one) and not all(marks[one.start : one.end])
    ]
    cue = cue_pattern(wanted.type)
    numbers = _NUMBER.findall(wanted.left + wanted.right)
    return {
        "synonyms": _met_by_sense(asked, sentence),
        "longest_run": _longest_run(marks) / max(len(wanted.question), 1),
        "density": _mean(marks),
        "answer_type": float(bool(fresh)),
        "answer_count": math.log1p(len(fresh)),
        "cue": float(bool(cue and cue.search(text))),
        "focus": float(bool(asked.focus_in(text))),
        "no_focus": float(bool(wanted.focus) and not asked.focus_in(text)),
        "left_anchor": float(any(word in text for word in asked.left[-1:])),
        "right_anchor": float(any(word in text for word in asked.right[:1])),
        "left_adjacent": float(any(_gaps(asked.left[-1:], text, fresh))),
        "digits": _mean([number in text for number in numbers]) if numbers else 1.0,
        "begins_with_question": _mean(marks[:_BEGINNING]),
        "length": math.log1p(len(text)),
    }


def _mean(values: Sequence[float]) -> float:
    return sum(values) / len(values) if values else 0.0


def _longest_run(marks: Sequence[int]) -> int:
    return max(map(len, bytes(marks).split(b"\0")))


def _met_by_sense(asked: Asked, sentence: Prepared) -> float:
    """Share of the question's words with synonyms that are met by one, or said themselves."""
    known = [word for word in asked.words if word in _senses()]
    met = [word in sentence.terms or _senses()[word] & sentence.terms for word in known]
    return _mean([bool(one) for one in met])


def _gaps(anchors: Sequence[str], text: str, starts: Sequence[int]) -> Iterator[bool]:
    """Tell for each anchor and start whether the start follows closely."""
    for word in anchors:
        for match in re.finditer(re.escape(word), text):
            yield from (0 <= start - match.end() <= _MAX_GAP for start in starts)
