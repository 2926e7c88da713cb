"""Questions: the answer, and the buttons under it."""

from __future__ import annotations

import time
from collections.abc import AsyncIterator, Iterator
from dataclasses import replace
from itertools import islice

from bot.chat.callbacks import encode
from bot.chat.commands.article import open_article, send_file, show_context, turn_leaf
from bot.chat.examples import example_rows
from bot.chat.markup import Html
from bot.chat.mentions import mentions
from bot.chat.model import Button, Outgoing, Reply, Toast
from bot.chat.replies import reply_to
from bot.chat.turn import Command, StaleError, Turn
from bot.folding import fold
from bot.model import Exchange, Quote, Status
from bot.state.records import Feedback

_ENDS = " 。？！?!，,"
"""What makes the same question look different in a list of gaps."""
_BEGINNINGS = frozenset({"greeting", "about"})
"""Small talk of who does not know yet what to ask."""
REASONS = ("wrong_place", "wrong_value", "outdated", "misread")


async def answer_question(turn: Turn, text: str) -> AsyncIterator[Outgoing]:
    """Answer a plain message: a question, or small talk."""
    memory, started = turn.services.memory, time.perf_counter()
    exchange = await turn.generation.answering.answer(text, memory.before(turn.incoming))
    token = memory.keep(turn.incoming, exchange)
    took_ms = (time.perf_counter() - started) * 1000
    reply = reply_to(exchange, token, turn.renderer)
    reason = exchange.answer.reason
    begins = reason is not None and reason.code in _BEGINNINGS
    yield replace(reply, buttons=await example_rows(turn)) if begins else reply
    for quote in _corrected(turn, exchange):
        yield Reply(turn.renderer.quote(quote))
    _count(turn, exchange, took_ms=took_ms)  # last: a disk that is full holds up no answer


def _corrected(turn: Turn, exchange: Exchange) -> Iterator[Quote]:
    """Find the print that a correction speaks of in the words of a question that found nothing."""
    if exchange.answer.status is Status.NOT_FOUND:
        asked = fold(exchange.resolved)
        for article in turn.generation.corpus.articles:
            for note in article.corrections:
                if fold(note.now) in asked:
                    yield from islice(mentions([article], note.was), 1)


def _count(turn: Turn, exchange: Exchange, *, took_ms: float) -> None:
    records, status = turn.services.state.records, exchange.answer.status
    at = turn.services.now().isoformat(timespec="seconds")
    generation = turn.generation.number
    records.count(at, turn.user_id, status.value, took_ms=took_ms, generation=generation)
    if status is Status.NOT_FOUND:
        records.note_gap(fold(exchange.resolved).strip(_ENDS), at)


async def ask(turn: Turn, argument: str) -> AsyncIterator[Outgoing]:
    """Answer a question asked by command: what reaches a bot in any group."""
    if not argument:
        yield turn.say("ask.bare")
        return
    async for outgoing in answer_question(turn, argument):
        yield outgoing


async def choose(turn: Turn, rest: str) -> AsyncIterator[Outgoing]:
    """Ask the question that was chosen of several."""
    token, _, number = rest.partition(":")
    choices = turn.recall(token).answer.choices
    if not number.isdecimal() or int(number) >= len(choices):
        raise StaleError
    async for outgoing in answer_question(turn, choices[int(number)]):
        yield outgoing


async def more(turn: Turn, rest: str) -> AsyncIterator[Outgoing]:
    """Show the next piece of evidence."""
    token, _, number = rest.partition(":")
    quotes = turn.recall(token).answer.quotes
    if not number.isdecimal() or not 0 < int(number) < len(quotes):
        raise StaleError
    at, renderer = int(number), turn.renderer
    buttons = [renderer.article_button(quotes[at].article)]
    if at + 1 < len(quotes):
        buttons.append(renderer.button("more", token, at + 1))
    head = turn.words.html("more.head", number=at + 1, count=len(quotes))
    yield Reply(Html(f"{head}\n{renderer.quote(quotes[at])}"), (tuple(buttons),))


async def wrong(turn: Turn, rest: str) -> AsyncIterator[Outgoing]:
    """Ask what is wrong with an answer, or keep what was said about it."""
    token, _, reason = rest.partition(":")
    exchange = turn.recall(token)
    if not reason:
        rows = ((_reason_button(turn, token, one),) for one in REASONS)
        yield turn.say("wrong.ask", *rows)
        return
    if reason not in REASONS:
        raise StaleError
    _keep_feedback(turn, exchange, reason)
    yield Toast(turn.words.plain("wrong.thanks"))


def _reason_button(turn: Turn, token: str, reason: str) -> Button:
    return Button(turn.words.plain(f"wrong.{reason}"), encode("wrong", token, reason))


def _keep_feedback(turn: Turn, exchange: Exchange, reason: str) -> None:
    answer = exchange.answer
    turn.services.state.records.report(
        Feedback(
            at=turn.services.now().isoformat(timespec="seconds"),
            reason=reason,
            question=exchange.text,
            answer=answer.short.text if answer.short else "",
            article_id=answer.quotes[0].article.id if answer.quotes else "",
            generation=turn.generation.number,
        )
    )


async def rephrase(turn: Turn, _rest: str) -> AsyncIterator[Outgoing]:
    """Say how to ask so that more is found."""
    yield turn.say("rephrase")


async def new_subject(turn: Turn, _rest: str) -> AsyncIterator[Outgoing]:
    """Let the next question stand for itself."""
    turn.services.memory.change_subject(turn.incoming)
    yield Toast(turn.words.plain("new_subject"))


COMMAND = Command(
    "ask",
    ask,
    {
        "choose": choose,
        "more": more,
        "context": show_context,
        "article": open_article,
        "leaf": turn_leaf,
        "file": send_file,
        "wrong": wrong,
        "rephrase": rephrase,
        "subject": new_subject,
    },
    in_groups=True,
)
