"""BM25 as every engine here scores it; the numbers that reference and index share.

Robertson and Zaragoza, *The Probabilistic Relevance Framework: BM25 and Beyond* (2009), with the
idf of Lucene: rank-bm25's own gives a term that stands in half of the passages weight 0 and one in
more of them a floor above that; Lucene's falls steadily and is never negative.
"""

from __future__ import annotations

import math

# How soon a term's repetition stops counting, and how far long passages are held back. On CMRC
# 2018's trial set k1 .6 to 1.5 and b .3 to .75 lie within .01 of MRR; these are the textbook's.
K1 = 1.2
B = 0.75


def inverse_document_frequency(passages: int, containing: int) -> float:
    """Weigh a term by how few of the passages contain it: above 0, falling."""
    return math.log(1 + (passages - containing + 0.5) / (containing + 0.5))
