"""Yes or no: the printed words that decide, and what they decide."""

from __future__ import annotations

import re
from dataclasses import dataclass

from bot.answering.answers import answered
from bot.answering.desk import Desk
from bot.answering.evidence import Evidence, is_decidable
from bot.answering.names import NameKind
from bot.answering.periods import Agreement, Period, agreement
from bot.answering.qualifiers import same_qualifiers, superlatives
from bot.answering.question import Question
from bot.answering.quotes import quote
from bot.answering.reading.dimensions import unit_pattern
from bot.answering.ways.facts import refusal
from bot.answering.ways.persons import newest, offices, roles_pattern
from bot.folding import fold
from bot.model import Answer, Remark, Verdict
from corpus.model import Printed

MAX_EVIDENCE = 6
_FIGURE = re.compile(rf"(?P<number>\d[\d.,]*)\s*(?P<unit>{unit_pattern()}|[万亿])")
_PLANNED = re.compile(r"预计|计划|将(?!军)|拟|力争|有望|争取|即将|目标")
_DENIED = re.compile(
    r"没有|未(?!来)|尚未|不(?!断|仅|忘|少|久|同|折不扣|打烊)|无(?!人机|缝)|并非|停止|取消"
)
_IS_OFFICE = re.compile(rf"(?:是|当|任|做)[^,，]*(?:{roles_pattern()})|是[^,，]{{2,8}}的[吗吧?]")
_IS_WHEN = re.compile(r"(?:是|在).{0,2}\d+[年月日号][^,，吗吧]{1,8}的(?:吗|吧|对吧)?[?]*$")
_URGED = re.compile(r"力争|争取|确保|要求|希望|早日")
_DONE = re.compile(r"了没|没有?[?]?$|了吗|好了|完了|建成|竣工|完工|投产|开工|通车|启用|开业")


@dataclass(frozen=True)
class Ruling:
    """What decides: the printed words, yes or no or neither (only planned), and a remark."""

    words: Printed
    verdict: Verdict | None
    remark: Remark | None = None


async def answer_yes_no(question: Question, desk: Desk) -> Answer:
    """Answer yes or no with the words that decide; correct a false premise with them."""
    person = next(iter(question.named(NameKind.PERSON)), None)
    if person and _IS_OFFICE.search(question.plain):
        office = _office_of(question, person.text, desk)
        if office:
            return office
    evidence = await desk.finder.evidence(question, desk.within)
    when = _IS_WHEN.search(question.plain) and next(iter(question.periods), None)
    sound = [found for found in evidence if not _bars(found, dated=bool(when))]
    if not sound:
        return refusal(question, evidence)
    best = max(sound[:MAX_EVIDENCE], key=lambda found: _decides(question, found))
    ruling = (_dated(when, best) if when else None) or _rule(question, best)
    remarks = [ruling.remark] if ruling.remark else []
    return answered(
        (quote(best.story, best.at),),
        (ruling.words,),
        verdict=ruling.verdict,
        remarks=remarks,
        signals=best.signals,
    )


def _bars(found: Evidence, *, dated: bool) -> bool:
    """A failed condition bars a sentence, but for what is asked: a qualifier, or the time.

    Another time denies 是2020年签约的吧 only where the sentence itself prints it.
    """
    prints_time = any(not period.compared for *_, period in found.story.periods[found.at])
    return any(
        not is_decidable(failed) or (failed.code == "other_period" and not (dated and prints_time))
        for failed in found.failed
    )


def _dated(asked: Period, found: Evidence) -> Ruling | None:
    """Compare the time in question (是2020年签约的吧) with the one that the sentence prints."""
    printed = [one for one in found.story.periods[found.at] if not one[2].compared]
    if not printed:
        return None
    start, end, period = max(printed, key=lambda one: agreement(asked, one[2]))
    words = found.sentence.printed.cut(start, end)
    if agreement(asked, period) is not Agreement.DIFFERENT:
        return Ruling(words, Verdict.YES)
    corrected = Remark("printed_otherwise", {"asked": asked.printed, "printed": words.text})
    return Ruling(words, Verdict.NO, corrected)


def _decides(question: Question, found: Evidence) -> float:
    """Prefer the sentence that has the qualifier, or a figure of the unit, in question."""
    text = found.story.folded[found.at]
    qualified = sum(
        any(same in text for same in same_qualifiers(qualifier))
        for qualifier in question.qualifiers
    )
    asked = {match["unit"] for match in _FIGURE.finditer(question.plain)}
    printed = {match["unit"] for match in _FIGURE.finditer(text)}
    predicate = any(question.is_said(topic, text) for topic in question.topics[-1:])
    urged = _URGED.search(text)
    return (
        found.score
        + 0.7 * qualified
        + 0.5 * bool(asked & printed)
        + 0.5 * predicate
        - 0.5 * bool(urged)
    )


def _rule(question: Question, found: Evidence) -> Ruling:
    whole = re.search(r"都|全", question.plain)  # then a figure tells a part, and decides nothing
    for judge in (_superlatives, _plans, _figures) if whole else (_superlatives, _figures, _plans):
        ruling = judge(question, found)
        if ruling:
            return ruling
    words = _clause(question, found)
    text = words.text
    denied_asked = bool(re.search(r"不是|没有(?!.{0,4}[?吗])", question.plain[:-2]))
    denied = bool(_DENIED.search(text))
    return Ruling(words, Verdict.NO if denied != denied_asked else Verdict.YES)


def _figures(question: Question, found: Evidence) -> Ruling | None:
    """Compare a figure in the question with the printed one of the same unit."""
    text = found.story.folded[found.at]
    for asked in _FIGURE.finditer(question.plain):
        printed = [m for m in _FIGURE.finditer(text) if _comparable(asked["unit"], m["unit"])]
        if not printed:
            continue
        same = [m for m in printed if m["number"] == asked["number"]]
        match = (same or printed)[0]
        words = found.sentence.printed.cut(match.start(), match.end() + _tail(text, match.end()))
        if same:
            return Ruling(words, Verdict.YES)
        corrected = Remark("printed_otherwise", {"asked": asked[0], "printed": words.text})
        return Ruling(words, Verdict.NO, corrected)
    return None


_COUNTERS = frozenset("个家户项")


def _comparable(asked: str, printed: str) -> bool:
    counted = asked in _COUNTERS and printed in _COUNTERS
    return asked == printed or counted or (asked in {"万", "亿"} and printed == f"{asked}元")


def _tail(text: str, end: int) -> int:
    """Take the noun that is counted along: 5个 → 5个项目."""
    match = re.match(r"(?:项目|企业|公司|人|户|亩|工程)", text[end:])
    return match.end() if match else 0


def _superlatives(question: Question, found: Evidence) -> Ruling | None:
    """唯一, 首个: printed, it is so; with the words after it up to the clause's end."""
    text = found.story.folded[found.at]
    for qualifier in set(question.qualifiers) & superlatives():
        for same in same_qualifiers(qualifier):
            at = text.find(same)
            if at >= 0:
                end = re.search(r"[，。；,;]|$", text[at:])
                stop = at + (end.start() if end else 0)
                return Ruling(found.sentence.printed.cut(at, stop), Verdict.YES)
    return None


def _plans(question: Question, found: Evidence) -> Ruling | None:
    """What is only planned is neither yes nor no; what is done in part is not all done."""
    if not _DONE.search(question.plain):
        return None
    words = _clause(question, found)
    if _PLANNED.search(words.text):
        return Ruling(words, None, Remark("only_planned"))
    if re.search(r"都|全部|全", question.plain) and _FIGURE.search(words.text):
        return Ruling(words, Verdict.NO, Remark("in_part", {"printed": words.text}))
    return None


def _clause(question: Question, found: Evidence) -> Printed:
    """Cut the clause that says most of what is asked."""
    text = found.story.folded[found.at]
    clauses = [match.span() for match in re.finditer(r"[^，。；,;：:！？…]+", text)]

    def said(span: tuple[int, int]) -> float:
        clause = text[slice(*span)]
        hits = sum(question.is_said(t, clause) for t in (*question.topics, *question.topics[-1:]))
        return hits + 0.3 * bool(_PLANNED.search(clause) or _FIGURE.search(clause))

    return found.sentence.printed.cut(*max(clauses, key=said))


def _office_of(question: Question, person: str, desk: Desk) -> Answer | None:
    """Compare the office asked about with the one printed before the person's name."""
    asked = re.search(
        rf"(?:[\u4e00-\u9fff]{{2,4}}(?=的)|{roles_pattern()})", question.plain.split(person)[-1]
    )
    printed = list(offices(person, desk.library))
    if not asked or not printed:
        return None
    held = [one for one in printed if asked[0] in one[2].text]
    story, at, office = newest(held or printed)
    start = story.folded[at].index(fold(office.text))
    words = story.sentences[at].printed.cut(start, start + len(office) + len(person))
    remark = Remark("printed_otherwise", {"asked": asked[0], "printed": words.text})
    return answered(
        (quote(story, at, alone=True),),
        (words,),
        verdict=Verdict.YES if held else Verdict.NO,
        remarks=[] if held else [remark],
    )
