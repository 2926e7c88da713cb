"""The values of asking and answering.

A quote is a slice of a page: its words are computed, never written.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from corpus.model import Article, Printed


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage found. The score orders the hits of one search and means nothing else."""

    passage_id: str
    score: float


@dataclass(frozen=True, slots=True)
class Quote:
    """Whole printed sentences of an article, verbatim, with the place where they stand."""

    article: Article
    printed: Printed

    @property
    def text(self) -> str:
        """The words as printed, wraps joined."""
        return self.printed.text

    @property
    def lines(self) -> tuple[int, int]:
        """First and last 1-based line in the article's file."""
        return self.article.page.lines(self.printed)


class Status(StrEnum):
    """How a question ended; the names are those of the command-line contract."""

    ANSWERED = "answered"
    NOT_FOUND = "not_found"
    CLARIFY = "clarify"
    CHAT = "chat"


class Verdict(StrEnum):
    """What the printed words say to a yes/no question."""

    YES = "yes"
    NO = "no"


@dataclass(frozen=True, slots=True)
class Remark:
    """Something to tell the user beside the print: which reading was taken, why nothing was found.

    `code` names a text that the chat room words in the user's language; `values` fill it.
    """

    code: str
    values: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Answer:
    """What is said to a question.

    No answer is an answer without quotes, with a reason. `short` is the shortest printed words
    that answer; `items` every one for lists and for figures of several dates; `signals` what
    speaks for it, by name, and `confidence` the chance, 0 to 1, that `short` is right; `choices`
    ready questions, for clarify.
    """

    status: Status
    quotes: tuple[Quote, ...] = ()
    short: Printed | None = None
    items: tuple[Printed, ...] = ()
    verdict: Verdict | None = None
    reason: Remark | None = None
    remarks: tuple[Remark, ...] = ()
    nearest: tuple[Quote, ...] = ()
    choices: tuple[str, ...] = ()
    confidence: float = 0.0
    signals: Mapping[str, float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Exchange:
    """One question and what was said to it; the next question may lean on it.

    `resolved` is the question that was answered, with what it took over from the exchange before;
    `about` the earlier one that named what is talked about, if that was not this one.
    `seen` are the articles shown for it before this answer, by id. `talk` is what was talked about
    before, where this exchange told nothing: thanks, and what was not found of the same subject.
    """

    text: str
    resolved: str
    answer: Answer
    about: str = ""
    seen: frozenset[str] = frozenset()
    talk: Exchange | None = None

    @property
    def shown(self) -> frozenset[str]:
        """The ids of all articles shown for the question so far: of one item, the first alone."""
        quotes = self.answer.quotes if len(self.answer.items) > 1 else self.answer.quotes[:1]
        return self.seen | {quote.article.id for quote in quotes}
