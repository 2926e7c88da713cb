"""The compiled kernel takes whatever is asked, as NumPy does."""

from __future__ import annotations

import random
from threading import Thread

import pytest

from tests.bot.retrieval.articles import make_passages
from tests.bot.retrieval.engines import compiled_index, numpy_index

HAN = [chr(number) for number in range(0x4E00, 0x4E00 + 3000)]


@pytest.fixture(scope="module")
def texts() -> list[str]:
    """Give texts of rare and common Chinese characters, alone and in terms of many bytes."""
    draw = random.Random(3)
    return [
        " ".join(
            "".join(draw.choices(HAN, weights=range(3000, 0, -1), k=draw.choice([1, 2, 5, 9])))
            for _ in range(draw.randint(1, 40))
        )
        for _ in range(300)
    ]


def test_every_term_has_the_key_that_python_gives_it(texts: list[str]) -> None:
    """Terms of any length are found in the kernel by the keys that Python compiled."""
    passages = make_passages(*texts)
    compiled, plain = compiled_index(passages), numpy_index(passages)
    terms = sorted({term for text in texts for term in text.split()})

    assert [t for t in terms if compiled.rank([t], 3) != plain.rank([t], 3)] == []
    assert compiled.rank(["ab", "", "𠮷", "\ud800"], 3) == []


def test_more_terms_than_the_kernel_has_room_for() -> None:
    """A question of ten thousand different terms is answered too."""
    passages = make_passages("x0 x1", "x9999", "y")
    terms = [f"x{number}" for number in range(10_000)]

    assert compiled_index(passages).rank(terms, 5) == numpy_index(passages).rank(terms, 5)


def test_a_term_with_a_nul_is_refused_by_name() -> None:
    """The kernel ends terms by U+0000; who asks for one is told so."""
    with pytest.raises(ValueError, match=r"U\+0000"):
        compiled_index(make_passages("a")).rank(["a\0b"], 1)


def test_threads_ask_at_the_same_time(texts: list[str]) -> None:
    """Questions of several threads run beside each other and do not meet."""
    index = compiled_index(make_passages(*texts))
    questions = [text.split()[:8] for text in texts]
    expected = [index.rank(question, 10) for question in questions]
    wrong: list[int] = []

    def ask(first: int) -> None:
        asked = range(first, len(questions))
        wrong.extend(n for n in asked if index.rank(questions[n], 10) != expected[n])

    threads = [Thread(target=ask, args=(first,)) for first in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert wrong == []
