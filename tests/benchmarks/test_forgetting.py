"""Questions read with a part of the thesaurus forgotten."""

from __future__ import annotations

from benchmarks.forgetting import forgotten
from bot.answering.language.thesaurus import same_words, thesaurus_words
from bot.answering.question import question


def test_about_the_share_asked_is_forgotten_and_all_of_it_remembered_after() -> None:
    """Lessons of one set lack other words than those of the next; the bot itself lacks none."""
    words = sorted(thesaurus_words())

    def gone(seed: str) -> set[str]:
        with forgotten(0.4, seed):
            return {word for word in words if question.same_words(word) == (word,)}

    lacking = {word for word in words if same_words(word) == (word,)}
    assert 0.35 < len(gone("one") - lacking) / len(words) < 0.45
    assert gone("one") != gone("other")
    assert {word for word in words if question.same_words(word) == (word,)} == lacking
