"""An answerer that can be read in a minute: the sentence that shares most pairs of characters."""

from __future__ import annotations

import re
from itertools import pairwise

from bot.model import Answer, Exchange, Quote, Remark, Status
from corpus.collection import Corpus
from corpus.sentences import split_sentences

_FIGURE = re.compile(r"[\d.]+[亿万千]*[元米名号伏安]+")
ENOUGH = 2
_CIVIL = {"你好": "greeting", "谢谢": "thanks"}


class FakeAnswerer:
    """Answers with a figure of the best sentence; refuses where too little is shared."""

    def __init__(self, corpus: Corpus) -> None:
        self.corpus = corpus
        self.asked: list[str] = []

    async def answer(self, text: str, before: Exchange | None = None) -> Exchange:
        """Answer; a question that begins with 那 leans on the one before."""
        self.asked.append(text)
        resolved = f"{before.resolved} {text}" if before and text.startswith("那") else text
        return Exchange(text, resolved, self._answer(resolved))

    def latest(self, topic: str | None = None, count: int = 10) -> Answer:
        """Give the first sentence of every article that holds the topic."""
        quotes = [
            Quote(article, split_sentences(article.paragraphs[0])[0])
            for article in self.corpus.articles
            if not topic or any(topic in printed.text for _, printed in article.pieces())
        ]
        return Answer(Status.ANSWERED if quotes else Status.NOT_FOUND, tuple(quotes[:count]))

    def _answer(self, question: str) -> Answer:
        if question in {"你好", "谢谢"}:
            return Answer(Status.CHAT, reason=Remark(_CIVIL[question]))
        if question == "多少":
            return Answer(Status.CLARIFY, choices=("云桥总投资多少", "清溪小学招多少人"))
        quotes = sorted(self._quotes(), key=lambda quote: -_shared(question, quote.text))
        best = [quote for quote in quotes if _shared(question, quote.text) >= ENOUGH]
        if not best:
            return Answer(Status.NOT_FOUND, nearest=tuple(quotes[:1]), reason=None)
        figure = _FIGURE.search(best[0].text)
        short = best[0].printed.cut(*figure.span()) if figure else best[0].printed
        return Answer(Status.ANSWERED, tuple(best), short, confidence=0.9)

    def _quotes(self) -> list[Quote]:
        return [
            Quote(article, sentence)
            for article in self.corpus.articles
            for paragraph in article.paragraphs
            for sentence in split_sentences(paragraph)
        ]


def _shared(one: str, other: str) -> int:
    return len(set(pairwise(one)) & set(pairwise(other)))
