"""Yes or no: what the printed words decide, and what they leave open."""

from __future__ import annotations

import asyncio

import pytest

from bot.analysis.analyzer import ZoneAnalyzer
from bot.answering.answerer import Answerer
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
