"""What a sentence shows by itself, whatever stands around it, that it answers a question."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Sequence
from functools import cache

from bot.answering.data_files import load_data
from bot.answering.reading.fitting import fitting
from bot.answering.reading.prepared import Asked, Prepared, covered

# 面积约为800, 总投资达到100亿元: what may stand between an anchor and its figure, in characters.
_MAX_GAP = 4
_BEGINNING = 8
_NUMBER = re.compile(r"\d+")
_SAID_RUN = re.compile(rb"\x01+")


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


# What `Signs` tells, in this order.
SIGNS = (
    "synonyms",
    "longest_run",
    "density",
    "answer_type",
    "answer_count",
    "cue",
    "focus",
    "no_focus",
    "left_anchor",
    "right_anchor",
    "left_adjacent",
    "digits",
    "begins_with_question",
    "length",
)


class Signs:
    """What to look for on behalf of one question, in one sentence after another."""

    def __init__(self, asked: Asked) -> None:
        wanted = asked.wanted
        self._asked, self._size = asked, max(len(wanted.question), 1)
        self._beside = asked.left[-1:], asked.right[:1]
        self._fits = fitting(wanted)
        self._cue = cue_pattern(wanted.type)
        self._numbers = _NUMBER.findall(wanted.left + wanted.right)
        self._senses = [(word, _senses()[word]) for word in asked.words if word in _senses()]

    def of(self, sentences: Sequence[Prepared]) -> Iterator[tuple[float, ...]]:
        """Give the features that each sentence has on its own, in the order of `SIGNS`."""
        return map(self._of, sentences, covered(self._asked, sentences))

    def _of(self, sentence: Prepared, marks: bytes) -> tuple[float, ...]:
        asked, text = self._asked, sentence.lowered
        left, right = self._beside
        fresh = [
            one.start
            for one in sentence.candidates
            if self._fits(one) and marks.find(0, one.start, one.end) >= 0
        ]
        focus = asked.has_focus(text)
        return (
            self._met_by_sense(sentence),
            _longest_run(marks) / self._size,
            marks.count(1) / max(len(marks), 1),
            bool(fresh),
            math.log1p(len(fresh)),
            bool(self._cue and self._cue.search(text)),
            focus,
            bool(asked.wanted.focus) and not focus,
            any(map(text.__contains__, left)),
            any(map(text.__contains__, right)),
            bool(fresh) and any(_gaps(left, text, fresh)),
            _mean([number in text for number in self._numbers]) if self._numbers else 1.0,
            marks.count(1, 0, _BEGINNING) / max(min(len(marks), _BEGINNING), 1),
            math.log1p(len(text)),
        )

    def _met_by_sense(self, sentence: Prepared) -> float:
        """Share of the question's words with synonyms that are met by one, or said themselves."""
        terms = sentence.terms
        return _mean(
            [word in terms or not senses.isdisjoint(terms) for word, senses in self._senses]
        )


def _mean(values: Sequence[float]) -> float:
    return sum(values) / len(values) if values else 0.0


def _longest_run(marks: bytes) -> int:
    return max(map(len, _SAID_RUN.findall(marks)), default=0)


def _gaps(anchors: Sequence[str], text: str, starts: Sequence[int]) -> Iterator[bool]:
    """Tell for each anchor and start whether the start follows closely."""
    for word in anchors:
        for match in re.finditer(re.escape(word), text):
            yield from (0 <= start - match.end() <= _MAX_GAP for start in starts)
