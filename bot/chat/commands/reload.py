"""`/reload` and `/rollback`: a new generation is built beside, looked at, and swapped in whole."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator, Iterator

from bot.chat.callbacks import encode
from bot.chat.changes import Change, Changes, compare, place_of
from bot.chat.following import due, note_new_articles
from bot.chat.generations import BusyError, Generation
from bot.chat.markup import Html
from bot.chat.model import Button, Document, Edit, Keyboard, Outgoing, Pressed, Reply, Toast
from bot.chat.turn import Command, Turn

PROGRESS_SECONDS = 1.5
"""Between two edits of the progress line; Telegram allows about one a second in a chat."""
SHOWN_ROWS = 8


async def reload(turn: Turn, argument: str) -> AsyncIterator[Outgoing]:
    """Build a candidate and say what it would change; `/reload now` swaps it in at once."""
    generations, started = turn.services.generations, time.monotonic()
    read: list[tuple[int, int]] = []
    building = asyncio.create_task(
        generations.prepare(lambda done, total: read.append((done, total)))
    )
    yield turn.say("reload.reading")
    shown: tuple[int, int] | None = None
    while not (await asyncio.wait({building}, timeout=PROGRESS_SECONDS))[0]:
        if read and read[-1] != shown:
            shown = read[-1]
            yield _edit(turn.say("reload.progress", done=shown[0], total=shown[1]))
    try:
        candidate = building.result()
    except BusyError:
        yield _edit(turn.say("reload.busy"))
    except Exception as error:  # noqa: BLE001 -- whatever goes wrong, the old one serves on
        yield _edit(turn.say("reload.failed", error=str(error) or type(error).__name__))
    else:
        yield _edit(await _report(turn, candidate, time.monotonic() - started, argument))


def _edit(reply: Reply) -> Edit:
    return Edit(reply.html, reply.buttons)


async def _report(turn: Turn, candidate: Generation, seconds: float, argument: str) -> Reply:
    generations = turn.services.generations
    changes = await _changes(turn, candidate)
    facts = {**_counts(candidate), "seconds": f"{seconds:.1f}"}
    if changes.is_empty:
        generations.discard(candidate.number)
        return turn.say("reload.unchanged", **facts)
    if argument == "now":
        return _adopt(turn, candidate, changes)
    head = turn.words.html("reload.ready", **facts)
    return Reply(
        Html("\n".join([head, *_summary(turn, changes)])), _choices(turn, candidate, changes)
    )


async def _changes(turn: Turn, candidate: Generation) -> Changes:
    questions = turn.services.state.records.saved_questions()
    return await compare(turn.generation, candidate, questions)


def _counts(generation: Generation) -> dict[str, object]:
    corpus = generation.corpus
    return {
        "number": generation.number,
        "pages": len(corpus.pages),
        "articles": len(corpus.articles),
        "passages": len(corpus.passages),
    }


def _summary(turn: Turn, changes: Changes) -> Iterator[Html]:
    """Say in a few lines what would change; the report has it all."""
    words = turn.words
    counts = {change.value: changes.count(change) for change in Change}
    yield words.html("reload.files", **counts)
    for one in changes.touched[:SHOWN_ROWS]:
        yield words.html(
            "reload.file", state=words.plain(f"change.{one.change.value}"), file=one.file
        )
    for fault in changes.faults[:SHOWN_ROWS]:
        yield words.html("reload.fault", place=place_of(fault), message=fault.message)
    yield words.html(
        "reload.articles", new=len(changes.new_articles), gone=len(changes.gone_articles)
    )
    for article in changes.new_articles[:SHOWN_ROWS]:
        yield words.html("reload.new_article", title=article.title)
    yield words.html("reload.answers", count=len(changes.answers), total=changes.questions)
    for answer in changes.answers[:SHOWN_ROWS]:
        nothing = words.plain("reload.no_answer")
        before, after = answer.before or nothing, answer.after or nothing
        yield words.html("reload.answer", question=answer.question, before=before, after=after)


def _choices(turn: Turn, candidate: Generation, changes: Changes) -> Keyboard:
    words, number = turn.words, candidate.number
    adopt = words.plain("button.adopt_rest" if changes.faults else "button.adopt")
    return (
        (Button(adopt, encode("adopt", number)),),
        (
            Button(words.plain("button.discard"), encode("discard", number)),
            Button(words.plain("button.report"), encode("report", number)),
        ),
    )


def _waiting(turn: Turn, rest: str) -> Generation | None:
    candidate = turn.services.generations.candidate
    return candidate if candidate and str(candidate.number) == rest else None


async def adopt(turn: Turn, rest: str) -> AsyncIterator[Outgoing]:
    """Swap the candidate in, and tell followers what it brings."""
    candidate = _waiting(turn, rest)
    if not candidate:
        yield Toast(turn.words.plain("refused.stale"))
        return
    yield _edit(_adopt(turn, candidate, await _changes(turn, candidate)))
    for push in due(turn.services):
        yield push


def _adopt(turn: Turn, candidate: Generation, changes: Changes) -> Reply:
    before = turn.generation.number
    turn.services.generations.adopt(candidate.number)
    note_new_articles(turn.services, changes.new_articles)
    undo = Button(turn.words.plain("button.rollback", number=before), encode("rollback", before))
    return turn.say("reload.adopted", (undo,), **_counts(candidate))


async def discard(turn: Turn, rest: str) -> AsyncIterator[Outgoing]:
    """Drop the candidate; the serving generation was never touched."""
    if not rest.isdecimal() or not turn.services.generations.discard(int(rest)):
        yield Toast(turn.words.plain("refused.stale"))
        return
    yield _edit(turn.say("reload.discarded", number=turn.generation.number))


async def report(turn: Turn, rest: str) -> AsyncIterator[Outgoing]:
    """Send everything that would change as a file."""
    candidate = _waiting(turn, rest)
    if not candidate:
        yield Toast(turn.words.plain("refused.stale"))
        return
    lines = "\n".join(_full_report(turn, await _changes(turn, candidate)))
    yield Document(f"reload-{candidate.number}.txt", lines.encode())


def _full_report(turn: Turn, changes: Changes) -> Iterator[str]:
    words = turn.words
    for one in changes.files:
        state = words.plain(f"change.{one.change.value}")
        yield words.plain("report.file", file=one.file, state=state, articles=one.articles)
    for fault in changes.faults:
        yield f"{place_of(fault)}: {fault.message}"
    for key, articles in (("new", changes.new_articles), ("gone", changes.gone_articles)):
        for article in articles:
            yield words.plain(f"report.{key}", file=article.page.file, title=article.title)
    for answer in changes.answers:
        yield f"{answer.question}: {answer.before or '—'} → {answer.after or '—'}"


async def roll_back(turn: Turn, rest: str) -> AsyncIterator[Outgoing]:
    """Serve an earlier generation again, or offer those that are kept."""
    generations = turn.services.generations
    chosen = generations.roll_back(int(rest)) if rest.isdecimal() else None
    if chosen:
        reply = turn.say("rollback.done", **_counts(chosen))
        yield _edit(reply) if isinstance(turn.incoming, Pressed) else reply
    elif isinstance(turn.incoming, Pressed):
        yield Toast(turn.words.plain("refused.stale"))
    elif not generations.earlier:
        yield turn.say("rollback.none", number=turn.generation.number)
    else:
        rows = [(_rollback_button(turn, one),) for one in generations.earlier]
        yield turn.say("rollback.which", *rows, number=turn.generation.number)


def _rollback_button(turn: Turn, generation: Generation) -> Button:
    label = turn.words.plain("button.rollback", number=generation.number)
    return Button(label, encode("rollback", generation.number))


RELOAD = Command(
    "reload", reload, {"adopt": adopt, "discard": discard, "report": report}, admin=True
)
ROLLBACK = Command("rollback", roll_back, {"rollback": roll_back}, admin=True)
