"""How an answer is laid out: by what it is, never with more buttons than a thumb finds."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from bot.chat.citing import Renderer
from bot.chat.markup import plain
from bot.chat.model import Reply
from bot.chat.replies import reply_to
from bot.chat.words import words
from bot.model import Answer, Exchange, Quote, Remark, Status, Verdict
from corpus.model import Article, Printed
from corpus.sentences import split_sentences
from tests.fakes.pages import BRIDGE, POWER, SCHOOL, corpus_of
from tests.fakes.telegram import parser

ARTICLES = corpus_of(BRIDGE, SCHOOL, POWER).articles


def _reply(answer: Answer) -> Reply:
    return reply_to(Exchange("问", "问", answer), "TOKEN123", Renderer(words("zh"), "lishui_bot"))


def _sentence(article: Article, paragraph: int = 0, sentence: int = 0) -> Quote:
    return Quote(article, split_sentences(article.paragraphs[paragraph])[sentence])


def _cut(quote: Quote, text: str) -> Printed:
    start = quote.text.index(text)
    return quote.printed.cut(start, start + len(text))


def _single() -> Answer:
    quote = _sentence(ARTICLES[0])
    return Answer(Status.ANSWERED, (quote,), _cut(quote, "3.5亿元"))


def _list() -> Answer:
    quote = _sentence(ARTICLES[2], paragraph=1)
    items = tuple(_cut(quote, one) for one in ("建设", "检修", "调度"))
    return Answer(Status.ANSWERED, (quote,), items[0], items)


def _points() -> Answer:
    quotes = (_sentence(ARTICLES[0]), _sentence(ARTICLES[0], 1), _sentence(ARTICLES[0], 1, 1))
    items = tuple(quote.printed for quote in quotes)
    return Answer(Status.ANSWERED, quotes, items[0], items)


def _side_by_side() -> Answer:
    quotes = (_sentence(ARTICLES[0]), _sentence(ARTICLES[2]))
    items = (_cut(quotes[0], "820米"), _cut(quotes[1], "12万千伏安"))
    remarks = (Remark("different_periods", {"periods": "甲、乙"}),)
    return Answer(Status.ANSWERED, quotes, items[0], items, remarks=remarks)


def _headlines() -> Answer:
    quotes = tuple(Quote(a, a.headline) for a in ARTICLES if a.headline)
    return Answer(Status.ANSWERED, quotes, items=tuple(q.printed for q in quotes))


def _follow_up() -> Answer:
    quote = _sentence(ARTICLES[0])
    remarks = (Remark("follows_up", {"subject": "云桥"}),)
    return Answer(
        Status.ANSWERED, (quote, _sentence(ARTICLES[1])), _cut(quote, "820米"), remarks=remarks
    )


def _missing() -> Answer:
    reason = Remark("no_period", {"asked": "2021年"})
    return Answer(Status.NOT_FOUND, reason=reason, nearest=(_sentence(ARTICLES[0]),))


KINDS = [_single, _list, _points, _side_by_side, _headlines, _follow_up, _missing]


@pytest.mark.parametrize("make", KINDS)
def test_at_most_four_buttons(make: Callable[[], Answer]) -> None:
    """Whatever the answer, it has some buttons, four at most, and Telegram can read it all."""
    reply = _reply(make())
    buttons = [button for row in reply.buttons for button in row]
    text, _ = parser.parse(reply.html, "HTML")

    assert 1 <= len(buttons) <= 4
    assert all(1 <= len(button.data.encode()) <= 64 for button in buttons)
    assert text == plain(reply.html)


def test_list() -> None:
    """Items stand one a line in bold, their one quote below."""
    shown = plain(_reply(_list()).html)

    assert shown.startswith("3 项：\n• 建设\n• 检修\n• 调度\n\n它由建设")


def test_points() -> None:
    """Points are numbered with their lines, and one source line names their article."""
    shown = plain(_reply(_points()).html)

    assert "1. 云桥全长820米，总投资3.5亿元。 第2行\n2. 它把东岸" in shown
    assert shown.count("云桥通车") == 1


def test_side_by_side() -> None:
    """Figures of several places each have their own source; the remark comes last."""
    shown = plain(_reply(_side_by_side()).html)

    assert shown.index("820米") < shown.index("云桥通车 ·") < shown.index("12万千伏安")
    assert shown.endswith("不能直接比。")


def test_headlines() -> None:
    """Articles are listed by linked headlines with their dates."""
    reply = _reply(_headlines())

    assert "?start=a_" in reply.html
    assert "1. 云桥通车 · 2031-05-01（年份推定）" in plain(reply.html)


def test_follow_up() -> None:
    """A follow-up says what it leans on, first, and can be cut off."""
    reply = _reply(_follow_up())

    assert plain(reply.html).startswith("接着说「云桥」：")
    assert [button.label for button in reply.buttons[0]] == ["前后文", "全文", "换话题", "不对"]


def test_verdicts() -> None:
    """Yes and no come first, with the printed words that decide."""
    quote = _sentence(ARTICLES[0])
    short = _cut(quote, "820米")
    yes = Answer(Status.ANSWERED, (quote,), short, verdict=Verdict.YES)
    no = Answer(Status.ANSWERED, (quote,), short, verdict=Verdict.NO)

    assert _reply(yes).html.startswith("<b>是</b>：<b>820米</b>")
    assert _reply(no).html.startswith("<b>不是</b>，报上印的是 <b>820米</b>")


def test_answer_that_is_its_quote() -> None:
    """An answer that is nearly all of its quote is not said twice."""
    quote = _sentence(ARTICLES[0])
    answer = Answer(Status.ANSWERED, (quote,), quote.printed)

    assert plain(_reply(answer).html).count("云桥全长820米") == 1


def test_reason() -> None:
    """What is not found says what is missing, then the nearest, labelled."""
    shown = plain(_reply(_missing()).html)

    assert shown.startswith("报上没有「2021年」的。\n\n最接近的（不是答案）：\n云桥全长")
