"""Near misses: what print says of another matter, of several together, or only counts."""

from __future__ import annotations

import asyncio

import pytest

from bot.analysis.analyzer import ZoneAnalyzer
from bot.answering.answerer import Answerer
from bot.answering.understanding import Understanding
from bot.answering.usable import is_placed
from bot.model import Answer, Status
from bot.retrieval.reference import ReferenceRetriever
from corpus.build import read_corpus

# A page of our own: what is refused below stands close to what it prints.
ORCHARD = """# 红枫果园年报

本报讯 2021年，红枫果园实现产值3.2亿元，增长9.1%，增速列全市第二。规上企业复工率达98%。
红枫果园、黄岗茶厂等5家企业签了协议，共腾出土地120亩。黄岗茶厂向6家银行借款，其中工业贷款4000万元。
硕士毕业来果园工作的补贴3万元，本科补贴1万元。茶叶拍卖的起拍价为每斤260元。
果园把1200斤梨卖了9000元。果园技术员石溪来自松阳，果园有大棚、冷库和晒场等三处设施。
白天的产量不够，黄岗茶厂从4月份起开夜班。
果园的冷库项目总投资21亿元，一期年产冷藏箱5万只，二期明年下半年动工。果园男子拔河队由石溪带队夺得冠军。
工业园一期已签约松涛食品有限公司和竹影包装有限公司等4个项目，其中竹影包装有限公司投资最大，达12.8亿元。
守林人冷三川今年58岁，林场的四项纪律写在墙上：不吸烟、不留火、不离岗。
果园的用水实行三条规定：浇水要记账；旱天要节水，每亩每天不超过2吨；漏水要报修。
"""


@pytest.fixture(scope="module")
def orchard(tmp_path_factory: pytest.TempPathFactory) -> Answerer:
    """Give an answerer over the page."""
    folder = tmp_path_factory.mktemp("orchard")
    (folder / "2022-01-15.md").write_text(ORCHARD, encoding="utf-8")
    corpus, analyzer = read_corpus(folder), ZoneAnalyzer()
    return Answerer(corpus, ReferenceRetriever(corpus.passages, analyzer), analyzer)


def ask(answerer: Answerer, question: str) -> Answer:
    """Ask one question."""
    return asyncio.run(answerer.answer(question)).answer


@pytest.mark.parametrize(
    ("question", "code"),
    [
        ("红枫果园产值总量列全市第几", "other_matter"),
        ("规下企业复工率多少", "other_matter"),
        ("大专生来果园工作补贴多少", "other_matter"),
        ("茶叶拍卖的成交价多少钱", "other_matter"),
        ("黄岗茶厂腾出多少亩土地", "not_of"),
        ("黄岗茶厂向哪六家银行借款", "not_named"),
        ("果园的梨卖多少钱一斤", "no_rate"),
        ("果园冷库项目二期总投资多少", "no_such_words"),
        ("果园女子拔河队由谁带队", "other_matter"),
        ("松涛食品投资多少", "no_such_words"),
        ("2021年全市产值多少亿", "not_of"),
        ("林场的四项纪律是哪四项", "not_named"),
    ],
)
def test_a_near_miss_is_refused_by_what_makes_it_one(
    orchard: Answerer, question: str, code: str
) -> None:
    """Another matter, a joint figure, a mere count: the refusal names which it is."""
    answer = ask(orchard, question)

    assert answer.status is Status.NOT_FOUND
    assert answer.reason
    assert answer.reason.code == code


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("规上企业复工率多少", "98%"),
        ("本科生来果园工作补贴多少", "1万元"),
        ("石溪是哪里人", "来自松阳"),
        ("黄岗茶厂哪个月开始夜班", "4月份起"),
        ("果园有哪三处设施", "大棚、冷库和晒场"),
        ("果园冷库项目总投资多少", "21亿元"),
        ("竹影包装投资多少", "12.8亿元"),
        ("冷三川今年多大", "58岁"),
        ("果园每亩每天用水不超过多少吨", "2吨"),
    ],
)
def test_the_same_asked_rightly_is_answered(orchard: Answerer, question: str, words: str) -> None:
    """What is printed of the very matter, person or number is given."""
    answer = ask(orchard, question)

    assert answer.short
    assert answer.short.text == words


@pytest.mark.parametrize(
    ("text", "words", "placed"),
    [
        ("大桥建在云岫路", "云岫路", True),
        ("大桥选在水阁", "水阁", True),
        ("大桥等16个项目通过了初审", "16个项目通过了初审", False),
    ],
)
def test_where_something_is_must_be_told_as_places_are(
    understanding: Understanding, text: str, words: str, *, placed: bool
) -> None:
    """What neither looks like a place nor stands after 在 does not tell where something is."""
    question = understanding.understand("东溪大桥建在哪里")
    start = text.index(words)

    assert is_placed(question, text, start, start + len(words)) is placed


@pytest.mark.parametrize(
    ("question", "shown"),
    [
        pytest.param("黄岗茶厂去年的利润是多少", True, id="the firm is printed"),
        pytest.param("冷三川工作几年了", True, id="the man is printed"),
        pytest.param("陈小满今年几岁", False, id="another man is printed"),
    ],
)
def test_nothing_is_near_that_tells_of_another_thing(
    orchard: Answerer, question: str, *, shown: bool
) -> None:
    """After a refusal only sentences on what was asked about are shown, or none."""
    answer = ask(orchard, question)

    assert answer.status is Status.NOT_FOUND
    assert bool(answer.nearest) is shown
