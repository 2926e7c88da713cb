"""Figures side by side: both are printed, or nothing is compared."""

from __future__ import annotations

import pytest

from bot.analysis.analyzer import ZoneAnalyzer
from bot.answering.answerer import Answerer
from bot.answering.language.candidates import find_candidates
from bot.answering.ways.pairs import are_unlike
from bot.model import Status
from bot.retrieval.reference import ReferenceRetriever
from corpus.build import read_corpus
from tests.bot.answering.test_answerer import ask

PAGE = """# 石埠区上半年成绩单

本报讯（通讯员 方小远）2028年上半年，石埠区服务业增加值增长9.1%，固定资产投资增长6.4%。

# 石埠村账本变厚了

本报讯（通讯员 方小远）石埠村2028年集体收入88万元，而2026年只有7万元。
村里装了声控灯，路灯的坏灯率从千分之六降到万分之二。

# 柳岸新村分期交房

本报讯（通讯员 方小远）柳岸新村一期交房320套，二期交房180套。
石埠区文旅局局长丁小川和柳岸侨领沈小河为业主送上钥匙。

# 石埠茶厂换了新烘房

本报讯（通讯员 方小远）石埠茶厂一期占地12亩，建筑面积9000平方米。二期建筑面积1.4万平方米。
过去，茶厂烘一批茶要26小时。新烘房用上后，烘茶已缩短到9小时。
茶厂到集市的路由14公里缩短到6公里。
对北美卖茶增长21%，对中亚卖茶下降8%。
石埠茶厂的春茶品质好于全市、全省。
"""


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> Answerer:
    """Give an answerer over one page of our own."""
    folder = tmp_path_factory.mktemp("comparisons")
    (folder / "2028-07-20.md").write_text(PAGE, encoding="utf-8")
    corpus, analyzer = read_corpus(folder), ZoneAnalyzer()
    return Answerer(corpus, ReferenceRetriever(corpus.passages, analyzer), analyzer)


@pytest.mark.parametrize(
    ("question", "sides"),
    [
        pytest.param("服务业增速比固投高吗", ["9.1%", "6.4%"], id="a rate said once"),
        pytest.param("服务业增加值和固投哪个涨得快", ["9.1%", "6.4%"], id="which grew faster"),
        pytest.param("石埠村26年和28年集体收入各多少", ["7万元", "88万元"], id="each its year's"),
        pytest.param("声控灯装上前后坏灯率", ["千分之六", "万分之二"], id="before and after"),
        pytest.param("柳岸新村一二期各交了多少套", ["320套", "180套"], id="phases in one word"),
        pytest.param("柳岸新村一期二期哪个套数多", ["320套", "180套"], id="which has more"),
        pytest.param("石埠茶厂一期二期哪个大", ["9000平方米", "1.4万平方米"], id="one measure"),
        pytest.param("石埠茶厂烘茶原来几小时现在几小时", ["26小时", "9小时"], id="two sentences"),
        pytest.param("石埠茶厂烘茶要几小时 以前跟现在比", ["26小时", "9小时"], id="asked once"),
        pytest.param(
            "石埠茶厂到集市的路近了多少", ["14公里", "6公里"], id="a gap is told by both ends"
        ),
        pytest.param(
            "石埠茶厂到集市的路近了多少 原来多远现在多远",
            ["14公里", "6公里"],
            id="asked of each end",
        ),
        pytest.param(
            "石埠茶厂对北美和对中亚卖茶哪个好", ["增长21%", "下降8%"], id="one rose, one fell"
        ),
        pytest.param(
            "丁小川和沈小河各是什么身份", ["石埠区文旅局局长", "柳岸侨领"], id="offices of two"
        ),
    ],
)
def test_both_sides_are_told_as_printed(page: Answerer, question: str, sides: list[str]) -> None:
    """Each side is answered with its own printed words, in the order asked."""
    assert [item.text for item in ask(page, question).items] == sides


@pytest.mark.parametrize("question", ["石埠村25年和28年集体收入各多少", "柳岸新村一期三期哪个大"])
def test_a_side_that_is_not_printed_compares_nothing(page: Answerer, question: str) -> None:
    """Half a comparison is no answer."""
    assert not ask(page, question).quotes


@pytest.mark.parametrize("question", ["沈小河的名称前后怎么不一样", "声控灯装上前后多少小时"])
def test_one_side_alone_compares_nothing(page: Answerer, question: str) -> None:
    """What is printed once has not changed."""
    assert not ask(page, question).quotes


@pytest.mark.parametrize(
    ("one", "other", "unlike"),
    [
        ("150.2亿元", "9个", True),
        ("5.6%", "4次", True),
        ("206家", "214名", False),
        ("63亩", "8.6万平方米", False),
        ("87天", "40天", False),
    ],
)
def test_figures_of_two_measures_cannot_be_compared(one: str, other: str, *, unlike: bool) -> None:
    """A sum stands against no count, a share against no number; what is counted is alike."""
    figures = [next(find_candidates(text, ())) for text in (one, other)]

    assert are_unlike(*figures) is unlike


def test_what_tells_of_both_at_once_is_shown_as_it_stands(page: Answerer) -> None:
    """No figure is needed where one sentence compares both in words."""
    answer = ask(page, "石埠茶厂的春茶品质比全省好吗")
    assert [quote.text for quote in answer.quotes] == ["石埠茶厂的春茶品质好于全市、全省。"]


def test_what_tells_of_one_alone_compares_nothing(page: Answerer) -> None:
    """A sentence on one of the two is no comparison."""
    assert ask(page, "石埠茶厂的春茶品质比云岭茶厂好吗").status is Status.NOT_FOUND
