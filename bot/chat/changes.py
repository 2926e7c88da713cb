"""What a new generation changes: files, articles, and the answers to the saved questions."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from bot.chat.generations import Generation
from corpus.collection import Corpus
from corpus.metadata import FILE_NAME as METADATA_FILE
from corpus.model import Article, Fault, SegmentedPage

_Pages = Mapping[str, SegmentedPage]


class Change(StrEnum):
    """What became of a file."""

    NEW = "new"
    CHANGED = "changed"
    GONE = "gone"
    UNCHANGED = "unchanged"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class FileChange:
    """A file of the corpus folder, what became of it and how many articles it holds now."""

    file: str
    change: Change
    articles: int


@dataclass(frozen=True, slots=True)
class AnswerChange:
    """A saved question whose answer would change; the answers are None where nothing is found."""

    question: str
    before: str | None
    after: str | None


@dataclass(frozen=True, slots=True)
class Changes:
    """The difference between the generation that is served and a candidate, `after`."""

    before: Generation
    after: Generation
    files: tuple[FileChange, ...]
    new_articles: tuple[Article, ...]
    gone_articles: tuple[Article, ...]
    answers: tuple[AnswerChange, ...] = ()
    questions: int = 0

    @property
    def faults(self) -> tuple[Fault, ...]:
        """What is wrong with the candidate's files, and with new ones that could not be had."""
        return self.after.faults

    @property
    def touched(self) -> tuple[FileChange, ...]:
        """The files that say something new, or no more what they said."""
        still = {Change.UNCHANGED, Change.REFUSED}
        return tuple(one for one in self.files if one.change not in still)

    def count(self, change: Change) -> int:
        """Count the files of one kind."""
        return sum(one.change is change for one in self.files)

    @property
    def is_empty(self) -> bool:
        """Whether both generations say the same of the same files, and find the same wrong."""
        return not self.touched and self.before.corpus.faults == self.after.corpus.faults


def place_of(fault: Fault) -> str:
    """Say where a fault is: file:line, or the file alone where all of it is meant."""
    return f"{fault.file}:{fault.line}" if fault.line else fault.file


async def compare(before: Generation, after: Generation, questions: Sequence[str]) -> Changes:
    """Find out what would change; the questions are asked of both generations.

    Every article of both is looked at, in a thread: meanwhile others are answered.
    """
    changes = await asyncio.to_thread(_compare_pages, before, after)
    answers = [one for q in questions if (one := await _asked(q, before, after))]
    return replace(changes, answers=tuple(answers), questions=len(questions))


def _compare_pages(before: Generation, after: Generation) -> Changes:
    old, new = _contents(before.corpus), _contents(after.corpus)
    return Changes(
        before=before,
        after=after,
        files=tuple(_files(before.corpus, after.corpus)),
        new_articles=tuple(a for a in after.corpus.articles if _content(a) not in old),
        gone_articles=tuple(a for a in before.corpus.articles if _content(a) not in new),
    )


def _files(before: Corpus, after: Corpus) -> Iterable[FileChange]:
    old, new = _pages(before), _pages(after)
    refused = {fault.file for fault in after.faults} - {*new, METADATA_FILE}
    articles = Counter(article.page.file for article in after.articles)
    for file in sorted({*old, *new, *refused}):
        yield FileChange(file, _change(file, old, new, refused=file in refused), articles[file])


def _change(file: str, old: _Pages, new: _Pages, *, refused: bool) -> Change:
    if refused:
        return Change.REFUSED
    if file not in new:
        return Change.GONE
    if file not in old:
        return Change.NEW
    return Change.UNCHANGED if old[file] == new[file] else Change.CHANGED


def _pages(corpus: Corpus) -> _Pages:
    """Give what was read of each file: its text, articles, dates, and what is noted beside it."""
    return {segmented.page.file: segmented for segmented in corpus.segmented}


def _content(article: Article) -> str:
    """Tell articles apart by what they say, so that a moved or cut-anew one is no new one."""
    return article.title + "".join(printed.text for printed in article.paragraphs)


def _contents(corpus: Corpus) -> set[str]:
    return {_content(article) for article in corpus.articles}


async def _asked(question: str, before: Generation, after: Generation) -> AnswerChange | None:
    old, new = await _short(question, before), await _short(question, after)
    return AnswerChange(question, old, new) if old != new else None


async def _short(question: str, generation: Generation) -> str | None:
    answer = (await generation.answering.answer(question)).answer
    if answer.items:
        return "、".join(item.text for item in answer.items)
    return answer.short.text if answer.short else None
