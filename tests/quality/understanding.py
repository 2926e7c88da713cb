"""How well questions are understood, whatever any page says: each against its reading by hand.

python -m tests.quality.understanding            the share of right readings, and every wrong one
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from bot.analysis.analyzer import ZoneAnalyzer
from bot.answering.language.periods import Period
from bot.answering.library.counts import announced_count
from bot.answering.library.library import Library
from bot.answering.question.question import Question
from bot.answering.understanding.understanding import Understanding
from corpus.build import read_corpus

ROOT = Path(__file__).parents[2]
QUESTIONS = Path(__file__).parent / "questions/understanding.jsonl"

Expected = dict[str, Any]


def expectations(path: Path = QUESTIONS) -> list[Expected]:
    """Read the questions with the readings that a careful clerk accepts."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def understanding() -> Understanding:
    """Give an understanding over the shipped pages; no expectation leans on what they say."""
    return Understanding(Library(read_corpus(ROOT / "corpus/pages"), ZoneAnalyzer()))


def differences(question: Question, expected: Expected) -> Iterator[str]:
    """Say in what a question was understood otherwise than expected, field by field.

    A field that the expectation does not name does not matter, but for periods and qualifiers:
    none may be read that nobody said.
    """
    asked = question.wanted
    read: dict[str, object] = {
        "kind": question.kind.value,
        "type": asked.type.value,
        "noun": asked.focus,
        "unit": asked.measure,
        "dimension": asked.dimension,
        "many": asked.many,
        "count": announced_count(question.plain),
        "newest": question.newest,
        "office": next(iter(question.office), None),
    }
    for field, found in read.items():
        if field in expected and found not in _any_of(expected[field]):
            yield f"{field} {found} instead of {expected[field]}"
    listed = {
        "periods": [_written(period) for period in question.periods],
        "qualifiers": list(question.qualifiers),
    }
    for field, found_all in listed.items():
        if found_all != expected.get(field, []):
            yield f"{field} {found_all} instead of {expected.get(field, [])}"
    for topic in expected.get("topics", []):
        if not any(topic in said or said in topic for said in question.topics):
            yield f"topics {question.topics} without {topic}"
    for idle in expected.get("idle", []):
        if any(idle in said for said in question.topics):
            yield f"topics {question.topics} with {idle}"


def _any_of(accepted: object) -> Sequence[object]:
    return accepted if isinstance(accepted, list) else [accepted]


def _written(period: Period) -> str:
    """Write a period as the expectations do: 2021-1..9, *-9-15, 去年."""
    relative = period.printed[:2] if period.relative is not None else "*"
    months = "" if period.first is None else f"-{period.first}"
    if period.last != period.first:
        months += f"..{period.last}"
    return f"{period.year or relative}{months}{f'-{period.day}' if period.day else ''}"


def main() -> None:
    """Print every question that is understood otherwise, and the share of those that are not."""
    reader, rows = understanding(), expectations()
    wrong = 0
    for row in rows:
        found = "; ".join(differences(reader.understand(row["question"]), row))
        if found:
            wrong += 1
            sys.stdout.write(f"{row['question']}: {found}\n")
    sys.stdout.write(f"{len(rows)} questions, {1 - wrong / len(rows):.3f} as expected\n")


if __name__ == "__main__":
    main()
