"""Terms are found by their keys."""

from __future__ import annotations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.retrieval.keys import KEY_BITS, KeyTable, term_key

TERMS = st.sets(st.text(max_size=8), max_size=200)


def sorted_keys(terms: set[str]) -> list[int]:
    """Give the terms' keys, ascending."""
    return sorted({term_key(term) for term in terms})


@given(terms=TERMS, others=TERMS)
@settings(deadline=None)
def test_a_key_is_found_where_it_is(terms: set[str], others: set[str]) -> None:
    """Each key has its number in ascending order, and what is not there has none."""
    keys = sorted_keys(terms)
    table = KeyTable.of(np.array(keys, np.uint64))

    assert [table.find(key) for key in keys] == list(range(len(keys)))
    assert table.keys().tolist() == keys
    asked = sorted_keys(terms | others)
    assert table.find_all(np.array(asked, np.uint64)).tolist() == list(map(table.find, asked))
    assert all(table.find(key) < 0 for key in sorted_keys(others - terms) if key not in keys)


def test_many_keys_are_found_in_small_buckets() -> None:
    """However many terms there are, a bucket has few of them."""
    keys = np.array(sorted_keys({f"term {number}" for number in range(20_000)}), np.uint64)
    table = KeyTable.of(keys)

    assert [table.find(key) for key in keys[::97].tolist()] == list(range(0, 20_000, 97))
    assert table.find_all(keys).tolist() == list(range(20_000))
    assert np.diff(table.firsts).max() < 64


@given(st.text())
def test_a_key_keeps_to_its_bits(term: str) -> None:
    """Any text has a key, also one that UTF-8 has no bytes for."""
    assert 0 <= term_key(term) < 1 << KEY_BITS
