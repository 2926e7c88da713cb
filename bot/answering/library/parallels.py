"""Lists told alike, not in a row: clauses that open or close alike, what a noun is said of."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from bot.answering.library.enumerations import Cut, Enumeration
from bot.answering.library.story import Story
from corpus.model import Printed

Clause = tuple[int, int, int]  # the sentence's number, start and end in it
_CLAUSE = re.compile(r"(?:“[^“”]*”|[^，。；：！？,;:!?])+")
_PART_OF_CLAUSE = re.compile(r"(?:“[^“”]*”|[^，。；：！？,;:!?、])+")


def parallel_clauses(
    story: Story, at: int, anchor: str, count: int, *, announced: str
) -> Enumeration | None:
    """Find the clauses that open or close alike, as many as were announced: 抓甲 … 抓乙 … 抓丙.

    They stand in the sentence that announces them (三个抓) or follow it, to the article's end.
    """
    for pattern in (_CLAUSE, _PART_OF_CLAUSE):
        found = [
            (number, match.start() + _bound(match[0]), match.end())
            for number in range(at, len(story.sentences))
            for match in pattern.finditer(story.folded[number])
            if announced not in match[0]
        ]
        for group in _groups_alike(story, found, anchor):
            if len(group) == count:
                items = tuple(story.sentences[n].printed.cut(*part) for n, *part in group)
                return Enumeration(story, group[0][0], group[-1][0], items, lead=announced)
    return None


def alike_nouns(
    story: Story, at: int, noun: str, *, announced: str, cut: Cut
) -> Enumeration | None:
    """Find what a noun is said of in what follows: 四颗螺丝 → 思想螺丝, 能力螺丝."""
    found: dict[str, Printed] = {}
    last = at
    for number in range(at, len(story.sentences)):
        text, place = story.folded[number].replace(announced, " " * len(announced)), 0
        words = cut(text)
        for before, word in pairwise(words):
            place += len(before)
            if word.startswith(noun) and len(before) > 1 and before.isalpha():
                printed = story.sentences[number].printed
                found.setdefault(before, printed.cut(place - len(before), place + len(noun)))
                last = number
    return Enumeration(story, at, last, tuple(found.values())) if found else None


_BINDING = re.compile(r"^(?:先是|首先|其次|接着|然后|再是|最后|以及|同时|并|和|也)")


def _bound(clause: str) -> int:
    """Count the characters that only bind a clause to the one before: 接着 | 早拆迁."""
    match = _BINDING.match(clause)
    return match.end() if match else 0


def _groups_alike(story: Story, found: list[Clause], anchor: str) -> Iterator[list[Clause]]:
    """Group clauses, the strictest likeness first; each wording counts once."""
    text_of = {clause: story.folded[clause[0]][clause[1] : clause[2]].strip() for clause in found}
    opening = [clause for clause in found if text_of[clause].startswith(anchor)]
    closing = [clause for clause in found if text_of[clause].rstrip("”").endswith(anchor)]
    leading = [clause for clause in opening if _leads(story.folded[clause[0]], clause[1])]
    endings = {text_of[clause][-2:] for clause in opening}
    same_ending = [[c for c in opening if text_of[c].endswith(ending)] for ending in endings]
    for group in (leading, *same_ending, closing, opening):
        unlike: dict[str, Clause] = {}
        for clause in group:
            unlike.setdefault(text_of[clause], clause)
        yield list(unlike.values())


def _leads(text: str, start: int) -> bool:
    """Whether a clause opens its sentence or what follows a colon or semicolon."""
    return start == 0 or text[start - 1] in "：:；;"
