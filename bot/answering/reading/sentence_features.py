"""What speaks for a sentence as the place of the answer: features with names, for a linear model.

After the feature sets of sentence selection in extractive reading (Rajpurkar et al. 2016, the
logistic regression baseline of SQuAD): how much of the question the sentence says, weighted by how
rare a word is inside its own article, whether it holds something of the type asked for, and how its
neighbours look.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Sequence
from functools import cache
from itertools import zip_longest

import numpy as np
from numpy.typing import NDArray

from bot.answering.reading.dimensions import load_data
from bot.answering.reading.fitting import fits
from bot.answering.reading.prepared import Asked, Prepared, covered

Floats = NDArray[np.float64]

SENTENCE_FEATURES = (
    "coverage",  # share of the question's weight that the sentence says
    "coverage_to_best",  # the same, relative to the best sentence
    "is_best_covered",
    "new_coverage",  # the same for the words that the headline does not say
    "new_to_best",
    "near_coverage",  # the same, words near the question word weighing more
    "near_to_best",
    "synonyms",  # share of the question's words met by a word of the same sense
    "word_coverage",  # share of the question's words, unweighted
    "gain_before",  # weight that only the sentence before says
    "gain_after",
    "longest_run",  # longest stretch of the question said in one go, to the question's length
    "rarest",  # says the question's rarest word that the article says
    "density",  # share of the sentence that the question says
    "answer_type",  # holds a candidate of the type asked for, not said by the question
    "answer_count",  # how many of them
    "cue",  # a word that announces an answer of this type
    "left_anchor",  # says the word left of the question word
    "right_anchor",
    "left_adjacent",  # and right after it a fitting candidate
    "digits",  # share of the question's numbers
    "begins_with_question",
    "headline",  # share of the question that the article's headline says
    "first",  # first sentence of its article
    "late",  # place in the article, 0 first, 1 last
    "length",
    "prior",  # how the retriever liked its passage
)


@cache
def _cues() -> dict[str, re.Pattern[str]]:
    return {name: re.compile(words) for name, words in load_data("cues.toml").items()}


def cue_pattern(kind: str) -> re.Pattern[str] | None:
    """Give the pattern of the words that announce an answer of this type, if there are any."""
    return _cues().get(str(kind))


def term_matrix(asked: Asked, sentences: Sequence[Prepared]) -> tuple[list[str], Floats]:
    """Give the question's terms, and which sentence says which: one row a sentence."""
    terms = sorted(asked.terms)
    said = [[term in sentence.terms for term in terms] for sentence in sentences]
    return terms, np.array(said, dtype=np.float64).reshape(len(sentences), len(terms))


def local_weights(said: Floats, articles: Sequence[int]) -> Floats:
    """Weigh each term by its rarity inside the sentence's own article: one row a sentence.

    A term's weight is log(1 + n / df), with n sentences in the article, df of which say it.
    """
    weights = np.empty_like(said)
    groups = np.asarray(articles)
    for article in set(articles):
        rows = groups == article
        weights[rows] = np.log1p(rows.sum() / (said[rows].sum(axis=0) + 0.5))
    return weights


def sentence_features(
    asked: Asked,
    sentences: Sequence[Prepared],
    *,
    articles: Sequence[int],
    headlines: Sequence[frozenset[str]],
    priors: Sequence[float],
    idf: Callable[[str], float] | None = None,
) -> Floats:
    """Give one row a sentence, one column a feature of `SENTENCE_FEATURES`.

    The sentences of an article stand together and in order; `articles` numbers their articles.
    """
    terms, said = term_matrix(asked, sentences)
    weights = local_weights(said, articles)
    if idf:
        weights = weights * np.array([idf(term) for term in terms])
    total = np.maximum(weights.sum(axis=1), 1e-9)
    coverage = (said * weights).sum(axis=1) / total
    before, after = _neighbour_gains(said, weights, total, articles)
    best = max(coverage.max(), 1e-9)
    new = weights * np.array(
        [[term not in headline for term in terms] for headline in headlines]
    ).reshape(weights.shape)
    new_coverage = (said * new).sum(axis=1) / np.maximum(new.sum(axis=1), 1e-9)
    near = weights * np.array([_nearness(asked, term) for term in terms])
    near_coverage = (said * near).sum(axis=1) / np.maximum(near.sum(axis=1), 1e-9)
    columns = {
        "new_coverage": new_coverage,
        "new_to_best": new_coverage / max(new_coverage.max(), 1e-9),
        "near_coverage": near_coverage,
        "near_to_best": near_coverage / max(near_coverage.max(), 1e-9),
        "coverage": coverage,
        "coverage_to_best": coverage / best,
        "is_best_covered": (coverage >= best - 1e-9).astype(np.float64),
        "word_coverage": said.mean(axis=1) if terms else coverage,
        "gain_before": before,
        "gain_after": after,
        "rarest": _says_rarest(said, weights),
        "headline": np.array([_share(asked.terms, headline) for headline in headlines]),
        "prior": np.asarray(priors, dtype=np.float64),
        **_places(articles),
    }
    single = np.array([_single(asked, sentence) for sentence in sentences])
    columns.update(zip(_SINGLE, single.T, strict=True))
    return np.column_stack([columns[name] for name in SENTENCE_FEATURES])


def _nearness(asked: Asked, term: str) -> float:
    """Weigh a term by its distance from the question word, counted in words."""
    for distance, (left, right) in enumerate(
        zip_longest(reversed(asked.left), asked.right, fillvalue="")
    ):
        if term in (left, right) or (len(term) == 2 and (term in left or term in right)):
            return 1 / (1 + distance)
    return 0.2


@cache
def _senses() -> dict[str, frozenset[str]]:
    """Give for each word the other words of its senses."""
    others: dict[str, frozenset[str]] = {}
    for line in load_data("synonyms.toml")["senses"].strip().splitlines():
        words = frozenset(line.split())
        for word in words:
            others[word] = others.get(word, frozenset()) | words - {word}
    return others


def _synonyms(asked: Asked, sentence: Prepared) -> float:
    """Share of the question's words that have synonyms and are met by one, or said themselves."""
    known = [word for word in asked.words if word in _senses()]
    met = [word in sentence.terms or _senses()[word] & sentence.terms for word in known]
    return sum(map(bool, met)) / len(known) if known else 0.0


def _share(terms: frozenset[str], other: frozenset[str]) -> float:
    return len(terms & other) / len(terms) if terms else 0.0


def _neighbour_gains(
    said: Floats, weights: Floats, total: Floats, articles: Sequence[int]
) -> tuple[Floats, Floats]:
    """Weight of the terms that the sentence does not say and the one before, or after, does."""
    same = np.diff(np.asarray(articles)) == 0
    before, after = np.zeros_like(said), np.zeros_like(said)
    before[1:] = said[:-1] * same[:, None]
    after[:-1] = said[1:] * same[:, None]
    missing = (1 - said) * weights
    return (missing * before).sum(axis=1) / total, (missing * after).sum(axis=1) / total


def _says_rarest(said: Floats, weights: Floats) -> Floats:
    known = said.any(axis=0)
    if not known.any():
        return np.zeros(len(said))
    rarest = weights[:, known].argmax(axis=1)
    return said[:, known][np.arange(len(said)), rarest]


def _places(articles: Sequence[int]) -> dict[str, Floats]:
    first, late = [], []
    for number, article in enumerate(articles):
        start, size = articles.index(article), articles.count(article)
        first.append(float(number == start))
        late.append((number - start) / size)
    return {"first": np.array(first), "late": np.array(late)}


_SINGLE = (
    "synonyms",
    "longest_run",
    "density",
    "answer_type",
    "answer_count",
    "cue",
    "left_anchor",
    "right_anchor",
    "left_adjacent",
    "digits",
    "begins_with_question",
    "length",
)


def _single(asked: Asked, sentence: Prepared) -> list[float]:
    """The features that a sentence has on its own, in the order of `_SINGLE`."""
    marks = covered(asked, sentence)
    text = sentence.text.lower()
    wanted = asked.wanted
    run = max(map(len, bytes(marks.tolist()).split(b"\0")))
    fresh = [
        candidate
        for candidate in sentence.candidates
        if fits(wanted, candidate) and not marks[candidate.start : candidate.end].all()
    ]
    left, right = asked.left[-1:], asked.right[:1]
    digits = re.findall(r"\d+", wanted.left + wanted.right)
    cue = cue_pattern(wanted.type)
    return [
        _synonyms(asked, sentence),
        run / max(len(wanted.question), 1),
        marks.mean() if len(marks) else 0.0,
        float(bool(fresh)),
        math.log1p(len(fresh)),
        float(bool(cue and cue.search(text))),
        float(any(word in text for word in left)),
        float(any(word in text for word in right)),
        float(_adjacent(left, text, [candidate.start for candidate in fresh])),
        sum(number in text for number in digits) / len(digits) if digits else 1.0,
        marks[:8].mean() if len(marks) else 0.0,
        math.log1p(len(text)),
    ]


# 面积约为800, 总投资达到100亿元: what may stand between an anchor and its figure.
_NEAR = 4


def _adjacent(anchors: Sequence[str], text: str, starts: Sequence[int]) -> bool:
    """Whether a candidate starts right after an anchor."""
    ends = [at + len(word) for word in anchors for at in _places_of(word, text)]
    return any(0 <= start - end <= _NEAR for end in ends for start in starts)


def _places_of(word: str, text: str) -> list[int]:
    return [match.start() for match in re.finditer(re.escape(word), text)]
