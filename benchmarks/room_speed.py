"""How long the room takes for a message and for inline queries, sending apart.

    python -m benchmarks.room_speed [FOLDER]

The questions are our own over the shipped pages; as an inline query each is typed in by its halves,
as a phone sends it. Times are of one run; the goal for inline mode is 100 ms.
"""

from __future__ import annotations

import asyncio
import sys
import time
from collections.abc import Iterable, Iterator
from pathlib import Path

import numpy as np

from bot.bootstrap import open_room
from bot.chat.model import Incoming, Place, Said, Searched, Sender
from bot.chat.room import Room
from bot.evaluation import read_questions
from bot.settings import read_settings

QUESTIONS = Path(__file__).parent.parent / "tests/quality/questions/shipped.jsonl"
READER, PLACE = Sender(1), Place(1)


async def _took(room: Room, things: Iterable[Incoming]) -> list[float]:
    """Give the milliseconds that each thing takes from its arrival to the last reply."""
    times = []
    for incoming in things:
        started = time.perf_counter()
        async for _ in room.receive(incoming):
            pass
        times.append((time.perf_counter() - started) * 1000)
    return times


def _typed(questions: Iterable[str]) -> Iterator[Incoming]:
    for question in questions:
        for text in (question[: len(question) // 2], question):
            yield Searched(READER, PLACE, text)


def main() -> None:
    settings = read_settings(corpus_dir=sys.argv[1] if len(sys.argv) > 1 else None)
    questions = [asked.question for asked in read_questions(QUESTIONS)]
    said = [Said(READER, PLACE, question) for question in questions]
    with open_room(settings, store=False, progress=lambda _done, _total: None) as room:
        asyncio.run(_took(room, said[:1]))  # dictionaries load with the first
        for what, things in (("message", said), ("inline query", list(_typed(questions)))):
            times = asyncio.run(_took(room, things))
            p50, p99 = np.percentile(times, (50, 99))
            print(f"{what:14} n={len(times):4}  p50 {p50:6.2f} ms  p99 {p99:6.2f} ms")


if __name__ == "__main__":
    main()
