"""Of which year the last answer's figure is, with the words that print it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.answering.answers import answered, not_found
from bot.answering.desk import Desk
from bot.answering.periods import find_periods
from bot.answering.question import Question
from bot.answering.quotes import quote
from bot.answering.story import Story
from bot.answering.ways.headlines import date_in_print, date_remarks
from bot.model import Answer, Remark, Status
from corpus.model import Printed

_DAY = re.compile(r"天|[几多][月号日]|\b(?:day|date)\b")


async def answer_dating(question: Question, desk: Desk) -> Answer:
    """Answer with the year printed in the article, else printed beside it on the page.

    Where a day is asked for, with the one that the article is dated by.
    """
    before = desk.before.answer.quotes if desk.before else ()
    if not before:
        return Answer(Status.CLARIFY, reason=Remark("nothing_before"))
    story = desk.library.story(before[0].article)
    day = date_in_print(story) if _DAY.search(question.plain) else None
    if day:
        at, words = day
        return answered((quote(story, at),), (words,), remarks=date_remarks(story))
    beside = [
        other
        for other in desk.library.stories
        if other is not story and other.article.page.file == story.article.page.file
    ]
    for place in (story, *beside):
        for at, words in _years(place):
            if story.year is None or str(story.year) in words.text:
                remarks = date_remarks(story)
                return answered(
                    (quote(place, at),),
                    (words,),
                    remarks=remarks,
                )
    return not_found(Remark("no_year"), before[:1])


def _years(story: Story) -> Iterator[tuple[int, Printed]]:
    """Find the years an article prints: the sentence's number, and the year's words."""
    for at, text in enumerate(story.folded):
        for start, _, period in find_periods(text):
            if period.year is not None and not period.compared:
                end = text.index("年", start) + 1
                yield at, story.sentences[at].printed.cut(start, end)
