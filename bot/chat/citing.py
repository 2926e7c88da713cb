"""How printed words are shown: the quote, the place where it stands, what is remarked beside it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from bot.chat.callbacks import article_key, encode
from bot.chat.markup import Html, blockquote, bold, escape, link
from bot.chat.model import Button
from bot.chat.words import Words
from bot.model import Quote, Remark
from corpus.model import Article, Page

LONG_QUOTE_CHARS = 180
"""A quote longer than about seven lines on a phone is folded."""
LONG_ANSWER_CHARS = 600
"""Where the answer is in the quote itself it stays in sight, as long as a message may be."""


@dataclass(frozen=True, slots=True)
class Renderer:
    """Shows printed words in one language's frame.

    `username` makes headlines into links to articles.
    """

    words: Words
    username: str | None = None

    def quote(self, quote: Quote, marked: str = "") -> Html:
        """Show printed sentences with the place where they stand, `marked` words in bold."""
        before, mark, after = quote.text.partition(marked) if marked else (quote.text, "", "")
        words = Html(escape(before) + (bold(mark) if mark else "") + escape(after))
        folded = len(quote.text) > (LONG_ANSWER_CHARS if mark else LONG_QUOTE_CHARS)
        shown = [blockquote(words, expandable=folded), self.source(quote)]
        return Html("\n".join([*shown, *self._notes(quote)]))

    def source(self, quote: Quote) -> Html:
        """Say where a quote stands: headline, page, lines, date."""
        date = self.date(quote.article)
        return self.words.html("source.whole", place=self.place(quote), date=date)

    def place(self, quote: Quote) -> Html:
        """Say where a quote stands, without the date."""
        article = quote.article
        return self.words.html(
            "source.place",
            headline=self.headline(article),
            page=page_name(article.page),
            lines=self.lines(quote),
        )

    def lines(self, quote: Quote) -> str:
        """Say on which lines of the file a quote stands."""
        first, last = quote.lines
        key = "source.line" if first == last else "source.lines"
        return self.words.plain(key, first=first, last=last)

    def headline(self, article: Article) -> Html:
        """Name an article; in Telegram the name opens it."""
        if not self.username:
            return escape(article.title)
        return link(article.title, f"https://t.me/{self.username}?start=a_{article_key(article)}")

    def date(self, article: Article) -> str:
        """Give an article's date, saying where its year is inferred or not known."""
        date = article.date
        if date.value:
            return self.words.plain(
                "source.inferred" if date.inferred else "source.date", date=date.value
            )
        key = "source.no_year" if date.text else "source.undated"
        return self.words.plain(key, date=date.text)

    def remark(self, remark: Remark) -> Html:
        """Word a remark of the answering room."""
        return self.words.html(f"remark.{remark.code}", **remark.values)

    def remarks(self, remarks: Iterable[Remark]) -> Html:
        """Word remarks, one a line."""
        return Html("\n".join(self.remark(remark) for remark in remarks))

    def button(self, verb: str, *arguments: object, label: str | None = None) -> Button:
        """Make a button of a verb; its label is the verb's own, or another's by name."""
        return Button(self.words.plain(f"button.{label or verb}"), encode(verb, *arguments))

    def context_button(self, quote: Quote, label: str = "context") -> Button:
        """Make the button that shows the paragraph around a quote."""
        start = quote.printed.spans[0].start
        return self.button("context", article_key(quote.article), start, label=label)

    def article_button(self, article: Article) -> Button:
        """Make the button that shows a whole article."""
        return self.button("article", article_key(article))

    def _notes(self, quote: Quote) -> Iterator[Html]:
        for note in quote.article.corrections:
            if note.was in quote.text:
                yield self.words.html("source.note", was=note.was, now=note.now, why=note.why)


def page_name(page: Page) -> Html:
    """Name a page: by its printed number, else by its file.

    A file's name is set as code, for Telegram takes page.md for a web address.
    """
    return escape(page.number) if page.number else Html(f"<code>{escape(page.file)}</code>")
