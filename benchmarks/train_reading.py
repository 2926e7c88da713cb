"""Learn the reader's weights and write them: `make train`, a minute.

From CMRC 2018's trial questions, of spans those that are answered as briefly as a newspaper's, and
from the questions on newspaper pages: ours on the shipped pages, and those of ../shared. All with
the sentences that a search finds, as the reader will meet them.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from importlib.resources import files
from pathlib import Path

from benchmarks.reading_examples import (
    CMRC_TRIAL,
    SHARED,
    Searched,
    articles_of,
    own_examples,
    shared_examples,
)
from bot.analysis.analyzer import ZoneAnalyzer
from bot.answering.reading.examples import Example, read_cmrc
from bot.answering.reading.reader import Reader
from bot.answering.reading.scoring import weights_as_toml
from bot.answering.reading.training import answered_briefly, train
from corpus.collection import Corpus

# Newspaper questions are few: each is learned from as often as this. Right sentences and spans on
# the questions left out: once .80, .51; three times .82, .53; six times .80, .53.
REPEATS = 3


def cmrc_lessons(reader: Reader) -> list[Example]:
    """Give CMRC's questions that are answered as briefly as a newspaper's readers are."""
    examples = read_cmrc(CMRC_TRIAL)
    searched = Searched(articles_of(examples), reader.analyzer)
    brief = [example for example in examples if answered_briefly(example, reader)]
    return [searched.example(example, with_answer=True) for example in brief]


def page_lessons(corpus: Corpus, examples: Sequence[Example], reader: Reader) -> list[Example]:
    """Give the questions on newspaper pages, each as often as it is to be learned from."""
    searched = Searched(corpus.articles, reader.analyzer)
    return [searched.example(example, with_answer=True) for example in examples] * REPEATS


def main() -> None:
    """Learn and write."""
    parser = argparse.ArgumentParser(description=__doc__)
    shipped = Path(str(files("bot.answering.reading") / "data" / "weights.toml"))
    parser.add_argument("--out", type=Path, default=shipped)
    options = parser.parse_args()
    if not SHARED.is_dir():
        sys.exit(f"找不到训练数据 / no training data: {SHARED}")
    reader = Reader(ZoneAnalyzer())
    known = cmrc_lessons(reader)
    for corpus, examples in (own_examples(), shared_examples()):
        known += page_lessons(corpus, examples, reader)
    print(f"{len(known)} lessons", file=sys.stderr)
    options.out.write_text(weights_as_toml(train(known, reader)), encoding="utf-8")


if __name__ == "__main__":
    main()
