"""`/stats`, `/gaps`, `/export`: what was asked, not found, and held against answers."""

from __future__ import annotations

import asyncio
import datetime as dt
from collections.abc import AsyncIterator

from bot.chat.chart import draw_days
from bot.chat.markup import Html
from bot.chat.model import Document, Outgoing, Reply
from bot.chat.tables import as_csv
from bot.chat.turn import Command, Turn
from bot.model import Status
from bot.state.records import Feedback, Figures, Gap

DAYS = 30
SHOWN_GAPS = 10


async def stats(turn: Turn, _argument: str) -> AsyncIterator[Outgoing]:
    """Show the figures of the last days, with a chart where one can be drawn."""
    since = turn.services.now() - dt.timedelta(days=DAYS)
    figures = turn.services.state.records.figures(since.isoformat())
    yield turn.say("stats.figures", **_values(turn, figures))
    chart = await asyncio.to_thread(draw_days, figures.by_day)
    if chart:
        yield Document("stats.png", chart, image=True)


def _values(turn: Turn, figures: Figures) -> dict[str, object]:
    generation = turn.generation
    return {
        "days": DAYS,
        "questions": figures.questions,
        "visitors": figures.visitors,
        **{status.value: figures.by_status.get(status.value, 0) for status in Status},
        "p50": _milliseconds(figures.p50),
        "p95": _milliseconds(figures.p95),
        "number": generation.number,
        "built": generation.built.strftime("%Y-%m-%d %H:%M"),
        "pages": generation.corpus.page_count,
        "articles": generation.corpus.article_count,
    }


def _milliseconds(value: float | None) -> str:
    return "–" if value is None else f"{value:.0f}"


async def gaps(turn: Turn, _argument: str) -> AsyncIterator[Outgoing]:
    """Show what was asked and not found, and send all of it as a table."""
    found = turn.services.state.records.gaps()
    if not found:
        yield turn.say("gaps.none")
        return
    rows = [
        turn.words.html("gaps.row", question=gap.question, count=gap.count)
        for gap in found[:SHOWN_GAPS]
    ]
    yield Reply(Html("\n".join([turn.words.html("gaps.head", count=len(found)), *rows])))
    yield Document("gaps.csv", as_csv(Gap, found))


async def export(turn: Turn, _argument: str) -> AsyncIterator[Outgoing]:
    """Send all feedback as a table."""
    feedback = turn.services.state.records.feedback()
    if not feedback:
        yield turn.say("export.none")
        return
    caption = turn.words.plain("export.caption", count=len(feedback))
    yield Document("feedback.csv", as_csv(Feedback, feedback), caption=caption)


STATS = Command("stats", stats, admin=True)
GAPS = Command("gaps", gaps, admin=True)
EXPORT = Command("export", export, admin=True)
