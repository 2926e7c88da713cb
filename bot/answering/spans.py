"""Which words of a sentence answer: the candidate that is what was asked, where the gap is."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from itertools import pairwise

from bot.answering.cutting import (
    asks_rise,
    is_rise,
    whole_run,
    with_noun,
    with_rise,
    with_year,
    without_byline,
)
from bot.answering.library import Library
from bot.answering.names import NameKind, rules
from bot.answering.placing import BINDERS, after_anchor, placed
from bot.answering.qualifiers import same_qualifiers
from bot.answering.question import Question
from bot.answering.reading.candidates import Candidate
from bot.answering.reading.candidates import Kind as CandidateKind
from bot.answering.reading.dimensions import same_measure
from bot.answering.reading.fitting import fits, is_typed
from bot.answering.reading.reader import Reader, Reading, ScoredSpan
from bot.answering.reading.wanted import CLAUSES, FIGURES, AnswerType
from bot.answering.story import Story
from bot.answering.tables import choose_cell
from bot.answering.wording import load_data

MAX_OFFICE_GAP = 14
DIFFERENCE_COST = 0.05
# A fact is told in a phrase: what goes beyond it speaks against a span.
LONG_COST, MAX_BRIEF = 0.1, 25
LENGTH_WORTH, MAX_LENGTH_COUNTED = 0.08, 12

_BY_NAME = frozenset({AnswerType.PERSON, AnswerType.ORGANISATION})
# Types whose answers always have the form: without a candidate there is no answer.
_STRICT = FIGURES | _BY_NAME | {AnswerType.TIME, AnswerType.DURATION, AnswerType.PLACE}
_OF_NOUN = frozenset({AnswerType.NAME, AnswerType.THING, AnswerType.ORGANISATION})
_KIND_OF_NAME = {
    NameKind.PERSON: CandidateKind.PERSON,
    NameKind.ORGANISATION: CandidateKind.ORGANISATION,
    NameKind.PLACE: CandidateKind.PLACE,
}
_FIGURES = frozenset({CandidateKind.FIGURE, CandidateKind.PERCENT, CandidateKind.RANK})
_VAGUE = re.compile(r"当月|近日|日前|目前|近年来?|近期|这几天|当天|当日|当前|如今|今后|现在")
_IDLE_ONE = re.compile(r"一[^\W\d]")  # 一起, 一批, 一家: seldom a count
_EXACT = (
    ("天", re.compile(r"[月日号]")),
    ("号", re.compile(r"[日号]")),
    ("点", re.compile(r"[点时]")),
)
_PART_END = re.compile(r"[；;]")
_SCALE = re.compile(r"^[万亿余多]+(?=.)")


class SpanChooser:
    """Chooses the words that answer, for one corpus."""

    def __init__(self, library: Library, reader: Reader) -> None:
        self._library = library
        self._reader = reader

    def choose(self, question: Question, reading: Reading, story: Story) -> ScoredSpan | None:
        """Choose the best span of one of a story's sentences; None where none fits."""
        at = reading.sentence.index
        text = story.folded[at]
        if story.column_heads[at]:
            return choose_cell(question, text, story.column_heads[at])
        form = question.form
        if form:
            matches = form.printed.finditer(text)
            formed = (Candidate(*match.span(), CandidateKind.TIME) for match in matches)
            return max(_scored(question, reading, text, formed), key=_score, default=None)
        if not (is_typed(question.wanted) or _kinds_of_noun(question)):
            return _unformed(question, text, reading)
        candidates = self._candidates(question, story, at)
        fitting = list(_scored(question, reading, text, candidates))
        if fitting:
            return _best(question, text, fitting)
        if question.wanted.type in _STRICT or question.office or _kinds_of_noun(question):
            return None
        return _unformed(question, text, reading)

    def _candidates(self, question: Question, story: Story, at: int) -> Iterator[Candidate]:
        text, kinds = story.folded[at], _kinds_of_noun(question)
        prepared, _ = self._reader.prepared(story.sentences[at].text)
        for one in (*prepared.candidates, *self._names(story, at)):
            fitting = one.kind in kinds if kinds else _fits(question, one)
            fitting = fitting or _is_beside(question, text, one)
            if asks_rise(question):
                fitting = is_rise(question, text, one)
            usable = fitting and _is_whole(question, text, one) and _measures(question, one)
            usable = usable and _is_as_exact(question, text[one.start : one.end])
            usable = usable and _stands_with(question, text, one.start)
            if usable and (not question.office or self._holds_office(question, text, one)):
                yield one

    def _names(self, story: Story, at: int) -> Iterator[Candidate]:
        """Give the names that the corpus knows, also those that no sentence alone would tell."""
        for start, form, name in self._library.names_at(story, at):
            kind = _KIND_OF_NAME.get(name.kind)
            if kind:
                yield Candidate(start, start + len(form), kind)

    def _holds_office(self, question: Question, text: str, one: Candidate) -> bool:
        """Whether a person is printed in the office asked about, and with the firm asked about."""
        before = re.split(r"[，。；,;：:]", text[: one.start])[-1]
        for role in question.office if one.kind is CandidateKind.PERSON else ():
            place = before.rfind(role)
            gap = before[place + len(role) :]
            deputy = before[:place].endswith("副") and not role.startswith("副")
            if place >= 0 and not deputy and (not gap or _is_only_offices(gap)):
                return self._is_of(question, before[:place])
        return False

    def _is_of(self, question: Question, holder: str) -> bool:
        """Whether the words before an office name no other firm than the one asked about."""
        firms = [n for *_, n in self._library.names.find(holder) if n.kind is NameKind.ORGANISATION]
        asked = [name for _, name in question.names]
        said = any(question.is_said(topic, holder) for topic in question.subject)
        return said or not firms or not question.subject or any(firm in asked for firm in firms)


def _best(question: Question, text: str, fitting: Sequence[ScoredSpan]) -> ScoredSpan:
    """Take the best candidate with what belongs to it."""
    best = with_rise(question, text, with_year(text, max(fitting, key=_length_preferred)))
    if question.wanted.type in _BY_NAME and not question.office:
        return whole_run(text, best, fitting)
    return with_noun(question, text, best)


def _scored(
    question: Question, reading: Reading, text: str, candidates: Iterable[Candidate]
) -> Iterator[ScoredSpan]:
    """Score candidates by the reader's view and by where they stand."""
    for one in candidates:
        score = _read_at(one, reading) + placed(question, text, one)
        yield ScoredSpan(one.start, one.end, score)


def _unformed(question: Question, text: str, reading: Reading) -> ScoredSpan | None:
    """Choose where nothing has a form: what follows the question's words, else a brief span."""
    anchored = after_anchor(question, text)
    if question.wanted.type in CLAUSES or question.wanted.many:
        return anchored or next(iter(reading.spans), None)
    best = anchored or max(reading.spans, key=_briefness, default=None)
    return best and without_byline(text, best)


def _briefness(span: ScoredSpan) -> float:
    return span.score - LONG_COST * max(0, span.end - span.start - MAX_BRIEF)


def has_form(question: Question) -> bool:
    """Whether what is asked has a form, so that without it there is no answer."""
    return is_typed(question.wanted) or has_form_of_its_own(question)


def has_form_of_its_own(question: Question) -> bool:
    """Whether the very words of the question tell the form: a telephone number, a firm's name."""
    return bool(_kinds_of_noun(question) or question.form)


def _score(span: ScoredSpan) -> float:
    return span.score


def _length_preferred(span: ScoredSpan) -> float:
    """Of two much alike, prefer the longer: 开发区七百秧区块 to 开发区, 约100亿元 to 100亿元."""
    return span.score + LENGTH_WORTH * min(span.end - span.start, MAX_LENGTH_COUNTED)


def _read_at(place: Candidate | ScoredSpan, reading: Reading) -> float:
    """Give the reader's view of a place: of the span most like it, less what they differ by."""
    views = (
        span.score - DIFFERENCE_COST * (abs(span.start - place.start) + abs(span.end - place.end))
        for span in reading.spans
        if span.start < place.end and place.start < span.end
    )
    lowest = reading.spans[-1].score - 1 if reading.spans else 0.0
    return max(views, default=lowest)


def _fits(question: Question, candidate: Candidate) -> bool:
    """Whether a candidate is of the type asked for; a figure is never answered by a list."""
    if candidate.kind is CandidateKind.LIST and question.wanted.type in _STRICT:
        return False
    return fits(question.wanted, candidate)


def _is_beside(question: Question, text: str, candidate: Candidate) -> bool:
    """Whether a figure stands right after the attribute that is asked for, whatever it measures.

    持股多少 is answered by 持股18.6%, though no word of it asks for a percentage.
    """
    if candidate.kind not in _FIGURES or question.wanted.measure or not question.wanted.word:
        return False
    left = [topic for topic in question.topics if topic in question.wanted.left]
    if not left or left[-1] in question.telling:  # what follows a name is not of its attribute
        return False
    before = text[: candidate.start].rstrip(BINDERS.replace("，", "").replace(",", ""))
    return question.wanted.type in FIGURES and before.endswith(question.words_of(left[-1]))


def _is_whole(question: Question, text: str, candidate: Candidate) -> bool:
    """Whether it is no piece of a word (百名 of 数百名, 于线路 of 在于线路), nor vague (近日).

    A place must be of the kind asked for, where its name shows that: 哪条路 is asked for a road.
    """
    words, before = text[candidate.start : candidate.end], text[: candidate.start]
    if candidate.kind is CandidateKind.PLACE:
        return not words.startswith("于") and _is_place_asked(question, words)
    if candidate.kind is CandidateKind.TIME:
        return not _VAGUE.fullmatch(words)
    return not before.endswith(("数", "几")) and not _IDLE_ONE.fullmatch(words)


def _is_place_asked(question: Question, words: str) -> bool:
    """Whether a place's name has the ending of the kind asked for; not all kinds have one."""
    endings = load_data("grammar.toml")["place"].get(question.wanted.focus or "", ())
    return not endings or any(ending in words for ending in endings)


def _is_as_exact(question: Question, words: str) -> bool:
    """Whether a time is as exact as asked: 哪天 is not answered by 去年, nor 几点 by a day."""
    if question.wanted.type is not AnswerType.TIME:
        return True
    return all(exact.search(words) for asked, exact in _EXACT if asked in question.wanted.word)


def _stands_with(question: Question, text: str, start: int) -> bool:
    """Whether it stands in the part of a sentence that speaks of what is asked.

    Parts between semicolons have subjects of their own: 甲今年投产；乙明年开工.
    """
    bounds = [0, *(match.end() for match in _PART_END.finditer(text)), len(text)]
    parts = [text[low:high] for low, high in pairwise(bounds)]
    here = next(text[low:high] for low, high in pairwise(bounds) if low <= start < high)
    marks = {topic for topic in question.subject if topic in question.telling}
    if asks_rise(question):
        marks |= {topic for topic in question.topics[-2:] if topic in question.wanted.left}
    if not question.qualifiers:
        marks |= {topic for topic in question.subject[:1] if len(topic) > 1}
    for said in (
        *(question.words_of(mark) for mark in marks),
        *map(same_qualifiers, question.qualifiers),
    ):
        holding = [part for part in parts if any(word in part for word in said)]
        if holding and here not in holding:
            return False
    return True


def _measures(question: Question, candidate: Candidate) -> bool:
    """Whether a figure counts in what was asked: 亩 is not answered in 公顷, 户 not in 家."""
    asked = question.wanted.measure
    if not asked or not candidate.unit or candidate.kind is not CandidateKind.FIGURE:
        return True
    asked, printed = _SCALE.sub("", asked), _SCALE.sub("", candidate.unit)
    alike = load_data("grammar.toml")["measure"]["same"]
    return same_measure(asked, printed) or any(asked in row and printed in row for row in alike)


@cache
def _kinds_by_noun() -> dict[str, frozenset[CandidateKind]]:
    rows = load_data("grammar.toml")["noun"]
    return {
        word: frozenset(map(CandidateKind, row["kinds"])) for row in rows for word in row["words"]
    }


def _kinds_of_noun(question: Question) -> frozenset[CandidateKind]:
    """Tell what 文件叫什么 or 哪家公司 must be answered with, by the noun asked for."""
    return _kinds_by_noun().get(noun_asked(question), frozenset())


def noun_asked(question: Question) -> str:
    """Give the noun that is asked for: 文件 of 文件叫什么, 公司 of 哪家公司; "" where none is."""
    if question.wanted.type not in _OF_NOUN:
        return ""
    left = question.wanted.left.rstrip("的是叫为名称字")
    return question.wanted.focus or next((n for n in _kinds_by_noun() if left.endswith(n)), "")


def _is_only_offices(gap: str) -> bool:
    """Whether nothing but further offices stands between an office and a name: 书记、主任某某."""
    roles = tuple(rules()["persons"]["roles"])
    return gap[0] in "、和兼" and len(gap) <= MAX_OFFICE_GAP and gap.endswith(roles)
