"""A question that could mean several things: ready questions to choose from."""

from __future__ import annotations

from bot.answering.desk import Desk
from bot.answering.evidence.evidence import Evidence
from bot.answering.language.names import NameKind
from bot.answering.library.library import Library
from bot.answering.question.question import Question
from bot.answering.ways.facts import answer_fact, has_answer
from bot.model import Answer, Remark, Status

MAX_CHOICES = 4
# So likely a sentence answers that nothing is asked back. With it no question of our sets is
# answered otherwise, and of 190 others one that was asked back.
PLAINLY = 0.8
_SUBJECTS = frozenset({NameKind.ORGANISATION, NameKind.PLACE, NameKind.UNDERTAKING})


async def offer_choices(question: Question, desk: Desk) -> Answer:
    """Ask which one is meant, where the pages have different answers for more than one.

    Where one sentence is by far the likeliest to answer, that one is: 博士落户给多少.
    """
    evidence = await desk.evidence(question)
    labels: dict[str, None] = {}
    said = set[str]()
    for found in evidence:
        if has_answer(question, found):
            labels.setdefault(_label(found, desk.library), None)
            said.add(found.told or found.sentence.text)
    is_plain = bool(evidence) and evidence[0].own_chance >= PLAINLY
    if len(labels) < 2 or len(said) == 1 or is_plain:
        return await answer_fact(question, desk)
    choices = tuple(f"{label}{question.plain}" for label in list(labels)[:MAX_CHOICES])
    return Answer(Status.CLARIFY, reason=Remark("which_one"), choices=choices)


def _label(found: Evidence, library: Library) -> str:
    """Call the evidence by what its clause names before its span, else by what the sentence does.

    A sentence names its subject first; one that names nothing is called by its headline.
    """
    text = found.story.folded[found.at]
    end = found.chosen.start if found.chosen else len(text)
    named = [
        (start, name.text)
        for start, _, name in library.names_at(found.story, found.at)
        if name.kind in _SUBJECTS and start < end
    ]
    clause = max(text.rfind(mark, 0, end) for mark in "，。；,;")
    in_clause = [label for start, label in named if start > clause]
    labels = (*in_clause[-1:], *(label for _, label in sorted(named)))
    return labels[0] if labels else f"《{found.story.article.title}》里"
