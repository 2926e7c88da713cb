"""Which words of a sentence answer: a candidate of the kind asked for, where the gap is.

Chinese leaves the question word in place: what stands left of 多少 in the question stands left of
the figure in print (工业项目34个, not 项目156个). So a candidate is judged by the reader's view of
it, by what stands left and right of it, and by what it must be.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from bot.answering.library import Library
from bot.answering.names import NameKind, rules
from bot.answering.question import Question
from bot.answering.reading.candidates import Candidate
from bot.answering.reading.candidates import Kind as CandidateKind
from bot.answering.reading.dimensions import same_measure
from bot.answering.reading.fitting import fits, is_typed
from bot.answering.reading.reader import Reader, Reading, ScoredSpan, Sentence
from bot.answering.reading.wanted import FIGURES, AnswerType
from bot.answering.story import Story
from bot.answering.wording import load_data, same_words

# Words that bind a gap to its neighbours and may differ: 额度是多少, 额度为65亿元, 总投资约100亿元.
_BINDERS = "是为达有共约近超了的到在于过出达到共计一共总共：:，, “《"
# Types whose answers always have the form: without a candidate there is no answer.
_STRICT = FIGURES | {AnswerType.TIME, AnswerType.DURATION, AnswerType.PLACE}
# 一起, 一批, 一家: seldom a count.
_IDLE_ONE = re.compile(r"一[^\W\d]")
_LIMIT = re.compile(r"以上|以下|以内")
REACH = 24
MAX_EXACT = 8
MAX_OFFICE_GAP = 14
# Weights of the evidence for a candidate, beside the reader's score. Set by hand on our own
# questions over the shipped pages (tests/quality/questions/shipped.jsonl).
EXACT_WEIGHT, NEAR_WEIGHT, RIGHT_WEIGHT, QUALIFIED_WEIGHT = 0.35, 1.2, 1.0, 3.0
UNLIKELY_COST, DIFFERENCE_COST = 2.5, 0.05
LENGTH_WORTH, MAX_LENGTH_COUNTED = 0.08, 12


class SpanChooser:
    """Chooses the words that answer, for one corpus."""

    def __init__(self, library: Library, reader: Reader) -> None:
        self._library = library
        self._reader = reader

    def choose(self, question: Question, reading: Reading, story: Story) -> ScoredSpan | None:
        """Choose the best span of one of a story's sentences; None where none fits."""
        text = story.folded[reading.sentence.index]
        if not is_typed(question.wanted) and not _kinds_asked(question):
            return next(iter(reading.spans), None)
        fitting = [
            ScoredSpan(one.start, one.end, _read(one, reading) + _placed(question, text, one))
            for one in self._candidates(question, reading.sentence, story)
        ]
        if fitting:
            return max(fitting, key=_length_preferred)
        if question.wanted.type in _STRICT or question.office:
            return None
        return next(iter(reading.spans), None)

    def _candidates(
        self, question: Question, sentence: Sentence, story: Story
    ) -> Iterator[Candidate]:
        text = story.folded[sentence.index]
        prepared, _ = self._reader.prepared(sentence.text)
        kinds = _kinds_asked(question)
        for one in (*prepared.candidates, *self._names(story, sentence.index)):
            if not (one.kind in kinds if kinds else _fits(question, one)):
                continue
            if _measures(question, one) and _tells_time(text, one):
                if self._holds_office(question, story, sentence.index, one):
                    yield one

    def _names(self, story: Story, at: int) -> Iterator[Candidate]:
        """Give the names that the corpus knows, also those that this sentence alone does not tell."""
        for start, form, name in self._library.names_at(story, at):
            kind = _KIND_OF_NAME.get(name.kind)
            if kind:
                yield Candidate(start, start + len(form), kind)

    def _holds_office(self, question: Question, story: Story, at: int, one: Candidate) -> bool:
        """Whether a person is printed in the office asked about, and with the firm asked about."""
        if not question.office:
            return True
        before = re.split(r"[，。；,;：:]", story.folded[at][: one.start])[-1]
        for role in question.office if one.kind is CandidateKind.PERSON else ():
            place = before.rfind(role)
            gap = before[place + len(role) :]
            if place >= 0 and (not gap or _only_offices(gap)):
                return self._is_of(question, before[:place])
        return False

    def _is_of(self, question: Question, holder: str) -> bool:
        """Whether the words before an office name no other firm than the one asked about."""
        firms = [n for *_, n in self._library.names.find(holder) if n.kind is NameKind.ORGANISATION]
        asked = [name for _, name in question.names]
        said = any(word in holder for topic in question.subject for word in same_words(topic))
        return said or not firms or not question.subject or any(firm in asked for firm in firms)


_KIND_OF_NAME = {
    NameKind.PERSON: CandidateKind.PERSON,
    NameKind.ORGANISATION: CandidateKind.ORGANISATION,
    NameKind.PLACE: CandidateKind.PLACE,
}
_VAGUE = re.compile(r"近日|日前|目前|近年来?|近期|这几天|当天|当日|当前|如今|今后|现在")
_SCALE = re.compile(r"^[万亿余多]+(?=.)")


def _fits(question: Question, candidate: Candidate) -> bool:
    """Whether a candidate is of the type asked for; a figure is never answered by a list."""
    if candidate.kind is CandidateKind.LIST and question.wanted.type in _STRICT:
        return False
    return fits(question.wanted, candidate)


def _tells_time(text: str, candidate: Candidate) -> bool:
    """Whether a time says when: 近日 does not."""
    vague = _VAGUE.fullmatch(text[candidate.start : candidate.end])
    return candidate.kind is not CandidateKind.TIME or not vague


@cache
def _nouns() -> dict[str, frozenset[CandidateKind]]:
    rows = load_data("grammar.toml")["noun"]
    return {
        word: frozenset(map(CandidateKind, row["kinds"])) for row in rows for word in row["words"]
    }


def _kinds_asked(question: Question) -> frozenset[CandidateKind]:
    """Tell what 文件叫什么 or 哪家公司 must be answered with, by the noun asked for."""
    if question.wanted.type not in {AnswerType.NAME, AnswerType.THING, AnswerType.ORGANISATION}:
        return frozenset()
    left = question.wanted.left.rstrip("的是叫为名称字")
    noun = question.wanted.focus or next((n for n in _nouns() if left.endswith(n)), "")
    return _nouns().get(noun, frozenset())


def _measures(question: Question, candidate: Candidate) -> bool:
    """Whether a figure counts in what was asked: 亩 is not answered in 公顷, 户 not in 家."""
    asked = question.wanted.measure
    if not asked or not candidate.unit or candidate.kind is not CandidateKind.FIGURE:
        return True
    asked, printed = _SCALE.sub("", asked), _SCALE.sub("", candidate.unit)
    alike = load_data("grammar.toml")["measure"]["same"]
    return same_measure(asked, printed) or any(asked in row and printed in row for row in alike)


def _only_offices(gap: str) -> bool:
    return gap[0] in "、和兼" and len(gap) <= MAX_OFFICE_GAP and gap.endswith(_roles())


@cache
def _roles() -> tuple[str, ...]:
    return tuple(rules()["persons"]["roles"])


def _read(candidate: Candidate, reading: Reading) -> float:
    """Give the reader's view of a candidate: of the span most like it, less what they differ by."""
    views = (
        span.score
        - DIFFERENCE_COST * (abs(span.start - candidate.start) + abs(span.end - candidate.end))
        for span in reading.spans
        if span.start < candidate.end and candidate.start < span.end
    )
    lowest = reading.spans[-1].score - 1 if reading.spans else 0.0
    return max(views, default=lowest)


def _length_preferred(span: ScoredSpan) -> float:
    """Of two much alike, prefer the longer: 开发区七百秧区块 to 开发区, 约100亿元 to 100亿元."""
    return span.score + LENGTH_WORTH * min(span.end - span.start, MAX_LENGTH_COUNTED)


def _placed(question: Question, text: str, candidate: Candidate) -> float:
    """Score a candidate by what stands around it and by how likely its form answers."""
    start, end = candidate.start, candidate.end
    left, right = question.wanted.left.rstrip(_BINDERS), question.wanted.right.lstrip(_BINDERS)
    before, after = text[:start].rstrip(_BINDERS), text[end:].lstrip(_BINDERS)
    exact = _shared_start(left[::-1], before[::-1]) + _shared_start(right, after)
    return (
        EXACT_WEIGHT * min(MAX_EXACT, exact)
        + NEAR_WEIGHT * _nearness(question, left, right, before)
        + RIGHT_WEIGHT * _followed(question, right, after)
        + QUALIFIED_WEIGHT * _qualified(question, before)
        - UNLIKELY_COST * _is_unlikely(text[start:end], after)
    )


def _shared_start(one: str, other: str) -> int:
    pairs = zip(one, other, strict=False)
    return next((at for at, (a, b) in enumerate(pairs) if a != b), min(len(one), len(other)))


def _nearness(question: Question, left: str, right: str, before: str) -> float:
    """Say how near on the left stands what is next to the gap in the question, 0 to 1."""
    clause = re.split(r"[。；;]", before)[-1]
    next_to_gap = [topic for topic in question.topics if topic in left][-1:]
    next_to_gap += [topic for topic in question.topics if topic in right][:1]
    places = [
        clause.rfind(word) + len(word)
        for topic in next_to_gap
        for word in same_words(topic)
        if word in clause
    ]
    distance = len(clause) - max(places, default=-REACH)
    return max(0.0, 1 - distance / REACH)


def _followed(question: Question, right: str, after: str) -> float:
    """Reward what was asked about for standing right of the span: “甲”称号, 4个专项债项目."""
    nouns = (question.wanted.focus or right[:2], *question.topics)
    followed = [w for noun in nouns if noun for w in same_words(noun) if after.startswith(w)]
    return min(1.5, max(map(len, followed), default=0) / 2)


def _qualified(question: Question, before: str) -> bool:
    """Whether the qualifier asked about stands right before: 10亿元以上项目 | 5个."""
    clause = re.split(r"[，。；,;]", before)[-1]
    return any(
        re.search(rf"(?<![\d.]){re.escape(qualifier)}\D{{0,6}}$", clause)
        for qualifier in question.qualifiers
    )


def _is_unlikely(words: str, after: str) -> bool:
    """Whether it only looks like a figure: 一批, and the limit in 10亿元以上项目."""
    return bool(_IDLE_ONE.fullmatch(words)) or bool(_LIMIT.search(words) and after[:2] in _LIMITED)


_LIMITED = frozenset({"项目", "企业", "的项", "的企", "工业", "重大"})
