"""What answering knows of a corpus, worked out once: its sentences in their articles, and its names."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from math import log

from bot.answering.folding import fold
from bot.answering.names import Names
from bot.answering.periods import Period, find_periods
from bot.answering.reading.sentence import Sentence
from bot.answering.wording import same_words
from bot.ports import Analyzer
from corpus.collection import Corpus
from corpus.model import Article, Passage, Printed
from corpus.sentences import split_sentences


@dataclass(frozen=True, eq=False)
class Story:
    """An article as a run of sentences, each also folded; what stands around a sentence is here."""

    article: Article
    sentences: tuple[Sentence, ...]
    folded: tuple[str, ...]

    @property
    def year(self) -> int | None:
        """The year of the article, printed or inferred."""
        value = self.article.date.value
        return int(value[:4]) if value else None

    @cached_property
    def heads(self) -> str:
        """Headline, subheadlines, deck and byline, folded."""
        article = self.article
        pieces = (article.headline, *article.subheadlines, article.deck, article.byline)
        return fold("\n".join(piece.text for piece in pieces if piece))

    @cached_property
    def all_text(self) -> str:
        """All its words, folded."""
        headings = "\n".join(heading.printed.text for heading in self.article.section_headings)
        return "\n".join((self.heads, fold(headings), *self.folded))

    @cached_property
    def periods(self) -> tuple[tuple[tuple[int, int, Period], ...], ...]:
        """The periods that each sentence prints, their years filled in."""
        return tuple(
            tuple((start, end, found.against(self.year)) for start, end, found in find_periods(text))
            for text in self.folded
        )

    def heading_over(self, at: int) -> str:
        """Give the section heading that the sentence stands under, folded; else nothing."""
        paragraph = self.sentences[at].paragraph
        over = [h for h in self.article.section_headings if h.before_paragraph <= paragraph]
        return fold(over[-1].printed.text) if over else ""

    def before(self, at: int, count: int) -> str:
        """Give up to `count` sentences before the sentence, folded."""
        return "".join(self.folded[max(0, at - count) : at])


class Library:
    """A corpus, ready to be asked."""

    def __init__(self, corpus: Corpus, analyzer: Analyzer) -> None:
        self.corpus = corpus
        self.analyzer = analyzer
        self.stories = tuple(_story_of(article) for article in corpus.articles)
        self._story_by_id = {story.article.id: story for story in self.stories}
        self.names = Names(
            (story.all_text for story in self.stories),
            (author for article in corpus.articles for author in article.authors),
            analyzer.words,
        )
        self.newest_on_page: dict[str, str] = {}
        for article in corpus.articles:
            newest = max(self.newest_on_page.get(article.page.file, ""), article.date.value or "")
            self.newest_on_page[article.page.file] = newest
        self._count = sum(len(story.sentences) for story in self.stories) or 1
        self._frequency = Counter(
            gram
            for story in self.stories
            for text in (*story.folded, story.heads)
            for gram in {*text, *_grams(text)}
        )

    def story(self, article: Article) -> Story:
        """Give an article's story. Raises KeyError for an article of another corpus."""
        return self._story_by_id[article.id]

    def by_id(self, article_id: str) -> Story:
        """Give the story of the article of that id. Raises KeyError for a foreign id."""
        return self._story_by_id[article_id]

    def sentences_of(self, passage: Passage) -> Sequence[int]:
        """Number the sentences of the passage's story that the passage holds."""
        spans = passage.printed.spans
        first, last = spans[0].start, spans[-1].end
        return [
            sentence.index
            for sentence in self.story(passage.article).sentences
            if sentence.paragraph == passage.paragraph
            and first <= sentence.printed.spans[0].start < last
        ]

    def frequency(self, word: str) -> int:
        """Say in how many sentences a folded word stands, at most; 0: it is never printed."""
        return min((self._frequency[gram] for gram in _grams(word)), default=0)

    def weight(self, word: str) -> float:
        """Say how telling a word is, by how few sentences have it: 0 where all do."""
        found = max(self.frequency(word), 1)
        return log(1 + (self._count - found + 0.5) / (found + 0.5))

    def is_printed(self, word: str) -> bool:
        """Whether the corpus prints the word, or one that means the same."""
        return any(self.frequency(other) for other in same_words(word))


def _grams(text: str) -> Iterable[str]:
    """Give each pair of neighbouring characters; of a single one, itself."""
    return map("".join, pairwise(text)) if len(text) > 1 else text


def _story_of(article: Article) -> Story:
    sentences = tuple(_sentences_of(article))
    return Story(article, sentences, tuple(fold(sentence.text) for sentence in sentences))


def _sentences_of(article: Article) -> Iterator[Sentence]:
    blocks: list[Printed] = [*article.paragraphs, *article.captions]
    index = 0
    for number, block in enumerate(blocks):
        for printed in split_sentences(block):
            yield Sentence(article, number, index, printed)
            index += 1
