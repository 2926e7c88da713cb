"""A sentence that may answer a question: what it fails, how likely it answers, or none does."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import partial
from typing import NamedTuple

from bot.answering.evidence.case import Case
from bot.answering.evidence.judging import (
    chances,
    needs_form,
)
from bot.answering.evidence.support import Support
from bot.answering.language.periods import Period
from bot.answering.library.story import Story, governing_period
from bot.answering.question.kinds import Kind
from bot.answering.question.question import Question
from bot.answering.reading.reader import Reading, ScoredSpan, Sentence
from bot.answering.spans.usable import is_placed
from bot.model import Remark
from corpus.model import Printed

# An answer is given if it is so likely that any sentence found answers, and that one of them does:
# many poor sentences do not make a good one. The judge was taught many questions with their answers
# erased, so even a chance of a fifth is a good one. Over 3 569 questions, with .14, .18 and .25:
# evidence@1 .855, .853, .848, wrong .047, .046, .044, refused .891, .899, .911, over-refused .092,
# .095, .101.
MIN_CHANCE, MIN_OWN_CHANCE = 0.18, 0.12
# What may deny a yes/no question where it fails another: 唯一 not said, another time printed.
DECIDABLE = frozenset({"not_qualified", "other_period"})
# How much less likely (in log odds) than the best a sentence may be that is doubted. Over 702
# questions, .6 and 1.2 had evidence@1 .774 and wrong .080, no limit .770 and .085, when scores were
# spread by 1 where they are by 1.4 now.
MAX_BEHIND = 1.7


class Evidence(NamedTuple):
    """A sentence before a question with the reader's view of it, and the conditions that it fails.

    `chosen` is its best span; None where there is none, or where the sentence is too unlikely for
    one to be looked for. `score` orders the evidence of one question and was weighed from
    `weighed`; `chance` is that any evidence of the question answers it.
    """

    case: Case
    reading: Reading
    failed: tuple[Remark, ...]
    doubts: tuple[Remark, ...]
    weighed: Mapping[str, float]
    chosen: ScoredSpan | None = None
    score: float = 0.0
    chance: float = 0.0
    own_chance: float = 0.0

    @property
    def story(self) -> Story:
        """The story that the sentence stands in."""
        return self.case.story

    @property
    def at(self) -> int:
        """The number of the sentence in its story."""
        return self.case.at

    @property
    def levels(self) -> Mapping[str, Support]:
        """How near to the sentence each of the question's topics is found."""
        return self.case.levels

    @property
    def supported(self) -> float:
        """The share of the question's topics that the sentence and its surroundings have."""
        return self.case.supported

    @property
    def sentence(self) -> Sentence:
        """The sentence."""
        return self.story.sentences[self.at]

    @property
    def span(self) -> Printed | None:
        """The best span, as printed: of the type asked for, where the type has a form."""
        return self.reading.words(self.chosen) if self.chosen else None

    @property
    def told(self) -> str | None:
        """The words of the best span; None where there is none."""
        chosen = self.chosen
        return self.reading.sentence.text[chosen.start : chosen.end] if chosen else None

    @property
    def words(self) -> Printed:
        """The words that answer: the best span, else the reader's, else the sentence."""
        span = self.chosen or next(iter(self.reading.spans), None)
        return self.reading.words(span) if span else self.sentence.printed

    @property
    def period(self) -> Period:
        """The period that what it says is of."""
        return governing_period(Period(""), self.story, self.at)

    @property
    def signals(self) -> dict[str, float]:
        """What speaks for it, by name, for the answer's confidence."""
        return {
            "chance": self.chance,
            "own_chance": self.own_chance,
            "supported": self.supported,
        }

    def says_next_to_gap(self, question: Question) -> bool:
        """Whether the sentence itself has what stands next to the gap in the question."""
        text = self.story.folded[self.at]
        return all(question.is_said(topic, text) for topic in question.next_to_gap)


def is_eligible(question: Question, found: Evidence) -> bool:
    """Whether evidence may answer: it fails no condition and has the form asked for, if any.

    What fails only what a yes/no question asks may decide it all the same.
    """
    return is_sound(question, found) and _has_its_form(question, found)


def is_sound(question: Question, found: Evidence) -> bool:
    """Whether evidence fails no condition but what the question itself asks."""
    spared = DECIDABLE if question.kind is Kind.YES_NO else ()
    return all(failed.code in spared for failed in found.failed)


def _has_its_form(question: Question, found: Evidence) -> bool:
    """Whether a sentence has words of the form asked for, where only such words answer."""
    chosen = found.chosen
    if chosen is None:
        return not needs_form(question)
    text = found.story.folded[found.at]
    return chosen.fits or is_placed(question, text, chosen.start, chosen.end)


def judged(question: Question, found: Sequence[Evidence]) -> list[Evidence]:
    """Give evidence its chance; where the chance is too small that any answers, all fail."""
    eligible = [one for one in found if is_eligible(question, one)]
    shares = chances([one.score for one in eligible])
    own = {id(one): share for one, share in zip(eligible, shares, strict=True)}
    chance = sum(shares) if _best_told(question, eligible, shares) >= MIN_OWN_CHANCE else 0.0
    best = max((one.score for one in eligible), default=0.0)
    is_out = partial(_is_out, best=best, silent=chance < MIN_CHANCE)
    return [
        one._replace(
            chance=chance,
            own_chance=own.get(id(one), 0.0),
            failed=(*one.failed, *_reasons(question, one)) if is_out(one) else one.failed,
        )
        for one in found
    ]


def _best_told(question: Question, eligible: Sequence[Evidence], shares: Sequence[float]) -> float:
    """Give the chance of the likeliest answer: that of all sentences that tell it together.

    They give the same words; a list is told by all that an article says.
    """
    told: defaultdict[str | int, float] = defaultdict(float)
    for one, share in zip(eligible, shares, strict=True):
        words = id(one) if one.told is None else one.told
        told[one.story.article.id if question.kind is Kind.LIST else words] += share
    return max(told.values(), default=0.0)


def _is_out(one: Evidence, *, best: float, silent: bool) -> bool:
    """Whether evidence is too unlikely to answer: as all is, or as a doubtful one by a better."""
    return silent or (bool(one.doubts) and one.score < best - MAX_BEHIND)


def _reasons(question: Question, found: Evidence) -> tuple[Remark, ...]:
    unsaid = Remark("no_such_words", {"asked": question.echo})
    return found.doubts or (unsaid,)
