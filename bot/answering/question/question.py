"""A question understood: what kind it is, what it is about, what must hold of its answer."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache, cached_property, wraps
from typing import TypeVar

from bot.answering.data_files import load_data
from bot.answering.language.forms import Form, form_asked
from bot.answering.language.names import Name, NameKind, rules
from bot.answering.language.parts_of_speech import Part, part_of
from bot.answering.language.periods import Period
from bot.answering.language.thesaurus import same_words
from bot.answering.language.wanted import FIGURES, AnswerType, Wanted
from bot.answering.language.wording import zone_names
from bot.answering.question.kinds import Cue, Kind
from bot.model import Remark

_MEASURES = frozenset({Part.MEASURE, Part.TIME})
_SELDOM_TELLING = frozenset({*_MEASURES, Part.VERB})

# Nobody wants to read the whole letter again that he wrote.
MAX_ECHO_CHARS = 40
# 最快, 最大: print tells so by the figure alone.
_SUPERLATIVE = re.compile("最[^后近终新初早先]")
# What stands between an office and the question word: 主任【现在是】谁.
_OFFICE_TAIL = re.compile(r"(?:的|是|叫|为|名字|姓名|又|都|现在|目前|如今|当时|到底|究竟| )+$")


@dataclass(frozen=True)
class Question:
    """A question understood.

    `plain` is what everything else reads: folded, in plain words, its misspelt names put right.
    `topics` are the words that say something of the subject, in order. `names` are the names of
    the corpus among them, with the form that was used. `qualifiers` (一期, 亿元以上, 首个) narrow
    what is asked. `newest` says that the newest print is asked for (最近一次, 最新). `carried` are
    topics of the exchange before, which need not be said again.
    """

    text: str
    plain: str
    cue: Cue
    wanted: Wanted
    topics: tuple[str, ...] = ()
    names: tuple[tuple[str, Name], ...] = ()
    periods: tuple[Period, ...] = ()
    qualifiers: tuple[str, ...] = ()
    newest: bool = False
    remarks: tuple[Remark, ...] = ()
    carried: frozenset[str] = frozenset()

    @property
    def kind(self) -> Kind:
        """What the question is after."""
        return self.cue.kind

    @property
    def echo(self) -> str:
        """The question as it was typed; of a long one the beginning."""
        typed = self.text.strip().rstrip("?？。!！ ")
        return typed if len(typed) <= MAX_ECHO_CHARS else f"{typed[:MAX_ECHO_CHARS]}……"

    @cached_property
    def subject(self) -> tuple[str, ...]:
        """The topics that are no mere attribute (投资) or deed (开工) that anything may have."""
        general = general_words() | _offices().keys()
        return tuple(topic for topic in self.topics if topic not in general)

    @property
    def is_about_nothing(self) -> bool:
        """Whether it names no subject at all: 总投资多少."""
        named = any(name in self.plain for name in zone_names())
        return not (self.subject or self.names or self.qualifiers or self.periods or named)

    @cached_property
    def next_to_gap(self) -> tuple[str, ...]:
        """The last topic left of the question word and the first right of it."""
        left = [topic for topic in self.topics if topic in self.wanted.left]
        right = [topic for topic in self.topics if topic in self.wanted.right]
        return tuple(dict.fromkeys((*left[-1:], *right[:1])))

    @cached_property
    def telling(self) -> frozenset[str]:
        """The topics that name persons, firms and places: whoever has them is spoken of."""
        kinds = {NameKind.PERSON, NameKind.ORGANISATION, NameKind.PLACE}
        return frozenset(form for form, name in self.names if name.kind in kinds)

    @cached_property
    def office(self) -> tuple[str, ...]:
        """The offices of which it asks the holder (总经理是谁, 主任叫什么); () if of none."""
        if self.wanted.type not in {AnswerType.PERSON, AnswerType.NAME, AnswerType.THING}:
            return ()
        left = _OFFICE_TAIL.sub("", self.wanted.left)
        said = next((said for said in _offices() if left.endswith(said)), None)
        if not said:
            return ()
        deputy = "副" if left.removesuffix(said).endswith("副") else ""
        return tuple(deputy + meant for meant in _offices()[said])

    @cached_property
    def form(self) -> Form | None:
        """The form that its answer must have: a telephone number, a time of day; None for none."""
        return form_asked(self.plain)

    @cached_property
    def light(self) -> frozenset[str]:
        """The topics for which print may well have other words: measures, the deed by a figure.

        Where a time or a place is asked for, the deed is what is asked, and no light word; nor
        where nothing else says what the question is about.
        """
        counted = self.wanted.type in FIGURES and self.kind is not Kind.YES_NO
        return frozenset(
            topic
            for topic in self.topics
            if topic not in self.telling
            and any(
                part_of(one) not in _SELDOM_TELLING
                for one in self.subject
                if one != topic and one not in self.carried
            )
            and (
                part_of(topic) in _MEASURES
                or _SUPERLATIVE.match(topic)
                or (part_of(topic) is Part.VERB and counted)
                or self._is_counted_in_people(topic)
            )
        )

    def _is_counted_in_people(self, topic: str) -> bool:
        """Whether a topic is who is counted (多少病人), which print tells by 人次 or 名 alone."""
        return self.wanted.dimension == "people" and self.wanted.right.startswith(topic)

    def words_of(self, topic: str) -> tuple[str, ...]:
        """Give the words by which print may call a topic: the same in meaning, and other names."""
        return self._meanings.get(topic) or same_words(topic)

    @cached_property
    def _meanings(self) -> dict[str, tuple[str, ...]]:
        """The topics and names, with all the words for them."""
        return {topic: same_words(topic) for topic in self.topics} | {
            used: tuple(dict.fromkeys((*same_words(used), *sorted(name.forms))))
            for used, name in self.names
        }

    def is_said(self, topic: str, text: str) -> bool:
        """Whether a folded text has a topic, in whatever words."""
        return any(map(text.__contains__, self.words_of(topic)))

    def named(self, kind: NameKind) -> list[Name]:
        """Give the names of a kind that it mentions."""
        return [name for _, name in self.names if name.kind is kind]


_Told = TypeVar("_Told")


def once(work_out: Callable[[Question], _Told]) -> Callable[[Question], _Told]:
    """Let what depends on a question alone be worked out once, and kept with the question."""
    name = f"{work_out.__module__}.{work_out.__qualname__}"

    @wraps(work_out)
    def recall(question: Question) -> _Told:
        known: dict[str, _Told] = question.__dict__
        if name not in known:
            known[name] = work_out(question)
        return known[name]

    return recall


@cache
def general_words() -> frozenset[str]:
    """Attributes and deeds that anything may have: alone they name no subject."""
    return frozenset(load_data("grammar.toml")["general"]["words"])


@cache
def asking_words() -> frozenset[str]:
    """Words that ask for an article, a page or news and say nothing of its subject."""
    return frozenset(load_data("grammar.toml")["navigation"]["words"])


@cache
def _asking_run() -> re.Pattern[str]:
    longest_first = sorted(asking_words(), key=len, reverse=True)
    return re.compile(f"(?:{'|'.join(map(re.escape, longest_first))})+")


def only_asks(topic: str) -> bool:
    """Whether a topic is made of nothing but asking words: 篇文章, 最新消息."""
    return bool(_asking_run().fullmatch(topic))


@cache
def newest_words() -> re.Pattern[str]:
    """Words that ask for the newest of what is printed: 最近一次, 最新."""
    return re.compile(load_data("grammar.toml")["newest"]["words"])


@cache
def _offices() -> dict[str, tuple[str, ...]]:
    """What offices are called: by their own name, or as people speak (老板); the longest first."""
    offices = {role: (role,) for role in rules()["persons"]["roles"]}
    spoken = load_data("grammar.toml")["office"]
    offices |= {said: tuple(meant) for said, meant in spoken.items()}
    return dict(sorted(offices.items(), key=lambda row: -len(row[0])))
