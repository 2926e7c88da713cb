"""Words that the thesaurus does not have: how questions read that nobody has written lines for.

The thesaurus was written with our questions at hand and knows nearly all their words, so what is
said nowhere near a sentence speaks hard against it. Of other questions it knows far fewer.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from unittest.mock import patch
from zlib import crc32

from bot.answering.language.thesaurus import same_words
from bot.answering.question import question

_BUCKETS = 1000


@contextmanager
def forgotten(share: float, seed: str) -> Iterator[None]:
    """Let a share of the thesaurus's words, another one for each seed, have no others meanwhile."""

    def remembered(word: str) -> tuple[str, ...]:
        is_gone = crc32(f"{seed} {word}".encode()) % _BUCKETS < share * _BUCKETS
        return (word,) if is_gone else same_words(word)

    with patch.object(question, "same_words", remembered):
        yield
