"""Which package cuts Chinese into words: rjieba where installed, else jieba; the cuts are the same.

Both look words up in jieba's dictionary and take the likeliest path. The hidden Markov model that
guesses words outside the dictionary is off: retrieval is better without it (recall@1 .962 with,
.970 without, on CMRC 2018), and only without it do the two packages agree on every text.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from functools import cache
from importlib.util import find_spec
from threading import Lock

# Cuts a text into words; together they are the text again.
Segmenter = Callable[[str], list[str]]

_loading = Lock()


def load_rjieba() -> Segmenter:
    """Load rjieba (Rust): .25 s, 34 MB, 2.5 million characters a second."""
    import rjieba  # noqa: PLC0415 - optional, and its dictionary loads with it

    return lambda text: rjieba.cut(text, False)


def load_jieba() -> Segmenter:
    """Load jieba: .7 s and more, 84 MB, .1 million characters a second."""
    import jieba  # noqa: PLC0415 - takes its time

    jieba.setLogLevel(logging.WARNING)
    tokenizer = jieba.Tokenizer()
    tokenizer.initialize()
    return lambda text: tokenizer.lcut(text, HMM=False)


def segmenter() -> Segmenter:
    """Give the process's one segmenter; the first call loads the dictionary, whichever thread."""
    with _loading:
        return load_segmenter()


@cache
def load_segmenter() -> Segmenter:
    """Load the faster of the two that is installed, once; `segmenter` does so for any thread."""
    return load_rjieba() if find_spec("rjieba") else load_jieba()
