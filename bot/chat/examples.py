"""Questions to begin with: some of ours that the served pages do answer, as buttons."""

from __future__ import annotations

from bot.chat.callbacks import encode
from bot.chat.model import Button, Keyboard
from bot.chat.turn import Turn
from bot.model import Status

CANDIDATES = 6
SHOWN = 3


async def example_rows(turn: Turn) -> Keyboard:
    """Give a button a row for each of the first questions that are answered."""
    rows: list[tuple[Button, ...]] = []
    for number in range(1, CANDIDATES + 1):
        question = turn.words.plain(f"start.example{number}")
        exchange = await turn.generation.answering.answer(question)
        if exchange.answer.status is Status.ANSWERED:
            rows.append((Button(question, encode("example", number)),))
    return tuple(rows[:SHOWN])
