"""How good the answers are on questions with known answers: `python -m bot eval FILE`.

The figures are those of DESIGN.md, §Answers. Each is a share of the questions it applies to, with a
95 % bootstrap interval (Efron 1979). A miss is blamed on the stage that lost it, so that the next
person sees where to work.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Protocol

import numpy as np
from pydantic import BaseModel, ValidationError

from bot.model import Answer, Exchange, Quote, Status

BOOTSTRAP_SAMPLES = 2000
MAX_HEDGE_CHARS = 6
LIST_GROUPS = frozenset({"list", "comparison"})
MAX_WHOLE_LIST = 6
FIGURES = ("evidence@1", "span", "wrong", "refused", "over_refused")

_DASHES = str.maketrans(dict.fromkeys("—–－~～至", "-") | {"戶": "户"})
_IGNORED = re.compile(r"[\s“”\"'‘’《》「」『』*#]")
_HEDGE = re.compile(
    r"^(大约|约|近|超过|超|达到|达|共计|共|仅用|仅|其中|为|是|在|从|于|计划|预计|截至)+"
)
_LIMIT = re.compile(r"(左右|以上|多)$")


class QuestionFileError(ValueError):
    """A question file that cannot be used: the message names file, line and key."""


class Asked(BaseModel):
    """One question with its known answers."""

    id: str
    group: str
    question: str
    answerable: bool
    answers: list[str]
    file: str = ""
    prev: list[str] = []


class Answers(Protocol):
    """Whatever answers questions."""

    async def answer(self, text: str, before: Exchange | None = None) -> Exchange:
        """Answer a message; `before` is the exchange it may lean on."""
        ...


class Stage(StrEnum):
    """Where a question was lost."""

    RETRIEVAL = "retrieval"  # no page of the answer among what was shown
    SENTENCE = "sentence"  # the page, but another sentence
    SPAN = "span"  # the sentence, but other words of it
    CONDITION = "condition"  # the sentence was seen and refused, or a refusal was missed


@dataclass(frozen=True)
class Outcome:
    """One question judged: its figures by name, and the stage that lost it, if it was lost."""

    asked: Asked
    answer: Answer
    figures: Mapping[str, bool]
    lost_at: Stage | None


def read_questions(path: Path) -> list[Asked]:
    """Read a question file, JSON Lines. Raises QuestionFileError naming the bad line, OSError."""
    questions = []
    try:
        lines = path.read_text(encoding="utf-8-sig").splitlines()
    except UnicodeDecodeError:
        raise QuestionFileError(f"{path}: 应为 UTF-8 的 JSON Lines / wanted: JSON Lines") from None
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            questions.append(Asked.model_validate_json(line))
        except ValidationError as error:
            first = error.errors()[0]
            where = ".".join(map(str, first["loc"])) or "line"
            raise QuestionFileError(f"{path}:{number}: {where}: {first['msg']}") from error
    if not questions:
        raise QuestionFileError(f"{path}: 没有一道题 / has no question")
    return questions


async def evaluate(questions: Iterable[Asked], answers: Answers) -> list[Outcome]:
    """Ask every question, after those that go before it, and judge the answers."""
    outcomes = []
    for asked in questions:
        before: Exchange | None = None
        for earlier in asked.prev:
            before = await answers.answer(earlier, before)
        outcomes.append(judge(asked, (await answers.answer(asked.question, before)).answer))
    return outcomes


def judge(asked: Asked, answer: Answer) -> Outcome:
    """Judge one answer."""
    offered = answer.status is Status.ANSWERED
    if not asked.answerable:
        lost = Stage.CONDITION if offered else None
        return Outcome(asked, answer, {"refused": not offered}, lost)
    golds = [folded(gold) for gold in asked.answers]
    first = answer.quotes[0] if answer.quotes else None
    said = folded("".join(quote.text for quote in answer.quotes) + "".join(_shown(answer)))
    figures = {
        "evidence@1": offered and first is not None and is_evidence(asked, first),
        "span": offered and _is_span(asked, golds, answer),
        "wrong": offered and not any(gold in said for gold in golds),
        "over_refused": not offered,
    }
    return Outcome(asked, answer, figures, _lost_at(asked, answer, figures))


def folded(text: str) -> str:
    """Fold what does not count: width, case, blanks, quotation marks, dashes."""
    return _IGNORED.sub("", unicodedata.normalize("NFKC", text).translate(_DASHES).lower())


def bare(text: str) -> str:
    """Take off hedges and end marks too: 约100亿元 → 100亿元."""
    return _LIMIT.sub("", _HEDGE.sub("", folded(text).strip("，。,.;；:：、!！?？")))


def _shown(answer: Answer) -> list[str]:
    short = [answer.short.text] if answer.short else []
    return short + [item.text for item in answer.items]


def _on_page(asked: Asked, quote: Quote) -> bool:
    return not asked.file or Path(asked.file).stem in quote.article.page.file


def is_evidence(asked: Asked, quote: Quote) -> bool:
    """Whether a quote holds an accepted answer and stands on the right page."""
    text = folded(quote.text)
    return _on_page(asked, quote) and any(folded(gold) in text for gold in asked.answers)


def _is_span(asked: Asked, golds: list[str], answer: Answer) -> bool:
    shown = _shown(answer)
    if asked.group in LIST_GROUPS:
        every = folded("|".join(shown))
        if len(golds) == 1:
            parts = folded("".join(shown[1:])).replace("、", "")
            return golds[0] in folded("".join(shown)) or golds[0].replace("、", "") in parts
        needed = len(golds) if len(golds) <= MAX_WHOLE_LIST else len(golds) - 1
        return sum(gold in every for gold in golds) >= needed
    if not shown:
        return False
    return is_short_answer(shown[0], asked.answers)


def is_short_answer(words: str, answers: Iterable[str]) -> bool:
    """Whether words are one of the accepted answers, with a few more at most."""
    mine, accepted = bare(words), [bare(answer) for answer in answers]
    return mine in accepted or any(
        answer in mine and len(mine) <= len(answer) + MAX_HEDGE_CHARS for answer in accepted
    )


def _lost_at(asked: Asked, answer: Answer, figures: Mapping[str, bool]) -> Stage | None:
    if figures["evidence@1"]:
        return None if figures["span"] else Stage.SPAN
    seen = answer.quotes or answer.nearest
    if answer.status is not Status.ANSWERED and any(is_evidence(asked, q) for q in seen):
        return Stage.CONDITION
    return Stage.SENTENCE if any(_on_page(asked, q) for q in seen) else Stage.RETRIEVAL


def report(outcomes: list[Outcome]) -> Iterator[str]:
    """Give the report line by line: the figures of all and of each group, then the misses."""
    groups: dict[str, list[Outcome]] = defaultdict(list)
    for outcome in outcomes:
        groups["all"].append(outcome)
        groups[outcome.asked.group].append(outcome)
    yield "  ".join(["group".ljust(18), "  n", *(name.ljust(19) for name in FIGURES)]).rstrip()
    for name in sorted(groups, key=lambda name: (name != "all", name)):
        cells = (_cell(groups[name], figure) for figure in FIGURES)
        yield "  ".join([name.ljust(18), f"{len(groups[name]):3}", *cells]).rstrip()
    missed = [outcome for outcome in outcomes if outcome.lost_at]
    yield f"\n{len(missed)} missed" + (":" if missed else ".")
    for outcome in sorted(missed, key=lambda outcome: (outcome.lost_at or "", outcome.asked.id)):
        yield _miss(outcome)


def share(outcomes: Iterable[Outcome], figure: str) -> float:
    """Give a figure's share of the questions it applies to; 0 where it applies to none."""
    values = [outcome.figures[figure] for outcome in outcomes if figure in outcome.figures]
    return sum(values) / len(values) if values else 0.0


def _cell(outcomes: list[Outcome], figure: str) -> str:
    values = [outcome.figures[figure] for outcome in outcomes if figure in outcome.figures]
    if not values:
        return "–".ljust(19)
    low, high = interval(values)
    return f"{np.mean(values):.3f} [{low:.2f}, {high:.2f}]".ljust(19)


def interval(values: list[bool]) -> tuple[float, float]:
    """Give the 95 % percentile bootstrap interval of a share; the same for the same values."""
    drawn = np.random.default_rng(0).choice(values, size=(BOOTSTRAP_SAMPLES, len(values)))
    low, high = np.percentile(drawn.mean(axis=1), [2.5, 97.5])
    return float(low), float(high)


def _miss(outcome: Outcome) -> str:
    asked, answer = outcome.asked, outcome.answer
    got = " | ".join(item.text for item in answer.items[:4]) or "—"
    if answer.reason:
        values = json.dumps(dict(answer.reason.values), ensure_ascii=False)
        got = f"{answer.status}: {answer.reason.code} {values}"
    wanted = " | ".join(asked.answers[:4]) or "(refuse)"
    lines = (
        f"{outcome.lost_at!s:10} {asked.id:6} {asked.question}",
        f"wanted {wanted}",
        f"got    {got}",
    )
    return f"\n{'':18}".join(lines)
