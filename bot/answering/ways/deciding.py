"""What decides a claim: the clause that tells most of it, and the printed words cut from that."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from bot.answering.evidence.evidence import Evidence
from bot.answering.language.qualifiers import same_qualifiers, superlatives
from bot.answering.question.claims import Claim, verdict_words
from bot.model import Remark, Verdict
from corpus.model import Printed

# Of the claimed words, what the sentence itself must say for a plain yes or no.
MIN_CLAIMED = 0.6
_CLAUSE = re.compile(r"[^，。；,;：:！？…]+")


@dataclass(frozen=True)
class Ruling:
    """What decides: the printed words, yes or no, a remark, and how surely it decides.

    Without a verdict the words only tell of what is claimed, and leave it to whoever asks.
    """

    words: Printed
    verdict: Verdict | None
    remark: Remark | None = None
    weight: float = 0.0


def printed_otherwise(asked: str, printed: Printed) -> Remark:
    """Say that print has other words than were claimed."""
    return Remark("printed_otherwise", {"asked": asked, "printed": printed.text.strip()})


def count_topics(claim: Claim, text: str) -> int:
    """Count the question's topics that a text has."""
    return sum(claim.question.is_said(topic, text) for topic in claim.question.topics)


def is_hearsay(text: str) -> bool:
    """Whether a text only reports what somebody heard or does not know."""
    return bool(verdict_words()["uncertain"].search(text))


def is_qualified(claim: Claim, text: str) -> bool:
    """Whether a text has what narrows the claim (一期); superlatives are judged by themselves."""
    narrowing = (one for one in claim.question.qualifiers if one not in superlatives())
    return all(any(same in text for same in same_qualifiers(one)) for one in narrowing)


def is_denial(claim: Claim, clause: str) -> bool:
    """Whether a clause denies; 破解…不透明 does not, but where just that lack is asked about."""
    words = verdict_words()
    overcome = words["overcome"].search(clause) and not claim.is_negated
    return bool(words["denied"].search(clause)) and not overcome


def share_claimed(claim: Claim, text: str) -> float:
    """Say what share of the claimed words a text has."""
    said = [claim.question.is_said(topic, text) for topic in claim.said]
    return sum(said) / len(said) if said else 0.0


def clauses(text: str) -> list[tuple[int, int]]:
    """Give where the clauses of a folded text stand."""
    return [match.span() for match in _CLAUSE.finditer(text)]


def clause_at(text: str, at: int) -> tuple[int, int]:
    """Give the clause of a folded text that a place stands in, or else the place itself."""
    return next((span for span in clauses(text) if span[0] <= at < span[1]), (at, at))


def deciding_clause(claim: Claim, text: str) -> tuple[int, int]:
    """Choose the clause that says most of what is claimed; one that overcomes a lack tells less."""

    def said(clause: tuple[int, int]) -> float:
        words = text[slice(*clause)]
        hits = float(sum(claim.question.is_said(topic, words) for topic in claim.said))
        subject = [claim.question.is_said(topic, words) for topic in claim.subject]
        hits += sum(subject) / len(subject) / 2 if subject else 0.0
        last = claim.question.is_said(claim.said[-1], words) if claim.said else 0
        stands = bool(
            verdict_words()["planned"].search(words) or verdict_words()["denied"].search(words)
        )
        lacking = bool(verdict_words()["overcome"].search(words))
        return hits + last + 0.3 * stands + (0.6 if claim.is_negated else -0.6) * lacking

    return max(clauses(text), key=said)


def predicate(claim: Claim, found: Evidence, clause: tuple[int, int]) -> Printed:
    """Cut what a clause says of its subject: from the word that begins it, after the subject."""
    start, end = clause
    text = found.story.folded[found.at][start:end]
    after = max(_ends_of_subject(claim, found, clause), default=0)
    begins = verdict_words()["begins"].search(text, after)
    kept = [one for one in claim.said if claim.question.is_said(one, text)]
    if (
        after
        and begins
        and all(claim.question.is_said(one, text[begins.start() :]) for one in kept)
    ):
        after = begins.start()
    return found.sentence.printed.cut(start + after, end)


def _ends_of_subject(claim: Claim, found: Evidence, clause: tuple[int, int]) -> Iterable[int]:
    """Give where the words of the subject end in a clause, no word of the claim before them."""
    start, end = clause
    text = found.story.folded[found.at][start:end]
    claimed = [word for topic in claim.said for word in claim.question.words_of(topic)]
    first = min((text.find(word) for word in claimed if word in text), default=len(text))
    for topic in claim.subject:
        for word in claim.question.words_of(topic):
            at = text.find(word)
            if at >= 0 and at + len(word) <= first:
                yield at + len(word)
