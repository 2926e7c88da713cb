"""People may ask in their own words; words that only look alike are never taken for each other."""

from __future__ import annotations

from itertools import combinations

import pytest

from bot.answering.data_files import load_data
from bot.answering.evidence.support import Support, levels_of
from bot.answering.language.thesaurus import lines, near_words, same_words, thesaurus_words
from bot.answering.library.story import Story
from bot.answering.understanding.understanding import Understanding
from bot.folding import fold
from corpus.collection import Corpus

STRENGTHS = ("same", "asked", "near")

# Asked for the one, the paper must not be quoted on the other. One line a subject.
APART = """
开工 完工 投产 签约 验收
签约 落地 投产
总投资 注册资本 产值 税收 利润
产值 利润 税收 营业收入 增加值
产量 产值 销售额
贷款 补助 奖励 税收
补助 补偿款 工资
征收 安置
医院 学校 幼儿园
道路 铁路 大桥 隧道
供水 供电 供气 污水
停电 停水
增长 下降 持平
进出口 出口额 社会消费品零售总额
主办 协办
主持 参加
董事长 总经理 书记 主任
记者 通讯员
企业 车间 项目
员工 干部 学员
死亡 受伤
面积 长度 高度
研发 生产 销售
专利 上市 融资
人才 员工
火灾 事故 台风 疫情
上午 下午
停电 停水 停气 停工
财政总收入 一般公共预算收入
供热 供水 供电
水费 电费 气价
票价 学费
首班 末班
开门 关门
公租房 安置房 人才公寓
租金 物业费 押金
小学 中学 幼儿园
养老院 幼儿园 医院
门诊 住院 体检
疫苗 核酸
盗窃 诈骗 火灾
原告 被告
起诉 判决
罚款 补偿
一等奖 二等奖 三等奖
冠军 亚军 季军
专利 商标
出让 征收
中标价 总投资
利率 利息补贴 税率
担保 抵押物
入职 离职
月薪 年薪
法人 股东
选举 任命
噪声 扬尘 废气
易腐垃圾 可回收物 危险废物
高铁 公路 机场
行人 车辆
客运量 货运量
月初 月底
凌晨 傍晚
以东 以西 以南 以北
户籍人口 常住人口
同比 环比
进口 出口
教师 学生
民警 消防员
园长 校长 厂长
开门 关门
卸任 接任
迁入 迁出
断水 断电
复电 停电
自来水公司 燃气公司 供电公司
海运 空运
初审 复审 终审
创投 银行
首位 末位
起拍价 成交价
国家标准 行业标准 团体标准
增至 减至
猛增 骤降
扭亏 亏损
丈夫 妻子
""".strip().splitlines()


@pytest.mark.parametrize(
    ("asked", "printed"),
    [
        ("厂子", "企业"),
        ("觉得", "表示"),
        ("百亿", "100亿"),
        ("搬走", "腾空"),
        ("砸钱", "总投资"),
        ("管事的", "负责人"),
        ("弄完", "竣工"),
        ("送到", "销往"),
        ("招人", "招聘"),
        ("挨着", "毗邻"),
        ("掉", "下降"),
        ("赚", "利润"),
        ("老板", "董事长"),
        ("摇号", "派位"),
        ("拖后腿", "落后"),
        ("本科生", "本科"),
        ("外面的省", "外省"),
        ("零利息", "无息"),
        ("亩产", "单产"),
        ("送快递的", "快递员"),
        ("小孩读书", "子女就学"),
        ("不让走", "禁行"),
        ("市里", "全市"),
        ("关门", "闭园"),
        ("生意", "产值"),
        ("登错", "更正"),
        ("底价", "起拍价"),
        ("黄水", "浑浊"),
    ],
)
def test_what_people_say_is_met_by_what_the_paper_prints(asked: str, printed: str) -> None:
    """Who asks 厂子 may be told of 企业."""
    assert printed in same_words(asked)


@pytest.mark.parametrize(
    ("asked", "printed"), [("董事长", "老板"), ("补助", "拿钱"), ("企业", "厂区"), ("书记", "领导")]
)
def test_a_wider_word_in_print_does_not_answer_for_a_narrower(asked: str, printed: str) -> None:
    """厂区 may be printed for 厂子, but 企业 is not asked for by the same right."""
    assert printed not in same_words(asked)


@pytest.mark.parametrize("subject", APART)
def test_words_of_one_subject_are_kept_apart(subject: str) -> None:
    """医院 is no 学校, 签约 no 落地, 总投资 no 注册资本."""
    for one, other in combinations(subject.split(), 2):
        assert other not in same_words(one)
        assert one not in same_words(other)


def test_no_office_is_the_same_as_its_deputy() -> None:
    """副主任 is never 主任."""
    for word in thesaurus_words():
        assert not {"副" + other for other in same_words(word)} & set(same_words(word))


def test_every_line_is_folded_and_says_each_word_once() -> None:
    """What is looked up is folded; a word twice in a line is a slip."""
    for line in (line for strength in STRENGTHS for line in lines(strength)):
        assert line == fold(line)
        for side in line.split(":"):
            assert len(side.split()) == len(set(side.split())), line


def test_every_line_joins_something() -> None:
    """A line of one word says nothing; 「asked: printed」 has both sides."""
    for strength in STRENGTHS:
        for line in lines(strength):
            sides = [side.split() for side in line.split(":")]
            assert len(sides) == (2 if strength == "asked" else 1), line
            assert all(sides), line
            assert sum(map(len, sides)) > 1, line
            assert not set.intersection(*map(set, sides)) or len(sides) == 1, line


def test_a_domain_has_no_list_that_nothing_reads() -> None:
    """A misspelt 「smae」 would be lost in silence."""
    assert all(domain.keys() <= set(STRENGTHS) for domain in load_data("thesaurus.toml").values())


def test_what_is_merely_near_is_not_the_same_too() -> None:
    """A pair has one strength."""
    both = {
        (one, other)
        for line in lines("near")
        for one, other in combinations(line.split(), 2)
        if other in same_words(one) or one in same_words(other)
    }
    assert not both


def test_no_single_character_is_looked_for_in_print() -> None:
    """补 is asked for, but stands in 补充 and 弥补 too."""
    for word in thesaurus_words():
        assert all(len(other) > 1 for other in (*same_words(word)[1:], *near_words(word)))


def test_what_means_the_same_does_so_both_ways() -> None:
    """Only 「asked」 has a direction."""
    for line in lines("same"):
        for one, other in combinations((word for word in line.split() if len(word) > 1), 2):
            assert one in same_words(other)
            assert other in same_words(one)


def test_a_word_merely_near_meets_no_condition(
    understanding: Understanding, own_corpus: Corpus
) -> None:
    """完工 stands where 验收 does, and is another thing."""
    question = understanding.understand("柳湾食堂什么时候验收")
    canteen = next(story for story in map(Story, own_corpus.articles) if "柳湾" in story.all_text)
    at = next(at for at, text in enumerate(canteen.folded) if "完工" in text)

    assert levels_of(question, canteen, at)["验收"] is Support.NOWHERE
    assert "完工" in near_words("验收")
    assert not question.is_said("验收", canteen.folded[at])
