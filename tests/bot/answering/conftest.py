"""Three small pages of our own, and what answers from them."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.analysis.analyzer import ZoneAnalyzer
from bot.answering.answerer import Answerer
from bot.answering.library.library import Library
from bot.answering.understanding.understanding import Understanding
from bot.retrieval.reference import ReferenceRetriever
from corpus.build import read_corpus
from corpus.collection import Corpus

SHIPPED = Path(__file__).parents[3] / "corpus/pages"

# Three short pages of our own: what the tests below say must follow from these words alone.
BRIDGE = """# 东溪大桥动工 总投资2.4亿元

本报讯 3月5日，东溪大桥在开发区动工。大桥位于青石区块，全长860米，一期总投资2.4亿元。
据介绍，浙江溪岸路桥有限公司（以下简称溪岸路桥）负责施工。该公司总经理冯立群说，由于河床多石，工期定为18个月。
建设中要抓好三件事：一是守住安全；二是保护鱼道；三是方便村民出行。
"""
PARK = """# 2021年开发区成绩单

2021年，开发区实现工业产值36.5亿元，增长7.2%。全年引进项目41个，其中工业项目19个。
亿元以上项目有6个。绿岛科技、白帆电子、石桥机械等三家企业先后投产。
2021年12月8日，开发区党工委书记、管委会主任陶敏之主持会议。他强调，项目要早落地。陶敏之要求，服务要跟上。
"""
CANTEEN = """# 柳湾食堂换新颜

2020年4月30日，柳湾食堂重新开业，每餐收费8元，营业到晚上8点。食堂副总经理高平说，新灶台省电。
改造分两步：一期换灶台，去年9月完工；二期换桌椅，何时动手还没定。
有事可以拨打咨询电话0578-5551234。
"""


@pytest.fixture(scope="session")
def own_corpus(tmp_path_factory: pytest.TempPathFactory) -> Corpus:
    """Give the three pages as a corpus."""
    folder = tmp_path_factory.mktemp("pages")
    (folder / "2022-03-06.md").write_text(BRIDGE, encoding="utf-8")
    (folder / "2021-12-09.md").write_text(PARK, encoding="utf-8")
    (folder / "2020-05-01.md").write_text(CANTEEN, encoding="utf-8")
    return read_corpus(folder)


@pytest.fixture(scope="session")
def answerer(own_corpus: Corpus) -> Answerer:
    """Give an answerer over the two pages."""
    return _answerer(own_corpus)


@pytest.fixture(scope="session")
def shipped() -> Answerer:
    """Give an answerer over the shipped pages."""
    return _answerer(read_corpus(SHIPPED))


@pytest.fixture(scope="session")
def understanding(own_corpus: Corpus) -> Understanding:
    """Give an understanding of questions on the two pages."""
    return Understanding(Library(own_corpus, ZoneAnalyzer()))


def _answerer(corpus: Corpus) -> Answerer:
    analyzer = ZoneAnalyzer()
    return Answerer(corpus, ReferenceRetriever(corpus.passages, analyzer), analyzer)
