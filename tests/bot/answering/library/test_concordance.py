"""Words are found in all texts as a reader who goes through them would find them."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from bot.answering.library.concordance import Concordance, Layer

TEXTS = st.lists(st.text("园区电芯片𠮷", max_size=12), min_size=1, max_size=5)
WORDS = st.text("园区电芯片𠮷厂", min_size=1, max_size=3)


@given(TEXTS, WORDS)
def test_every_place_of_a_word_is_found(texts: list[str], word: str) -> None:
    """Every place is found, also where a word overlaps itself, and none across two texts."""
    joined = "\n".join(texts)

    places = [at for at in range(len(joined)) if joined.startswith(word, at)]

    assert Layer.of(dict(enumerate(texts))).find(word).tolist() == places


@given(TEXTS, st.lists(WORDS, min_size=1, max_size=3))
def test_words_are_counted_text_by_text(texts: list[str], words: list[str]) -> None:
    """Each text has its own count, the words together."""
    counts = [
        sum(text.startswith(word, at) for word in words for at in range(len(text)))
        for text in texts
    ]

    assert Concordance(range(len(texts)), texts.__getitem__).counts(words).tolist() == counts


@given(TEXTS, WORDS, st.integers(0, 5))
def test_what_follows_a_word_is_of_the_same_text(texts: list[str], word: str, size: int) -> None:
    """What follows is told of every place of a word, and ends where its text does."""
    places = [(text, at) for text in texts for at in range(len(text)) if text.startswith(word, at)]
    following = [text[at + len(word) :][:size] for text, at in places]

    assert [*Concordance(range(len(texts)), texts.__getitem__).after(word, size)] == following


def test_a_corpus_without_articles_is_asked_in_vain() -> None:
    """No word is found where nothing is printed."""
    nothing = Concordance((), str)

    assert not nothing.has("园区")
    assert nothing.counts(["园区"]).tolist() == []
