"""Learn the weights of reading and write them: `make train`, three minutes.

The reader's (weights.toml) from CMRC 2018's trial questions, those that are answered as briefly as
a newspaper's, and from the questions on newspaper pages, with the sentences that a search finds, as
the reader will meet them. Then how options sit in the question's gap (placing.toml), from the
questions on newspaper pages. The same material gives the same files, byte for byte: `--check`
learns, writes nothing, and fails where what ships differs.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Mapping
from importlib.resources import files
from pathlib import Path

from benchmarks.placing_lessons import learn_placing, placing_as_toml
from benchmarks.reading_examples import (
    CMRC_TRIAL,
    SHARED,
    Searched,
    articles_of,
    own_sets,
    searched,
    shared_sets,
)
from bot.analysis.analyzer import ZoneAnalyzer
from bot.answering.reading.examples import Example, read_cmrc
from bot.answering.reading.reader import Reader
from bot.answering.reading.scoring import weights_as_toml
from bot.answering.reading.training import answered_briefly, learn_reading, lessons_of

SHIPPED = Path(str(files("bot.answering")))
WEIGHTS, PLACING = Path("reading/data/weights.toml"), Path("data/placing.toml")


def cmrc_examples(reader: Reader) -> list[Example]:
    """Give CMRC's questions that are answered as briefly as a newspaper's readers are."""
    examples = read_cmrc(CMRC_TRIAL)
    found = Searched(articles_of(examples), reader.analyzer)
    brief = [example for example in examples if answered_briefly(example, reader)]
    return [found.example(example, with_answer=True) for example in brief]


def learned(reader: Reader) -> dict[Path, str]:
    """Learn all weights; give the files by their places in `bot/answering`."""
    cmrc = cmrc_examples(reader)
    sets = list(searched([*own_sets(), *shared_sets()], reader.analyzer))
    pages = [example for known in sets for example in known.examples]
    print(f"{len(cmrc)} questions of CMRC, {len(pages)} of newspapers", file=sys.stderr)
    lessons = lessons_of(cmrc + pages, reader)
    return {
        WEIGHTS: weights_as_toml(learn_reading(lessons)),
        PLACING: placing_as_toml(learn_placing(sets, lessons, reader)),
    }


def main() -> None:
    """Learn, and write or check."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, default=SHIPPED, help="in place of bot/answering")
    parser.add_argument("--check", action="store_true", help="compare with what is there")
    options = parser.parse_args()
    if not SHARED.is_dir():
        sys.exit(f"找不到训练数据 / no training data: {SHARED}")
    texts = learned(Reader(ZoneAnalyzer()))
    if options.check:
        sys.exit("\n".join(_differences(options.out, texts)) or 0)
    for place, text in texts.items():
        path = options.out / place
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


def _differences(folder: Path, texts: Mapping[Path, str]) -> list[str]:
    """Say in which files stands anything but what was learned, and how many lines differ."""
    found = []
    for place, text in texts.items():
        there = (folder / place).read_text(encoding="utf-8")
        unlike = len(set(there.splitlines()) ^ set(text.splitlines()))
        if there != text:
            found.append(f"{folder / place}: {unlike} lines differ from what `make train` writes")
    return found


if __name__ == "__main__":
    main()
