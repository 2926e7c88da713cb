"""Passages and questions as terms: what every engine of the benchmark is given."""

from __future__ import annotations

from array import array
from collections.abc import Iterator
from pathlib import Path

import numpy as np
from tqdm import tqdm

from benchmarks.passages import PassageGenerator
from bot.analysis.analyzer import ZoneAnalyzer
from corpus.build import read_corpus

PAGES = Path(__file__).parents[1] / "corpus" / "pages"
QUESTIONS = 300
UNKNOWN = "unknown"


class Sample:
    """Generated passages as terms, and questions about them; in memory, terms are numbers."""

    def __init__(self, passages: int) -> None:
        self.count = passages
        analyzer = ZoneAnalyzer()
        generator = PassageGenerator(read_corpus(PAGES), analyzer)
        self._numbers: dict[str, int] = {}
        self._terms, self._lengths = array("I"), array("I")
        self.questions: list[list[str]] = []
        every = max(1, passages // QUESTIONS)
        drawn = tqdm(generator.passages(passages), "passages", passages, leave=False, disable=None)
        for number, passage in enumerate(drawn):
            terms = analyzer.terms(passage.text) + analyzer.terms(passage.headline)
            self._terms.extend([self._numbers.setdefault(t, len(self._numbers)) for t in terms])
            self._lengths.append(len(terms))
            if number % every == 0 and len(self.questions) < QUESTIONS:
                self.questions.append(self._spell(analyzer.terms(generator.question(passage))))
        self._words = [f"t{number}" for number in range(len(self._numbers))]

    def _spell(self, terms: list[str]) -> list[str]:
        """Write terms so that no engine's own analysis can change them."""
        return [f"t{self._numbers[term]}" if term in self._numbers else UNKNOWN for term in terms]

    def passages(self) -> Iterator[list[str]]:
        """Give each passage's terms."""
        start, words = 0, self._words
        for length in self._lengths:
            yield [words[number] for number in self._terms[start : start + length]]
            start += length

    def postings_touched(self) -> float:
        """Count the postings of a question's terms, at the median."""
        tokens = np.frombuffer(self._terms, np.uint32).astype(np.uint64)
        docs = np.repeat(np.arange(len(self._lengths), dtype=np.uint64), self._lengths)
        pairs = np.unique(tokens << np.uint64(32) | docs) >> np.uint64(32)
        containing = np.bincount(pairs.astype(np.int64), minlength=len(self._words))
        numbers = [[int(term[1:]) for term in q if term != UNKNOWN] for q in self.questions]
        return float(np.median([containing[list(set(terms))].sum() for terms in numbers]))
