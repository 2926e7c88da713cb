"""How long an answer takes, by stage, over a corpus of any size made from the shipped pages.

    python -m benchmarks.answer_speed [PASSAGES]

Start-up (index, names, word statistics) is told apart from the questions. Times are of one core and
one run; trust their ratios. The questions are our own over the shipped pages, each asked twice, the
second time counted.
"""

from __future__ import annotations

import argparse
import asyncio
import cProfile
import pstats
import time
from collections.abc import Sequence
from heapq import nlargest
from itertools import groupby
from pathlib import Path

import numpy as np

from benchmarks.passages import GeneratedPassage, PassageGenerator
from bot.analysis.analyzer import ZoneAnalyzer
from bot.answering.answerer import Answerer
from bot.evaluation import read_questions
from bot.retrieval.index import PassageIndex
from corpus.build import read_corpus
from corpus.collection import Corpus
from corpus.model import Article, ArticleDate, Kind, Page, Printed, SegmentedPage

ROOT = Path(__file__).parent.parent
QUESTIONS = ROOT / "tests/quality/questions/shipped.jsonl"
# How many of the slowest questions are printed.
SLOWEST = 8
# What a stage is called, and the file and function in which its time is spent.
STAGES = {
    "understand the question": ("understanding.py", "understand"),
    "find passages": ("evidence.py", "sentences"),
    "read sentences": ("reader.py", "read"),
    "choose spans": ("spans.py", "choose"),
    "check conditions": ("conditions.py", "failures"),
    "tell what is said near": ("support.py", "levels_of"),
    "weigh signals": ("judging.py", "signals_of"),
    "all": ("answerer.py", "answer"),
}


def enlarged(corpus: Corpus, analyzer: ZoneAnalyzer, passages: int) -> Corpus:
    """Add made-up articles until there are about so many passages."""
    missing = max(0, passages - len(corpus.passages))
    drawn = PassageGenerator(corpus, analyzer).passages(missing)
    made = (_page(list(group)) for _, group in groupby(drawn, lambda one: one.article))
    return Corpus([*corpus.segmented, *made])


def _page(passages: Sequence[GeneratedPassage]) -> SegmentedPage:
    number = passages[0].article
    texts = [passages[0].headline, *(passage.text for passage in passages)]
    page = Page(f"made-{number}.txt", "\n".join(texts))
    pieces, at = [], 0
    for text in texts:
        pieces.append(Printed.from_positions(text, range(at, at + len(text))))
        at += len(text) + 1
    date = ArticleDate(value=f"{2000 + number % 20}-0{1 + number % 9}-15")
    article = Article(page.file, page, Kind.NEWS, tuple(pieces[1:]), pieces[0], date=date)
    return SegmentedPage(page, (article,))


async def ask_all(answerer: Answerer, questions: Sequence[str]) -> list[float]:
    """Ask every question; give the milliseconds of each."""
    times = []
    for question in questions:
        start = time.perf_counter()
        await answerer.answer(question)
        times.append(1000 * (time.perf_counter() - start))
    return times


def shares(answerer: Answerer, questions: Sequence[str]) -> dict[str, float]:
    """Give each stage's share of the time, profiled."""
    profile = cProfile.Profile()
    profile.runcall(asyncio.run, ask_all(answerer, questions))
    spent: dict[str, float] = {}
    for (file, _, function), row in pstats.Stats(profile).stats.items():  # type: ignore[attr-defined]
        for stage, place in STAGES.items():
            if (Path(file).name, function) == place:
                spent[stage] = row[3]
    return {stage: spent.get(stage, 0.0) / spent["all"] for stage in STAGES}


def main() -> None:
    """Build, ask, and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("passages", nargs="?", type=int, default=10_000)
    analyzer = ZoneAnalyzer()
    corpus = enlarged(read_corpus(ROOT / "corpus/pages"), analyzer, parser.parse_args().passages)
    start = time.perf_counter()
    index = PassageIndex.build(corpus.passages, analyzer)
    indexed = time.perf_counter()
    answerer = Answerer(corpus, index, analyzer)
    ready = time.perf_counter()
    print(f"{len(corpus.passages)} passages, {len(corpus.articles)} articles")
    print(f"start-up: index {indexed - start:.1f} s, answerer {ready - indexed:.1f} s")
    questions = [one.question for one in read_questions(QUESTIONS)]
    asyncio.run(ask_all(answerer, questions))
    times = asyncio.run(ask_all(answerer, questions))
    p50, p90, p99 = np.percentile(times, [50, 90, 99])
    print(f"{len(questions)} questions: p50 {p50:.1f} ms, p90 {p90:.1f} ms, p99 {p99:.1f} ms")
    for slow, question in nlargest(SLOWEST, zip(times, questions, strict=True)):
        print(f"  {slow:6.1f} ms  {question}")
    for stage, share in shares(answerer, questions).items():
        print(f"  {stage:24} {share:5.0%}")


if __name__ == "__main__":
    main()
