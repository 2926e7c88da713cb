"""Every set of questions in the project or beside it, each with the pages it is asked of."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from bot.evaluation import Asked, read_questions
from tests.quality.printed_words import PRINTS, SHARED_PAGES, with_words

HERE = Path(__file__).parent
ROOT = HERE.parents[1]

_NUMBERED = ("second", "third", "fourth", "fifth", "sixth", "seventh", "eighth")


@dataclass(frozen=True)
class QuestionSet:
    """A question file with its folder of pages."""

    name: str
    questions: Path
    pages: Path

    @property
    def missing(self) -> Path | None:
        """What of it is not here: ../shared is not everywhere."""
        return next((path for path in (self.questions, self.pages) if not path.exists()), None)

    def read(self) -> list[Asked]:
        """Give the questions, answers given by their place put in words.

        Raises QuestionFileError naming the bad line, OSError.
        """
        if self.questions in PRINTS:
            return [Asked.model_validate(row) for row in with_words(self.questions, self.pages)]
        return read_questions(self.questions)


def _ours(name: str, pages: Path, stem: str = "") -> QuestionSet:
    return QuestionSet(name, HERE / f"questions/{stem or name}.jsonl", pages)


def _all() -> Iterator[QuestionSet]:
    yield _ours("shipped", ROOT / "corpus/pages")
    yield _ours("own", HERE / "pages/own/raw", "blind")
    for name in (*_NUMBERED, "layouts"):
        yield _ours(name, HERE / f"pages/{name}/raw")
    for name in ("second", "third", "fourth"):
        yield _ours(f"rephrased_{name}", HERE / f"pages/{name}/raw")
    for stored in PRINTS:
        yield QuestionSet(stored.stem, stored, SHARED_PAGES)
    yield QuestionSet("dev", SHARED_PAGES.parent / "questions/dev.jsonl", SHARED_PAGES)


SETS = {one.name: one for one in _all()}


def sets_here() -> list[QuestionSet]:
    """Give the sets that can be read on this machine."""
    return [one for one in SETS.values() if not one.missing]
