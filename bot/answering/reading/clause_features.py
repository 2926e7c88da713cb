"""What the clauses in and beside a span say of the question."""

from __future__ import annotations

import numpy as np

from bot.answering.reading.edges import Ints
from bot.answering.reading.spans import Spans

_SHARES = ("0", "–.3", "–.6", "–1", "no clause")
_SHARE_EDGES = np.array((0, 0.3, 0.6))
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
# The same by how many clauses it stands before the span begins (a row: later, none, one, more) and
# after the span ends (a column).
_SEEN = np.array(
    [
        [_BEST.index(name) for name in row]
        for row in (
            ("amid", "last", "right after", "after"),
            ("first", "only", "only", "only"),
            ("right before", "right before", "right before", "right before"),
            ("before", "before", "before", "before"),
        )
    ]
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
    strip, edges = spans.strip, spans.strip.edges
    count = int(edges.clauses[-1]) + 2
    said = np.bincount(edges.clauses, weights=strip.token_said, minlength=count)
    sizes = np.bincount(edges.clauses, weights=strip.token_sizes, minlength=count)
    shares = np.searchsorted(_SHARE_EDGES, said / np.maximum(sizes, 1))
    shares[sizes == 0] = _NO_CLAUSE  # the numbers before, between and after the sentences
    begin, end = edges.clauses[spans.first], edges.clauses[spans.last]
    ends_clause = edges.clause_ends[spans.last]
    return {
        "best clause": _best_clause(spans, said, begin, end),
        "clause before": np.where(edges.clause_starts[spans.first], shares[begin - 1], _NO_CLAUSE),
        "first clause": shares[begin],
        "last clause": shares[end],
        "clause after": np.where(ends_clause, shares[end + 1], _NO_CLAUSE),
        "next clause": edges.next_clause[spans.last],
    }


def _best_clause(spans: Spans, said: Ints, begin: Ints, end: Ints) -> Ints:
    strip = spans.strip
    clauses = strip.edges.clauses
    bounds = zip(clauses[strip.heads].tolist(), clauses[strip.tails].tolist(), strict=True)
    own = [said[low : high + 1] for low, high in bounds]
    most = clauses[strip.heads] + [one.argmax() for one in own]
    nothing = np.array([not one.any() for one in own])
    best = most[spans.owner]
    seen = _SEEN[np.clip(begin - best, -1, 2) + 1, np.clip(best - end, -1, 2) + 1]
    return np.where(nothing[spans.owner], _BEST.index("nothing said"), seen)
