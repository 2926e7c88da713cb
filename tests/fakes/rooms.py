"""A room with a small corpus, and people who talk in it."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from bot.chat.commands import COMMANDS
from bot.chat.generations import Generation, Generations, Progress
from bot.chat.memory import Memory
from bot.chat.model import Document, Edit, Outgoing, Place, Pressed, Reply, Said, Sender, Toast
from bot.chat.room import Room
from bot.chat.turn import BEIJING, Services
from bot.model import Quote
from bot.state.store import State
from corpus.collection import Corpus
from corpus.model import Article, Correction
from corpus.sentences import split_sentences
from tests.fakes.answering import FakeAnswerer
from tests.fakes.pages import BRIDGE, SCHOOL, corpus_of

ADMIN, READER, STRANGER = 42, 1001, 2002
NOON = dt.datetime(2031, 5, 2, 12, 0, tzinfo=BEIJING)


class FakeSearch:
    """Finds the first sentence of every article that holds what is typed."""

    def __init__(self, corpus: Corpus) -> None:
        self._corpus = corpus

    async def search(self, text: str, count: int) -> list[Quote]:
        """Give at most `count` of them."""
        found = [
            Quote(article, split_sentences(article.paragraphs[0])[0])
            for article in self._corpus.articles
            if text in article.page.text
        ]
        return found[:count]


class Pages:
    """A corpus folder: what the next reading of it gives, or raises. Keeps all that it made."""

    def __init__(self) -> None:
        self.next: Corpus | Exception = corpus_of(BRIDGE, SCHOOL)
        self.made: list[Generation] = []
        self.full = False

    def build(self, progress: Progress) -> Generation:
        """Read the pages into a generation."""
        progress(1, 1)
        if isinstance(self.next, Exception):
            raise self.next
        answering, searching = FakeAnswerer(self.next), FakeSearch(self.next)
        topics, passages = ("云桥", "小学"), len(self.next.passages)
        return Generation(self.next, answering, searching, NOON, topics, passages)

    def keep(self, generation: Generation) -> Generation:
        """Number a generation, unless the disk is full."""
        if self.full:
            raise OSError(28, "磁盘满了")
        self.made.append(replace(generation, number=len(self.made) + 1))
        return self.made[-1]

    def correct(self, article: Article, correction: Correction) -> None:
        """Note a correction for the next reading."""
        assert isinstance(self.next, Corpus)
        pages = [
            replace(
                page, articles=tuple(_corrected(one, article, correction) for one in page.articles)
            )
            for page in self.next.segmented
        ]
        self.next = Corpus(pages)

    def kept(self) -> list[int]:
        """Give all numbers, the newest first."""
        return [one.number for one in reversed(self.made)]

    def bring_back(self, number: int) -> Generation | None:
        """Give what was made under a number."""
        return self.made[number - 1]


def _corrected(one: Article, article: Article, correction: Correction) -> Article:
    if one.id != article.id:
        return one
    return replace(one, corrections=(*one.corrections, correction))


def fill(state: State) -> None:
    """Let nothing more be written, as on a full disk."""
    state._database.run("PRAGMA query_only = ON")


class House:
    """A room, its pages, and what time it is."""

    def __init__(self, *, allowed: frozenset[int] = frozenset()) -> None:
        self.now = NOON
        self.seconds = 0.0
        self.pages = Pages()
        self.state = State(None)
        first = self.pages.keep(self.pages.build(lambda *_: None))
        self.services = Services(
            generations=Generations(first, self.pages),
            state=self.state,
            admins=frozenset({ADMIN}),
            allowed=allowed,
            commands=COMMANDS,
            memory=Memory(lambda: self.seconds),
            now=lambda: self.now,
        )
        self.room = Room(self.services)

    async def say(self, text: str, user: int = READER, **more: object) -> Heard:
        """Write as a user, in private unless a place is given."""
        language, place = str(more.pop("language", "zh")), more.pop("place", Place(user))
        said = Said(Sender(user, language), place, text, **more)  # type: ignore[arg-type]
        return Heard([one async for one in self.room.receive(said)])

    async def press(self, data: str, user: int = READER, **more: object) -> Heard:
        """Press a button that sends this back."""
        place = more.pop("place", Place(user))
        pressed = Pressed(Sender(user, "zh"), place, data, **more)  # type: ignore[arg-type]
        return Heard([one async for one in self.room.receive(pressed)])


class Heard:
    """What came of one thing that a user did."""

    def __init__(self, outgoing: list[Outgoing]) -> None:
        self.outgoing = outgoing

    @property
    def text(self) -> str:
        """The last state of what a user reads."""
        shown = [one.html for one in self.outgoing if isinstance(one, Reply | Edit)]
        return shown[-1] if shown else ""

    @property
    def toast(self) -> str:
        """What showed for a moment."""
        return "".join(one.text for one in self.outgoing if isinstance(one, Toast))

    @property
    def documents(self) -> list[Document]:
        """The files sent."""
        return [one for one in self.outgoing if isinstance(one, Document)]

    @property
    def pushed(self) -> list[Reply]:
        """What went to other places."""
        return [one for one in self.outgoing if isinstance(one, Reply) and one.to]

    @property
    def data(self) -> dict[str, str]:
        """What each button sends back, by label."""
        keyboards = [one.buttons for one in self.outgoing if isinstance(one, Reply | Edit)]
        return {b.label: b.data for rows in keyboards[-1:] for row in rows for b in row}
