"""What a printed figure is of: 49.82亿是什么数."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.answering.answers import answered, not_found
from bot.answering.desk import Desk
from bot.answering.library.quotes import quote
from bot.answering.library.story import Story
from bot.answering.question.question import Question
from bot.model import Answer, Remark
from corpus.model import Printed

_NUMBER = re.compile(r"\d[\d.,]*\d|\d")
_CLAUSE_MARK = re.compile(r"[，。；：,;:!！?？（(）)\n]")
# What binds a figure to what it is of, and says nothing of it: 总额为, 面积约.
_BINDERS = "约近超达为是共有的到了至于 "


async def answer_meaning(question: Question, desk: Desk) -> Answer:
    """Answer with what stands before the figure in its clause, else with what it counts."""
    number = _NUMBER.search(question.plain)
    found = next(_places(number[0], desk), None) if number else None
    if not number or not found:
        return not_found(Remark("not_printed", {"word": number[0] if number else question.plain}))
    story, at, words = found
    return answered((quote(story, at),), (words,))


def _places(number: str, desk: Desk) -> Iterator[tuple[Story, int, Printed]]:
    exact = re.compile(rf"(?<![\d.]){re.escape(number)}(?![\d.])")
    for story in desk.library.stories_with((number,)):
        for at, text in enumerate(story.folded):
            match = exact.search(text)
            words = _words_for(text, match) if match else None
            if words:
                yield story, at, story.sentences[at].printed.cut(*words)


def _words_for(text: str, figure: re.Match[str]) -> tuple[int, int] | None:
    """Give what a figure is of: the words of its clause before it, else those after it."""
    start = max([0, *(mark.end() for mark in _CLAUSE_MARK.finditer(text, 0, figure.start()))])
    before = text[start : figure.start()].rstrip(_BINDERS)
    if len(before.strip()) > 1:
        return start + len(before) - len(before.lstrip()), start + len(before)
    after = _CLAUSE_MARK.search(text, figure.end())
    end = after.start() if after else len(text)
    return (figure.start(), end) if end > figure.end() else None
