"""Lists: every item printed, and nothing where print lists only something else."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from bot.analysis.analyzer import ZoneAnalyzer
from bot.answering.answerer import Answerer
from bot.answering.data_files import load_data
from bot.answering.desk import Desk
from bot.answering.evidence.finder import Finder
from bot.answering.library.library import Library
from bot.answering.understanding.understanding import Understanding
from bot.answering.ways.listing import listing_signals
from bot.answering.ways.lists import best_listing
from bot.model import Answer, Status
from bot.retrieval.reference import ReferenceRetriever
from corpus.build import read_corpus
from corpus.collection import Corpus

# A page of our own: every list below must follow from these words alone.
ORCHARD = """# 霜溪果园迎来丰收

本报讯 10月8日，霜溪果园开园采摘。果园里种有梨树、柿树和石榴树，设有烘房、冷库等设施。
果园主任、合作社理事长梁秋陪同客人参观。采摘节的报名日期为9月1日至5日。
今年果园要抓好三件事：一是疏通水渠；二是修补围栏；三是培训果农。
果农拿出了五个办法过冬。
"""


@pytest.fixture(scope="module")
def orchard(tmp_path_factory: pytest.TempPathFactory) -> Corpus:
    """Give the page as a corpus."""
    folder = tmp_path_factory.mktemp("orchard")
    (folder / "2021-10-09.md").write_text(ORCHARD, encoding="utf-8")
    return read_corpus(folder)


@pytest.fixture(scope="module")
def answerer(orchard: Corpus) -> Answerer:
    """Give an answerer over the page."""
    analyzer = ZoneAnalyzer()
    return Answerer(orchard, ReferenceRetriever(orchard.passages, analyzer), analyzer)


def ask(answerer: Answerer, question: str) -> Answer:
    """Ask one question."""
    return asyncio.run(answerer.answer(question)).answer


@pytest.mark.parametrize(
    ("question", "items"),
    [
        ("霜溪果园种了哪些树", ["梨树", "柿树", "石榴树"]),
        ("果园今年要抓哪三件事", ["疏通水渠", "修补围栏", "培训果农"]),
    ],
)
def test_every_item_printed_is_told(answerer: Answerer, question: str, items: list[str]) -> None:
    """What is asked for in plain words is told item by item."""
    assert [item.text for item in ask(answerer, question).items] == items


@pytest.mark.parametrize("question", ["果园请了哪些歌手", "霜溪果园邀请了哪些企业参加采摘节"])
def test_a_list_of_something_else_answers_nothing(answerer: Answerer, question: str) -> None:
    """Trees, facilities and offices are no singers and no firms."""
    assert ask(answerer, question).status is Status.NOT_FOUND


def test_firms_that_nobody_knows_are_told_by_their_list(tmp_path: Path) -> None:
    """No list of names need have 鸣沙船舶 for it to answer which firms signed."""
    page = """# 渔港年会开成了签约会

本报讯 3月5日，渔港年会开幕，三家企业当场签约，分别是青礁网具、鸣沙船舶和白鸥塑料。
"""
    (tmp_path / "2022-03-06.md").write_text(page, encoding="utf-8")
    corpus, analyzer = read_corpus(tmp_path), ZoneAnalyzer()
    harbour = Answerer(corpus, ReferenceRetriever(corpus.passages, analyzer), analyzer)

    answer = ask(harbour, "年会上签约的有哪几家")
    assert [item.text for item in answer.items] == ["青礁网具", "鸣沙船舶", "白鸥塑料"]


def test_one_thing_is_no_answer_where_several_are_asked_for(answerer: Answerer) -> None:
    """That there are five ways tells none of them."""
    assert ask(answerer, "果农过冬的五个办法是什么").status is Status.NOT_FOUND


def test_a_range_tells_several_days_at_once(answerer: Answerer) -> None:
    """Which days? From one to another."""
    answer = ask(answerer, "采摘节是哪几天报名")

    assert answer.short
    assert answer.short.text == "9月1日至5日"


def test_every_weight_of_lists_is_of_a_signal(orchard: Corpus) -> None:
    """What is weighed is what is told of a list: no weight is left over, none is lacking."""
    library = Library(orchard, ZoneAnalyzer())
    desk = Desk(library, Finder(library, ReferenceRetriever(orchard.passages, library.analyzer)))
    question = Understanding(library).understand("霜溪果园种了哪些树")
    evidence = asyncio.run(desk.evidence(question))
    best = best_listing(question, desk, [one for one in evidence if not one.failed])

    assert best
    assert (
        load_data("listing.toml")["weights"].keys() == listing_signals(question, best, desk).keys()
    )
