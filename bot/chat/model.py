"""What comes in and what goes out, whatever carries it: Telegram or a terminal."""

from __future__ import annotations

from dataclasses import dataclass

from bot.model import Answer


@dataclass(frozen=True, slots=True)
class Place:
    """Where a conversation goes on. In a forum, `thread_id` is the topic."""

    chat_id: int
    private: bool = True
    thread_id: int | None = None


@dataclass(frozen=True, slots=True)
class Sender:
    """Who wrote or pressed. `language` is what the client says, as an IETF tag."""

    id: int
    language: str | None = None


@dataclass(frozen=True, slots=True)
class Incoming:
    """Anything that a user does."""

    sender: Sender
    place: Place


@dataclass(frozen=True, slots=True)
class Said(Incoming):
    """A user wrote. In a group only what is `addressed` to the bot is for it."""

    text: str
    message_id: int | None = None
    addressed: bool = True


@dataclass(frozen=True, slots=True)
class Pressed(Incoming):
    """A user pressed a button.

    `data` is untrusted: it may be stale, forged or another's. `owner` is whose question the message
    answers, where the carrier knows.
    """

    data: str
    owner: int | None = None


@dataclass(frozen=True, slots=True)
class Searched(Incoming):
    """A user types an inline query in some other chat."""

    query: str


@dataclass(frozen=True, slots=True)
class Button:
    """A button under a message: it sends `data` back or, with `url`, opens a link."""

    label: str
    data: str = ""
    url: str | None = None


Keyboard = tuple[tuple[Button, ...], ...]


@dataclass(frozen=True, slots=True)
class Reply:
    """A message, as Telegram HTML.

    It goes to where the user spoke, or `to` another place. `answer` is the answer that it tells, if
    it tells one; a carrier without Telegram's shape shows that instead.
    """

    html: str
    buttons: Keyboard = ()
    to: Place | None = None
    answer: Answer | None = None


@dataclass(frozen=True, slots=True)
class Edit:
    """New content for the message whose button was pressed, else for this turn's last message."""

    html: str
    buttons: Keyboard = ()


@dataclass(frozen=True, slots=True)
class Toast:
    """A line that shows for a moment after a press. At most 200 characters."""

    text: str


@dataclass(frozen=True, slots=True)
class Document:
    """A file to keep; as an `image` it is shown in the chat."""

    name: str
    content: bytes
    caption: str = ""
    image: bool = False


@dataclass(frozen=True, slots=True)
class InlineResult:
    """A cited passage offered while a user types an inline query. `id` is at most 64 bytes."""

    id: str
    title: str
    description: str
    html: str


@dataclass(frozen=True, slots=True)
class InlineResults:
    """What is offered for an inline query, best first."""

    results: tuple[InlineResult, ...]


Outgoing = Reply | Edit | Toast | Document | InlineResults
