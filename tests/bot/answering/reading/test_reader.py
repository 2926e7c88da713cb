"""The reader, with its shipped weights, on sentences of our own."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.analysis.analyzer import ZoneAnalyzer
from bot.answering.language.wanted import wanted
from bot.answering.reading.prepared import ask
from bot.answering.reading.reader import Reader, Sentence
from corpus.model import Printed

TEXTS = (
    "青溪水库位于城北的石门村，去年三月动工。",
    "水库总投资约3.5亿元，坝高42米，计划明年年底蓄水。",
    "指挥部总指挥周文海表示，工地上有300余人在抢工期。",
    "为了少占良田，大坝向上游移了两百米。",
    "库边将种植松树、柏树、樟树等十多种树木。",
    "县里还修了一条8公里长的公路，投资2100万元。",
)


@pytest.fixture(scope="module")
def reader() -> Reader:
    """Give a reader with the shipped weights."""
    return Reader(ZoneAnalyzer())


def sentences() -> list[Sentence]:
    """Give the sentences, as one paragraph of no article."""
    printed = [Printed.from_positions(text, range(len(text))) for text in TEXTS]
    return [Sentence(None, 0, at, one) for at, one in enumerate(printed)]


@pytest.mark.parametrize(
    ("question", "at", "words"),
    [
        ("水库投了多少钱", 1, "约3.5亿元"),
        ("公路投资多少", 5, "2100万元"),
        ("水库坝高多少", 1, "42米"),
        ("水库什么时候动工的", 0, "去年三月"),
        ("总指挥是谁", 2, "周文海"),
        ("工地上多少人", 2, "300余人"),
        ("库边种哪些树", 4, "松树、柏树、樟树"),
    ],
)
def test_a_fact_is_read_from_the_sentence_that_prints_it(
    reader: Reader, question: str, at: int, words: str
) -> None:
    """The best reading is the right sentence, and its best span the printed words asked for."""
    best = reader.read(wanted(question), sentences())[0]

    assert best.sentence.index == at
    assert best.words(best.spans[0]).text == words


def test_a_reason_is_looked_for_where_reasons_are_given(reader: Reader) -> None:
    """为了 and its like announce a reason."""
    best = reader.read(wanted("大坝为什么往上游移"), sentences())[0]

    assert best.sentence.index == 3


@settings(deadline=None, max_examples=25)
@given(order=st.permutations(range(len(TEXTS))))
def test_the_order_in_which_sentences_come_does_not_matter(
    reader: Reader, order: list[int]
) -> None:
    """Sentences may come in any order; scores are the same."""
    asked, given_ = wanted("水库投了多少钱"), sentences()

    straight = {one.sentence.index: one.score for one in reader.read(asked, given_)}
    shuffled = reader.read(asked, [given_[at] for at in order])

    assert {one.sentence.index: one.score for one in shuffled} == pytest.approx(straight)


@settings(deadline=None, max_examples=60)
@given(
    question=st.text(alphabet="水库投资多少谁在哪什么时候为的是？ 0123", max_size=12),
    texts=st.lists(
        st.text(alphabet="水库投资3.5亿元，。、“”（）《》周文海总指挥 ", min_size=1, max_size=30),
        max_size=5,
    ),
)
def test_whatever_is_asked_and_printed_spans_are_slices(
    reader: Reader, question: str, texts: list[str]
) -> None:
    """Every sentence comes back once; no span is empty or leaves its sentence."""
    printed = [Printed.from_positions(text, range(len(text))) for text in texts]
    given_ = [Sentence(None, 0, at, one) for at, one in enumerate(printed)]

    readings = reader.read(wanted(question), given_)

    assert sorted(one.sentence.index for one in readings) == list(range(len(texts)))
    for one in readings:
        assert all(0 <= span.start < span.end <= len(one.sentence.text) for span in one.spans)


def test_nothing_to_read_gives_no_reading(reader: Reader) -> None:
    """No sentence is no error."""
    assert reader.read(wanted("谁"), []) == []


@pytest.mark.parametrize(
    ("question", "text", "places"),
    [
        ("实行什么样的决策机制", "建立高效的决策机制。", ["决策机制"]),
        ("实行什么样的决策机制", "这一机制很管用。", ["机制"]),
        ("水库在哪里", "水库在城北。", []),
    ],
)
def test_the_noun_asked_for_is_met_by_its_end(
    reader: Reader, question: str, text: str, places: list[str]
) -> None:
    """What is asked for by a long noun may be printed with a shorter one."""
    found = ask(wanted(question), reader.analyzer).focus_in(text)

    assert [text[start:end] for start, end in found] == places
