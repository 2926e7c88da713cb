"""Matters of which a thing is one or the other: 总量 or 增速, 规上 or 规下, 服务业 or 工业.

Print on one of them answers nothing that is asked of another.
"""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from bot.answering.data_files import load_data
from bot.answering.language.wanted import AnswerType
from bot.answering.question.question import Question, once

_CLAUSE = re.compile(r"[^，。；,;:：]+")


class Matter(NamedTuple):
    """A matter that is asked about: the word, what prints it, what prints its rivals."""

    asked: str
    printed: re.Pattern[str]
    rivals: tuple[re.Pattern[str], ...]

    def rival_in(self, text: str) -> str | None:
        """Give the word of a rival in a folded text that does not print the matter itself."""
        if self.printed.search(text):
            return None
        return next((match[0] for rival in self.rivals if (match := rival.search(text))), None)

    def governs(self, text: str, at: int) -> bool:
        """Whether a place in a folded text is of the matter.

        Its clause is on the matter alone, or no rival is named nearer before it.
        """
        clause = next((c[0] for c in _CLAUSE.finditer(text) if c.start() <= at < c.end()), "")
        if self.printed.search(clause) and not any(rival.search(clause) for rival in self.rivals):
            return True
        own = _last(self.printed, text, at)
        return all(_last(rival, text, at) <= own for rival in self.rivals)


@once
def matters_asked(question: Question) -> list[Matter]:
    """Give the matters that a question is about; one that asks of two names none.

    Where a rank is asked for, there are more of them.
    """
    is_rank = question.wanted.type is AnswerType.RANK
    found = []
    for row in (*_rows("matters"), *(_rows("ranks") if is_rank else ())):
        asked = [(match, one) for one in row if (match := one.search(question.plain))]
        if len(asked) == 1:
            [(match, one)] = asked
            found.append(Matter(match[0], one, tuple(other for other in row if other is not one)))
    return found


def _last(words: re.Pattern[str], text: str, end: int) -> int:
    return max((match.start() for match in words.finditer(text, 0, end)), default=-1)


def ranked(text: str) -> str:
    """Give the clauses of a folded text that tell a rank, all of it where none does."""
    return "，".join(one for one in _CLAUSE.findall(text) if "第" in one) or text


@cache
def _rows(kind: str) -> tuple[tuple[re.Pattern[str], ...], ...]:
    rows = load_data("grammar.toml")["rival"]
    return tuple(tuple(map(re.compile, row[kind])) for row in rows if kind in row)
