"""Two or more figures side by side, each with its own period; nothing is computed."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import replace

from bot.answering.answers import answered, not_found
from bot.answering.desk import Desk
from bot.answering.evidence import Evidence
from bot.answering.library import Library
from bot.answering.names import NameKind
from bot.answering.question import Question
from bot.answering.quotes import quote
from bot.answering.ways.facts import has_answer, refusal
from bot.answering.ways.headlines import sort_date
from bot.answering.ways.persons import Held, offices
from bot.model import Answer, Remark
from corpus.model import Printed

MAX_SIDES = 4
_NUMBER = re.compile(r"\d[\d.]*(?=\s*[亿万%个家亩])")
_WHICH = re.compile(r"哪个|哪家|谁更|谁的")
_WORDING = re.compile(r"名字|名称|叫法|提法|说法|全称")
_TITLE = re.compile(r"《[^《》]{4,60}》")
_OFFICE_WORDS = re.compile(r"头衔|职务|职位|身份|官职")

Side = tuple[Evidence, Printed]


async def answer_comparison(question: Question, desk: Desk) -> Answer:
    """Answer with each side's printed figure, old to new; name a side that is not printed."""
    for sides_of in (_by_period, _by_qualifier, _by_name):
        alone = sides_of(question)
        if len(alone) > 1:
            return await _each(alone, desk)
    person = next(iter(question.named(NameKind.PERSON)), None)
    if person and _OFFICE_WORDS.search(question.plain):
        return _offices_held(person.text, desk)
    evidence = await desk.finder.evidence(question, desk.within)
    one_of_two = _WHICH.search(question.plain)  # and not both are known by name
    sides = [] if one_of_two else list(_distinct(question, evidence))
    return _side_by_side(sides, desk) if sides else refusal(question, evidence)


def _by_period(question: Question) -> dict[str, Question]:
    return {one.printed: replace(question, periods=(one,)) for one in question.periods}


def _by_qualifier(question: Question) -> dict[str, Question]:
    return {one: replace(question, qualifiers=(one,)) for one in question.qualifiers}


def _by_name(question: Question) -> dict[str, Question]:
    """Ask of each name of the kind most are of, the others left out."""
    named = list(dict.fromkeys(question.names))
    kinds = Counter(name.kind for _, name in named)
    kind = kinds.most_common(1)[0][0] if kinds else None
    compared = {form: name for form, name in named if name.kind is kind}
    alone = {}
    for form, name in compared.items():
        topics = (topic for topic in question.topics if topic == form or topic not in compared)
        alone[form] = replace(question, names=((form, name),), topics=tuple(topics))
    return alone


async def _each(alone: Mapping[str, Question], desk: Desk) -> Answer:
    """Answer every side alone; where one is not printed, say which, and compare nothing."""
    sides: list[Side] = []
    missing: list[str] = []
    nearest: list[Evidence] = []
    for label, side in alone.items():
        evidence = await desk.finder.evidence(side, desk.within)
        used = {found.story.article.id for found, _ in sides}
        sound = [found for found in evidence if not found.failed and has_answer(side, found)]
        sound = [found for found in sound if _says_attribute(side, found)]
        fresh = [found for found in sound if found.story.article.id not in used] or sound
        if fresh and fresh[0].span:
            sides.append((fresh[0], fresh[0].span))
        else:
            missing.append(label)
            nearest += evidence[:1]
    if not missing:
        return _side_by_side(sides, desk)
    shown = [found for found, _ in sides] or nearest
    return not_found(
        Remark("no_period", {"asked": "、".join(missing)}),
        tuple(quote(found.story, found.at) for found in shown[:1]),
    )


def _says_attribute(question: Question, found: Evidence) -> bool:
    """Whether the very word compared is printed: 总投资 is not compared with some 投资."""
    left = [topic for topic in question.topics if topic in question.wanted.left]
    text = found.story.folded[found.at]
    return not left or len(left[-1]) < 3 or left[-1] in text


def _distinct(question: Question, evidence: list[Evidence]) -> Iterator[Side]:
    """Give one side an article, the best first: the figures named, else the figures of the type."""
    numbers = _NUMBER.findall(question.plain)
    seen: set[str] = set()
    for found in evidence:
        if found.story.article.id in seen or len(seen) == MAX_SIDES:
            continue
        words = _side(question, found, numbers)
        if words and (numbers or not found.failed):
            seen.add(found.story.article.id)
            yield found, words


def _side(question: Question, found: Evidence, numbers: list[str]) -> Printed | None:
    text = found.story.folded[found.at]
    for number in numbers:
        match = re.search(
            rf"(?<![\d.]){re.escape(number)}(?![\d.])\s*(?:[万亿]?[元亩家个项户]|%)*", text
        )
        if match:
            return found.sentence.printed.cut(*match.span())
    if numbers:
        return None
    if _WORDING.search(question.plain):
        match = _TITLE.search(text)
        return found.sentence.printed.cut(*match.span()) if match else None
    return found.span if has_answer(question, found) else None


def _offices_held(person: str, desk: Desk) -> Answer:
    """Show every wording of a person's office, from old to new, each once."""
    held: dict[str, Held] = {}
    for story, at, words in offices(person, desk.library):
        held.setdefault(words.text, (story, at, words))
    rows = sorted(held.values(), key=lambda row: sort_date(row[0], desk.library))
    if not rows:
        return not_found(Remark("not_printed", {"word": person}))
    items = tuple(words for *_, words in rows)
    return answered(
        tuple(quote(story, at, alone=True) for story, at, _ in rows),
        items,
        remarks=(Remark("side_by_side"),),
    )


def _side_by_side(sides: list[Side], desk: Desk) -> Answer:
    ordered = sorted(sides, key=lambda side: _when(side[0], desk.library))
    items = tuple(words for _, words in ordered)
    periods = [found.period.worded for found, _ in ordered]
    remark = Remark(
        "different_periods", {"periods": "、".join(dict.fromkeys(filter(None, periods)))}
    )
    return answered(
        tuple(quote(found.story, found.at) for found, _ in ordered),
        items,
        remarks=(remark,),
        signals=ordered[0][0].signals,
    )


def _when(found: Evidence, library: Library) -> tuple[object, ...]:
    return (sort_date(found.story, library), found.period.start)
