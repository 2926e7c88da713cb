"""What Telegram shows about the bot: command menus by scope and language, and its description."""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Iterator

from telegram import (
    Bot,
    BotCommand,
    BotCommandScopeAllGroupChats,
    BotCommandScopeAllPrivateChats,
    BotCommandScopeChat,
)
from telegram.error import TelegramError

from bot.chat.markup import plain
from bot.chat.turn import Command, Services
from bot.chat.words import LANGUAGES, Words, words

_log = logging.getLogger(__name__)


async def set_profile(bot: Bot, services: Services) -> None:
    """Set menus and descriptions; what fails is logged and left as it was."""
    for call in _calls(bot, services):
        try:
            await call
        except TelegramError as error:
            _log.warning("a profile text was not set: %s", error)


def _calls(bot: Bot, services: Services) -> Iterator[Awaitable[bool]]:
    """Give the calls; Chinese is also what every other language sees."""
    everyone = [command for command in services.commands if not command.admin]
    for language in LANGUAGES:
        own = words(language)
        tag = None if language == "zh" else language
        yield bot.set_my_commands(_menu(everyone, own), BotCommandScopeAllPrivateChats(), tag)
        grouped = [command for command in everyone if command.in_groups]
        yield bot.set_my_commands(_menu(grouped, own), BotCommandScopeAllGroupChats(), tag)
        for admin in sorted(services.admins):
            yield bot.set_my_commands(
                _menu(services.commands, own), BotCommandScopeChat(admin), tag
            )
        yield bot.set_my_description(own.plain("profile.description"), tag)
        yield bot.set_my_short_description(own.plain("profile.short"), tag)


def _menu(commands: list[Command] | tuple[Command, ...], own: Words) -> list[BotCommand]:
    return [BotCommand(one.name, plain(own.html(f"menu.{one.name}"))) for one in commands]
