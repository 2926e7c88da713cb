"""Where everything that users do arrives and is handed to what handles it."""

from __future__ import annotations

from collections.abc import AsyncIterator

from bot.answering.understanding.english import is_english
from bot.chat.callbacks import decode
from bot.chat.commands.ask import answer_question
from bot.chat.commands.inline import offer_passages
from bot.chat.model import Button, Incoming, InlineResults, Outgoing, Pressed, Said, Searched, Toast
from bot.chat.turn import Command, Handler, Services, StaleError, Turn
from bot.chat.words import language_of, words
from bot.folding import fold

MAX_QUESTION_CHARS = 500
"""Nobody asks for longer; whoever pastes an article is told so."""


class Room:
    """Decides who may do what, and which handler does it. Knows no Telegram."""

    def __init__(self, services: Services) -> None:
        self.services = services
        self._by_name = {command.name: command for command in services.commands}
        self._by_verb = {verb: one for one in services.commands for verb in one.presses}

    def turn(self, incoming: Incoming) -> Turn:
        """Give a user's turn, in the language that he chose, or writes in, or his client speaks."""
        chosen = self.services.state.people.language(incoming.sender.id)
        written = "en" if self._is_in_english(incoming) else incoming.sender.language
        return Turn(incoming, self.services, words(chosen or language_of(written)))

    def _is_in_english(self, incoming: Incoming) -> bool:
        """Tell whether a conversation goes on in English: not by a single word, as hi or GDP."""
        before = self.services.memory.before(incoming)
        written = [_written(incoming), before.text if before else ""]
        english = [text for text in written if is_english(fold(text))]
        turned = bool(written[0]) and written[0] not in english
        return not turned and len(" ".join(english).split()) > 1

    async def receive(self, incoming: Incoming) -> AsyncIterator[Outgoing]:
        """Handle one thing that a user did; gives what is to be sent, as it becomes ready."""
        if isinstance(incoming, Said) and not incoming.addressed:
            return
        turn = self.turn(incoming)
        if not self._is_allowed(turn):
            yield _refuse(turn, "refused.not_allowed")
            return
        try:
            async for outgoing in self._handle(turn, incoming):
                yield outgoing
        except StaleError:
            yield Toast(turn.words.plain("refused.stale"))

    def _is_allowed(self, turn: Turn) -> bool:
        allowed = self.services.allowed
        return not allowed or turn.is_admin or turn.user_id in allowed

    def _handle(self, turn: Turn, incoming: Incoming) -> AsyncIterator[Outgoing]:
        match incoming:
            case Said(text=text):
                return self._said(turn, text.strip())
            case Pressed():
                return self._pressed(turn, incoming)
            case Searched(query=query):
                return offer_passages(turn, query)
            case _:
                raise TypeError(f"nothing handles {type(incoming).__name__}")

    def _said(self, turn: Turn, text: str) -> AsyncIterator[Outgoing]:
        if not text:
            return _only(turn.say("refused.not_text"))
        if not text.startswith("/"):
            if len(text) > MAX_QUESTION_CHARS:
                return _only(turn.say("refused.too_long", limit=MAX_QUESTION_CHARS))
            return answer_question(turn, text)
        name, _, argument = text[1:].partition(" ")
        command = self._by_name.get(name.partition("@")[0].lower())
        if not command:
            return _only(turn.say("refused.unknown_command"))
        if not turn.incoming.place.private and not command.in_groups:
            return _only(_refer_to_private(turn))
        return _guarded(turn, command, command.run, argument.strip())

    def _pressed(self, turn: Turn, incoming: Pressed) -> AsyncIterator[Outgoing]:
        press = decode(incoming.data)
        command = self._by_verb.get(press.verb) if press else None
        if not press or not command:
            raise StaleError
        if incoming.owner not in {None, turn.user_id}:
            return _only(Toast(turn.words.plain("refused.foreign")))
        return _guarded(turn, command, command.presses[press.verb], press.rest)


def _written(incoming: Incoming) -> str:
    """Give what a user wrote, without a command; nothing for a press."""
    match incoming:
        case Said(text=text):
            return text.partition(" ")[2] if text.startswith("/") else text
        case Searched(query=query):
            return query
        case _:
            return ""


def _guarded(turn: Turn, command: Command, run: Handler, rest: str) -> AsyncIterator[Outgoing]:
    if command.admin and not turn.is_admin:
        return _only(_refuse(turn, "refused.not_admin"))
    return run(turn, rest)


def _refuse(turn: Turn, key: str) -> Outgoing:
    match turn.incoming:
        case Pressed():
            return Toast(turn.words.plain(key, id=turn.user_id))
        case Searched():
            return InlineResults(())
        case _:
            return turn.say(key, id=turn.user_id)


def _refer_to_private(turn: Turn) -> Outgoing:
    name = turn.services.username
    button = Button(turn.words.plain("button.open_bot"), url=f"https://t.me/{name}")
    return turn.say("refused.private_only", *([(button,)] if name else []))


async def _only(outgoing: Outgoing) -> AsyncIterator[Outgoing]:
    yield outgoing
