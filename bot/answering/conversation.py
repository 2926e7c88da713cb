"""Follow-ups: what a question takes over from the exchange before, and how that is said."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from bot.answering.kinds import Kind
from bot.answering.names import NameKind
from bot.answering.question import Question
from bot.answering.reading.dimensions import dimensions
from bot.answering.understanding import Understanding
from bot.answering.wording import load_data
from bot.model import Exchange, Remark
from bot.ports import EVERYTHING, Filter

_SELF_CONTAINED = frozenset(
    {Kind.CHAT, Kind.OUTSIDE, Kind.LATEST, Kind.EDITION, Kind.BYLINE, Kind.NAVIGATION, Kind.DATING}
)
_ELLIPSIS_WORDS = re.compile(r"^(那么?|还有)?[,，]?|(呢|咧|又|的)*[?]*$")


@dataclass(frozen=True)
class Lean:
    """A follow-up in full words, the articles it stays in first, and a remark that says so."""

    text: str
    within: Filter = EVERYTHING
    remark: Remark | None = None


@cache
def _signs() -> dict[str, re.Pattern[str]]:
    return {name: re.compile(cue) for name, cue in load_data("grammar.toml")["followup"].items()}


@dataclass(frozen=True)
class Turn:
    """A question, the exchange before it, and the question of that exchange."""

    question: Question
    earlier: Question
    before: Exchange


def lean_on(
    question: Question, before: Exchange | None, understanding: Understanding
) -> Lean | None:
    """Complete a follow-up from the exchange before; None for a question that stands alone."""
    if not before or question.kind in _SELF_CONTAINED or not before.resolved:
        return None
    turn = Turn(question, understanding.understand(before.resolved), before)
    for complete in (_by_person, _by_ellipsis, _by_subject):
        text = complete(turn)
        if text:
            subject = _subject_words(turn.earlier) or turn.earlier.plain
            return Lean(text, _articles_of(before), Remark("follows_up", {"subject": subject}))
    return None


def _articles_of(before: Exchange) -> Filter:
    quotes = before.answer.quotes or before.answer.nearest
    articles = frozenset(quote.article.id for quote in quotes)
    return Filter(articles=articles) if articles else EVERYTHING


def _by_person(turn: Turn) -> str | None:
    """他还说了什么 → 刘志伟还说了什么."""
    question, earlier, before = turn.question, turn.earlier, turn.before
    pronoun = _signs()["person"].search(question.plain)
    if not pronoun:
        return None
    short = before.answer.short.text if before.answer.short else ""
    named = [name.text for name in earlier.named(NameKind.PERSON)]
    person = short if 2 <= len(short) <= 4 else next(iter(named), None)
    if not person:
        return None
    return question.plain[: pronoun.start()] + person + question.plain[pronoun.end() :]


def _by_ellipsis(turn: Turn) -> str | None:
    """那2022年呢 and 亿元以上的呢: the same question with one part changed."""
    question, earlier = turn.question, turn.earlier
    if not _signs()["elliptic"].search(question.plain):
        return None
    part = _ELLIPSIS_WORDS.sub("", question.plain)
    if question.periods and not question.topics:
        return _with_period(question, earlier)
    return _exchanged(question, earlier) or _with_part(part, earlier)


def _exchanged(question: Question, earlier: Question) -> str | None:
    """Put one phase for another (二期呢 after 一期), or one name for another of its kind."""
    for qualifier in question.qualifiers:
        for old in earlier.qualifiers:
            if old[-1] == qualifier[-1] and old in earlier.plain:
                return earlier.plain.replace(old, qualifier)
    for form, name in question.names:
        for old_form, old_name in earlier.names:
            if old_name.kind is name.kind:
                return earlier.plain.replace(old_form, form)
    return None


def _with_part(part: str, earlier: Question) -> str:
    """Ask of another attribute (规划面积呢), or of a narrower thing (工业项目呢, 亿元以上的呢)."""
    start, end = earlier.wanted.start, earlier.wanted.end
    noun = next((t for t in earlier.topics if earlier.plain[end:].startswith(t)), "")
    attribute = any(part.endswith(ask) for _, ask in _asks())
    if attribute or not (noun or earlier.wanted.measure):
        left = [topic for topic in earlier.topics if topic in earlier.wanted.left]
        subject = _subject_words(earlier)
        asked = left[-1] if len(left) > 1 else ""
        return f"{subject.removesuffix(asked)}{part}是多少"
    thing = part if not noun or part.endswith(noun) else part + noun
    return earlier.plain[:start] + thing + earlier.wanted.word


@cache
def _asks() -> tuple[tuple[str, str], ...]:
    """Give what may be asked of anything by a figure: dimension, attribute (面积, 投资)."""
    rows = dimensions().values()
    return tuple((row.name, ask) for row in rows if row.units for ask in row.asks if len(ask) > 1)


def _with_period(question: Question, earlier: Question) -> str:
    asked = "".join(period.printed for period in question.periods)
    if not earlier.periods:
        return asked + earlier.plain
    kept = earlier.plain.replace(earlier.periods[0].printed, asked)
    return kept if asked in kept else asked + earlier.plain


def _by_subject(turn: Turn) -> str | None:
    """啥时候完工, 这个奖是谁主办的: about what was talked about."""
    question, earlier = turn.question, turn.earlier
    if not turn.before.answer.quotes:  # what was not found is no subject to go on with
        return None
    points = _signs()["thing"].search(question.plain) or _signs()["more"].search(question.plain)
    nameless = not question.subject and not question.names
    if not points and not nameless:
        return None
    subject = _subject_words(earlier)
    text = _signs()["thing"].sub("", question.plain) if points else question.plain
    return f"{subject}{text}" if subject else None


def _subject_words(earlier: Question) -> str:
    """What the question before was about: from its first subject word to its last, as typed."""
    words = [*earlier.subject, *(form for form, _ in earlier.names)]
    places = [(earlier.plain.find(word), word) for word in words if word in earlier.plain]
    left = [
        (at, word) for at, word in places if at < earlier.wanted.start or not earlier.wanted.start
    ]
    if not left:
        return "".join(dict.fromkeys(words))
    start, end = min(at for at, _ in left), max(at + len(word) for at, word in left)
    return earlier.plain[start:end]
