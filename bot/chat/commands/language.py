"""`/lang zh|en`: the language of everything around the printed words."""

from __future__ import annotations

from collections.abc import AsyncIterator

from bot.chat.callbacks import encode
from bot.chat.model import Button, Edit, Outgoing, Pressed, Reply
from bot.chat.turn import Command, Turn
from bot.chat.words import LANGUAGES, words


async def choose_language(turn: Turn, argument: str) -> AsyncIterator[Outgoing]:
    """Keep the choice; without one, offer it."""
    language = argument.lower()
    if language not in LANGUAGES:
        row = tuple(
            Button(words(one).plain("language.name"), encode("lang", one)) for one in LANGUAGES
        )
        yield turn.say("language.which", row)
        return
    turn.services.state.people.choose_language(turn.user_id, language)
    done = words(language).html("language.chosen")
    yield Edit(done) if isinstance(turn.incoming, Pressed) else Reply(done)


COMMAND = Command("lang", choose_language, {"lang": choose_language})
