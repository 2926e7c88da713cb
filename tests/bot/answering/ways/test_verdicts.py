"""Yes or no: what the printed words decide, and what they leave open."""

from __future__ import annotations

import asyncio

import pytest

from bot.analysis.analyzer import ZoneAnalyzer
from bot.answering.answerer import Answerer
from bot.answering.data_files import load_data
from bot.answering.evidence.finder import Finder
from bot.answering.question.claims import Claim
from bot.answering.ways.telling import telling_signals
from bot.answering.ways.verdicts import best_ruling
from bot.model import Answer, Status, Verdict
from bot.retrieval.reference import ReferenceRetriever
from corpus.build import read_corpus

# A page of our own: every verdict below must follow from these words alone.
HARBOUR = """# 青礁码头见闻

本报讯 9月14日，青礁码头一期的吊机正在安装，下个月就能开始试运行。码头规划泊位12个，目前已建成4个。
码头的吞吐量居全市第二，增速连续三个季度居全市首位。青礁码头是我市唯一一座内河码头。
海鸥渡轮是2018年5月搬来的，票价不变，65岁以上老人免费乘坐。渡轮每天至少开3班，沿岸种着柳树、樟树和枫树。
码头的补助只给符合环保条件的企业。渡工没有辞退，都转去做导览。
码头副主任祝青禾说，码头党员代表赴云屏古镇参加了学习。
栈桥比原定计划晚了三个月启用，危险品不在这次装卸范围内，仓库里不得充电。
5月4日晚，码头开了一场音乐会，候船厅面积800平方米，客流比去年减少2万人次，准点率领跑全市。
青礁码头在全省率先用上无人吊机。
"""


@pytest.fixture(scope="module")
def harbour(tmp_path_factory: pytest.TempPathFactory) -> Answerer:
    """Give an answerer over the page."""
    folder = tmp_path_factory.mktemp("harbour")
    (folder / "2020-09-15.md").write_text(HARBOUR, encoding="utf-8")
    corpus, analyzer = read_corpus(folder), ZoneAnalyzer()
    return Answerer(corpus, ReferenceRetriever(corpus.passages, analyzer), analyzer)


def ask(answerer: Answerer, question: str) -> Answer:
    """Ask one question."""
    return asyncio.run(answerer.answer(question)).answer


@pytest.mark.parametrize(
    ("question", "verdict", "words"),
    [
        ("青礁码头一期9月份已经在试运行了吗", Verdict.NO, "下个月就能开始试运行"),
        ("码头规划泊位是不是4个", Verdict.NO, "12个"),
        ("码头吞吐量全市第一吗", Verdict.NO, "全市第二"),
        ("码头增速只有一个季度第一吗", Verdict.NO, "连续三个季度"),
        ("青礁码头是全省唯一的内河码头吧", Verdict.NO, "我市唯一一座内河码头"),
        ("我市就青礁一座内河码头吗", Verdict.YES, "我市唯一一座内河码头"),
        ("海鸥渡轮是2019年搬来的吧", Verdict.NO, "2018年5月"),
        ("海鸥渡轮票价涨了吗", Verdict.NO, "票价不变"),
        ("沿岸只种柳树吗", Verdict.NO, "沿岸种着柳树、樟树和枫树"),
        ("补助是给所有企业的吗", Verdict.NO, "符合环保条件的企业"),
        ("渡工被辞退了没", Verdict.NO, "没有辞退"),
        ("祝青禾是码头主任吧", Verdict.NO, "码头副主任祝青禾"),
        ("栈桥按计划启用了吗", Verdict.NO, "栈桥比原定计划晚了三个月启用"),
        ("危险品这次也要装卸吗", Verdict.NO, "危险品不在这次装卸范围内"),
        ("仓库里能充电吗", Verdict.NO, "仓库里不得充电"),
        ("音乐会是夜里开的吗", Verdict.YES, "5月4日晚"),
        ("候船厅有8000平方吧", Verdict.NO, "800平方米"),
        ("客流比去年涨了吗", Verdict.NO, "客流比去年减少2万人次"),
        ("准点率是全市第一吗", Verdict.YES, "准点率领跑全市"),
        ("码头用无人吊机是全省头一家吗", Verdict.YES, "全省率先用上无人吊机"),
    ],
)
def test_the_shortest_words_decide(
    harbour: Answerer, question: str, verdict: Verdict, words: str
) -> None:
    """A plan is no deed, a part not all, a deputy no head; the words that decide are shown."""
    answer = ask(harbour, question)

    assert answer.verdict is verdict
    assert answer.short
    assert answer.short.text == words


@pytest.mark.parametrize(
    "question",
    ["青礁码头是给渔民专用的吗", "青礁码头收不收停车费", "海鸥渡轮上市了没"],
)
def test_what_nothing_decides_is_neither_yes_nor_no(harbour: Answerer, question: str) -> None:
    """Where the print tells neither, there is no verdict, and what stands closest is offered."""
    answer = ask(harbour, question)

    assert answer.status is Status.NOT_FOUND
    assert answer.verdict is None
    assert answer.nearest


def test_words_that_tell_without_a_verdict_are_shown_as_they_are(harbour: Answerer) -> None:
    """Where a sentence surely tells and no judge decides, it is shown without a yes or a no."""
    answer = ask(harbour, "渡工转去做导游了吗")

    assert answer.status is Status.ANSWERED
    assert answer.verdict is None
    assert [remark.code for remark in answer.remarks] == ["reads_so"]


def test_every_weight_of_rulings_is_of_a_signal(harbour: Answerer) -> None:
    """What is weighed is what is told of a ruling: no weight is left over, none is lacking."""
    question = harbour.understanding.understand("码头一期的吊机装好了吗")
    claim, library = Claim(question), harbour.library
    finder = Finder(library, ReferenceRetriever(library.corpus.passages, library.analyzer))
    ruled = best_ruling(claim, asyncio.run(finder.evidence(question)))

    assert ruled
    assert load_data("telling.toml")["weights"].keys() == telling_signals(claim, *ruled).keys()
