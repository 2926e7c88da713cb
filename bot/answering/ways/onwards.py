"""On with what was told: the sentences that follow it, or what other articles say to the same."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.answering.answers import answered, not_found
from bot.answering.desk import Desk
from bot.answering.kinds import Kind
from bot.answering.periods import numeral
from bot.answering.question import Question
from bot.answering.quotes import is_headline, quote_range
from bot.answering.story import Story
from bot.model import Answer, Quote, Remark, Status
from bot.ports import Filter

MAX_MORE = 3
_NEWS = "最新消息"  # what /latest was asked for
_WHICH = re.compile(r"第(?P<number>\d|[一二三四五])[条篇个则]")
_OTHERS = re.compile(r"还有|别的|其他|更多|下一|就这|只有|这些|anything else|what else")


async def tell_more(question: Question, desk: Desk) -> Answer:
    """Answer with the sentences after those quoted; of a headline, with the first of its article.

    Where the article ends, or more of a list is asked for, other articles are.
    """
    quoted = desk.before.answer.quotes if desk.before else ()
    if not quoted:
        return _nothing_before()
    chosen = _chosen(question, quoted)
    if not chosen or (_is_list(desk) and _OTHERS.search(question.plain)):
        return await tell_another(question, desk)
    story = desk.library.story(chosen.article)
    first = 0 if is_headline(chosen) else _last_of(story, chosen) + 1
    last = min(first + MAX_MORE, len(story.sentences)) - 1
    if last < first:
        return await tell_another(question, desk)
    more = quote_range(story, first, last)
    return answered((more,), (more.printed,))


async def tell_another(question: Question, desk: Desk) -> Answer:
    """Answer the question before from the articles that were not shown for it.

    Where more of a list is asked for and there is none, its count is told.
    """
    before = desk.before
    if not before:
        return _nothing_before()
    others = {story.article.id for story in desk.library.stories} - before.shown
    answer = await desk.ask(before.resolved or _NEWS, Filter(articles=frozenset(others)))
    if answer.status is Status.ANSWERED:
        return answer
    is_more = question.kind is Kind.MORE and _is_list(desk)
    listed = is_more and not all(map(is_headline, before.answer.quotes))
    all_listed = Remark("all_listed", {"count": str(len(before.answer.items))})
    return not_found(all_listed if listed else Remark("no_other"))


def _is_list(desk: Desk) -> bool:
    """Whether several things were told of, so that 还有呢 asks for others of them."""
    return bool(desk.before and len(desk.before.answer.items) > 1)


def _nothing_before() -> Answer:
    return Answer(Status.CHAT, reason=Remark("nothing_before"))


def _chosen(question: Question, quoted: tuple[Quote, ...]) -> Quote | None:
    """Give the quote that is meant: the one numbered; the last sentence, the first headline."""
    which = _WHICH.search(question.plain)
    if which:
        return dict(enumerate(quoted, start=1)).get(numeral(which["number"]))
    return quoted[0] if is_headline(quoted[0]) else quoted[-1]


def _last_of(story: Story, quote: Quote) -> int:
    """Number the last sentence of a story that a quote holds; -1 for none."""
    return max(_held(story, quote), default=-1)


def _held(story: Story, quote: Quote) -> Iterator[int]:
    for sentence in story.sentences:
        start = sentence.printed.spans[0].start
        if any(span.start <= start < span.end for span in quote.printed.spans):
            yield sentence.index
