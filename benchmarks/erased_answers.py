"""How often something is told although the pages do not tell what is asked, by kind of question.

    python -m benchmarks.erased_answers [SET ...] [--told]

Every question of our sets that is answered is asked of pages with its answer erased. With --told
it prints what is told, for the next person to see where to work. Some is right all the same: asked
for the latest, it tells what is the latest now.
"""

from __future__ import annotations

import argparse
import asyncio
from collections import defaultdict
from collections.abc import Iterator
from itertools import chain

from benchmarks.erased_pages import erased
from bot.analysis.analyzer import ZoneAnalyzer
from bot.answering.answerer import Answerer
from bot.answering.evidence.judging import group_of
from bot.answering.library.library import Library
from bot.answering.question.kinds import Kind
from bot.evaluation import Asked
from bot.model import Answer, Status
from bot.retrieval.reference import ReferenceRetriever
from corpus.build import read_corpus
from tests.quality.question_sets import QuestionSet, sets_here

Told = tuple[str, Asked, Answer]


def answers(one: QuestionSet) -> Iterator[Told]:
    """Ask a set's questions of pages that answer them no more; give the kind of each, its answer.

    Left out is what other words of the page still answer.
    """
    whole = Library(read_corpus(one.pages), ZoneAnalyzer())
    for corpus, questions in erased(whole, one.read()):
        retriever = ReferenceRetriever(corpus.passages, whole.analyzer)
        answerer = Answerer(corpus, retriever, whole.analyzer)
        for asked in questions:
            question = answerer.understanding.understand(asked.question)
            kind = group_of(question) if question.kind is Kind.FACT else question.kind.value
            yield kind, asked, asyncio.run(answerer.answer(asked.question)).answer


def main() -> None:
    """Print for every kind how many questions were asked, and the share that was told something."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("sets", nargs="*", metavar="SET", help="names of sets, else all of them")
    parser.add_argument("--told", action="store_true", help="print what is told")
    options = parser.parse_args()
    kinds = defaultdict(list)
    for one in sets_here():
        if not options.sets or one.name in options.sets:
            for kind, asked, answer in answers(one):
                is_told = answer.status is Status.ANSWERED
                kinds[kind].append(is_told)
                if options.told and is_told:
                    print(_line(kind, one.name, asked, answer), flush=True)
    rows = [*sorted(kinds.items()), ("all", list(chain.from_iterable(kinds.values())))]
    for kind, told in rows:
        print(f"{kind:12} {len(told):5} {sum(told) / len(told):.3f}")


def _line(kind: str, name: str, asked: Asked, answer: Answer) -> str:
    words = answer.items or ((answer.short,) if answer.short else ())
    told = " / ".join(one.text for one in words)
    quoted = answer.quotes[0].text if answer.quotes else ""
    return " | ".join((kind, name, asked.question, told, quoted, "、".join(asked.answers[:2])))


if __name__ == "__main__":
    main()
