"""What a user is told: facts of three small pages of our own, and what is refused."""

from __future__ import annotations

import asyncio
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.answering.answerer import Answerer
from bot.answering.ways import clauses
from bot.model import Answer, Exchange, Status, Verdict


def ask(answerer: Answerer, *questions: str) -> Answer:
    """Hold a conversation and give the last answer."""
    exchange: Exchange | None = None
    for question in questions:
        exchange = asyncio.run(answerer.answer(question, exchange))
    assert exchange
    return exchange.answer


def short(answer: Answer) -> str | None:
    """Give the short answer."""
    return answer.short.text if answer.short else None


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("东溪大桥有多长", "860米"),
        ("一期投了多少钱", "2.4亿元"),
        ("溪岸路桥总经理是谁", "冯立群"),
        ("溪岸路桥老总叫啥", "冯立群"),
        ("溪岸路桥全称是什么", "浙江溪岸路桥有限公司"),
        ("为什么工期要18个月", "由于河床多石"),
        ("2021年工业产值多少", "36.5亿元"),
        ("工业项目有几个", "19个"),
        ("書記是誰", "陶敏之"),
        ("柳湾食堂电话多少", "0578-5551234"),
        ("柳湾食堂开到几点", "晚上8点"),
    ],
)
def test_a_fact_is_answered_with_the_printed_words(
    answerer: Answerer, question: str, words: str
) -> None:
    """The short answer is the printed words, cut where a reader would cut."""
    answer = ask(answerer, question)

    assert answer.status is Status.ANSWERED
    assert short(answer) == words
    assert words in answer.quotes[0].text


@pytest.mark.parametrize(
    ("question", "reason"),
    [
        ("2020年工业产值多少", "other_period"),
        ("2021年前三季度工业产值多少", "other_period"),
        ("二期投了多少钱", "not_qualified"),
        ("绿岛科技投资多少钱", "not_of"),
        ("东溪大桥每米多少钱", "no_rate"),
        ("东溪大桥最高投多少钱", "no_bound"),
        ("东溪大桥哪天通车", "not_printed"),
        ("溪岸路桥董事长是谁", "not_printed"),
        ("柳湾食堂总经理是谁", "no_such_words"),  # a deputy is no head
        ("柳湾食堂二期什么时候完工", "no_such_words"),  # 9月 is said of phase one
    ],
)
def test_what_is_not_printed_is_refused_by_naming_what_is_missing(
    answerer: Answerer, question: str, reason: str
) -> None:
    """A near miss is no answer: the failed condition is named, the nearest words are offered."""
    answer = ask(answerer, question)

    assert answer.status is Status.NOT_FOUND
    assert answer.reason is not None
    assert answer.reason.code == reason
    assert not answer.quotes
    assert answer.nearest


def test_a_list_is_whole_and_says_when_the_print_names_no_more(answerer: Answerer) -> None:
    """Every item is given; where the paper writes 等, that is said."""
    answer = ask(answerer, "哪些企业先后投产")

    assert [item.text for item in answer.items] == ["绿岛科技", "白帆电子", "石桥机械"]
    assert "list_is_open" in {remark.code for remark in answer.remarks}


def test_firms_are_listed_by_their_names(shipped: Answerer) -> None:
    """Asked which firms there are, it lists firms, not the platforms and centres nearer by."""
    answer = ask(shipped, "芯片园都有哪些企业")

    names = {"百可半导体", "光珀智能", "珏芯微电子", "香农通信", "中科半导体"}
    assert {item.text for item in answer.items} == names


def test_points_one_to_three_are_items(answerer: Answerer) -> None:
    """一是…二是…三是 are three items."""
    answer = ask(answerer, "三件事是哪三件")

    assert [item.text for item in answer.items] == ["守住安全", "保护鱼道", "方便村民出行"]


@pytest.mark.parametrize(
    ("question", "verdict", "words"),
    [
        ("东溪大桥长860米吗", Verdict.YES, "860米"),
        ("东溪大桥长900米吗", Verdict.NO, "860米"),
        ("陶敏之是市长吧", Verdict.NO, "开发区党工委书记、管委会主任陶敏之"),
        ("陶敏之是不是书记", Verdict.YES, "开发区党工委书记、管委会主任陶敏之"),
    ],
)
def test_a_false_premise_is_corrected_with_the_printed_words(
    answerer: Answerer, question: str, verdict: Verdict, words: str
) -> None:
    """Yes and no come with the words that decide; what is printed otherwise is said."""
    answer = ask(answerer, question)

    assert answer.verdict is verdict
    assert short(answer) == words
    corrected = "printed_otherwise" in {remark.code for remark in answer.remarks}
    assert corrected == (verdict is Verdict.NO)


@pytest.mark.parametrize(
    ("questions", "words"),
    [
        (("东溪大桥有多长", "一期投了多少"), "2.4亿元"),
        (("工业项目有几个", "亿元以上的呢"), "6个"),
        (("书记是谁", "他还说了什么"), "项目要早落地"),
    ],
)
def test_a_follow_up_leans_on_what_was_said(
    answerer: Answerer, questions: tuple[str, ...], words: str
) -> None:
    """A follow-up takes its subject from the exchange before."""
    assert short(ask(answerer, *questions)) == words


def test_a_follow_up_never_takes_the_figure_of_another_year(answerer: Answerer) -> None:
    """那2020年呢 after 2021 is refused, not answered with 2021."""
    answer = ask(answerer, "2021年工业产值多少", "那2020年呢")

    assert answer.status is Status.NOT_FOUND


def test_thanks_do_not_search(answerer: Answerer) -> None:
    """Small talk is one line, and quotes nothing."""
    answer = ask(answerer, "谢谢")

    assert answer.status is Status.CHAT
    assert answer.reason
    assert answer.reason.code == "thanks"


@pytest.mark.parametrize(
    "question",
    ["陶敏之手机号多少", "冯立群家住哪", "今天天气怎么样", "你觉得开发区好不好", "帮我写个总结"],
)
def test_what_is_not_the_papers_business_is_declined(answerer: Answerer, question: str) -> None:
    """Private things, weather, opinions and tasks are declined without a search."""
    assert ask(answerer, question).status is Status.CHAT


def test_a_misspelt_name_is_read_as_the_printed_one_and_said_so(answerer: Answerer) -> None:
    """溪按路桥 is read as 溪岸路桥, and the user is told."""
    answer = ask(answerer, "溪按路桥总经理是谁")

    assert short(answer) == "冯立群"
    read_as = [remark for remark in answer.remarks if remark.code == "read_as"]
    assert read_as[0].values == {"typed": "溪按路桥", "printed": "溪岸路桥"}


def test_a_quote_says_whom_it_means(answerer: Answerer) -> None:
    """A sentence about 该公司 brings the sentence that names it."""
    quote = ask(answerer, "溪岸路桥总经理是谁").quotes[0]

    assert "溪岸路桥有限公司" in quote.text
    assert "冯立群" in quote.text


def test_the_newest_comes_first(answerer: Answerer) -> None:
    """Latest lists headlines from new to old and says where the pages end."""
    answer = answerer.latest()

    assert [item.text[:4] for item in answer.items] == ["东溪大桥", "2021", "柳湾食堂"]
    assert answer.remarks[-1].code == "corpus_ends"


def test_an_ambiguous_question_offers_ready_questions(shipped: Answerer) -> None:
    """总投资多少 could mean several things: at most four questions to choose from."""
    answer = ask(shipped, "总投资多少")

    assert answer.status is Status.CLARIFY
    assert 2 <= len(answer.choices) <= 4
    assert all(choice.endswith("总投资多少") for choice in answer.choices)


@pytest.mark.parametrize(
    "question",
    ["柳湾食堂一顿下来每餐收费多少", "柳湾食堂今天每餐收费多少"],
)
def test_a_word_of_the_askers_own_refuses_nothing(answerer: Answerer, question: str) -> None:
    """A measure or a day that is not printed takes no answer away where all else is said."""
    assert [item.text for item in ask(answerer, question).items] == ["8元"]


def test_a_wrong_year_is_denied_with_the_printed_one(answerer: Answerer) -> None:
    """是2019年…的吧 is answered no, with the time that is printed."""
    answer = ask(answerer, "柳湾食堂是2019年重新开业的吧")

    assert answer.verdict is Verdict.NO
    assert answer.items[0].text == "2020年4月30日"


def test_who_holds_an_office_needs_no_choice_where_all_pages_agree(shipped: Answerer) -> None:
    """谁是书记 and 书记是谁 ask the same, and the newest page answers."""
    first, second = ask(shipped, "谁是书记"), ask(shipped, "书记是谁")

    assert [item.text for item in first.items] == [item.text for item in second.items]
    assert first.status is Status.ANSWERED


def test_figures_of_two_periods_stand_side_by_side(shipped: Answerer) -> None:
    """A figure printed of two periods is given twice, and not compared."""
    answer = ask(shipped, "固定资产投资增速多少")

    assert len(answer.items) == 2
    assert "different_periods" in {remark.code for remark in answer.remarks}


def test_confidence_is_a_chance(shipped: Answerer) -> None:
    """An answer's confidence lies between 0 and 1; a refusal has none."""
    assert 0.5 < ask(shipped, "红色会客厅多大").confidence < 1
    assert ask(shipped, "2031年gdp多少").confidence == 0


@given(st.text(alphabet=st.characters(codec="utf-8"), max_size=60))
@settings(max_examples=60, deadline=None)
def test_whatever_is_typed_is_answered_in_printed_words(answerer: Answerer, text: str) -> None:
    """No message raises, and no answer holds a word that is not on the page at its place."""
    answer = ask(answerer, text)

    for quote in (*answer.quotes, *answer.nearest):
        page = quote.article.page
        first, last = quote.lines
        lines = "".join(page.text.splitlines()[first - 1 : last])
        assert _bare(quote.text) in _bare(lines)


@given(st.text(alphabet="东溪大桥长多少是谁哪些年企业投资项目一期亿元呢他2021?", max_size=20))
@settings(max_examples=100, deadline=None)
def test_near_questions_are_answered_in_printed_words(answerer: Answerer, text: str) -> None:
    """Answers to questions in the corpus's own words are slices of its pages too."""
    answer = ask(answerer, text)

    for item in answer.items:
        assert any(_bare(item.text) in _bare(quote.article.page.text) for quote in answer.quotes)


def _bare(text: str) -> str:
    return re.sub(r"[\s*#|]", "", text)


def test_an_unsure_reason_is_shown_and_not_told(
    answerer: Answerer, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What may be no reason is shown as nearest, and why nothing is told is said."""
    monkeypatch.setattr(clauses, "MIN_CHANCE", 1.0)
    answer = ask(answerer, "为什么工期要18个月")
    assert answer.reason
    assert answer.reason.code == "no_reason"
    assert "由于河床多石" in answer.nearest[0].text
    assert not answer.quotes
