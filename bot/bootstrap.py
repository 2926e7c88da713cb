"""Where the concrete classes meet: settings in, a room that answers out."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from bot.analysis.analyzer import ZoneAnalyzer
from bot.answering.answerer import Answerer
from bot.chat.commands import COMMANDS
from bot.chat.generations import Generation, Generations, Progress
from bot.chat.room import Room
from bot.chat.searching import PassageSearch
from bot.chat.telegram.application import serve
from bot.chat.telegram.logs import configure_logging
from bot.chat.topics import find_topics
from bot.chat.turn import Services
from bot.retrieval.index import PassageIndex
from bot.settings import Settings, SettingsError
from bot.state.store import State
from corpus.build import read_corpus
from corpus.collection import Corpus
from corpus.errors import CorpusError


def open_room(settings: Settings, *, store: bool) -> Room:
    """Build the corpus, the index and the room. With `store` the room keeps its state on disk.

    Raises SettingsError where the corpus folder holds nothing to serve, StateError where the data
    folder cannot be used.
    """
    services = Services(
        generations=_open_generations(settings.corpus_dir),
        state=State(settings.data_dir if store else None),
        admins=settings.admin_ids,
        allowed=settings.allowed_ids,
        commands=COMMANDS,
    )
    return Room(services)


def _open_generations(folder: Path) -> Generations:
    def build(number: int, progress: Progress) -> Generation:
        return _generation(number, _read(folder, progress))

    return Generations(build(1, _silent), build)


def _silent(_done: int, _total: int) -> None:
    """Show no progress."""


def _generation(number: int, corpus: Corpus) -> Generation:
    analyzer = ZoneAnalyzer()
    retriever = PassageIndex.build(corpus.passages, analyzer)
    built = dt.datetime.now(dt.UTC)
    answerer = Answerer(corpus, retriever, analyzer)
    searching = PassageSearch(corpus, retriever, analyzer)
    topics = find_topics(corpus, analyzer)
    return Generation(number, corpus, answerer, searching, built, topics)


def _read(folder: Path, progress: Progress) -> Corpus:
    wanted = "应为放版面文件的文件夹 / wanted: a folder with page files"
    try:
        corpus = read_corpus(folder, progress=progress)
    except CorpusError as error:
        raise SettingsError(f"CORPUS_DIR: {error}") from None
    if not corpus.articles:
        raise SettingsError(
            f"CORPUS_DIR “{folder}” 里没有可用的版面 / holds no usable page；{wanted}"
        )
    return corpus


def serve_telegram(room: Room, settings: Settings) -> None:
    """Serve on Telegram until told to stop."""
    token = settings.telegram_bot_token.get_secret_value() if settings.telegram_bot_token else ""
    configure_logging(settings.log_level, token)
    serve(room, settings)
