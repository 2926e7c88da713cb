"""What the clauses in and beside a span say of the question."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from bot.answering.reading.edges import Ints
from bot.answering.reading.spans import Spans

_SHARES, _SHARE_EDGES = ("0", "–.3", "–.6", "–1", "no clause"), (0, 0.3, 0.6)
_NO_CLAUSE = len(_SHARES) - 1
# Where the clause stands that says most of the question, as seen from the span.
_BEST = (
    "only",
    "first",
    "last",
    "amid",
    "right before",
    "before",
    "right after",
    "after",
    "nothing said",
)


def clause_bins(words: tuple[str, ...]) -> dict[str, tuple[str, ...]]:
    """Give the features of this module with their bins; `words` are those told apart at edges."""
    return {
        "best clause": _BEST,
        "clause before": _SHARES,  # share of it that the question says
        "first clause": _SHARES,
        "last clause": _SHARES,
        "clause after": _SHARES,
        "next clause": words,  # the first word of the clause after
    }


def clause_columns(spans: Spans) -> dict[str, Ints]:
    """Give each feature's column of bins."""
    edges = spans.edges
    clause = edges.clauses[:-1]
    count = int(clause[-1]) + 1
    said = np.bincount(clause, weights=np.diff(spans.said), minlength=count)
    sizes = np.bincount(clause, weights=np.diff(spans.sentence.edges), minlength=count)
    shares = np.digitize(said / np.maximum(sizes, 1), _SHARE_EDGES, right=True)
    shares = np.concatenate([[_NO_CLAUSE], shares, [_NO_CLAUSE]])  # clause n is shares[n + 1]
    begin, end = edges.clauses[spans.first], np.minimum(edges.clauses[spans.last], count - 1)
    ends_clause = edges.clause_ends[spans.last]
    after_mark = np.minimum(spans.last + 1, len(edges.after) - 1)
    return {
        "best clause": _best_clause(said, begin, end),
        "clause before": np.where(edges.clause_starts[spans.first], shares[begin], _NO_CLAUSE),
        "first clause": shares[begin + 1],
        "last clause": shares[end + 1],
        "clause after": np.where(ends_clause, shares[end + 2], _NO_CLAUSE),
        "next clause": np.where(ends_clause, edges.after[after_mark], edges.after[-1]),
    }


def _best_clause(said: NDArray[np.floating[Any] | np.integer[Any]], begin: Ints, end: Ints) -> Ints:
    if not said.any():
        return np.full(len(begin), _BEST.index("nothing said"), dtype=np.int32)
    best = int(said.argmax())
    places = {
        "only": (begin == best) & (end == best),
        "first": begin == best,
        "last": end == best,
        "amid": (begin < best) & (best < end),
        "right before": begin - best == 1,
        "before": begin > best,
        "right after": best - end == 1,
    }
    numbers = [_BEST.index(name) for name in places]
    return np.select(list(places.values()), numbers, default=_BEST.index("after"))
