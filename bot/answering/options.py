"""What may answer in a sentence: strict candidates of the type asked for, else any good span."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from itertools import chain, pairwise
from typing import NamedTuple

from bot.answering.announcing import announcing_patterns, is_told_in_clauses
from bot.answering.cutting import asks_rise, is_rise
from bot.answering.gap import BINDERS
from bot.answering.library import Library
from bot.answering.matters import matters_asked
from bot.answering.names import NameKind, rules
from bot.answering.nouns import clause_nouns, kinds_of_noun
from bot.answering.qualifiers import same_qualifiers
from bot.answering.question import Question, once
from bot.answering.reading.candidates import Candidate, is_balanced
from bot.answering.reading.candidates import Kind as CandidateKind
from bot.answering.reading.dimensions import same_measure
from bot.answering.reading.fitting import fitting, is_typed
from bot.answering.reading.reader import Reader, Reading
from bot.answering.reading.wanted import FIGURES, TIMES, AnswerType
from bot.answering.sight import Sight
from bot.answering.story import Story
from bot.answering.wording import load_data

MAX_OFFICE_GAP = 14
MIN_ANCHOR = 2
MAX_CLAUSES = 3

BY_NAME = frozenset({AnswerType.PERSON, AnswerType.ORGANISATION})
NAMED = BY_NAME | {AnswerType.PLACE}
# Types whose answers have a form.
_STRICT = FIGURES | TIMES | NAMED
_KIND_OF_NAME = {
    NameKind.PERSON: CandidateKind.PERSON,
    NameKind.ORGANISATION: CandidateKind.ORGANISATION,
    NameKind.PLACE: CandidateKind.PLACE,
}
_FIGURES = frozenset({CandidateKind.FIGURE, CandidateKind.PERCENT, CandidateKind.RANK})
_VAGUE = re.compile(r"当月|近日|日前|目前|近年来?|近期|这几天|当天|当日|当前|如今|今后|现在")
_IDLE_ONE = re.compile(r"一[^\W\d]")  # 一起, 一批, 一家: seldom a count
_PUT_RIGHT = re.compile(r"[^，。；,;]{0,4}”?(?:应为|应是|有误)")  # “57个”应为“37个”
_EXACT = (
    ("天", re.compile(r"[月日号]")),
    ("号", re.compile(r"[日号]")),
    ("点", re.compile(r"[点时:]")),
    *((day, re.compile(r"周|星期|礼拜")) for day in ("周", "星期", "礼拜")),
)
_PART_END = re.compile(r"[；;]")
_SCALE = re.compile(r"^[万亿余多]+(?=.)")
_CLAUSE = re.compile(r"[^，。；：！？,;:!?]+")
_ASKED_SPEAKER = re.compile(r"说|讲|觉得|认为|表示|介绍|透露|提到|坦言|反映")
_SPEAKER = re.compile(
    r"(?:^|(?<=[，。；,;”]))(?P<said>(?![这那其他她])[^，。；：,;:“”]{2,20}?)"
    r"(?:纷纷|兴奋地|高兴地|也|还|都)?(?:表示|介绍|说|认为|指出|强调|坦言|透露|告诉|反映)"
)
_QUOTED = re.compile(r"“[^“”，。；,;!?]+”|《[^《》]+》")
_UNCUT = frozenset({CandidateKind.FIGURE, CandidateKind.PERCENT, CandidateKind.TIME})
_CLAUSE_AFTER = re.compile(r"[是为有在：:了]{1,2}(?P<said>[^，。；,;]{2,40})")


class Option(NamedTuple):
    """A part of a sentence that may answer: characters `start` to `end`.

    `kind` and `unit` are those of a strict candidate; other spans have none. `fits` says that it
    is of the kind asked for.
    """

    start: int
    end: int
    kind: CandidateKind | None = None
    unit: str = ""
    fits: bool = False

    @property
    def length(self) -> int:
        """How many characters it has."""
        return self.end - self.start


class Options:
    """Finds options in the sentences of one corpus."""

    def __init__(self, library: Library, reader: Reader) -> None:
        self._library = library
        self._reader = reader

    def find(self, question: Question, reading: Reading, story: Story) -> list[Option]:
        """Give what may answer in one of a story's sentences, each place once.

        Figures and times are strict candidates or nothing. Where names and places are asked for,
        they are taken, or spans around them; where no name is of a kind that must be, and for
        everything else, any span that the reader likes.
        """
        at = reading.sentence.index
        text, kind, nouns = story.folded[at], question.wanted.type, kinds_of_noun(question)
        form = question.form
        if form:
            matches = (match.span() for match in form.printed.finditer(text))
            return [Option(*span, CandidateKind.TIME, fits=True) for span in matches]
        found = {}
        if is_typed(question.wanted) or nouns:
            found = _by_place(self._fitting(question, story, at))
        firm = kind is AnswerType.ORGANISATION or CandidateKind.ORGANISATION in nouns
        if kind in FIGURES or kind in TIMES or question.office or firm:
            return list(found.values())
        broken, is_whole = self._inside(story, at), is_balanced(text)
        free = [
            one
            for one in self._free(question, reading, text)
            if not {one.start, one.end} & broken
            and (not is_whole or is_balanced(text[one.start : one.end]))
        ]
        if nouns or (found and kind in _STRICT):
            fit = [*found.values(), *(one for one in free if one.fits)]
            free = [one for one in free if any(_holds(one, other) for other in fit)]
        return list((_by_place(free) | found).values())

    def _inside(self, story: Story, at: int) -> set[int]:
        """Give the places inside names, figures, times and what is quoted: nothing is cut there."""
        text, names = story.folded[at], self._library.names_at(story, at)
        prepared, _ = self._reader.prepared(story.sentences[at].text)
        uncut = (one for one in prepared.candidates if one.kind in _UNCUT)
        inner = (
            *(range(start + 1, start + len(form)) for start, form, _ in names),
            *(range(one.start + 1, one.end) for one in uncut),
            *(range(match.start() + 2, match.end() - 1) for match in _QUOTED.finditer(text)),
        )
        return set(chain.from_iterable(inner))

    def _free(self, question: Question, reading: Reading, text: str) -> Iterator[Option]:
        """Give candidates of any kind, what the reader likes, and what is told in clauses."""
        yield from _announced(question, text)
        yield from _speakers(question, text)
        yield from self._any(question, reading, text)
        if asks_clause(question):
            yield from _clause_runs(text)

    def sight(self, question: Question, reading: Reading, story: Story) -> Sight:
        """Give one of a story's sentences as the question sees it."""
        prepared, _ = self._reader.prepared(reading.sentence.text)
        return Sight(question, story.folded[reading.sentence.index], prepared.edges.tolist())

    def _any(self, question: Question, reading: Reading, text: str) -> Iterator[Option]:
        """Give candidates of any kind, what the reader likes, what follows the question's words."""
        prepared, _ = self._reader.prepared(reading.sentence.text)
        yield from (Option(*one) for one in prepared.candidates)
        yield from (Option(span.start, span.end) for span in reading.spans)
        anchored = _after_anchor(question, text)
        if anchored:
            yield anchored

    def _fitting(self, question: Question, story: Story, at: int) -> Iterator[Option]:
        """Give the strict candidates that are what was asked for."""
        text, kinds, is_asked = story.folded[at], kinds_of_noun(question), _what_fits(question)
        prepared, _ = self._reader.prepared(story.sentences[at].text)
        for one in (*prepared.candidates, *self._names(story, at)):
            fitting = one.kind in kinds if kinds else is_asked(one)
            fitting = fitting or _is_beside(question, text, one)
            fitting = fitting or (bool(question.office) and one.kind is CandidateKind.PERSON)
            if asks_rise(question):
                fitting = is_rise(question, text, one)
            usable = fitting and _is_whole(question, text, one) and _measures(question, one)
            usable = usable and _is_as_exact(question, text[one.start : one.end])
            usable = usable and _stands_with(question, text, one.start)
            if usable and (not question.office or self._holds_office(question, text, one)):
                yield Option(*one, fits=True)

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


def _holds(one: Option, other: Option) -> bool:
    return one.start <= other.start and other.end <= one.end


def _by_place(options: Iterable[Option]) -> dict[tuple[int, int], Option]:
    """Give options by their places, the first of each place."""
    found: dict[tuple[int, int], Option] = {}
    for one in options:
        found.setdefault((one.start, one.end), one)
    return found


def _announced(question: Question, text: str) -> Iterator[Option]:
    """Give the clauses that tell a reason or a manner by how they are worded (clauses.toml)."""
    for pattern in announcing_patterns(question.kind):
        for match in pattern.finditer(text):
            yield Option(*match.span("said"), fits=True)


def asks_clause(question: Question) -> bool:
    """Whether whole clauses answer: reasons, manners, what is told as a condition or an effect."""
    focus = question.wanted.focus or ""
    return is_told_in_clauses(question.kind) or focus.endswith(clause_nouns())


def _clause_runs(text: str) -> Iterator[Option]:
    """Give each clause, and those that follow one another, up to so many."""
    places = [match.span() for match in _CLAUSE.finditer(text)]
    for first, (start, _) in enumerate(places):
        for _, end in places[first : first + MAX_CLAUSES]:
            yield Option(start, end)


def _speakers(question: Question, text: str) -> Iterator[Option]:
    """Give who is printed to have said something, where that is asked: 项目负责人 | 表示."""
    if question.wanted.type is AnswerType.PERSON and _ASKED_SPEAKER.search(question.plain):
        for match in _SPEAKER.finditer(text):
            yield Option(*match.span("said"), CandidateKind.PERSON, fits=True)


@once
def _what_fits(question: Question) -> Callable[[Candidate], bool]:
    """Give what tells candidates of the type asked for; a figure is never answered by a list."""
    fits = fitting(question.wanted)
    if question.wanted.type not in _STRICT:
        return fits
    return lambda candidate: candidate.kind is not CandidateKind.LIST and fits(candidate)


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
    """Whether it is no piece of a word (百名 of 数百名, 于线路 of 在于线路), vague (近日) or wrong.

    A place must be of the kind asked for, where its name shows that: 哪条路 is asked for a road.
    """
    words, before = text[candidate.start : candidate.end], text[: candidate.start]
    if _PUT_RIGHT.match(text, candidate.end):
        return False
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

    Parts between semicolons have subjects of their own: 甲今年投产；乙明年开工. A part that has
    the question's very word goes before one that has another for it: 总收入 before 预算收入.
    And what follows 硕士 in 硕士3万元，本科1万元 is not of 本科.
    """
    if not all(matter.governs(text, start) for matter in matters_asked(question)):
        return False
    if not _PART_END.search(text):
        return True
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
        *((one, *same_qualifiers(one)) for one in question.qualifiers),
    ):
        very = [part for part in parts if said[0] in part]
        holding = very or [part for part in parts if any(word in part for word in said)]
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


def _is_only_offices(gap: str) -> bool:
    """Whether nothing but further offices stands between an office and a name: 书记、主任某某."""
    roles = tuple(rules()["persons"]["roles"])
    return gap[0] in "、和兼" and len(gap) <= MAX_OFFICE_GAP and gap.endswith(roles)


@once
def _left_of_gap(question: Question) -> str:
    return re.split(r"[，。；,;？? ]", question.wanted.left)[-1].rstrip(BINDERS)


def _after_anchor(question: Question, text: str) -> Option | None:
    """Take what follows the words before the gap, to the clause's end: 最早用在 | 某项目上."""
    left = _left_of_gap(question)
    for length in range(len(left), MIN_ANCHOR - 1, -1):
        place = text.find(left[-length:])
        match = _CLAUSE_AFTER.match(text, place + length) if place >= 0 else None
        if match:
            return Option(*match.span("said"))
    return None
