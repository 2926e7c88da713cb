"""What two sentences tell together: the best and the likelier of those beside it, quoted as one.

A deed stands in one sentence and its reason in the next, or the one before; what a question of
yes or no names is named in one and decided in the next. Often no word binds the two, and which of
them answers is not sure, but together they do.
"""

from __future__ import annotations

from collections.abc import Sequence

from bot.answering.evidence.evidence import Evidence
from bot.answering.library.quotes import quote
from bot.model import Quote
from corpus.model import Printed

# Of the best sentence's chance, what one beside it must have to be quoted along: in a third of the
# answers one has. Over 3 569 questions, with none quoted along, with .1 and with .03: evidence@1
# .852, .859 and .860, wrong .044, .042 and .042, over-refused .097, .092 and .091.
MIN_SHARE = 0.03


def with_neighbour(best: Evidence, sound: Sequence[Evidence]) -> list[Evidence]:
    """Give a sentence with the likelier of those beside it, in the order of the print."""
    beside = (one for one in sound if one.story is best.story and abs(one.at - best.at) == 1)
    likely = (one for one in beside if one.own_chance >= MIN_SHARE * best.own_chance)
    other = max(likely, key=lambda one: one.own_chance, default=None)
    return sorted([best, other] if other else [best], key=lambda one: one.at)


def chance_together(neighbours: Sequence[Evidence]) -> float:
    """Give the chance that one of the sentences answers."""
    return sum(found.own_chance for found in neighbours)


def quote_together(neighbours: Sequence[Evidence]) -> Quote:
    """Quote sentences that stand one after the other."""
    first, *rest = neighbours
    opening = quote(first.story, first.at)
    return Quote(
        first.story.article,
        Printed.join((opening.printed, *(found.sentence.printed for found in rest))),
    )
