"""One question's answer in the shape of the command-line contract."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from bot.chat.citing import Renderer
from bot.chat.markup import plain
from bot.chat.model import Edit, Outgoing, Reply
from bot.model import Answer, Quote, Status

SAID = Answer(Status.CHAT)
"""What stands for the answer where a command was typed and nothing was asked."""


def describe(
    question: str, outgoing: Iterable[Outgoing], renderer: Renderer, *, took_ms: float
) -> dict[str, Any]:
    """Give the object that `--json` prints for one question."""
    messages = [one for one in outgoing if isinstance(one, Reply | Edit) and not _is_pushed(one)]
    answers = [one.answer for one in messages if isinstance(one, Reply) and one.answer]
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
        "messages": [_message(one) for one in messages],
        "took_ms": round(took_ms, 2),
    }


def _is_pushed(one: Reply | Edit) -> bool:
    return isinstance(one, Reply) and one.to is not None


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


def _message(message: Reply | Edit) -> dict[str, Any]:
    rows = [[button.label for button in row] for row in message.buttons]
    return {"text": message.html, "parse_mode": "HTML", "buttons": rows}
