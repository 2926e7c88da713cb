"""One question's answer in the shape of the command-line contract."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from bot.chat.citing import Renderer
from bot.chat.markup import escape, plain
from bot.chat.model import Document, Edit, InlineResults, Outgoing, Reply, Toast
from bot.model import Answer, Quote, Status

SAID = Answer(Status.CHAT)
"""What stands for the answer where a command was typed and nothing was asked."""


def describe(
    question: str, outgoing: Iterable[Outgoing], renderer: Renderer, *, took_ms: float
) -> dict[str, Any]:
    """Give the object that `--json` prints for one question."""
    shown = [one for one in outgoing if not (isinstance(one, Reply) and one.to)]
    answers = [one.answer for one in shown if isinstance(one, Reply) and one.answer]
    answer = answers[-1] if answers else SAID
    items = [item.text for item in answer.items] or ([answer.short.text] if answer.short else [])
    return {
        "question": question,
        "status": answer.status.value,
        "answer": answer.short.text if answer.short else None,
        "answers": list(answer.choices) if answer.status is Status.CLARIFY else items,
        "verdict": answer.verdict.value if answer.verdict else None,
        "reason": plain(renderer.remark(answer.reason)) if answer.reason else None,
        "confidence": round(answer.confidence, 3),
        "citations": [_citation(n, quote) for n, quote in enumerate(answer.quotes, 1)],
        "nearest": [_citation(n, quote) for n, quote in enumerate(answer.nearest, 1)],
        "messages": [_message(one) for one in shown],
        "took_ms": round(took_ms, 2),
    }


def _citation(number: int, quote: Quote) -> dict[str, Any]:
    article, page = quote.article, quote.article.page
    return {
        "n": number,
        "quote": quote.text,
        "article_id": article.id,
        "headline": article.title,
        "file": page.file,
        "lines": list(quote.lines),
        "source": page.source,
        "page": page.number,
        "date": article.date.value,
        "date_inferred": article.date.inferred,
    }


def _message(outgoing: Outgoing) -> dict[str, Any]:
    """Give a message as Telegram would show it; a toast or a file is shown by its words."""
    match outgoing:
        case Reply(html=html, buttons=rows) | Edit(html=html, buttons=rows):
            labels = [[button.label for button in row] for row in rows]
        case Toast(text=text):
            html, labels = escape(text), []
        case Document(name=name, caption=caption):
            html, labels = escape(f"{name} {caption}".rstrip()), []
        case InlineResults(results=results):
            html, labels = "\n".join(one.html for one in results), []
    return {"text": html, "parse_mode": "HTML", "buttons": labels}
