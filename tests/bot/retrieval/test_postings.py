"""Postings come back from their bits as they went in."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.retrieval import postings as packing
from bot.retrieval.postings import MAX_COUNT, PackedPostings, Postings

# Around the edges of the code: one passage, whole words of bits, signposts, the largest segment.
PASSAGES = st.sampled_from([1, 2, 63, 64, 65, 300, 4097, 65_536])


class Term(NamedTuple):
    """A list to be drawn: which part of the passages it has, how often the term stands there."""

    share: float
    most: int
    seed: int


TERMS = st.lists(
    st.builds(Term, st.floats(0, 1), st.sampled_from([1, 2, 3, 9, MAX_COUNT]), st.integers(0, 99)),
    max_size=8,
)


def draw_postings(passages: int, terms: list[Term]) -> Postings:
    """Draw the lists; small shares are as likely as large ones."""
    docs, counts = [], []
    for term in terms:
        draw = np.random.default_rng(term.seed)
        size = round(passages**term.share)
        docs.append(np.sort(draw.choice(passages, size, replace=False)))
        counts.append(draw.integers(1, term.most, size, endpoint=True))
    sizes = np.array([len(one) for one in docs], np.int64)
    none = [np.zeros(0, np.int64)]
    return Postings(
        sizes,
        np.concatenate(none + docs).astype(np.uint16),
        np.concatenate(none + counts).astype(np.uint8),
    )


def pack(postings: Postings, passages: int) -> PackedPostings:
    """Pack them; the bounds are no matter here."""
    return PackedPostings.of(postings, passages, np.full(len(postings.sizes), 255, np.uint8))


@given(passages=PASSAGES, terms=TERMS, portion=st.sampled_from([1, 100, 1 << 19]))
@settings(max_examples=150, deadline=None)
def test_what_was_packed_is_what_is_unpacked(
    passages: int, terms: list[Term], portion: int
) -> None:
    """Any lists come back from the streams, passage for passage and count for count."""
    drawn = draw_postings(passages, terms)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(packing, "_PORTION", portion)

        unpacked = pack(drawn, passages).unpack(passages)

    assert all(np.array_equal(*columns) for columns in zip(drawn, unpacked, strict=True))


@given(passages=PASSAGES, terms=TERMS.filter(len), data=st.data())
@settings(max_examples=150, deadline=None)
def test_one_list_is_unpacked_without_the_others(
    passages: int, terms: list[Term], data: st.DataObject
) -> None:
    """A list is found from any list before it whose beginning is known."""
    drawn = draw_postings(passages, terms)
    packed = pack(drawn, passages)
    term = data.draw(st.integers(0, len(terms) - 1))
    first = data.draw(st.integers(0, term))

    high, low = packed.starts(passages)[first].tolist()
    docs, counts = packed.unpack_list(term, first, (high, low), passages)
    if docs is None:
        docs = counts.nonzero()[0]
        counts = counts[docs]

    start = int(drawn.sizes[:term].sum())
    end = start + int(drawn.sizes[term])
    assert np.array_equal(docs, drawn.docs[start:end])
    assert np.array_equal(counts, drawn.counts[start:end])


def test_postings_take_few_bits() -> None:
    """A list of one in a hundred passages takes less than nine bits a posting."""
    drawn = draw_postings(65_536, [Term(0.585, 1, seed) for seed in range(200)])

    packed = pack(drawn, 65_536)

    assert 8 * (len(packed.highs) + len(packed.lows)) / len(drawn.docs) < 9
