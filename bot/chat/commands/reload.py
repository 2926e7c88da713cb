"""`/reload` and `/rollback`: a new generation is built beside, looked at, and swapped in whole."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator, Iterator, Sequence

from bot.chat.callbacks import encode
from bot.chat.changes import AnswerChange, Change, Changes, FileChange, compare, place_of
from bot.chat.following import due, note_new_articles
from bot.chat.generations import BusyError, Generation
from bot.chat.markup import Html
from bot.chat.model import Button, Document, Edit, Keyboard, Outgoing, Pressed, Reply
from bot.chat.turn import Command, StaleError, Turn

PROGRESS_SECONDS = 1.5
"""Between two edits of the progress line; Telegram allows about one a second in a chat."""
SHOWN_ROWS = 8


async def reload(turn: Turn, argument: str) -> AsyncIterator[Outgoing]:
    """Build a candidate and say what it would change; `/reload now` swaps it in at once."""
    generations, started = turn.services.generations, time.monotonic()
    read: list[tuple[int, int]] = []
    building = asyncio.create_task(generations.prepare(lambda *counts: read.append(counts)))
    yield turn.say("reload.reading")
    shown: tuple[int, int] | None = None
    while not (await asyncio.wait({building}, timeout=PROGRESS_SECONDS))[0]:
        if read and read[-1] != shown:
            shown = read[-1]
            yield _edit(turn.say("reload.progress", done=shown[0], total=shown[1]))
    try:
        token, candidate = building.result()
    except BusyError:
        yield _edit(turn.say("reload.busy"))
    except Exception as error:  # noqa: BLE001 -- whatever goes wrong, the old one serves on
        yield _edit(turn.say("reload.failed", error=str(error) or type(error).__name__))
    else:
        changes = await _changes(turn, candidate)
        if argument == "now" and not changes.is_empty:
            async for outgoing in _swap(turn, token, changes):
                yield outgoing
            return
        yield _edit(_report(turn, token, changes, time.monotonic() - started))


def _edit(reply: Reply) -> Edit:
    return Edit(reply.html, reply.buttons)


def _report(turn: Turn, token: str, changes: Changes, seconds: float) -> Reply:
    facts = {**_counts(changes.after), "seconds": f"{seconds:.1f}"}
    if changes.is_empty:
        unchanged = turn.words.html("reload.unchanged", **facts)
        said = Html("\n".join([unchanged, *_faults(turn, changes)]))
        if len(changes.faults) > SHOWN_ROWS:
            return Reply(said, ((turn.renderer.button("report", token),),))
        turn.services.generations.discard(token)
        return Reply(said)
    head = turn.words.html("reload.ready", **facts)
    body = Html("\n".join([head, *_summary(turn, changes)]))
    return Reply(body, _choices(turn, token, changes))


async def _changes(turn: Turn, candidate: Generation) -> Changes:
    questions = turn.services.state.records.saved_questions()
    return await compare(turn.generation, candidate, questions)


def _counts(generation: Generation) -> dict[str, object]:
    corpus = generation.corpus
    return {
        "number": generation.number,
        "pages": corpus.page_count,
        "articles": corpus.article_count,
        "passages": generation.passages,
    }


def _summary(turn: Turn, changes: Changes) -> Iterator[Html]:
    """Say in a few lines what would change; the report has it all."""
    words = turn.words
    counts = {change.value: changes.count(change) for change in Change}
    yield words.html("reload.files", **counts)
    yield from _some(turn, [_file(turn, one) for one in changes.touched])
    yield from _faults(turn, changes)
    yield words.html(
        "reload.articles", new=len(changes.new_articles), gone=len(changes.gone_articles)
    )
    titles = [words.html("reload.new_article", title=one.title) for one in changes.new_articles]
    yield from _some(turn, titles)
    if changes.questions:
        yield words.html("reload.answers", count=len(changes.answers), total=changes.questions)
        yield from _some(turn, [_answer(turn, one) for one in changes.answers])


def _some(turn: Turn, rows: Sequence[Html]) -> Iterator[Html]:
    """Give the first rows, and say how many more there are."""
    yield from rows[:SHOWN_ROWS]
    if len(rows) > SHOWN_ROWS:
        yield turn.words.html("reload.rest", count=len(rows) - SHOWN_ROWS)


def _file(turn: Turn, one: FileChange) -> Html:
    state = turn.words.plain(f"change.{one.change.value}")
    return turn.words.html("reload.file", state=state, file=one.file)


def _answer(turn: Turn, one: AnswerChange) -> Html:
    nothing = turn.words.plain("reload.no_answer")
    before, after = one.before or nothing, one.after or nothing
    return turn.words.html("reload.answer", question=one.question, before=before, after=after)


def _faults(turn: Turn, changes: Changes) -> Iterator[Html]:
    rows = [
        turn.words.html("reload.fault", place=place_of(fault), message=fault.message)
        for fault in changes.faults
    ]
    return _some(turn, rows)


def _choices(turn: Turn, token: str, changes: Changes) -> Keyboard:
    renderer = turn.renderer
    label = "adopt_rest" if changes.faults else "adopt"
    return (
        (renderer.button("adopt", token, label=label),),
        (renderer.button("discard", token), renderer.button("report", token)),
    )


def _waiting(turn: Turn, token: str) -> Generation:
    candidate = turn.services.generations.candidate(token)
    if not candidate:
        raise StaleError
    return candidate


async def adopt(turn: Turn, rest: str) -> AsyncIterator[Outgoing]:
    """Swap the candidate in, and tell followers what it brings."""
    async for outgoing in _swap(turn, rest, await _changes(turn, _waiting(turn, rest))):
        yield outgoing


async def _swap(turn: Turn, token: str, changes: Changes) -> AsyncIterator[Outgoing]:
    before = turn.generation.number
    try:
        adopted = await turn.services.generations.adopt(token)
    except OSError as error:
        yield _edit(_not_written(turn, error, *_choices(turn, token, changes)))
        return
    if not adopted:
        raise StaleError
    note_new_articles(turn.services, changes.new_articles)
    yield _edit(turn.say("reload.adopted", (_rollback_button(turn, before),), **_counts(adopted)))
    for push in due(turn.services):
        yield push


def _not_written(turn: Turn, error: OSError, *rows: tuple[Button, ...]) -> Reply:
    return turn.say("reload.not_written", *rows, error=error.strerror or str(error))


async def discard(turn: Turn, rest: str) -> AsyncIterator[Outgoing]:
    """Drop the candidate; the serving generation was never touched."""
    if not turn.services.generations.discard(rest):
        raise StaleError
    yield _edit(turn.say("reload.discarded", number=turn.generation.number))


async def report(turn: Turn, rest: str) -> AsyncIterator[Outgoing]:
    """Send everything that would change as a file."""
    changes = await _changes(turn, _waiting(turn, rest))
    lines = "\n".join(_full_report(turn, changes))
    yield Document("reload.txt", lines.encode())


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
    try:
        chosen = await generations.roll_back(int(rest)) if rest.isdecimal() else None
    except OSError as error:
        yield _not_written(turn, error)
        return
    if chosen:
        reply = turn.say("rollback.done", **_counts(chosen))
        yield _edit(reply) if isinstance(turn.incoming, Pressed) else reply
    elif isinstance(turn.incoming, Pressed):
        raise StaleError
    else:
        rows = [(_rollback_button(turn, number),) for number in generations.earlier()]
        key = "rollback.which" if rows else "rollback.none"
        yield turn.say(key, *rows, number=turn.generation.number)


def _rollback_button(turn: Turn, number: int) -> Button:
    return Button(turn.words.plain("button.rollback", number=number), encode("rollback", number))


RELOAD = Command(
    "reload", reload, {"adopt": adopt, "discard": discard, "report": report}, admin=True
)
ROLLBACK = Command("rollback", roll_back, {"rollback": roll_back}, admin=True)
