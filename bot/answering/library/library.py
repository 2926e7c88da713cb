"""What answering knows of a corpus, worked out once: its stories, names and word statistics."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cached_property, lru_cache
from itertools import chain, pairwise
from math import log
from operator import attrgetter

from bot.answering.language.names import Mentions, Name, mentions_in
from bot.answering.language.thesaurus import same_words
from bot.answering.library.concordance import Concordance
from bot.answering.library.enumerations import enumerations
from bot.answering.library.frequencies import Frequencies
from bot.answering.library.known_names import Names
from bot.answering.library.story import Story
from bot.folding import fold
from bot.ports import Analyzer
from corpus.collection import Corpus
from corpus.model import Article

# Of so many words it is kept in mind whether and how often they are printed, of so many passages
# which sentences they hold; a question asks it of each often.
MAX_KNOWN = 4096

_FIRMS = re.compile(r"、[^，。；]*等[^，。；]{0,8}(?:企业|公司)")
_FIRM_HEAD = re.compile(r"等[^，。；]{0,8}(?:企业|公司)")


class Library:
    """A corpus, ready to be asked.

    It says the same whether it is worked out anew or from the library of the corpus `before`, where
    articles that did not change are the same objects; then only what changed is worked out.
    """

    def __init__(self, corpus: Corpus, analyzer: Analyzer, before: Library | None = None) -> None:
        self.corpus = corpus
        self.analyzer = analyzer
        known = {id(story.article): story for story in before.stories} if before else {}
        self.stories: tuple[Story, ...] = tuple(
            known.get(id(article)) or Story(article) for article in corpus.articles
        )
        self._story_by_id = {story.article.id: story for story in self.stories}
        stay = frozenset(self.stories).intersection(known.values())
        came = [story for story in self.stories if story not in stay]
        gone = [story for story in known.values() if story not in stay]
        self.names: Names = (before.names if before else Names(analyzer.words)).changed(
            gone=map(self._said_by, gone), came=map(self._said_by, came)
        )
        self.texts: Concordance[Story] = Concordance(
            self.stories, attrgetter("all_text"), before.texts if before else None
        )
        self.heads: Concordance[Story] = Concordance(
            self.stories, attrgetter("heads"), before.heads if before else None
        )
        self.titles: Concordance[Story] = Concordance(
            self.stories, attrgetter("title"), before.titles if before else None
        )
        self.frequencies: Frequencies = (before.frequencies if before else Frequencies()).changed(
            gone=chain.from_iterable(map(_texts_of, gone)),
            came=chain.from_iterable(map(_texts_of, came)),
        )
        self._sentences = self.frequencies.texts - len(self.stories) or 1
        self.newest_on_page = _newest_on_page(corpus.articles)
        self._printed = lru_cache(MAX_KNOWN)(self._is_printed)
        self.frequency = lru_cache(MAX_KNOWN)(self._frequency)
        self.sentences_in = lru_cache(MAX_KNOWN)(self._sentences_in)
        self._names_in = lru_cache(4 * MAX_KNOWN)(self._find_names)

    def _said_by(self, story: Story) -> Mentions:
        """Find what an article says of names."""
        return mentions_in(
            story.all_text,
            self.analyzer.words,
            persons=story.article.authors,
            firms=self._listed_firms(story),
        )

    def _listed_firms(self, story: Story) -> Iterator[str]:
        """Find firms that are named in a list of firms only: 甲、乙、丙等龙头企业."""
        for at, text in enumerate(story.folded):
            if _FIRMS.search(text):
                for listed in enumerations(story, at, self.analyzer.words):
                    if listed.is_open and _FIRM_HEAD.match(listed.head):
                        yield from (fold(item.text) for item in listed.items)

    @cached_property
    def newest(self) -> str:
        """The ISO date that the newest article is sorted by; "" where nothing is known."""
        return max(map(self.sort_date, self.stories), default="")

    @cached_property
    def dated(self) -> tuple[str, str] | None:
        """The first and the last date of an article; None where none has one."""
        dates = [article.date.value for article in self.corpus.articles if article.date.value]
        return (min(dates), max(dates)) if dates else None

    @cached_property
    def articles_of_day(self) -> dict[str, list[str]]:
        """The ids of the articles by the ISO date that they are sorted by."""
        by_day = defaultdict(list)
        for story in self.stories:
            by_day[self.sort_date(story)].append(story.article.id)
        return dict(by_day)

    def sort_date(self, story: Story) -> str:
        """Give the ISO date to sort a story by; "" where nothing is known.

        An article without a day goes by its page's newest.
        """
        value = story.article.date.value or ""
        newest = self.newest_on_page.get(story.article.page.file, "")
        return newest if newest.startswith(value) else value

    def story(self, article: Article) -> Story:
        """Give an article's story. Raises KeyError for an article of another corpus."""
        return self._story_by_id[article.id]

    def stories_with(self, *wordings: Iterable[str], newest_first: bool = False) -> Iterator[Story]:
        """Give the stories that print one folded word of each wording, in their order or by date.

        They may be many: those that were not open before are closed when the next one is given.
        """
        stories = [self.stories[number] for number in self.texts.holding(*wordings)]
        if newest_first:
            stories.sort(key=lambda story: story.article.date.value or "", reverse=True)
        for story in stories:
            was_open = story.is_open
            yield story
            if not was_open:
                story.close()

    def by_id(self, article_id: str) -> Story:
        """Give the story of the article of that id. Raises KeyError for a foreign id."""
        return self._story_by_id[article_id]

    def names_at(self, story: Story, at: int) -> tuple[tuple[int, str, Name], ...]:
        """Give the names in a sentence, the longest first: where, in which form, which name."""
        return self._names_in(story.folded[at])

    def _find_names(self, text: str) -> tuple[tuple[int, str, Name], ...]:
        return tuple(self.names.find(text))

    def _sentences_in(self, passage_id: str) -> tuple[Story, tuple[int, ...]]:
        """Give the story that a passage is of, and the numbers of the sentences that it holds."""
        passage = self.corpus.passage(passage_id)
        story, spans = self.story(passage.article), passage.printed.spans
        numbers = story.numbers_in(passage.paragraph)
        first, last = spans[0].start, spans[-1].end
        return story, tuple(at for at in numbers if first <= story.starts[at][1] < last)

    def _frequency(self, word: str) -> int:
        """Say in how many sentences a folded word stands, at most; 0: it is never printed."""
        counts = list(map(self.frequencies.get, _grams(word)))
        return min(filter(None, counts), default=0) if all(counts) else 0

    def prints_pairs_of(self, word: str) -> bool:
        """Whether the corpus prints each pair of neighbouring characters of a folded word."""
        return all(map(self.frequencies.get, _grams(word)))

    def prints(self, word: str) -> bool:
        """Whether the corpus prints a folded word as it stands, to the letter."""
        return self.prints_pairs_of(word) and (len(word) < 3 or self.texts.has(word))

    def weight(self, word: str) -> float:
        """Say how telling a word is, by how few sentences have it: 0 where all do."""
        found = max(self.frequency(word), 1)
        return log(1 + (self._sentences - found + 0.5) / (found + 0.5))

    def idf(self, term: str) -> float:
        """Give the rarity of a term of the analyzer."""
        return self.weight(fold(term))

    def is_printed(self, word: str) -> bool:
        """Whether the corpus prints the word, or one that means the same."""
        return self._printed(word)

    def _is_printed(self, word: str) -> bool:
        return any(self.frequency(other) for other in same_words(word))


def _newest_on_page(articles: Iterable[Article]) -> dict[str, str]:
    """Give by file the newest ISO date of an article on the page; "" where none has one."""
    dates: dict[str, str] = {}
    for article in articles:
        dates[article.page.file] = max(dates.get(article.page.file, ""), article.date.value or "")
    return dates


def _texts_of(story: Story) -> tuple[str, ...]:
    """Give the texts in which words are counted: the sentences of a story, and its heads."""
    return *story.folded, story.heads


def _grams(text: str) -> Iterable[str]:
    """Give each pair of neighbouring characters; of a single one, itself."""
    return map("".join, pairwise(text)) if len(text) > 1 else text
