"""What the printed words decide of a claim: one judge a kind of claim, the surest first."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from bot.answering.evidence.evidence import Evidence
from bot.answering.question.claims import Claim, figures, opposites, verdict_words
from bot.answering.ways.deciding import (
    MIN_CLAIMED,
    Ruling,
    clauses,
    count_topics,
    deciding_clause,
    is_denial,
    is_hearsay,
    is_qualified,
    predicate,
    printed_otherwise,
    share_claimed,
)
from bot.answering.ways.measures import (
    judge_day_part,
    judge_figure,
    judge_only_figure,
    judge_rank,
    judge_superlative,
    judge_time_claimed,
)
from bot.model import Remark, Verdict


def ruling(claim: Claim, found: Evidence) -> Ruling | None:
    """Let the judges rule on a claim by a sentence, one after the other; None: it does not tell."""
    text = found.story.folded[found.at]
    rulings = (judge(claim, found, text) for judge in _JUDGES)
    return next(filter(None, rulings), None)


def _not_only(claim: Claim, found: Evidence, text: str) -> Ruling | None:
    """What is claimed alone (只种香樟) is printed among others: no."""
    if not claim.has("only") or not claim.said:
        return None
    joined = verdict_words()["joined"].pattern
    for word in claim.question.words_of(claim.said[-1]):
        beside = rf"(?:{joined}){word}|{word}[^，。；,;]{{0,2}}(?:{joined})"
        for clause in clauses(text):
            said = text[slice(*clause)]
            more = word in text and verdict_words()["others"].search(said)
            if more or re.search(beside, said):
                words = found.sentence.printed.cut(*clause)
                return Ruling(words, Verdict.NO, weight=1.5)
    return None


def _not_all(claim: Claim, found: Evidence, text: str) -> Ruling | None:
    """What is claimed of all is printed of a part: no."""
    if not claim.has("whole"):
        return None
    for start, end in clauses(text):
        said = text[start:end]
        part = verdict_words()["part"].search(said)
        counted = claim.has("done") and any(figures(said))
        claimed = (*claim.said, *claim.deeds)
        if (part or counted) and any(claim.question.is_said(topic, said) for topic in claimed):
            first, last = part.span() if part and part.lastgroup == "whose" else (0, len(said))
            words = found.sentence.printed.cut(start + first, start + last)
            return Ruling(words, Verdict.NO, Remark("in_part", {"printed": words.text}), weight=1.0)
    return None


def _planned(claim: Claim, found: Evidence, text: str) -> Ruling | None:
    """What is only planned, or being prepared, is not done."""
    if not claim.has("done") or claim.has("planned"):
        return None
    clause = deciding_clause(claim, text)
    planned = verdict_words()["planned"].search(text[slice(*clause)])
    under_way = verdict_words()["under_way"].search(text)
    if under_way and not share_claimed(claim, text):
        return _begun(claim, found, under_way.start())
    if not planned or not share_claimed(claim, text):
        return None
    words = predicate(claim, found, clause)
    return Ruling(words, Verdict.NO, Remark("only_planned"), weight=1.0)


def _begun(claim: Claim, found: Evidence, start: int) -> Ruling | None:
    """What is being built or prepared is not finished."""
    text = found.story.folded[found.at]
    named = all(claim.question.is_said(one, text) for one in claim.subject)
    if not claim.has("finished") or not named:
        return None
    end = next(end for _, end in clauses(text) if end > start)
    words = found.sentence.printed.cut(start, end)
    return Ruling(words, Verdict.NO, Remark("only_planned"), weight=6.0)


def _place(claim: Claim, found: Evidence, text: str) -> Ruling | None:
    """A place that is not printed is denied by the place that the sentence goes to."""
    asked = verdict_words()["to_place"].search(claim.question.plain)
    printed = verdict_words()["to_place_printed"].search(text)
    named = any(claim.question.is_said(one, text) for one in claim.subject)
    told = named and is_qualified(claim, text)
    if not asked or not printed or not told or asked["where"][:2] in text:
        return None
    words = found.sentence.printed.cut(*printed.span("where"))
    return Ruling(words, Verdict.NO, printed_otherwise(asked["where"], words), weight=1.0)


def _other_name(claim: Claim, found: Evidence, text: str) -> Ruling | None:
    """A name claimed (末位的是甲吗) that is not printed where all else is: it is another."""
    missing = [one for one in claim.must if not claim.question.is_said(one, text)]
    is_other = re.search(r"是(?!否)(?P<what>[^，。；,;]{2,20})", text)
    if not missing or not is_other or "是" not in claim.question.plain:
        return None
    else_said = (*claim.subject[-1:], *claim.said[-1:])
    if not all(claim.question.is_said(one, text) for one in else_said):
        return None
    words = found.sentence.printed.cut(*is_other.span("what"))
    return Ruling(words, Verdict.NO, printed_otherwise(missing[0], words), weight=0.5)


def judge_opposite(claim: Claim, found: Evidence, text: str) -> Ruling | None:
    """免费 denies 要钱吗, and 不变 denies 涨了吗."""
    for asked, printed in opposites():
        if claim.is_negated or not asked.search(claim.question.plain):
            continue
        if not is_qualified(claim, found.story.before(found.at, 1) + text):
            return None
        telling = [span for span in clauses(text) if printed.search(text[slice(*span)])]
        if telling:
            best = max(telling, key=lambda span: count_topics(claim, text[slice(*span)]))
            return Ruling(found.sentence.printed.cut(*best), Verdict.NO, weight=2.0)
    return None


def _denied(claim: Claim, found: Evidence, text: str) -> Ruling | None:
    """没有辞退 denies 被辞退了没, whatever the sentence calls the rest."""
    for word in claim.question.words_of(claim.said[-1]) if claim.said else ():
        match = re.search(rf"(?:没有?|并?未|不再?|无需?)[^，。；,;]{{0,2}}{re.escape(word)}", text)
        if not match or claim.is_negated or is_hearsay(text):
            continue
        start, end = next(span for span in clauses(text) if span[1] >= match.end())
        if not verdict_words()["overcome"].search(text, start, match.start()):
            return Ruling(found.sentence.printed.cut(match.start(), end), Verdict.NO, weight=2.0)
    return None


def _plain(claim: Claim, found: Evidence, text: str) -> Ruling | None:
    """The claimed words are printed: yes; with a denial in their clause: no."""
    if share_claimed(claim, text) < MIN_CLAIMED or is_hearsay(text) or claim.time:
        return None
    if not is_qualified(claim, text):
        return None
    if not all(claim.question.is_said(one, text) for one in claim.must):
        return None
    clause = deciding_clause(claim, text)
    if not all(claim.question.is_said(deed, text) for deed in claim.deeds):
        return None
    denied = is_denial(claim, text[slice(*clause)])
    verdict = Verdict.NO if denied != claim.is_negated else Verdict.YES
    wholly = verdict_words()["wholly"].search(text[slice(*clause)])
    if verdict is Verdict.YES and (claim.has("only") or (claim.has("whole") and not wholly)):
        return None
    return Ruling(predicate(claim, found, clause), verdict)


_JUDGES: Sequence[Callable[[Claim, Evidence, str], Ruling | None]] = (
    judge_opposite,
    judge_only_figure,
    judge_superlative,
    judge_rank,
    judge_figure,
    judge_time_claimed,
    judge_day_part,
    _not_only,
    _not_all,
    _planned,
    _place,
    _other_name,
    _denied,
    _plain,
)
