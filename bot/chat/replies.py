"""Answers as messages: the answer first and in bold, one quote, one source line, few buttons."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from bot.chat.callbacks import article_key, encode
from bot.chat.markup import Html, blockquote, bold, escape, link
from bot.chat.model import Button, Keyboard, Reply
from bot.chat.words import Words
from bot.model import Answer, Exchange, Quote, Remark, Status, Verdict
from corpus.model import Article, Printed

LONG_QUOTE_CHARS = 180
"""A quote longer than about seven lines on a phone is folded."""
MAX_CHOICES = 4
SHOWN_ITEMS = 12


@dataclass(frozen=True, slots=True)
class Renderer:
    """Renders answers in one language. `username` makes headlines into links to articles."""

    words: Words
    username: str | None = None

    def reply(self, exchange: Exchange, token: str) -> Reply:
        """Tell the answer of an exchange; `token` lets the buttons find it again."""
        answer = exchange.answer
        body = {
            Status.ANSWERED: self._answered,
            Status.NOT_FOUND: self._not_found,
            Status.CLARIFY: self._clarify,
            Status.CHAT: self._chat,
        }[answer.status]
        paragraphs = [part for part in body(answer) if part]
        return Reply(Html("\n\n".join(paragraphs)), self._buttons(answer, token), answer=answer)

    def quote(self, quote: Quote) -> Html:
        """Show printed sentences with the place where they stand."""
        folded = len(quote.text) > LONG_QUOTE_CHARS
        return Html(f"{blockquote(quote.text, expandable=folded)}\n{self.source(quote)}")

    def source(self, quote: Quote) -> Html:
        """Say where a quote stands: headline, page, lines, date."""
        article, (first, last) = quote.article, quote.lines
        lines = self.words.plain(
            "source.line" if first == last else "source.lines", first=first, last=last
        )
        place = f"{article.page.number or article.page.file} {lines}"
        return self.words.html(
            "source.whole", headline=self.headline(article), place=place, date=self.date(article)
        )

    def headline(self, article: Article) -> Html:
        """Name an article; in Telegram the name opens it."""
        if not self.username:
            return escape(article.title)
        url = f"https://t.me/{self.username}?start=a_{article_key(article)}"
        return link(article.title, url)

    def date(self, article: Article) -> str:
        """Give an article's date, saying where its year is inferred."""
        if not article.date.value:
            return self.words.plain("source.undated")
        key = "source.inferred" if article.date.inferred else "source.date"
        return self.words.plain(key, date=article.date.value)

    def remark(self, remark: Remark) -> Html:
        """Word a remark of the answering room."""
        return self.words.html(f"remark.{remark.code}", **remark.values)

    def _answered(self, answer: Answer) -> Iterator[Html]:
        yield self._remarks(answer.remarks)
        yield self._headed(answer)
        if answer.quotes and not _is_spread(answer):
            yield self.quote(answer.quotes[0])

    def _headed(self, answer: Answer) -> Html:
        if answer.verdict:
            key = "answer.yes" if answer.verdict is Verdict.YES else "answer.no"
            return self.words.html(key, short=bold(answer.short.text if answer.short else ""))
        if _is_spread(answer):
            return Html("\n\n".join(self._of_its_quote(answer, item) for item in answer.items))
        if len(answer.items) > 1:
            shown = [f"• {bold(item.text)}" for item in answer.items[:SHOWN_ITEMS]]
            head = self.words.html("answer.items", count=len(answer.items))
            return Html("\n".join([head, *shown]))
        return bold(answer.short.text) if answer.short else Html("")

    def _of_its_quote(self, answer: Answer, item: Printed) -> Html:
        quote = next((q for q in answer.quotes if holds(q, item)), None)
        return Html(f"{bold(item.text)}\n{self.quote(quote)}") if quote else bold(item.text)

    def _not_found(self, answer: Answer) -> Iterator[Html]:
        yield self.remark(answer.reason) if answer.reason else self.words.html("answer.nothing")
        yield self._remarks(answer.remarks)
        if answer.nearest:
            yield self.words.html("answer.nearest")
            yield self.quote(answer.nearest[0])

    def _clarify(self, answer: Answer) -> Iterator[Html]:
        yield self._remarks(answer.remarks)
        yield self.remark(answer.reason) if answer.reason else self.words.html("answer.which")

    def _chat(self, answer: Answer) -> Iterator[Html]:
        yield self.remark(answer.reason) if answer.reason else Html("")
        yield self._remarks(answer.remarks)

    def _remarks(self, remarks: Iterable[Remark]) -> Html:
        return Html("\n".join(self.remark(remark) for remark in remarks))

    def _buttons(self, answer: Answer, token: str) -> Keyboard:
        if answer.choices:
            return tuple(
                (Button(choice, encode("choose", token, number)),)
                for number, choice in enumerate(answer.choices[:MAX_CHOICES])
            )
        if answer.status is Status.ANSWERED and answer.quotes:
            return (tuple(self._answered_buttons(answer, token)),)
        if answer.status is Status.NOT_FOUND:
            return (tuple(self._not_found_buttons(answer, token)),)
        return ()

    def _answered_buttons(self, answer: Answer, token: str) -> Iterator[Button]:
        quote = answer.quotes[0]
        yield self.button("context", article_key(quote.article), start_of(quote))
        yield self.button("article", article_key(quote.article))
        if len(answer.quotes) > 1 and not _is_spread(answer):
            yield self.button("more", token, 1)
        yield self.button("wrong", token)

    def _not_found_buttons(self, answer: Answer, token: str) -> Iterator[Button]:
        if answer.nearest:
            yield self.button("article", article_key(answer.nearest[0].article))
        yield self.button("rephrase", token)

    def button(self, verb: str, *arguments: object) -> Button:
        """Make a button of a verb that has its own label."""
        return Button(self.words.plain(f"button.{verb}"), encode(verb, *arguments))


def start_of(quote: Quote) -> int:
    """Give the page offset of a quote's first character."""
    return quote.printed.spans[0].start


def holds(quote: Quote, item: Printed) -> bool:
    """Tell whether an item was cut from this very quote."""
    return item.text in quote.text and _within(quote.printed, item)


def _within(outer: Printed, inner: Printed) -> bool:
    return all(
        any(span.start <= place.start and place.end <= span.end for span in outer.spans)
        for place in inner.spans
    )


def _is_spread(answer: Answer) -> bool:
    """Tell whether the items come from several places and so each need their own source."""
    if len(answer.items) < 2 or len(answer.quotes) < 2:
        return False
    homes = {
        next((n for n, q in enumerate(answer.quotes) if holds(q, item)), -1)
        for item in answer.items
    }
    return len(homes) > 1
