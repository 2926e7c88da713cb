"""A conversation: what a question takes over from the one before, and what it does not."""

from __future__ import annotations

import asyncio

import pytest

from bot.analysis.analyzer import ZoneAnalyzer
from bot.answering.answerer import Answerer
from bot.model import Exchange, Status
from bot.retrieval.reference import ReferenceRetriever
from corpus.build import read_corpus
from tests.bot.answering.test_answerer import ask, short

PAGE = """# 柏塘泵业搬进新厂

本报讯（通讯员 季小麦）5月8日，柏塘泵业的新厂在青石区块投产，占地86亩，总投资3.2亿元。
柏塘泵业董事长顾远山说，新厂用工减少四成。自今年3月以来，该公司实行夜班，夜班有120人在岗。
新厂的设备从4月2日起进场，一天能装配水泵900台。

# 柏塘泵业捧回“金泵奖”

本报讯（通讯员 季小麦）6月9日，柏塘泵业获2031年度“金泵奖”称号。
“金泵奖”评选活动由浙江省泵业协会主办，每两年一次。“金泵奖”设节能奖、静音奖、耐磨奖3个奖项。

# 前三季度成绩单

1—9月，全区实现财政总收入17.2亿元，增长3.1%；出口9.4亿元，增长6.3%。
实现服务业增加值5.2亿元，增长4.4%。实现工业增加值7.9亿元，增长5.5%。

# 新引进的外资从哪里来

新引进的外资企业里，德国3家，韩国1家。设备投资100万元到500万元的，按6%补助；500万元以上的，按9%补助。
青石夜校的学员有两百多名，招生工作由街道负责。
镇西书院已列入明年计划，等16个项目通过初审。

# 两场会

7月3日，区里开会部署防汛，书记岑望舒、主任陆见微参加。岑望舒强调，水库要腾出库容。他要求，夜里要有人守堤。
8月9日，区里开会部署招工，岑望舒主持。岑望舒指出，技校要和工厂结对。
"""


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> Answerer:
    """Give an answerer over one page of our own."""
    folder = tmp_path_factory.mktemp("talk")
    (folder / "2031-10-20.md").write_text(PAGE, encoding="utf-8")
    corpus, analyzer = read_corpus(folder), ZoneAnalyzer()
    return Answerer(corpus, ReferenceRetriever(corpus.passages, analyzer), analyzer)


@pytest.mark.parametrize(
    ("questions", "words"),
    [
        pytest.param(("柏塘泵业总投资多少", "占地呢"), "86亩", id="another attribute"),
        pytest.param(("柏塘泵业总投资多少", "设备几号进场"), "4月2日起", id="a thing of the talk"),
        pytest.param(("柏塘泵业多少人夜班", "从几月开始的"), "今年3月", id="since when"),
        pytest.param(
            ("柏塘泵业拿了什么奖", "这个奖是谁主办的"), "浙江省泵业协会", id="the answer itself"
        ),
        pytest.param(("前三季度财政总收入多少", "增长率呢"), "3.1%", id="a rate of what was asked"),
        pytest.param(("前三季度财政总收入多少", "涨了几个点"), "3.1%", id="a rate in other words"),
        pytest.param(
            ("前三季度财政总收入增速", "出口增速呢"), "6.3%", id="the growth of something else"
        ),
        pytest.param(("德国来了几家外资", "韩国几家"), "1家", id="another place"),
        pytest.param(
            ("金泵奖评选活动几年一次", "主办方呢"), "浙江省泵业协会", id="who did it, by a noun"
        ),
        pytest.param(("柏塘泵业董事长是谁", "那他说了什么"), "新厂用工减少四成", id="then he"),
        pytest.param(("柏塘泵业占地多少", "谢谢", "老板是谁"), "顾远山", id="after small talk"),
        pytest.param(("柏塘泵业占地多少", "谁写的"), "季小麦", id="who wrote it"),
        pytest.param(("柏塘泵业占地多少", "哪篇讲的"), "柏塘泵业搬进新厂", id="which article"),
        pytest.param(("柏塘泵业占地多少", "发在哪天"), "5月8日", id="of when the article is"),
        pytest.param(
            ("服务业增加值5.2亿元对吗", "工业增加值呢"), "7.9亿元", id="a rival of what was claimed"
        ),
        pytest.param(
            ("德国来了几家外资", "柏塘泵业董事长是谁", "占地呢"),
            "86亩",
            id="another attribute of a firm",
        ),
    ],
)
def test_a_follow_up_goes_on_with_the_talk(
    page: Answerer, questions: tuple[str, ...], words: str
) -> None:
    """Half a question is completed from the exchange before, small talk between them or not."""
    assert short(ask(page, *questions)) == words


def test_what_it_goes_on_with_is_said(page: Answerer) -> None:
    """The user is told what is taken over."""
    remarks = {one.code: one.values for one in ask(page, "柏塘泵业占地多少", "老板是谁").remarks}

    assert remarks["follows_up"]["subject"] == "柏塘泵业"


def test_a_talk_stays_with_its_subject(page: Answerer) -> None:
    """What is asked on the way is not heaped upon what is talked about."""
    before: Exchange | None = None
    for text in ("柏塘泵业总投资多少", "设备几号进场", "一天装配多少台", "占地多少"):
        before = asyncio.run(page.answer(text, before))

    assert before
    assert before.resolved == "柏塘泵业占地多少"


def test_nothing_is_said_to_be_taken_over_where_nothing_was(page: Answerer) -> None:
    """A question that is answered so by itself needs no word on what it goes on with."""
    answer = ask(page, "柏塘泵业占地多少", "夜班有多少人")

    assert short(answer) == "120人"
    assert not answer.remarks


@pytest.mark.parametrize(
    ("talk", "subject"),
    [
        (("前三季度财政总收入多少", "2029年呢"), "财政总收入"),
        (("一天装多少台", "占地多少"), "柏塘泵业搬进新厂"),
        (("柏塘泵业董事长是谁", "占地呢"), "柏塘泵业"),
    ],
)
def test_what_is_talked_about_is_called_by_a_thing(
    page: Answerer, talk: tuple[str, ...], subject: str
) -> None:
    """Not by a deed or a time; where only the article is gone on with, by its headline."""
    remarks = {one.code: one.values for one in ask(page, *talk).remarks}

    assert remarks["follows_up"] == {"subject": subject}


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("第二个是什么意思", "静音奖是什么意思"),
        ("第3个是谁评的", "耐磨奖是谁评的"),
        ("第二个", "静音奖"),
        ("2", "静音奖"),
    ],
)
def test_an_item_is_meant_by_its_number(page: Answerer, text: str, meant: str) -> None:
    """第二个 is the second of what was listed."""
    listed = asyncio.run(page.answer("金泵奖设了哪些奖项"))

    assert asyncio.run(page.answer(text, listed)).resolved == meant


def test_that_thing_may_be_a_new_one(page: Answerer) -> None:
    """那个金泵奖 amid a talk of something else points at nothing said, but names what it means."""
    answer = ask(page, "柏塘泵业占地多少", "那个金泵奖评选活动几年一次")

    assert short(answer) == "每两年一次"
    assert not answer.remarks


def test_a_bound_takes_the_place_of_a_bound(page: Answerer) -> None:
    """100到500万的呢 asks the same of other sums, not of both."""
    first = asyncio.run(page.answer("500万以上的设备补助多少"))

    assert asyncio.run(page.answer("100到500万的呢", first)).resolved == "100到500万的设备补助多少"


def test_what_is_asked_of_another_year_must_be_printed(page: Answerer) -> None:
    """A figure of the same article is no answer to 那2029年呢, whatever was talked about."""
    assert ask(page, "前三季度财政总收入多少", "那2029年呢").status is Status.NOT_FOUND


def test_a_place_is_where_something_is_printed_to_be(page: Answerer) -> None:
    """在哪里 is answered by what follows 在 and the like, by no other words of the sentence."""
    assert short(ask(page, "柏塘泵业的新厂建在哪里")) == "青石区块"
    assert ask(page, "镇西书院建在哪里").status is Status.NOT_FOUND


@pytest.mark.parametrize("text", ["你都会些什么", "你能查些啥", "我能问什么"])
def test_what_the_bot_can_do_is_no_question_to_the_paper(page: Answerer, text: str) -> None:
    """Asked what it can do, the bot tells of itself."""
    assert ask(page, text).status is Status.CHAT


def test_what_was_said_is_in_the_article_before(page: Answerer) -> None:
    """这话在哪篇 gives the article that was quoted."""
    article = ask(page, "柏塘泵业董事长是谁", "他说了什么", "这话在哪篇")

    assert article.quotes[0].article.title == "柏塘泵业搬进新厂"


@pytest.mark.parametrize(
    ("text", "code"),
    [("哦哦", "noted"), ("好的", "noted"), ("真厉害", "praise"), ("谢了", "thanks")],
)
def test_small_talk_is_answered_in_kind(page: Answerer, text: str, code: str) -> None:
    """Thanks, praise and a nod each have words of their own."""
    reason = ask(page, text).reason

    assert reason
    assert reason.code == code


@pytest.mark.parametrize("text", ["你真笨", "这破机器人", "什么都不知道", "stupid bot"])
def test_who_complains_is_told_how_to_ask(page: Answerer, text: str) -> None:
    """A complaint is answered, not looked up."""
    reason = ask(page, text).reason

    assert reason
    assert reason.code == "complaint"


def test_rubbish_is_the_papers_business(page: Answerer) -> None:
    """A word that people scold with is looked up where it is what they ask about."""
    assert ask(page, "垃圾分类怎么做的").status is not Status.CHAT


def test_where_somebody_lives_is_private_in_a_talk_too(page: Answerer) -> None:
    """他住哪 is turned down, and not asked back for whom."""
    reason = ask(page, "柏塘泵业董事长是谁", "他住哪").reason

    assert reason
    assert reason.code == "private"


def test_the_talk_goes_on_after_a_refusal(page: Answerer) -> None:
    """What was asked of a firm in vain leaves the firm to go on with."""
    assert short(ask(page, "柏塘泵业加班费多少", "董事长是谁")) == "顾远山"


def test_whom_it_goes_on_with_is_named(page: Answerer) -> None:
    """他 is said to be the person, not the question before."""
    remarks = {one.code: one.values for one in ask(page, "柏塘泵业老板是谁", "他说了什么").remarks}

    assert remarks["follows_up"]["subject"] == "顾远山"


def test_what_has_nothing_of_the_question_is_not_called_near(page: Answerer) -> None:
    """Where the pages are silent nothing is shown as the nearest."""
    answer = ask(page, "人民币兑欧元多少")

    assert answer.status is Status.NOT_FOUND
    assert not answer.nearest


def test_who_asks_is_no_part_of_the_question(page: Answerer) -> None:
    """我是记者 and 我想投资 before a question say nothing of what is asked."""
    assert short(ask(page, "我是记者，想知道柏塘泵业总投资多少")) == "3.2亿元"


def test_more_is_told_sentence_by_sentence(page: Answerer) -> None:
    """再说说 gives the sentences after those quoted, and again those after these."""
    more = ask(page, "柏塘泵业占地多少", "再说说")
    first = ask(page, "柏塘泵业捧回金泵奖那篇", "说了什么")

    assert more.quotes[0].text.startswith("柏塘泵业董事长顾远山说")
    assert first.quotes[0].article.title == "柏塘泵业捧回“金泵奖”"


def test_not_that_one_looks_in_other_articles(page: Answerer) -> None:
    """不是这个 asks the same of the articles that were not shown; none left, it says so."""
    other = ask(page, "柏塘泵业最新消息", "不是这个")
    none = ask(page, "柏塘泵业最新消息", "不是这个", "不是这个")

    assert other.quotes[0].article.title == "柏塘泵业搬进新厂"
    assert none.status is Status.NOT_FOUND
    assert none.reason
    assert none.reason.code == "no_other"


@pytest.mark.parametrize("text", ["还有呢", "就这些吗", "没有别的了吗"])
def test_more_of_a_list_is_looked_for_elsewhere(page: Answerer, text: str) -> None:
    """Where all is listed that is printed, that is said; the next sentence is no item of it."""
    answer = ask(page, "金泵奖设了哪些奖项", text)

    assert answer.reason
    assert (answer.reason.code, dict(answer.reason.values)) == ("all_listed", {"count": "3"})


def test_he_is_who_was_named_last(page: Answerer) -> None:
    """他要求 is said by the last person named, not by anybody who is named before."""
    said = [item.text for item in ask(page, "岑望舒说了什么").items]

    assert "夜里要有人守堤" in said
    assert ask(page, "陆见微说了什么").status is Status.NOT_FOUND


def test_a_refusal_repeats_what_was_typed(page: Answerer) -> None:
    """The words that were put in for the reader's own are not thrown back at the user."""
    reason = ask(page, "柏塘泵业占地多少", "电话多少？").reason

    assert reason
    assert reason.values == {"asked": "电话多少"}


@pytest.mark.parametrize(
    ("text", "status", "reason"),
    [
        ("再说说", Status.CHAT, "nothing_before"),
        ("不是这个", Status.CHAT, "nothing_before"),
        ("他是谁", Status.CLARIFY, "nothing_before"),
        ("哪篇讲的", Status.CLARIFY, "nothing_before"),
    ],
)
def test_what_points_at_nothing_is_asked_back(
    page: Answerer, text: str, status: Status, reason: str
) -> None:
    """Without a talk before, nothing is guessed."""
    answer = ask(page, text)

    assert answer.status is status
    assert answer.reason
    assert answer.reason.code == reason


def test_an_exchange_keeps_what_was_shown(page: Answerer) -> None:
    """Thanks tell nothing, so what was talked about before them is kept beside them."""
    before: Exchange = asyncio.run(page.answer("柏塘泵业占地多少"))
    thanks = asyncio.run(page.answer("谢谢", before))

    assert thanks.talk is before
    assert before.shown == {before.answer.quotes[0].article.id}


def test_another_subject_amid_a_talk_is_not_explained_by_it(shipped: Answerer) -> None:
    """Asked why of something else, it does not tell a reason out of the talk before."""
    answer = ask(shipped, "专项债6月和9月各多少钱", "变电站为啥建得这么快")

    assert not any("专项债" in quote.text for quote in (*answer.quotes, *answer.nearest))
    assert not answer.remarks
