"""What a term is: told in the forms in which print explains things, and only there."""

from __future__ import annotations

import pytest

from bot.analysis.analyzer import ZoneAnalyzer
from bot.answering.answerer import Answerer
from bot.model import Status
from bot.retrieval.reference import ReferenceRetriever
from corpus.build import read_corpus
from tests.bot.answering.test_answerer import ask, short

PAGE = """# 水乡区办起“板凳学堂”

本报讯 4月6日，水乡区推行“一窗五办”，把五个部门的窗口并成一个，群众只跑一次。
“两清一改”，就是清河道、清屋后，改水厕。
区里组建了9人的“渔小二”服务队，每周三下村。
水乡区以“先租后让”的方式供地60亩，三年后看产值再定。
河边新建了一座两层的凉亭，名叫“听潮亭”，本月开放。
白鹭变现是区内唯一一座110千伏变电站。
浙江白鹭机械股份有限公司（以下简称白鹭机械）专做船用齿轮箱。
会议要求，继续深化“三抓三看”，切实抓好安全。
区里坚持“水清、岸绿、人和”的渔乡精神。
区里推行“渔船三检”机制，凡是出海的船，出港前要查机器、查网具、查救生衣。
老船工把缆绳先浸桐油再盘成双股，这套办法后来被叫作“海松盘缆法”，能多用三年。
各村装上了“安心铃”。老人按一下，村医十分钟到家。
渔机站的老匠人想出了“先烘后补、两面上胶”的补法，一张网能多用三年。这个办法后来被命名为“阿贵补法”。
埠头社区开出“潮汐课堂”，放暑假后免费照看渔家孩子，首批收了60人。
码头聘请了9名老船长当“护港人”，每人看一段岸线，每月发300元。
夜渔餐车由四家饭馆合办，天天出摊。
老鱼市旧址要建海鲜博物馆，也就是街坊说的“鱼楼”。
学校旁边租给了做船模的丽水望帆工艺有限公司。
干部要履行好“一船双责”，守住安全底线。
区里出台《水乡区渔船更新补助资金管理办法》，落实“四稳五进”。
每条船都有一名船东、一名安全员和一名技师，实行“三人同船”。
"""


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> Answerer:
    """Give an answerer over one page of our own."""
    folder = tmp_path_factory.mktemp("definitions")
    (folder / "2030-04-07.md").write_text(PAGE, encoding="utf-8")
    corpus, analyzer = read_corpus(folder), ZoneAnalyzer()
    return Answerer(corpus, ReferenceRetriever(corpus.passages, analyzer), analyzer)


@pytest.mark.parametrize(
    ("question", "words"),
    [
        pytest.param("一窗五办是怎么回事", "把五个部门的窗口并成一个", id="what it does"),
        pytest.param("一窗五办机制是什么", "把五个部门的窗口并成一个", id="a kind not printed"),
        pytest.param("两清一改是啥", "清河道、清屋后，改水厕", id="就是"),
        pytest.param("渔小二是什么", "服务队", id="what follows the quotation marks"),
        pytest.param("先租后让怎么个让法", "供地60亩，三年后看产值再定", id="的方式"),
        pytest.param("听潮亭是什么", "两层的凉亭", id="名叫"),
        pytest.param("白鹭变是个啥", "区内唯一一座110千伏变电站", id="现是"),
        pytest.param("白鹭机械是做什么的", "船用齿轮箱", id="what a firm makes"),
        pytest.param("白鹭机械", "浙江白鹭机械股份有限公司", id="a name alone"),
        pytest.param("白鹭机械工商名字叫什么", "浙江白鹭机械股份有限公司", id="the full name"),
        pytest.param("渔乡精神的内容", "水清、岸绿、人和", id="what it consists of"),
        pytest.param("什么是阿贵补法", "先烘后补、两面上胶”的补法", id="what got the name after"),
        pytest.param(
            "渔船补助办法全名叫什么",
            "《水乡区渔船更新补助资金管理办法》",
            id="a title in other words",
        ),
        pytest.param(
            "渔船三检机制是什么",
            "凡是出海的船，出港前要查机器、查网具、查救生衣",
            id="what 凡 rules, whole",
        ),
        pytest.param(
            "海松盘缆法是怎么个盘法", "把缆绳先浸桐油再盘成双股", id="the method before its name"
        ),
        pytest.param("潮汐课堂是干啥的", "放暑假后免费照看渔家孩子", id="the clause after"),
        pytest.param("护港人是做什么的", "每人看一段岸线", id="the clause after, of people"),
        pytest.param("什么是夜渔餐车", "由四家饭馆合办", id="what a sentence on it says first"),
        pytest.param("鱼楼指的啥", "老鱼市旧址要建海鲜博物馆", id="也就是"),
        pytest.param("望帆工艺是什么公司", "做船模的", id="what stands before a firm's name"),
        pytest.param(
            "三人同船是啥意思",
            "每条船都有一名船东、一名安全员和一名技师",
            id="the clause before, at a sentence's end",
        ),
        pytest.param("安心铃是什么", "老人按一下，村医十分钟到家", id="the sentence after"),
    ],
)
def test_a_term_is_explained_as_print_explains_it(
    page: Answerer, question: str, words: str
) -> None:
    """The short answer is what the page says the term is, stands for or does."""
    assert (short(ask(page, question)) or "").strip("“”") == words


def test_what_a_term_counts_must_all_be_named(page: Answerer) -> None:
    """四稳是哪四稳 is answered by four, and not by whatever list stands near."""
    assert ask(page, "四稳五进是哪四稳").status is Status.NOT_FOUND


@pytest.mark.parametrize("question", ["三抓三看是什么意思", "一船双责指什么"])
def test_a_term_that_is_only_used_is_not_explained(page: Answerer, question: str) -> None:
    """What stands beside a slogan explains nothing; that is said."""
    answer = ask(page, question)

    assert answer.status is Status.NOT_FOUND
    assert answer.reason
    assert answer.reason.code == "not_explained"
