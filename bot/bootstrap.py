"""Where the concrete classes meet: settings in, a room that answers out."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager
from pathlib import Path

from bot.chat.commands import COMMANDS
from bot.chat.generations import Generation, Generations, Progress
from bot.chat.room import Room
from bot.chat.turn import Services, beijing_now
from bot.retrieval.archive import open_store
from bot.settings import Settings, SettingsError, missing
from bot.state.database import StateError
from bot.state.store import State
from bot.workshop import Fetch, FolderWorkshop
from corpus.errors import CorpusError
from corpus.folder import SHIPPED_PAGES
from corpus.model import Fault


@contextmanager
def open_room(
    settings: Settings, *, store: bool, progress: Progress, serving: bool = False
) -> Iterator[Room]:
    """Build the corpus, the index and the room; one that is `serving` is ready to reload.

    With `store` all of it is kept on disk; without, what is kept there is read and nothing written.
    Raises SettingsError where the corpus folder holds nothing to serve, StateError where the data
    folder cannot be used.
    """
    with ExitStack() as stack:
        state = stack.enter_context(closing(State(settings.data_dir if store else None)))
        workshop, opened = _open_workshop(settings, progress, store=store)
        if serving:
            stack.enter_context(workshop.ready_to_reload())
        services = Services(
            generations=Generations(opened, workshop),
            state=state,
            admins=settings.admin_ids,
            allowed=settings.allowed_ids,
            reads_digest=settings.corpus_dir.resolve() == SHIPPED_PAGES,
            commands=COMMANDS,
        )
        yield Room(services)


def _open_workshop(
    settings: Settings, progress: Progress, *, store: bool
) -> tuple[FolderWorkshop, Generation]:
    """Give the workshop of the corpus folder and what it serves at start."""
    folder = settings.corpus_dir
    stored = open_store(settings.data_dir / "corpora" / _name_of(folder))
    try:
        workshop = FolderWorkshop(folder, stored, _fetching(settings), keep=store)
        return workshop, workshop.open(progress)
    except CorpusError as error:
        raise SettingsError(f"CORPUS_DIR: {error}") from None
    except OSError as error:
        place = error.filename or settings.data_dir
        raise StateError(f"{place} 用不了（{error.strerror}） / cannot be used") from error


def _fetching(settings: Settings) -> Fetch | None:
    """Give what brings new pages into the corpus folder, where sources are set."""
    if not settings.sources_file:
        return None
    if settings.corpus_dir == SHIPPED_PAGES:
        raise SettingsError(f"SOURCES_FILE: {missing('corpus_dir')}")
    from corpus.fetching import Fetcher, open_client  # noqa: PLC0415 - httpx is for those who fetch
    from corpus.sources import read_sources  # noqa: PLC0415 - as above

    try:
        sources = read_sources(settings.sources_file)
    except CorpusError as error:
        raise SettingsError(f"SOURCES_FILE: {error}") from None

    def fetch() -> list[Fault]:
        with open_client() as client:
            fetcher = Fetcher(settings.corpus_dir, client)
            return fetcher.fetch(sources, beijing_now().date()).faults

    return fetch


def _name_of(folder: Path) -> str:
    """Tell corpora apart that share a data folder."""
    return hashlib.sha256(str(folder.resolve()).encode()).hexdigest()[:10]


def serve_telegram(room: Room, settings: Settings) -> None:
    """Serve on Telegram until told to stop."""
    from bot.chat.telegram.application import serve  # noqa: PLC0415 - .2 s that no terminal needs
    from bot.chat.telegram.logs import configure_logging  # noqa: PLC0415 - as above

    token = settings.telegram_bot_token.get_secret_value() if settings.telegram_bot_token else ""
    configure_logging(settings.log_level, token)
    serve(room, settings)
