"""Messages that ask nothing: small talk, a nod, a picture, a bare topic, somebody's own story."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.analysis.analyzer import ZoneAnalyzer
from bot.answering.answerer import Answerer
from bot.model import Status
from bot.retrieval.reference import ReferenceRetriever
from corpus.build import read_corpus
from tests.bot.answering.test_answerer import ask, short


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("喂", "greeting"),
        ("你在吗", "greeting"),
        ("哦", "noted"),
        ("算了", "noted"),
        ("👍", "noted"),
        ("。。。", "noted"),
        ("？？", "complaint"),
        ("听不懂", "complaint"),
        ("你会不会说人话", "complaint"),
        ("你个傻子", "complaint"),
        ("有没有真人客服", "trust"),
        ("这是干嘛的", "about"),
    ],
)
def test_what_asks_nothing_of_the_pages_is_answered_in_kind(
    answerer: Answerer, text: str, code: str
) -> None:
    """A nod, a sign, a rude word and the like are looked up nowhere, and shown nothing for."""
    answer = ask(answerer, "东溪大桥在哪里", text)

    assert answer.status is Status.CHAT
    assert answer.reason
    assert answer.reason.code == code


@pytest.mark.parametrize("text", ["东溪大桥", "说说东溪大桥", "介绍一下东溪大桥", "关于东溪大桥"])
def test_a_bare_topic_asks_for_the_articles_that_tell_of_it(answerer: Answerer, text: str) -> None:
    """Of one article, the sentence that tells most is shown; no figure is picked at random."""
    answer = ask(answerer, text)

    assert answer.status is Status.ANSWERED
    assert answer.short == answer.quotes[0].printed
    assert answer.quotes[0].article.title.startswith("东溪大桥")


def test_a_topic_of_several_articles_gives_their_headlines(shipped: Answerer) -> None:
    """The newest comes first."""
    answer = ask(shipped, "专项债")
    dates = [quote.article.date.value or "" for quote in answer.quotes]

    assert len(answer.quotes) > 1
    assert all(quote.printed == quote.article.headline for quote in answer.quotes)
    assert dates == sorted(dates, reverse=True)


def test_who_tells_of_himself_is_shown_what_is_printed_of_it(answerer: Answerer) -> None:
    """A resident's story is no question; what helps is an article on it, or to hear of none."""
    assert ask(answerer, "我家门口要造桥了").quotes[0].article.title.startswith("东溪大桥")
    assert ask(answerer, "我想学弹钢琴").status is Status.NOT_FOUND


def test_looking_around_gives_the_newest(answerer: Answerer) -> None:
    """随便看看 is shown the newest headlines."""
    assert ask(answerer, "随便看看").quotes == ask(answerer, "有什么新闻").quotes


@pytest.mark.parametrize(
    "text",
    [
        "不是这个，我问的是东溪大桥全长多少",
        "问你个事 东溪大桥全长多少",
        "东溪大桥全长多少 快说",
        "那个，那个，东溪大桥全长多少",
    ],
)
def test_what_is_said_around_a_question_asks_nothing(answerer: Answerer, text: str) -> None:
    """Corrections, fillers and haste leave the question as it is."""
    assert short(ask(answerer, text)) == "860米"


@pytest.mark.parametrize("text", ["哪一年的", "什么时候的事", "哪天的报纸"])
def test_of_when_an_answer_is_can_be_asked(answerer: Answerer, text: str) -> None:
    """哪一年的 asks of the article before, and leaves the talk with its subject."""
    answer = ask(answerer, "开发区引进项目多少个", text)

    assert short(answer) == "2021年"
    assert short(ask(answerer, "开发区引进项目多少个", text, "工业项目呢")) == "19个"


def test_an_article_without_a_signature_is_said_to_have_none(answerer: Answerer) -> None:
    """谁写的 after an article that nobody signed."""
    reason = ask(answerer, "东溪大桥全长多少", "谁写的").reason

    assert reason
    assert reason.code == "no_signature"


def test_a_choice_is_called_by_what_the_sentence_is_about(tmp_path: Path) -> None:
    """The place where a thing stands is no name for it: 云杉仓库位于北塘村，总投资3亿元."""
    pages = {
        "1.md": "# 仓库\n\n2031年5月1日，云杉仓库有限公司落户北塘村，一期总投资3亿元。\n",
        "2.md": "# 码头\n\n2031年6月1日，青石港务有限公司开建码头，总投资5亿元。\n",
    }
    for name, text in pages.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    corpus, analyzer = read_corpus(tmp_path), ZoneAnalyzer()
    answerer = Answerer(corpus, ReferenceRetriever(corpus.passages, analyzer), analyzer)

    choices = ask(answerer, "总投资多少").choices
    assert sorted(choices) == ["云杉仓库有限公司总投资多少", "青石港务有限公司总投资多少"]


def test_that_firm_is_the_one_that_was_told_of(answerer: Answerer) -> None:
    """那家公司 is the firm that the answer before named, though nobody asked by its name."""
    assert short(ask(answerer, "东溪大桥哪家公司施工", "那家公司总经理是谁")) == "冯立群"


@pytest.mark.parametrize("text", ["第一个说了啥", "第一条", "1"])
def test_a_headline_is_meant_by_its_number(answerer: Answerer, text: str) -> None:
    """Of a headline that was listed the article is told, from its first sentence on."""
    news = ask(answerer, "有什么新闻")
    told = ask(answerer, "有什么新闻", text)

    assert told.quotes[0].article == news.quotes[0].article
    assert told.quotes[0].text.startswith(news.quotes[0].article.paragraphs[0].text[:10])


def test_a_day_is_told_where_a_day_is_asked(answerer: Answerer) -> None:
    """哪天的 is answered by the day that dates the article, 哪一年的 by a year."""
    assert short(ask(answerer, "东溪大桥全长多少", "哪天的")) == "3月5日"
