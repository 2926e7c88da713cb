"""Yes or no: the printed words that decide, and what they decide."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import chain

from bot.answering.answers import answered, not_found
from bot.answering.desk import Desk
from bot.answering.evidence.evidence import Evidence
from bot.answering.evidence.finder import Signals
from bot.answering.language.names import NameKind
from bot.answering.language.periods import Agreement, agreement
from bot.answering.library.quotes import quote
from bot.answering.question.claims import Claim, verdict_words
from bot.answering.question.question import Question
from bot.answering.ways.deciding import Ruling, deciding_clause
from bot.answering.ways.facts import nearest, refusal
from bot.answering.ways.neighbours import quote_together, with_neighbour
from bot.answering.ways.persons import offices, roles_pattern
from bot.answering.ways.rulings import ruling
from bot.answering.ways.telling import is_telling
from bot.folding import fold
from bot.model import Answer, Remark, Verdict

MAX_EVIDENCE = 6
# What naming the whole subject itself is worth beside the evidence's score: 全市第二 of gdp, not of
# the services beside it. With 0, this and twice this, evidence@1 of all is .8497, .8508 and .8504.
SUBJECT_WORTH = 1.4
# Above this, rulings are as sure as can be.
MAX_WEIGHT = 2.5
# 自今年7月以来 tells best since when: 是9月才开始的吗. It has won one question of all sets.
SINCE_WORTH = 3.5
_IS_OFFICE = re.compile(rf"(?:是|当|任|做)[^,，]*(?:{roles_pattern()})|是[^,，]{{2,8}}的[吗吧?]")


async def answer_yes_no(question: Question, desk: Desk) -> Answer:
    """Answer yes or no with the words that decide; correct a false premise with them."""
    person = next(iter(question.named(NameKind.PERSON)), None)
    if person and _IS_OFFICE.search(question.plain):
        office = _office_of(question, person.text, desk)
        if office:
            return office
    claim = Claim(question)
    evidence = await desk.finder.evidence(question, desk.within, signals_of_rulings(question))
    ruled = best_ruling(claim, evidence)
    if not ruled:
        return refusal(question, evidence)
    best, decisive = ruled
    told = with_neighbour(best, [found for found in evidence if not found.failed])
    if not is_telling(claim, best, decisive):
        return not_found(Remark("not_decided"), nearest(question, [best]))
    return answered(
        (quote_together(told),),
        (decisive.words,),
        verdict=decisive.verdict,
        remarks=[decisive.remark] if decisive.remark else [],
        signals=best.signals,
    )


def best_ruling(claim: Claim, evidence: Iterable[Evidence]) -> tuple[Evidence, Ruling] | None:
    """Give what decides a claim best; the likeliest sentence tells of it even if no judge rules."""
    sound = [found for found in evidence if not _bars(claim, found)]
    rulings = ((found, ruling(claim, found)) for found in sound[:MAX_EVIDENCE])
    decided = [(found, one) for found, one in rulings if one]
    if sound and all(found is not sound[0] for found, _ in decided):
        decided.append((sound[0], _left_open(claim, sound[0])))
    return max(decided, key=lambda pair: _worth(claim, pair[0]), default=None)


def signals_of_rulings(question: Question) -> Signals:
    """Give what tells of a sentence how surely a judge rules by it, for it to be weighed too."""
    claim = Claim(question)

    def signals(found: Evidence) -> dict[str, float]:
        one = ruling(claim, found)
        return {"ruled": float(one is not None), "ruled_surely": _surely(one) if one else 0.0}

    return signals


def _surely(one: Ruling) -> float:
    return min(one.weight, MAX_WEIGHT) / MAX_WEIGHT


def _left_open(claim: Claim, found: Evidence) -> Ruling:
    """Give the words of a sentence that tell most of a claim, and leave the verdict open."""
    clause = deciding_clause(claim, found.story.folded[found.at])
    return Ruling(found.sentence.printed.cut(*clause), None, Remark("reads_so"))


def _bars(claim: Claim, found: Evidence) -> bool:
    """A failed condition bars a sentence, but for what is asked: a qualifier, or the time.

    Another time denies 是2020年签约的吧 only where the sentence itself prints it; and what is asked
    of the article's own time is denied by a plan for a later one.
    """
    asked = {"not_qualified"}
    periods = found.story.periods[found.at]
    if claim.time and any(not period.compared for *_, period in periods):
        asked.add("other_period")
    own = (agreement(one, found.story.day) for one in claim.question.periods)
    planned = verdict_words()["planned"].search(found.story.folded[found.at])
    if planned and claim.has("done") and all(one is not Agreement.DIFFERENT for one in own):
        asked.add("other_period")
    unheard_of = (one.values["word"] for one in found.doubts if one.code == "not_printed")
    if any(word in claim.subject for word in unheard_of):
        return True
    return any(failed.code not in asked for failed in found.failed)


def _worth(claim: Claim, found: Evidence) -> float:
    """Prefer the sentence that names the whole subject itself, and tells since when, if asked."""
    text = found.story.folded[found.at]
    named = [claim.question.is_said(topic, text) for topic in claim.subject]
    is_since = claim.time and claim.has("since") and verdict_words()["since"].search(text)
    subject_worth = SUBJECT_WORTH * sum(named) / len(named) if named else 0.0
    return found.score + subject_worth + SINCE_WORTH * bool(is_since)


def _office_of(question: Question, person: str, desk: Desk) -> Answer | None:
    """Compare the office asked about with the one printed before the person's name."""
    asked = re.search(
        rf"(?:[\u4e00-\u9fff]{{2,4}}(?=的)|{roles_pattern()})", question.plain.split(person)[-1]
    )
    if not asked:
        return None
    printed = (
        one
        for one in offices(person, desk.library, newest_first=True)
        if all(period.year in {None, one[0].year} for period in question.periods)
    )
    newest = next(printed, None)
    if not newest:
        return None
    is_held = re.compile(rf"(?<!副){asked[0]}")
    held = next((one for one in chain([newest], printed) if is_held.search(one[2].text)), None)
    story, at, office = held or newest
    start = story.folded[at].index(fold(office.text))
    words = story.sentences[at].printed.cut(start, start + len(office) + len(person))
    remark = Remark("printed_otherwise", {"asked": asked[0], "printed": words.text})
    return answered(
        (quote(story, at, alone=True),),
        (words,),
        verdict=Verdict.YES if held else Verdict.NO,
        remarks=[] if held else [remark],
    )
