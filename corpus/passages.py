"""Article to passages: whole sentences of one paragraph, long enough to be understood."""

from __future__ import annotations

from collections.abc import Iterator

from corpus.model import Article, Passage, Printed
from corpus.sentences import split_sentences

MAX_PASSAGE_CHARS = 160
MAX_PASSAGE_SENTENCES = 3


def cut_passages(article: Article) -> Iterator[Passage]:
    """Give the article's passages in order; none crosses a paragraph, none is empty.

    A sentence longer than `MAX_PASSAGE_CHARS` is a passage of its own.
    """
    for number, paragraph in enumerate(article.paragraphs):
        gathered: list[Printed] = []
        for sentence in split_sentences(paragraph):
            length = sum(map(len, gathered)) + len(sentence)
            full = length > MAX_PASSAGE_CHARS or len(gathered) == MAX_PASSAGE_SENTENCES
            if gathered and full:
                yield Passage(article, number, Printed.join(gathered))
                gathered = []
            gathered.append(sentence)
        if gathered:
            yield Passage(article, number, Printed.join(gathered))
    for number, caption in enumerate(article.captions, start=len(article.paragraphs)):
        yield Passage(article, number, caption)
