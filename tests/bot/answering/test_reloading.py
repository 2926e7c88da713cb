"""However a corpus came to be what it is, it is known and answered from as if read anew."""

from __future__ import annotations

import asyncio
from functools import cache

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.analysis.analyzer import ZoneAnalyzer
from bot.answering.answerer import Answerer
from bot.answering.library.library import Library
from bot.chat.topics import Topics
from bot.retrieval.reference import ReferenceRetriever
from corpus.collection import Corpus
from corpus.model import SegmentedPage
from tests.fakes.pages import corpus_of

HEADLINES = ("东溪大桥动工", "东溪大桥通车", "产业园招商", "产业园扩建", "高温预警", "小学招生")
# Names that share beginnings, cores and short forms, one that looks like two kinds, plain words.
SENTENCES = (
    "浙江溪岸路桥有限公司（以下简称溪岸路桥）总经理冯立群到会。",
    "丽水溪岸电子有限公司（溪电）落户。",
    "浙江溪岸电子有限公司投产。",
    "东溪大桥全长860米。",
    "东溪大桥全长910米。",
    "施工员是工地施工管理人员的简称。",
    "《工地安全办法》写着“五必须”，“冯立群”也写着。",
    "绿岛科技、白帆电子、石桥机械等龙头企业投产。",
    "来自东溪的冯立群说，东溪产业园（产业园）要扩建。",
    "浙江青石建材有限公司投产，青石水务集团有限公司下称五必须。",
)
QUESTIONS = ("东溪大桥有多长", "溪岸路桥的总经理是谁", "溪岸电子是什么公司", "产业园最近有什么新闻")
WORDS = ("东溪", "溪岸", "公司", "大桥全长", "没有")
ANALYZER = ZoneAnalyzer()

STORIES = st.tuples(
    st.sampled_from(HEADLINES),
    st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=2, unique=True),
).map(lambda story: (story[0], *story[1]))
FOLDERS = st.dictionaries(st.sampled_from("abcdefg"), STORIES, min_size=3)
# What a file says from now on; None: it is gone.
EDITS = st.dictionaries(st.sampled_from("abcdefg"), st.none() | STORIES, min_size=1, max_size=2)


@cache
def _page(file: str, story: tuple[str, ...]) -> SegmentedPage:
    """Give the same page, and article, wherever a file says the same."""
    (page,) = corpus_of(story, file=file).segmented
    return page


def _corpus(folder: dict[str, tuple[str, ...]]) -> Corpus:
    return Corpus([_page(file, story) for file, story in sorted(folder.items())])


def _known(library: Library) -> dict[str, object]:
    """Give all that is looked up in a library."""
    names = library.names
    return {
        "names": {form: names.get(form) for form in names.forms},
        "found": [list(names.find(sentence)) for sentence in SENTENCES],
        "frequency": {gram: library.frequency(gram) for gram in library.frequencies},
        "texts": [library.texts.has(word) for word in WORDS],
        "counts": [
            table.counts([word]).tolist()
            for table in (library.texts, library.heads, library.titles)
            for word in WORDS
        ],
        "days": (library.newest, library.articles_of_day),
    }


def _answerer(corpus: Corpus, before: Answerer | None = None) -> Answerer:
    return Answerer(corpus, ReferenceRetriever(corpus.passages, ANALYZER), ANALYZER, before)


def _answers(answerer: Answerer) -> list[object]:
    return [asyncio.run(answerer.answer(question)).answer for question in QUESTIONS]


@pytest.mark.parametrize("share", [0, 1, 100], ids=["merged", "now and then", "in layers"])
@settings(
    max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(folder=FOLDERS, edits=st.lists(EDITS, min_size=1, max_size=3))
def test_a_reloaded_corpus_is_known_as_one_read_anew(
    monkeypatch: pytest.MonkeyPatch,
    share: float,
    folder: dict[str, tuple[str, ...]],
    edits: list[dict[str, tuple[str, ...] | None]],
) -> None:
    """After pages came, changed and went all is as after a fresh start.

    So are names, counts, topics and answers; what was known before stands as it was.
    """
    for module in ("layers", "concordance"):
        monkeypatch.setattr(f"bot.answering.library.{module}.MAX_SHARE", share)
    first = answerer = _answerer(_corpus(folder))
    known, topics = _known(first.library), Topics(first.library.corpus, ANALYZER)
    for edit in edits:
        edited = {**folder, **edit}
        folder = {file: story for file, story in edited.items() if story}
        answerer = _answerer(_corpus(folder), answerer)
        topics = Topics(_corpus(folder), ANALYZER, topics)
    fresh = _answerer(_corpus(folder))

    assert _known(answerer.library) == _known(fresh.library)
    assert topics.found == Topics(fresh.library.corpus, ANALYZER).found
    assert _answers(answerer) == _answers(fresh)
    speller, anew = answerer.understanding.speller.by_sign, fresh.understanding.speller.by_sign
    assert {sign: speller.get(sign) for sign in speller} == {sign: anew.get(sign) for sign in anew}
    assert _known(first.library) == known


def test_what_did_not_change_is_not_worked_out_again() -> None:
    """The articles of a page that did not change are cut into sentences once."""
    one = {"a": SENTENCES[:2], "b": SENTENCES[2:4]}
    before = Library(_corpus(one), ANALYZER)
    after = Library(_corpus({**one, "b": SENTENCES[3:6]}), ANALYZER, before)

    assert after.stories[0] is before.stories[0]
    assert after.stories[1] is not before.stories[1]
