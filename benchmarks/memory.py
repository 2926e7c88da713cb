"""How much memory a whole bot takes, by stage, with a thousand and with ten thousand articles.

    python -m benchmarks.memory [ARTICLES ...]

The pages are generated, wrapped as a newspaper's columns are, read and indexed by a process of
their own. Another opens what it stored and prints after each stage what is
resident then, what the stage added, and what it took.
"""

from __future__ import annotations

import argparse
import asyncio
import gc
import re
import tempfile
import time
from pathlib import Path

from benchmarks.answer_speed import QUESTIONS, ask_all
from benchmarks.reload import BUILD, run_apart, write_pages
from bot.analysis.analyzer import ZoneAnalyzer
from bot.answering.answerer import Answerer
from bot.chat.topics import Topics
from bot.evaluation import read_questions
from bot.retrieval.archive import load, open_store
from bot.workshop import give_back_memory

SIZES = (1_000, 10_000)
# So many characters a newspaper prints on a line.
LINE_CHARS = 24
MEASURE = "import sys; from benchmarks.memory import measure; measure(sys.argv[1])"


class Stages:
    """Prints what each stage adds to the memory that is resident, and what time it took."""

    def __init__(self) -> None:
        self._before, self._since = 0.0, time.process_time()

    def done(self, what: str) -> None:
        """Print a stage that just ended."""
        gc.collect()
        pages = int(Path("/proc/self/statm").read_text("ascii").split()[1])
        resident, now = pages * 4096 / 1e6, time.process_time()
        print(f"  {what:34} {resident:5.0f} MB {resident - self._before:+5.0f}", end="")
        print(f" {now - self._since:7.1f} s of the processor")
        self._before, self._since = resident, time.process_time()


def measure(data: str) -> None:
    """Become a bot, stage by stage, from what is stored in a folder."""
    stages = Stages()
    stages.done("Python and the code")
    analyzer = ZoneAnalyzer()
    analyzer.words("开发区")
    stages.done("dictionary")
    indexed = load(open_store(Path(data)).generations()[0])
    count = len(indexed.corpus.articles)
    stages.done(f"pages of {count} articles")
    answerer = Answerer(indexed.corpus, indexed.index, analyzer)
    stages.done("what answering knows of them")
    topics = Topics(indexed.corpus, analyzer)
    give_back_memory()
    stages.done(f"their {len(topics.found)} topics")
    questions = [asked.question for asked in read_questions(QUESTIONS)]
    for asked in ("asked", "asked again"):
        asyncio.run(ask_all(answerer, questions))
        stages.done(f"{len(questions)} questions {asked}")


def main() -> None:
    """Measure each size in fresh processes."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("articles", nargs="*", type=int, default=SIZES)
    for articles in parser.parse_args().articles:
        with tempfile.TemporaryDirectory() as folder:
            pages, data = Path(folder) / "pages", Path(folder) / "data"
            pages.mkdir()
            write_pages(pages, articles)
            for page in pages.iterdir():
                page.write_text(wrapped(page.read_text("utf-8")), "utf-8")
            run_apart(BUILD, pages, data)
            run_apart(MEASURE, data)


def wrapped(page: str) -> str:
    """Break the paragraphs of a page into lines, as a newspaper's columns do."""
    return "\n\n".join(
        block if block.startswith("#") else re.sub(rf"(.{{{LINE_CHARS}}})", r"\1\n", block)
        for block in page.split("\n\n")
    )


if __name__ == "__main__":
    main()
