"""Articles made of plain strings, and an analyzer whose terms are the blank-separated words."""

from __future__ import annotations

from corpus.model import Article, ArticleDate, Kind, Page, Passage, Printed


class BlankAnalyzer:
    """Takes what stands between blanks for terms."""

    def terms(self, text: str) -> list[str]:
        """Give the words."""
        return text.split()

    def words(self, text: str) -> list[str]:
        """Give the text in one piece: nothing here asks for words."""
        return [text]


def make_article(
    name: str, texts: list[str], *, headline: str | None = None, date: str | None = None
) -> tuple[Article, list[Passage]]:
    """Give an article on a page of its own, one passage a text."""
    lines = [headline, *texts] if headline else texts
    page = Page(f"{name}.txt", "\n".join(lines))
    printed, start = [], 0
    for line in lines:
        printed.append(Printed.from_positions(line, range(start, start + len(line))))
        start += len(line) + 1
    article = Article(
        id=name,
        page=page,
        kind=Kind.NEWS,
        headline=printed[0] if headline else None,
        paragraphs=tuple(printed[bool(headline) :]),
        date=ArticleDate(value=date),
    )
    passages = [Passage(article, number, text) for number, text in enumerate(article.paragraphs)]
    return article, passages


def make_passages(*texts: str) -> list[Passage]:
    """Give one passage a text, each of its own article."""
    return [make_article(f"a{number:03}", [text])[1][0] for number, text in enumerate(texts)]
