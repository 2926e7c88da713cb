"""How likely it is that words which decide a claim, or seem to, are on what is asked.

A judge rules by the words of a claim, and finds some of them in many a sentence: another firm's
plan, another figure of the same unit. The weights stand in `telling.toml`, fitted by
`python -m benchmarks.calibrate_telling --write`.
"""

from __future__ import annotations

from bot.answering.evidence.evidence import Evidence
from bot.answering.evidence.support import Support, levels_of
from bot.answering.question.claims import Claim
from bot.answering.ways.chance import chance_of
from bot.answering.ways.deciding import Ruling
from bot.answering.ways.rulings import judge_opposite
from bot.model import Verdict

# Held out by pages, from 0, .2, .3, .35 and .4 on 202, 200, 194, 190 and 182 rulings by a right
# sentence are told, 32, 21, 16, 12, 11 by a wrong one, 109, 70, 48, 41, 36 of erased pages.
MIN_CHANCE = 0.35
# Words that decide are few; what is longer than this is no longer still.
MANY_CHARS = 40


def is_telling(claim: Claim, found: Evidence, one: Ruling) -> bool:
    """Whether a ruling is on what is asked."""
    return chance_of(telling_signals(claim, found, one), "telling.toml") >= MIN_CHANCE


def telling_signals(claim: Claim, found: Evidence, one: Ruling) -> dict[str, float]:
    """Give what speaks for and against a ruling by a sentence, by name."""
    text, question = found.story.folded[found.at], claim.question
    levels = levels_of(question, found.story, found.at)
    near = [levels[topic] >= Support.NEAR for topic in claim.subject]
    said = [question.is_said(topic, text) for topic in question.topics]
    return {
        "always": 1.0,
        "own_chance": found.own_chance,
        "foreign": found.weighed["foreign"],
        "subject_near": sum(near) / len(near) if near else 1.0,
        "said": sum(said) / len(said) if said else 0.0,
        "length": min(len(one.words), MANY_CHARS) / MANY_CHARS,
        "opposite": float(judge_opposite(claim, found, text) is not None),
        "denies": float(one.verdict is Verdict.NO),
        "done": float(claim.has("done")),
    }
