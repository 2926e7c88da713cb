"""BM25 as every engine here scores it; the numbers that reference and index share.

Robertson and Zaragoza, *The Probabilistic Relevance Framework: BM25 and Beyond* (2009), with the
idf of Lucene: rank-bm25's own gives a term that stands in half of the passages weight 0 and one in
more of them a floor above that; Lucene's falls steadily and is never negative.
"""

from __future__ import annotations

import math
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

# How soon a term's repetition stops counting, and how far long passages are held back. On CMRC
# 2018's trial set k1 .6 to 1.5 and b .3 to .75 lie within .01 of MRR; these are the textbook's.
K1 = 1.2
B = 0.75


class Statistics(NamedTuple):
    """What all scores of an index depend on: how many passages there are, and of how many terms."""

    passages: int
    terms: int

    @property
    def mean_length(self) -> float:
        """Terms of a passage, on average; 1 where there is no term."""
        return self.terms / self.passages if self.terms else 1.0


def inverse_document_frequency(passages: int, containing: int) -> float:
    """Weigh a term by how few of the passages contain it: above 0, falling."""
    return math.log(1 + (passages - containing + 0.5) / (containing + 0.5))


def length_norm(lengths: NDArray[Any], mean_length: float) -> NDArray[np.float64]:
    """Give what holds passages back by their length, in rank-bm25's own steps.

    The steps and their order matter: the last bit must agree with the reference.
    """
    norm: NDArray[np.float64] = K1 * (1 - B + B * lengths / mean_length)
    return norm


def saturation(counts: NDArray[Any], norms: NDArray[np.float64]) -> NDArray[np.float64]:
    """Give what the repetitions of a term count, 0 to K1 + 1, in rank-bm25's own steps."""
    worth: NDArray[np.float64] = counts * (K1 + 1) / (counts + norms)
    return worth
