"""Answers hold their floors on our own questions, and on those of ../shared where it is."""

from __future__ import annotations

import asyncio
import html
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.analysis.analyzer import ZoneAnalyzer
from bot.answering.answerer import Answerer
from bot.evaluation import Outcome, QuestionFileError, evaluate, read_questions, report, share
from bot.model import Quote
from bot.retrieval.reference import ReferenceRetriever
from corpus.build import read_corpus
from tests.quality.question_sets import SETS

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
_TAG = re.compile(r"<[^>]*>")
FLOORS = tomllib.loads((HERE / "answers.toml").read_text(encoding="utf-8"))


@pytest.fixture(scope="module", params=SETS)
def asked(request: pytest.FixtureRequest) -> tuple[str, list[Outcome]]:
    """Ask every question of a set; give its name and the outcomes."""
    one = SETS[request.param]
    if one.missing:
        pytest.skip(f"{one.missing} is not here")
    corpus, analyzer = read_corpus(one.pages), ZoneAnalyzer()
    answerer = Answerer(corpus, ReferenceRetriever(corpus.passages, analyzer), analyzer)
    return one.name, asyncio.run(evaluate(one.read(), answerer))


def test_no_figure_falls_below_its_floor(asked: tuple[str, list[Outcome]]) -> None:
    """Evidence, spans and refusals are as good as they ever were."""
    name, outcomes = asked
    floors = dict(FLOORS[name])
    ceilings = floors.pop("at_most")
    below = {
        figure: (came, floor)
        for figure, floor in floors.items()
        if (came := share(outcomes, figure)) < floor
    }
    above = {
        figure: (came, ceiling)
        for figure, ceiling in ceilings.items()
        if (came := share(outcomes, figure)) > ceiling
    }

    assert below | above == {}, f"{name}: figure: (came, wanted); `make eval` lists the misses"


def test_every_quote_stands_at_its_lines(asked: tuple[str, list[Outcome]]) -> None:
    """Every quote is found verbatim, white space aside, in its file at its lines.

    Where a box or another article's column cuts a sentence in two, each part is found.
    """
    quotes = [quote for one in asked[1] for quote in (*one.answer.quotes, *one.answer.nearest)]

    assert quotes
    for quote in quotes:
        first, last = quote.lines
        lines = "".join(re.split(r"\r\n?|\n", quote.article.page.text)[first - 1 : last])
        saved = quote.article.page.file.endswith(".html")  # there “ may be written &ldquo;
        lines = _bare(html.unescape(_TAG.sub("", lines)) if saved else lines)
        assert all(_bare(stretch) in lines for stretch in _stretches(quote))


def test_the_report_blames_a_stage_for_every_miss(asked: tuple[str, list[Outcome]]) -> None:
    """Whoever reads the report sees where each question was lost."""
    missed = [outcome for outcome in asked[1] if outcome.lost_at]
    lines = list(report(asked[1]))

    assert lines[0].split()[0] == "group"
    assert any(line.startswith(f"\n{len(missed)} missed") for line in lines)
    assert all(any(one.asked.id in line for line in lines) for one in missed)


def test_a_broken_question_file_is_named_by_line_and_key(tmp_path: Path) -> None:
    """A bad line is reported with its file, its number and the key that is wrong."""
    path = tmp_path / "questions.jsonl"
    path.write_text('\n{"id": "f1", "group": "factoid", "question": "多长"}\n', encoding="utf-8")

    with pytest.raises(QuestionFileError, match=r"questions\.jsonl:2: answerable"):
        read_questions(path)


def _stretches(quote: Quote) -> Iterator[str]:
    """Give the parts of a quote between which the page prints nothing else."""
    stretch, end = "", None
    for run in quote.printed.runs:
        if end is not None and _bare(quote.article.page.text[end : run.span.start]):
            yield stretch
            stretch = ""
        stretch += quote.text[run.at : run.at + run.length]
        end = run.span.end
    yield stretch


def _bare(text: str) -> str:
    return re.sub(r"[\s*#|]", "", text)
