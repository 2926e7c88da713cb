"""A restart, and the reload of one changed page, while questions are running: `make bench`.

Prints how long it takes until the first question is answered after a restart with a stored
generation, how long until a changed page is served, and what the questions asked meanwhile took:
of all reloads together, and in how many of them the p99 was above three times the usual one, which
the same loop measures before each.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np

from benchmarks.passages import PassageGenerator
from benchmarks.sample import PAGES
from bot.analysis.analyzer import ZoneAnalyzer
from bot.indexing.direct import DirectIndexer, Indexer
from bot.indexing.process import ProcessIndexer
from bot.retrieval.archive import NOTHING, IndexedCorpus, load, open_store, refresh, save
from corpus.build import read_corpus

USUAL_SECONDS = 0.5
AFTER_SECONDS = 0.05
ARTICLES_A_PAGE = 8
PASSAGES_AN_ARTICLE = 6
NEWS = "龙泉宝剑厂搬进了七号地块的新厂房。"
ASKED = "龙泉宝剑厂搬到哪里了"

# A process of its own, as after a restart; it tells its seconds and its memory.
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
print(imported - started, opened - imported, answered - opened, pages * 4096 / 1e6)
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


def ask_until(
    done: Future[Any], indexed: IndexedCorpus, asked: list[list[str]]
) -> list[float]:
    """Ask questions until something is done; give the microseconds that each took."""
    took = []
    while not done.done():
        started = time.perf_counter()
        indexed.index.rank(asked[len(took) % len(asked)], 10)
        took.append((time.perf_counter() - started) * 1e6)
    return took


def restart(data: Path) -> None:
    """Tell how long a fresh process takes to its first answer, and its memory."""
    ran = subprocess.run(
        [sys.executable, "-c", RESTART, str(data)], capture_output=True, text=True, check=True
    )
    imported, opened, answered, memory = map(float, ran.stdout.split())
    print(f"restart: imports {imported:.2f} s, opening {opened * 1e3:.1f} ms, ", end="")
    print(f"first question (loads the dictionary) {answered:.2f} s, {memory:.0f} MB resident")


class Reloaded(NamedTuple):
    """One reload: seconds until the page was served, what questions took before, meanwhile, after.

    `meanwhile` ends when the new generation is there; `after` are the first it was asked.
    """

    seconds: float
    usual: list[float]
    meanwhile: list[float]
    after: list[float]

    def ratio(self, percentile: float) -> float:
        """Give a percentile of the questions asked from the change on to the usual p99."""
        took = self.meanwhile + self.after
        return float(np.percentile(took, percentile) / np.percentile(self.usual, 99))


def reload(
    pages: Path, indexed: IndexedCorpus, analyzer: ZoneAnalyzer, indexer: Indexer
) -> tuple[IndexedCorpus, Reloaded]:
    """Change one page and reload it under questions."""
    asked = [analyzer.terms(question) for question in ("开发区有多少企业", "总投资多少", ASKED)]
    with ThreadPoolExecutor(1) as pool:
        usual = ask_until(pool.submit(time.sleep, USUAL_SECONDS), indexed, asked)
        page = pages / "00007.md"
        page.write_text(f"{page.read_text('utf-8')}\n\n{NEWS}\n", "utf-8")
        started = time.perf_counter()
        reloading = pool.submit(indexer.refresh, pages, indexed)
        meanwhile = ask_until(reloading, indexed, asked)
        fresh = reloading.result()
        hit = fresh.index.rank(asked[2], 1)[0]
        text = fresh.corpus.passage(hit.passage_id).printed.text
        served = time.perf_counter() - started
        after = ask_until(pool.submit(time.sleep, AFTER_SECONDS), fresh, asked)
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
    for name, percentile in (("p99", 99), ("slowest", 100)):
        ratios = [one.ratio(percentile) for one in reloads]
        above = sum(ratio > 3 for ratio in ratios)
        print(f"  {name} of a reload to the usual p99: {np.median(ratios):.1f} at the median, ", end="")
        print(f"{max(ratios):.1f} at most, above 3 in {above}")
    usual = [max(one.usual) / np.percentile(one.usual, 99) for one in reloads]
    print(f"  slowest of the usual ones to their p99: {np.median(usual):.1f} at the median")


def memory(process: int) -> str:
    """Tell a process's memory: resident, and its share where pages are shared."""
    lines = Path(f"/proc/{process}/smaps_rollup").read_text().splitlines()
    sizes = {line.split(":")[0]: int(line.split()[1]) / 1e3 for line in lines[1:]}
    return f"{sizes['Rss']:.0f} MB resident, {sizes['Pss']:.0f} MB its share"


def main() -> None:
    """Build, restart, reload."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("articles", nargs="?", type=int, default=10_000)
    parser.add_argument("--reloads", type=int, default=30)
    options = parser.parse_args()
    analyzer = ZoneAnalyzer()
    with tempfile.TemporaryDirectory() as folder:
        pages, data = Path(folder) / "pages", Path(folder) / "data"
        pages.mkdir()
        write_pages(pages, options.articles)
        started = time.perf_counter()
        built = refresh(pages, NOTHING, analyzer)
        print(f"{len(built.corpus.article_ids)} articles, ", end="")
        print(f"{built.index.statistics.passages} passages ", end="")
        print(f"read and indexed in {time.perf_counter() - started:.1f} s")
        store = open_store(data)
        indexed = load(save(built, store))
        restart(data)
        reloads, fresh = [], indexed
        for _ in range(options.reloads):
            fresh, reloaded = reload(pages, fresh, analyzer)
            reloads.append(reloaded)
        tell(reloads)
        started = time.perf_counter()
        save(fresh, store)
        print(f"stored in {(time.perf_counter() - started) * 1e3:.0f} ms")
        os.sync()


if __name__ == "__main__":
    main()
