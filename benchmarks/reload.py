"""A restart, and the reload of one changed page, while questions are running: `make bench`.

Prints how long it takes until the first question is answered after a restart with a stored
generation, how long until a changed page is served, and what questions asked without a pause took:
before each reload, meanwhile, and right after on the new generation. The usual p99 that others are
set against is that of the half second before the same reload. Questions are terms put to the index;
with `--bot` they are put to a whole bot, and a reload is all that has to be done before it answers.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import ExitStack, closing
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, NamedTuple, Protocol, TypeVar

import numpy as np

from benchmarks.passages import PassageGenerator
from benchmarks.sample import PAGES
from bot.analysis.analyzer import ZoneAnalyzer
from bot.chat.generations import Generation
from bot.indexing.direct import DirectIndexer, Indexer
from bot.indexing.process import ProcessIndexer
from bot.retrieval.archive import IndexedCorpus, load, open_store, save
from bot.workshop import FolderWorkshop
from corpus.build import read_corpus
from corpus.store import Store

USUAL_SECONDS = 0.5
AFTER_SECONDS = 0.05
WARM_SECONDS = 3
ARTICLES_A_PAGE = 8
PASSAGES_AN_ARTICLE = 6
NEWS = "龙泉宝剑厂搬进了七号地块的新厂房。"
ASKED = "龙泉宝剑厂搬到哪里了"
QUESTIONS = ("开发区有多少企业", "总投资多少", ASKED)

# Each in a process of its own, so that ours holds no more than what it opened.
BUILD = """
import sys, time
from pathlib import Path
from bot.analysis.analyzer import ZoneAnalyzer
from bot.retrieval.archive import NOTHING, open_store, refresh, save
started = time.perf_counter()
built = refresh(Path(sys.argv[1]), NOTHING, ZoneAnalyzer())
print(f"{built.corpus.article_count} articles, {built.index.statistics.passages} passages ", end="")
print(f"read and indexed in {time.perf_counter() - started:.1f} s")
save(built, open_store(Path(sys.argv[2])))
"""
RESTART = """
import sys, time
started = time.perf_counter()
from pathlib import Path
from bot.analysis.analyzer import ZoneAnalyzer
from bot.retrieval.archive import load, open_store
imported = time.perf_counter()
indexed = load(open_store(Path(sys.argv[1])).latest())
opened = time.perf_counter()
hits = indexed.index.rank(ZoneAnalyzer().terms("开发区有多少企业"), 10)
text = [indexed.corpus.passage(hit.passage_id).printed.text for hit in hits]
answered = time.perf_counter()
pages = int(Path("/proc/self/statm").read_text().split()[1])
print(f"restart: imports {imported - started:.2f} s, opening {(opened - imported) * 1e3:.1f} ms, ")
print(f"  first question (loads the dictionary) {answered - opened:.2f} s, ", end="")
print(f"{pages * 4096 / 1e6:.0f} MB resident")
"""


def write_pages(folder: Path, articles: int) -> None:
    """Write generated articles as pages."""
    generator = PassageGenerator(read_corpus(PAGES), ZoneAnalyzer())
    passages = generator.passages(articles * PASSAGES_AN_ARTICLE)
    for page in range(articles // ARTICLES_A_PAGE):
        blocks: list[str] = []
        for _ in range(ARTICLES_A_PAGE):
            drawn = [next(passages) for _ in range(PASSAGES_AN_ARTICLE)]
            blocks += [f"## {drawn[0].headline}", *(passage.text for passage in drawn)]
        (folder / f"{page:05}.md").write_text("\n\n".join(blocks) + "\n", "utf-8")


class Serving(Protocol):
    """What is asked, and put in another's place."""

    def ask(self, number: int) -> None:
        """Answer a question of that number."""
        ...

    def told(self) -> str:
        """Give the words that tell what the changed page says."""
        ...

    def reloaded(self) -> Serving:
        """Give what serves the pages as they are now."""
        ...


@dataclass(frozen=True)
class ServingIndex:
    """The index of the pages alone."""

    pages: Path
    indexed: IndexedCorpus
    refresh: Callable[[Path, IndexedCorpus], IndexedCorpus]
    asked: Sequence[Sequence[str]]

    def ask(self, number: int) -> None:
        """Rank passages by the terms of a question."""
        self.indexed.index.rank(self.asked[number % len(self.asked)], 10)

    def told(self) -> str:
        """Look up the passage found first."""
        hit = self.indexed.index.rank(self.asked[-1], 1)[0]
        return self.indexed.corpus.passage(hit.passage_id).printed.text

    def reloaded(self) -> ServingIndex:
        """Read and index what changed."""
        return replace(self, indexed=self.refresh(self.pages, self.indexed))


@dataclass(frozen=True)
class ServingBot:
    """All that answers from the pages."""

    workshop: FolderWorkshop
    generation: Generation
    run: asyncio.Runner

    def ask(self, number: int) -> None:
        """Answer a question."""
        self.run.run(self.generation.answering.answer(QUESTIONS[number % len(QUESTIONS)]))

    def told(self) -> str:
        """Search for the passage found first."""
        (quote,) = self.run.run(self.generation.searching.search(ASKED, 1))
        return quote.text

    def reloaded(self) -> ServingBot:
        """Make what can be adopted."""
        return replace(self, generation=self.workshop.build(lambda _done, _total: None))

    def kept(self) -> ServingBot:
        """Adopt it."""
        return replace(self, generation=self.workshop.keep(self.generation))


Served = TypeVar("Served", bound=Serving)


def ask_until(done: Future[Any], serving: Serving) -> list[float]:
    """Ask questions until something is done; give the microseconds that each took."""
    took: list[float] = []
    while not done.done():
        started = time.perf_counter()
        serving.ask(len(took))
        took.append((time.perf_counter() - started) * 1e6)
    return took


class Reloaded(NamedTuple):
    """One reload: seconds until the page was served, what questions took before, meanwhile, after.

    `meanwhile` ends when the new generation is there; `after` are the first that it was asked.
    """

    seconds: float
    usual: list[float]
    meanwhile: list[float]
    after: list[float]

    @property
    def ratios(self) -> tuple[float, float, float]:
        """P99 and slowest from the change on, and the slowest of the usual, to the usual p99."""
        took = self.meanwhile + self.after
        p99, p99_usual = np.percentile(took, 99), np.percentile(self.usual, 99)
        return p99 / p99_usual, max(took) / p99_usual, max(self.usual) / p99_usual


def reload(pages: Path, serving: Served) -> tuple[Served, Reloaded]:
    """Change one page and reload it under questions."""
    with ThreadPoolExecutor(1) as pool:
        usual = ask_until(pool.submit(time.sleep, USUAL_SECONDS), serving)
        page = pages / "00007.md"
        page.write_text(f"{page.read_text('utf-8')}\n\n{NEWS}\n", "utf-8")
        started = time.perf_counter()
        reloading = pool.submit(serving.reloaded)
        meanwhile = ask_until(reloading, serving)
        fresh = reloading.result()
        text = fresh.told()
        served = time.perf_counter() - started
        after = ask_until(pool.submit(time.sleep, AFTER_SECONDS), fresh)
    if NEWS not in text:
        raise SystemExit(f"the changed page is not served: {text}")
    return fresh, Reloaded(served, usual, meanwhile, after)


def tell(reloads: Sequence[Reloaded]) -> None:
    """Print what reloads took, and the questions before, meanwhile and after."""
    seconds = [one.seconds * 1e3 for one in reloads]
    print(f"{len(reloads)} reloads of one page, each after the one before it: ", end="")
    print(f"served after {np.median(seconds):.0f} ms, {max(seconds):.0f} ms at most")
    for name in ("usual", "meanwhile", "after"):
        took = [each for one in reloads for each in getattr(one, name)]
        p50, p99, p999, slowest = np.percentile(took, [50, 99, 99.9, 100])
        print(f"  {name}: {len(took)} questions, p50 {p50:.0f} µs, p99 {p99:.0f} µs, ", end="")
        print(f"p99.9 {p999:.0f} µs, slowest {slowest:,.0f} µs")
    names = ("p99 from the change on", "slowest from the change on", "slowest of the usual")
    for name, ratios in zip(names, zip(*(one.ratios for one in reloads), strict=True), strict=True):
        above = sum(ratio > 3 for ratio in ratios)
        print(f"  {name}, to the usual p99: {np.median(ratios):.1f} at the median, ", end="")
        print(f"{max(ratios):.1f} at most, above 3 in {above}")


def memory(process: int | None) -> str:
    """Tell a process's memory: all of it, and its part where processes share pages."""
    lines = Path(f"/proc/{process}/smaps_rollup").read_text().splitlines()
    sizes = {line.split(":")[0]: int(line.split()[1]) / 1e3 for line in lines[1:]}
    return f"{sizes['Rss']:.0f} MB resident, {sizes['Pss']:.0f} MB without what it shares"


def run_apart(code: str, *arguments: Path) -> None:
    """Run Python code in a process of its own; it prints what it finds."""
    subprocess.run([sys.executable, "-c", code, *map(str, arguments)], check=True)


def run(pages: Path, store: Store, *, reloads: int, thread: bool) -> None:
    """Reload again and again."""
    analyzer = ZoneAnalyzer()
    indexer, asked = DirectIndexer(analyzer), [analyzer.terms(question) for question in QUESTIONS]
    with ExitStack() as stack:
        chosen: Indexer = indexer
        if not thread:
            process = stack.enter_context(closing(ProcessIndexer(store, indexer)))
            chosen = process
            time.sleep(WARM_SECONDS)
        serving = ServingIndex(pages, load(store.generations()[0]), chosen.refresh, asked)
        reloaded = []
        for _ in range(reloads):
            serving, one = reload(pages, serving)
            reloaded.append(one)
        tell(reloaded)
        print(f"  the process that answers: {memory(os.getpid())}")
        if not thread:
            print(f"  the one that indexes: {memory(process.pid)}")
        started = time.perf_counter()
        save(serving.indexed, store)
        print(f"stored in {(time.perf_counter() - started) * 1e3:.0f} ms")


def run_bot(pages: Path, store: Store, *, reloads: int) -> None:
    """Reload a whole bot again and again, each time adopting what was made."""
    workshop = FolderWorkshop(pages, store)
    started = time.perf_counter()
    opened = workshop.open(lambda _done, _total: None)
    print(f"a bot is ready after {time.perf_counter() - started:.1f} s")
    with asyncio.Runner() as runner, workshop.ready_to_reload():
        time.sleep(WARM_SECONDS)
        serving = ServingBot(workshop, opened, runner)
        reloaded = []
        for _ in range(reloads):
            fresh, one = reload(pages, serving)
            serving = fresh.kept()
            reloaded.append(one)
        tell(reloaded)
        print(f"  the process that answers: {memory(os.getpid())}")


def main() -> None:
    """Build, restart, reload."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("articles", nargs="?", type=int, default=10_000)
    parser.add_argument("--reloads", type=int, default=30)
    parser.add_argument("--thread", action="store_true", help="reload in a thread instead")
    parser.add_argument("--bot", action="store_true", help="reload a whole bot")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        pages, data = Path(folder) / "pages", Path(folder) / "data"
        pages.mkdir()
        write_pages(pages, options.articles)
        run_apart(BUILD, pages, data)
        run_apart(RESTART, data)
        if options.bot:
            run_bot(pages, open_store(data), reloads=options.reloads)
        else:
            run(pages, open_store(data), reloads=options.reloads, thread=options.thread)


if __name__ == "__main__":
    main()
