"""What is new, and which article it was: the newest figure, issue and sentence; one by its time."""

from __future__ import annotations

import pytest

from bot.analysis.analyzer import ZoneAnalyzer
from bot.answering.answerer import Answerer
from bot.retrieval.reference import ReferenceRetriever
from corpus.build import read_corpus
from tests.bot.answering.test_answerer import ask, short

SPRING = """02 园区新闻　2030年3月14日　星期四

# 春岚药业一期投产

本报讯（通讯员 齐小舟）3月12日，浙江春岚药业有限公司一期投产，年产药片2亿片。

# 党工委会议部署春耕

本报讯（通讯员 齐小舟）3月10日，园区召开党工委会议，部署春耕。

# 前两个月成绩单

1—2月，园区完成工业产值8.6亿元，增长4.2%。
"""
AUTUMN = """02 园区新闻　2030年9月20日　星期五

# 春岚药业二期封顶 明年产药五亿片

本报讯（通讯员 车小禾）9月18日，浙江春岚药业有限公司二期厂房浇下最后一方混凝土。二期用地70亩。

# 党工委会议部署防汛

本报讯（通讯员 车小禾）9月15日，园区召开党工委会议，部署防汛。

# 前八个月成绩单

1—8月，园区完成工业产值39.4亿元，增长6.8%。

# 夜校开课

本报讯（通讯员 齐小舟）近日，园区夜校开课。在春岚药业上班的马小溪报了名。
"""


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> Answerer:
    """Give an answerer over two issues of our own."""
    folder = tmp_path_factory.mktemp("news")
    (folder / "2030-03-14.md").write_text(SPRING, encoding="utf-8")
    (folder / "2030-09-20.md").write_text(AUTUMN, encoding="utf-8")
    corpus, analyzer = read_corpus(folder), ZoneAnalyzer()
    return Answerer(corpus, ReferenceRetriever(corpus.passages, analyzer), analyzer)


@pytest.mark.parametrize(
    ("question", "words"),
    [
        pytest.param("工业产值最新数据", "39.4亿元", id="the newest figure"),
        pytest.param("最新的工业产值数字", "39.4亿元", id="the newest figure, turned round"),
        pytest.param("latest figure for industrial output value", "39.4亿元", id="in English"),
        pytest.param("春岚药业最新进展", "二期厂房浇下最后一方混凝土", id="no passing mention"),
        pytest.param("你手上最新的报纸哪天的", "2030年9月20日", id="the day of issue"),
    ],
)
def test_the_newest_that_answers_is_told(pages: Answerer, question: str, words: str) -> None:
    """Of several figures, issues or articles the newest is told, as it is printed."""
    assert short(ask(pages, question)) == words


@pytest.mark.parametrize(
    ("question", "headline"),
    [
        pytest.param("9月15号党工委会那篇", "党工委会议部署防汛", id="by its day"),
        pytest.param("3月党工委会议那篇叫什么", "党工委会议部署春耕", id="by its month"),
        pytest.param("马小溪在哪条新闻里", "夜校开课", id="by a name in it"),
        pytest.param("有没有报道说夜校的", "夜校开课", id="whether there is one"),
        pytest.param("齐小舟写的夜校那篇标题", "夜校开课", id="by its writer and topic"),
        pytest.param("article about the night school", "夜校开课", id="in English"),
    ],
)
def test_an_article_is_found_by_what_is_said_of_it(
    pages: Answerer, question: str, headline: str
) -> None:
    """A time, a name, a writer or a topic tells which article is meant."""
    answer = ask(pages, question)

    assert [item.text for item in answer.items] == [headline]


def test_an_article_of_no_such_day_is_not_found(pages: Answerer) -> None:
    """Another day's article is not offered for the one asked after."""
    assert not ask(pages, "5月15号党工委会那篇").quotes
