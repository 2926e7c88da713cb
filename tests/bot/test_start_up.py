"""What starting costs: only what a question needs is loaded."""

from __future__ import annotations

import subprocess
import sys

import pytest

_LOADED = (
    "import sys, bot.command_line; print(*(name for name in sys.argv[1:] if name in sys.modules))"
)


@pytest.mark.parametrize(
    "spared",
    [
        ("telegram", "httpx", "tqdm", "jieba", "rjieba", "pypinyin", "matplotlib", "rank_bm25"),
        ("corpus.page_reading", "corpus.segmentation.bylines"),
    ],
    ids=["packages", "cutting pages"],
)
def test_a_question_loads_no_more_than_it_needs(spared: tuple[str, ...]) -> None:
    """A question from the command line waits for no Telegram, no network, no cutting."""
    command = [sys.executable, "-c", _LOADED, *spared]
    ran = subprocess.run(command, capture_output=True, text=True, check=True)

    assert ran.stdout.split() == []
