"""Pages with the answers to some questions erased: what people ask that the pages just do not tell.

People ask for much that a page could well tell and does not. Made-up questions of that kind are
few and each has its writer's habits; erasing the sentences that answer makes one of every question
that is answered.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from bot.answering.library.library import Library
from bot.answering.library.quotes import quote
from bot.answering.library.story import Story
from bot.evaluation import Asked, is_evidence
from corpus.collection import Corpus
from corpus.model import Article, Printed, SectionHeading
from corpus.sentences import split_sentences

# So many questions at most lose their answers at once: pages that lose much read oddly.
AT_ONCE = 8
# An answer that stands in more sentences than this is left: a name that is all over the pages.
MOST_ERASED = 5

Erased = frozenset[tuple[str, int]]


def erased(library: Library, questions: Iterable[Asked]) -> Iterator[tuple[Corpus, list[Asked]]]:
    """Give pages with answers erased, each with the questions that they answer no more.

    Left out are questions that lean on others, that nothing in a sentence answers, whose answer
    stands all over the pages, or still in a headline.
    """
    found = [(asked, _answering(library, asked)) for asked in questions if not asked.prev]
    whole = [(asked, at) for asked, at in found if 0 < len(at) <= MOST_ERASED]
    rounds = -(-len(whole) // AT_ONCE)
    for number in range(rounds):
        share = whole[number::rounds]
        gone = frozenset().union(*(at for _, at in share))
        corpus = _without(library.corpus, gone)
        yield corpus, [asked for asked, _ in share]


def _answering(library: Library, asked: Asked) -> Erased:
    """Name the sentences whose quotes answer a question; none if a headline answers too."""
    if not asked.answerable:
        return frozenset()
    at = {
        (story.article.id, one.index)
        for story in library.stories
        for one in story.sentences
        if is_evidence(asked, quote(story, one.index, alone=True))
    }
    in_heads = any(_in_heads(story, asked) for story in library.stories)
    return frozenset() if in_heads else frozenset(at)


def _in_heads(story: Story, asked: Asked) -> bool:
    return any(answer in story.heads for answer in asked.answers)


def _without(corpus: Corpus, gone: Erased) -> Corpus:
    pages = (
        replace(page, articles=tuple(_article_without(one, gone) for one in page.articles))
        for page in corpus.segmented
    )
    return Corpus(pages, corpus.faults)


def _article_without(article: Article, gone: Erased) -> Article:
    if all(name != article.id for name, _ in gone):
        return article
    counted, blocks = 0, []
    for block in (*article.paragraphs, *article.captions):
        sentences = split_sentences(block)
        kept = [s for n, s in enumerate(sentences, counted) if (article.id, n) not in gone]
        counted += len(sentences)
        blocks.append(Printed.join(kept))
    count = len(article.paragraphs)
    return replace(
        article,
        paragraphs=tuple(filter(len, blocks[:count])),
        captions=tuple(filter(len, blocks[count:])),
        section_headings=tuple(_moved(article.section_headings, blocks)),
    )


def _moved(
    headings: Sequence[SectionHeading], blocks: Sequence[Printed]
) -> Iterator[SectionHeading]:
    """Number headings anew, as paragraphs that lost all their sentences are gone."""
    for heading in headings:
        before = sum(map(bool, map(len, blocks[: heading.before_paragraph])))
        yield replace(heading, before_paragraph=before)
