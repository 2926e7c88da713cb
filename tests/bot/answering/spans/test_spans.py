"""Where a short answer is cut: facts of a page of our own, asked the way people ask."""

from __future__ import annotations

import pytest

from bot.analysis.analyzer import ZoneAnalyzer
from bot.answering.answerer import Answerer
from bot.answering.reading.cutting import without_byline
from bot.answering.reading.reader import Reader, ScoredSpan
from bot.answering.spans.options import Options
from bot.retrieval.reference import ReferenceRetriever
from corpus.build import read_corpus
from tests.bot.answering.test_answerer import ask, short

PAGE = """# 松岭泵业去年产值增两成

本报讯 6月2日，松岭泵业公布去年业绩：水泵产值达4.6亿元，同比增长21.5%。午餐补贴比上年涨了600元。
松岭泵业的水泵销量居全国首位，出口额列全省第三。
公司今年招聘财务3名、法务1名、焊工26人。
公司的屏幕车间用上了松岭云管家APP，工人扫码就能报修。
泵房安全检查每周至少开展一次，消防演练每月至少组织2次。
样机从立项到下线，用了5个月不到的时间，在行业内传为美谈。
松岭泵业的新厂房位于银杏街77号，地块起拍价3260万元，贷款年利率3.85%。

# 夜市开街 老人凭证半价

本报讯 近日，石桥夜市开街。夜市的套餐价格从18元降到12元。
开街式的主题是“灯火石桥 烟火人间”，捷克侨领郑立舟和来自庆元的厨师吴大满到场。
经开区商贸科副科长林若水介绍，摊主每月1日到15日可以登记。石桥夜市有摊主210名、摊位86个。
夜市每平方米收租金9元，每度电收0.7元。
厨艺赛第一名是王小禾，第二名是季长青。
夜市每晚17时至次日1时开放，周六、周日9时到16时有集市；广场的灯亮到晚上十点半。
摊主大会每周三下午2点召开，明年一季度起改在三楼。乱停车的罚款50元以上200元以下，摊位押金每月300元。
大会讲到第十二届三次会议的决定，夜市客流连续三个季度居全市首位。
冰粉的次品率从千分之四降到万分之三。保洁由青石物业负责、石桥保安公司承担巡逻。
登记请于5月8日17时前到松涛路36号办理。“摊位96个”应为“摊位86个”。
摊主代表表示，夜市的灯太暗。
夜市摊位的管理依照《石桥夜市摊位管理细则》，摊主们常去翠竹苑小区进货。

# 柳溪龙舟赛落幕

本报讯 6月15日，柳溪龙舟赛落幕，28支队伍参赛，青石队以3比1战胜银杏队夺得冠军，用时2分48秒。
柳溪沿岸设了9个看台，最大的一个设在柳溪小学体育馆，观众最少的枫桥看台只有32人。
柳溪赛事的门票收入38万元，增长6.1%，增速比上届回落2.5个百分点；餐饮收入下降7.3%，主要原因是连下三天雨、摊位搬走一半。
裁判长闻人松高兴地说：“志愿者清早铺好了跳板，保证了柳溪决赛准点开赛。”
柳溪河道清淤难度最大的是芦花湾浅滩，全长200米。
龙舟赛由柳溪体育协会、青石商会共同主办。
柳溪码头今年停船960艘次；净利润31万元。
柳溪的9个看台今年卖出草帽5200顶。
柳溪客房有三种，分别是20平方米、35平方米和50平方米。租船押金退还找小邹。
柳溪夜船由青石船行接手，转让价620万元。
组委会提醒，柳溪租船须满足三个条件：年满十八岁、会游泳、有教练随船。
"""


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> Answerer:
    """Give an answerer over one page of our own."""
    folder = tmp_path_factory.mktemp("spans")
    (folder / "2023-06-03.md").write_text(PAGE, encoding="utf-8")
    corpus, analyzer = read_corpus(folder), ZoneAnalyzer()
    return Answerer(corpus, ReferenceRetriever(corpus.passages, analyzer), analyzer)


@pytest.mark.parametrize(
    ("question", "words"),
    [
        pytest.param("松岭泵业水泵产值增长了多少", "21.5%", id="a rise in percent"),
        pytest.param("松岭泵业水泵产值涨了多少", "21.5%", id="a rise, colloquially"),
        pytest.param("松岭泵业午餐补贴涨了多少", "600元", id="a rise told as an amount"),
        pytest.param("松岭泵业招几个财务", "3名", id="people after a bare role"),
        pytest.param("松岭泵业招多少焊工", "26人", id="people after a bare role, 多少"),
        pytest.param("石桥夜市有几个摊位", "86个", id="the very measure asked in"),
        pytest.param("松岭泵业新厂房地址", "银杏街77号", id="a bare address"),
        pytest.param("泵房安全检查多久一次", "每周至少开展一次", id="a frequency"),
        pytest.param("消防演练多久搞一次", "每月至少组织2次", id="a frequency, with a verb"),
        pytest.param("消防演练几天一次", "每月至少组织2次", id="a frequency in days"),
        pytest.param("摊主每月几号到几号登记", "每月1日到15日", id="days of every month"),
        pytest.param("摊主每月什么时候可以登记", "每月1日到15日", id="days of a month, when"),
        pytest.param("石桥夜市一度电多少钱", "0.7元", id="a rate"),
        pytest.param("松岭泵业水泵销量全国第几", "首位", id="the first rank"),
        pytest.param("松岭泵业出口额排第几", "全省第三", id="a rank without a measure"),
        pytest.param("厨艺赛第一名是谁", "王小禾", id="who has the first rank"),
        pytest.param("厨艺赛谁得了第二名", "季长青", id="who has the second rank"),
        pytest.param("林若水是做什么的", "经开区商贸科副科长", id="an office"),
        pytest.param("林若水是干嘛的", "经开区商贸科副科长", id="an office, colloquially"),
        pytest.param("林若水是什么官", "经开区商贸科副科长", id="an office, rudely"),
        pytest.param("石桥夜市开街来的侨领是谁", "郑立舟", id="a person with a bare word"),
        pytest.param("哪个国家的侨领来了石桥夜市", "捷克", id="a country"),
        pytest.param("来石桥夜市的厨师叫什么", "吴大满", id="a person from somewhere"),
        pytest.param("石桥夜市摊位管理的文件叫什么", "《石桥夜市摊位管理细则》", id="a title"),
        pytest.param("石桥夜市开街式的主题是什么", "灯火石桥 烟火人间", id="a theme"),
        pytest.param("松岭泵业屏幕车间用哪个app", "松岭云管家APP", id="an app"),
        pytest.param("松岭泵业新厂房在哪条路", "银杏街77号", id="a street"),
        pytest.param("松岭泵业新厂房在哪里", "银杏街77号", id="a house number"),
        pytest.param("摊主常去哪个小区进货", "翠竹苑小区", id="an estate"),
        pytest.param("松岭泵业地块起拍价", "3260万元", id="a bare price"),
        pytest.param("松岭泵业贷款年利率", "3.85%", id="a bare rate"),
        pytest.param("样机从立项到下线用了多久", "5个月不到", id="a duration"),
        pytest.param("松岭泵业报修用什么app", "松岭云管家APP", id="an app by its name"),
        pytest.param("石桥夜市几点到几点开放", "每晚17时至次日1时", id="hours over midnight"),
        pytest.param("石桥夜市集市是几点到几点", "周六、周日9时到16时", id="hours of days"),
        pytest.param("石桥夜市集市开到几点", "16时", id="the end of a stretch of time"),
        pytest.param("石桥夜市什么时段有集市", "周六、周日9时到16时", id="a time slot"),
        pytest.param("广场的灯亮到几点", "晚上十点半", id="an hour in words"),
        pytest.param("摊主大会礼拜几开", "每周三下午2点", id="a day of the week"),
        pytest.param("摊主大会什么时候改在三楼", "明年一季度起", id="a quarter with its year"),
        pytest.param("石桥夜市乱停车罚多少", "50元以上200元以下", id="from one sum to another"),
        pytest.param("石桥夜市摊位押金多少", "每月300元", id="a sum with its rate"),
        pytest.param("石桥夜市客流连着几个季度首位", "三个季度", id="a count with its noun"),
        pytest.param("登记去哪里办理", "松涛路36号", id="a place that one goes to"),
        pytest.param("谁说石桥夜市的灯太暗", "摊主代表", id="a speaker without a name"),
        pytest.param("柳溪龙舟赛冠军是谁", "青石队", id="a team that won, not the beaten one"),
        pytest.param("柳溪龙舟赛冠军用时多久", "2分48秒", id="minutes and seconds"),
        pytest.param("柳溪最大的看台设在哪", "柳溪小学体育馆", id="the place of the largest"),
        pytest.param("柳溪哪个看台观众最少", "枫桥看台", id="which has the least"),
        pytest.param("柳溪清淤哪一段最难", "芦花湾浅滩", id="which is the hardest"),
        pytest.param("柳溪赛事门票收入增速多少", "6.1%", id="a growth, not its change"),
        pytest.param(
            "柳溪决赛为什么能准点开赛", "志愿者清早铺好了跳板", id="a cause, not who told it"
        ),
        pytest.param(
            "柳溪餐饮收入怎么掉这么多", "连下三天雨、摊位搬走一半", id="a cause asked for by 怎么"
        ),
        pytest.param("柳溪码头今年净利润多少", "31万元", id="what goes on about a subject"),
        pytest.param("柳溪看台今年有几个", "9个", id="the very measure, not another"),
        pytest.param("柳溪租船押金退还找谁", "小邹", id="a person by a pet name"),
        pytest.param("谁接手了柳溪夜船", "青石船行", id="who, and no figure"),
        pytest.param("柳溪龙舟赛主办单位", "柳溪体育协会、青石商会", id="all who did it together"),
        pytest.param("石桥夜市套餐价格降了多少", "从18元降到12元", id="from one to another"),
    ],
)
def test_the_short_answer_is_cut_where_a_reader_would_cut(
    page: Answerer, question: str, words: str
) -> None:
    """What is asked for is given with its unit, and nothing beside it."""
    assert (short(ask(page, question)) or "").strip("“”") == words


def test_what_is_only_announced_is_told_item_by_item(page: Answerer) -> None:
    """Who asks for the conditions is not told that there are three."""
    answer = ask(page, "柳溪租船要什么条件")

    assert [item.text for item in answer.items] == ["年满十八岁", "会游泳", "有教练随船"]


def test_how_many_and_what_each_is_answered_by_what_each_is(page: Answerer) -> None:
    """Who asks how many kinds and how large each is can count what is told."""
    answer = ask(page, "柳溪客房有几种 分别多大")

    assert [item.text for item in answer.items] == ["20平方米", "35平方米", "50平方米"]


def test_the_newspapers_opening_is_no_part_of_an_answer() -> None:
    """本报讯 and the day of a report are left out of what answers."""
    opening = "本报讯 6月2日，"
    span = ScoredSpan(0, len(opening) + 4, 1.0)

    cut = without_byline(f"{opening}松岭泵业", span)

    assert (cut.start, cut.end) == (len(opening), span.end)


def test_no_figure_is_a_reason(page: Answerer) -> None:
    """Why something fell is never answered by how much, however well that reads."""
    reader, library = Reader(ZoneAnalyzer()), page.library
    options = Options(library, reader)
    question = page.understanding.understand("柳溪餐饮收入为什么下降")
    for story in library.stories:
        for reading in reader.read(question.wanted, story.sentences):
            prepared, _ = reader.prepared(reading.sentence.text)
            figures = {(one.start, one.end) for one in prepared.candidates if one.unit}

            found = {(one.start, one.end) for one in options.find(question, reading, story)}

            assert not figures & found
