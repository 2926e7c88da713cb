"""What speaks for a sentence as the place of the answer: features with names, for a linear model.

After the feature sets of sentence selection in extractive reading (Rajpurkar et al. 2016, the
logistic regression of SQuAD). docs/reading.md says what each is worth.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import numpy as np

from bot.answering.reading.coverage import Floats, Placed, coverage_columns
from bot.answering.reading.prepared import Asked
from bot.answering.reading.signs import SIGNS, Signs

SENTENCE_FEATURES = (
    "coverage",  # share of the question's weight that the sentence says
    "coverage_to_best",  # the same, relative to the best sentence
    "is_best_covered",
    "new_coverage",  # the same for the words that the headline does not say
    "new_to_best",
    "near_coverage",  # the same, words near the question word weighing more
    "near_to_best",
    "synonyms",  # share of the question's words met by a word of the same sense
    "word_coverage",  # share of the question's terms, unweighted
    "gain_before",  # weight that only the sentence before says
    "gain_after",
    "longest_run",  # longest stretch of the question said in one go, to the question's length
    "rarest",  # says the question's rarest word that the article says
    "density",  # share of the sentence that the question says
    "answer_type",  # holds a candidate of the type asked for, not said by the question
    "answer_count",  # how many of them, as a logarithm
    "cue",  # a word that announces an answer of this type
    "focus",  # says the noun asked for
    "no_focus",  # does not say it, though one is asked for
    "left_anchor",  # says the word left of the question word
    "right_anchor",
    "left_adjacent",  # and right after it a fitting candidate
    "digits",  # share of the question's numbers
    "begins_with_question",
    "headline",  # share of the question that the article's headline says
    "first",  # first sentence of its article among those read
    "late",  # place among them, 0 first, 1 last
    "length",  # in characters, as a logarithm
    "prior",  # how the retriever liked its passage
)


def sentence_features(asked: Asked, sentences: Sequence[Placed]) -> Floats:
    """Give one row a sentence, one column a feature of `SENTENCE_FEATURES`.

    The sentences of an article stand together and in the order of the print.
    """
    columns = coverage_columns(asked, sentences) | _place_columns(asked, sentences)
    signs = Signs(asked).of([one.prepared for one in sentences])
    shown = np.array([*signs], dtype=np.float64)
    columns |= dict(zip(SIGNS, shown.T, strict=True))
    rows = np.array([columns[name] for name in SENTENCE_FEATURES], dtype=np.float64).T
    return np.ascontiguousarray(rows)


def _place_columns(asked: Asked, sentences: Sequence[Placed]) -> dict[str, Floats]:
    sizes = Counter(one.article for one in sentences)
    seen: Counter[int] = Counter()
    places = []
    for one in sentences:
        places.append(seen[one.article] / sizes[one.article])
        seen[one.article] += 1
    terms = max(len(asked.terms), 1)
    return {
        "first": np.array([float(place == 0) for place in places]),
        "late": np.array(places),
        "headline": np.array([len(asked.terms & one.headline) / terms for one in sentences]),
        "prior": np.array([one.prior for one in sentences]),
    }
