"""Reasons and manners: which words tell them, and what speaks for a clause that may."""

from __future__ import annotations

import pytest

from bot.analysis.analyzer import ZoneAnalyzer
from bot.answering.answerer import Answerer
from bot.answering.evidence.case import Case
from bot.answering.evidence.reasons import clause_signals
from bot.answering.evidence.support import weights_of
from bot.answering.reading.reader import ScoredSpan
from bot.answering.spans.announcing import announcing_patterns
from bot.model import Status
from bot.retrieval.reference import ReferenceRetriever
from corpus.build import read_corpus
from tests.bot.answering.test_answerer import ask, short

PAGE = """# 枫湾码头停摆半月后复航

本报讯 5月9日，停摆半月的枫湾码头复航，首日开出渡船26班。
码头为什么停摆？站长郦青禾说，主缆绳老化得太快，备件又迟迟不到。
枫湾码头的夜航因主灯烧坏没有恢复。
码头还免费为渡客提供雨衣，领走了380件。
为了让渡客少等，枫湾码头把发船间隔缩短到12分钟。
枫湾码头启用了一套票款系统，每一个环节都看得见，退票也公开。
枫湾码头靠一套潮位预报软件，把误点率压到了百分之一。
老站工邬大年拒绝了渡船公司的高薪聘请。
“码头人手不够，没人看灯，走了我不放心。”
"""


@pytest.fixture(scope="module")
def quay(tmp_path_factory: pytest.TempPathFactory) -> Answerer:
    """Give an answerer over one page of our own."""
    folder = tmp_path_factory.mktemp("clauses")
    (folder / "quay.md").write_text(PAGE, encoding="utf-8")
    corpus, analyzer = read_corpus(folder), ZoneAnalyzer()
    return Answerer(corpus, ReferenceRetriever(corpus.passages, analyzer), analyzer)


def announced(quay: Answerer, asked: str, text: str) -> set[str]:
    """Give what a text announces as the answer to a question."""
    patterns = announcing_patterns(quay.understanding.understand(asked))
    return {match["said"] for pattern in patterns for match in pattern.finditer(text)}


@pytest.mark.parametrize(
    ("asked", "text", "said"),
    [
        ("枫湾码头为什么停航", "枫湾码头的夜航因主灯烧坏没有恢复。", {"因主灯烧坏"}),
        ("枫湾码头为什么换灯", "码头换了灯，以提高夜航的安全度。", {"以提高夜航的安全度"}),
        ("枫湾码头为什么送雨衣", "码头还免费为渡客提供雨衣。", set()),
        ("枫湾码头为什么送雨衣", "为渡客提供雨衣，码头花了3万元。", set()),
        ("枫湾码头为什么挨罚", "对因我们工作造成的误点，一律免票。", set()),
        ("误点率靠什么降下来", "码头靠一套软件，把误点率压低了。", {"靠一套软件"}),
        ("夜航怎么没了", "夜航停了，是因为主灯烧坏。", {"因为主灯烧坏", "主灯烧坏"}),
        ("枫湾码头有几班渡船", "因为涨潮，码头开出26班。", set()),
    ],
)
def test_words_announce_what_is_asked(
    quay: Answerer, asked: str, text: str, said: set[str]
) -> None:
    """因, 以提高 and 靠 tell why and how; what is done for somebody is no aim."""
    assert announced(quay, asked, text) == said


def test_a_reason_is_a_whole_clause(quay: Answerer) -> None:
    """No name and no figure answers why, but a clause, without what it is the reason of."""
    assert short(ask(quay, "枫湾码头的夜航为什么没恢复")) == "因主灯烧坏"
    assert short(ask(quay, "枫湾码头为什么缩短发船间隔")) == "为了让渡客少等"


def test_what_is_reckoned_is_told_by_terms(quay: Answerer) -> None:
    """A system for tickets is no answer to how a refund is reckoned."""
    assert ask(quay, "枫湾码头退票怎么算").status is Status.NOT_FOUND


def test_a_phrase_is_cut_whole(quay: Answerer) -> None:
    """What ends the word before (开出 | 了, 领走 | 了) is no part of an answer."""
    assert not short(ask(quay, "枫湾码头启用了什么")).startswith("了")


def test_what_speaks_for_a_reason(quay: Answerer) -> None:
    """A trouble after the print's own question speaks for a reason, figures and a lead against."""
    question = quay.understanding.understand("枫湾码头为什么停摆")
    library = quay.library
    story = library.stories[0]
    cases = [Case(question, weights_of(question, library), library, story, at) for at in (0, 2)]
    lead, reason = (
        clause_signals(case, ScoredSpan(start, len(case.text) - 1, 0.0))
        for case in cases
        for start in [case.text.rindex(",") + 1]
    )

    assert reason["clause.asked"] == 1 > lead["clause.asked"]
    assert lead["clause.opening"] == 1 > reason["clause.opening"]
    assert lead["clause.figures"] > 0 == reason["clause.figures"]
    assert reason["clause.troubled"] > lead["clause.troubled"]
    assert lead["clause.beside"] == 1


def test_a_deed_is_quoted_with_the_reason_beside_it(quay: Answerer) -> None:
    """Why somebody did something is often told in the next sentence: both are quoted together."""
    answer = ask(quay, "邬大年为什么没去渡船公司")
    assert len(answer.quotes) == 1
    assert "拒绝了渡船公司" in answer.quotes[0].text
    assert "不放心" in answer.quotes[0].text
