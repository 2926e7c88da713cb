"""Learn the weights of reading and write them: `make train`, three minutes.

The reader's (weights.toml) from CMRC 2018's trial questions, those that are answered as briefly as
a newspaper's, and from the questions on newspaper pages, with the sentences that a search finds, as
the reader will meet them. Then how options sit in the question's gap (placing.toml), from the
questions on newspaper pages.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable, Iterator
from importlib.resources import files
from pathlib import Path

from benchmarks.placing_lessons import REPEATS, learn_placing, placing_as_toml
from benchmarks.reading_examples import (
    CMRC_TRIAL,
    SHARED,
    PageSet,
    Searched,
    articles_of,
    own_sets,
    shared_sets,
)
from bot.analysis.analyzer import ZoneAnalyzer
from bot.answering.reading.examples import Example, read_cmrc
from bot.answering.reading.reader import Reader
from bot.answering.reading.scoring import weights_as_toml
from bot.answering.reading.training import answered_briefly, train


def cmrc_lessons(reader: Reader) -> list[Example]:
    """Give CMRC's questions that are answered as briefly as a newspaper's readers are."""
    examples = read_cmrc(CMRC_TRIAL)
    searched = Searched(articles_of(examples), reader.analyzer)
    brief = [example for example in examples if answered_briefly(example, reader)]
    return [searched.example(example, with_answer=True) for example in brief]


def searched(sets: Iterable[PageSet], reader: Reader) -> Iterator[PageSet]:
    """Give sets of questions with the sentences that a search finds for them."""
    for known in sets:
        found = Searched(known.corpus.articles, reader.analyzer)
        examples = [found.example(example, with_answer=True) for example in known.examples]
        yield known._replace(examples=examples)


def main() -> None:
    """Learn and write."""
    parser = argparse.ArgumentParser(description=__doc__)
    shipped = Path(str(files("bot.answering")))
    parser.add_argument("--out", type=Path, default=shipped, help="in place of bot/answering")
    options = parser.parse_args()
    if not SHARED.is_dir():
        sys.exit(f"找不到训练数据 / no training data: {SHARED}")
    reader = Reader(ZoneAnalyzer())
    cmrc, sets = cmrc_lessons(reader), list(searched([*own_sets(), *shared_sets()], reader))
    pages = [example for known in sets for example in known.examples]
    print(f"{len(cmrc)} questions of CMRC, {len(pages)} of newspapers", file=sys.stderr)
    weights = weights_as_toml(train(cmrc + pages * REPEATS, reader))
    _write(options.out / "reading" / "data" / "weights.toml", weights)
    placing = placing_as_toml(learn_placing(sets, cmrc, reader))
    _write(options.out / "data" / "placing.toml", placing)


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
