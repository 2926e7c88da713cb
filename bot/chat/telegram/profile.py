"""What Telegram shows about the bot: command menus by scope and language, and its description."""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Iterable, Iterator

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
    """Set everybody's menus and the descriptions; what fails is logged and left as it was."""
    await _try_all(_calls(bot, services))


async def set_admin_menu(bot: Bot, services: Services, admin: int) -> None:
    """Give an admin a menu that has everything; Telegram must have seen him write before."""
    scope = BotCommandScopeChat(admin)
    await _try_all(
        bot.set_my_commands(_menu(services.commands, words(language)), scope, _tag(language))
        for language in LANGUAGES
    )


async def _try_all(calls: Iterable[Awaitable[bool]]) -> None:
    for call in calls:
        try:
            await call
        except TelegramError as error:
            _log.warning("a profile text was not set: %s", error)


def _calls(bot: Bot, services: Services) -> Iterator[Awaitable[bool]]:
    everyone = [command for command in services.commands if not command.admin]
    grouped = [command for command in everyone if command.in_groups]
    for language in LANGUAGES:
        own, tag = words(language), _tag(language)
        yield bot.set_my_commands(_menu(everyone, own), BotCommandScopeAllPrivateChats(), tag)
        yield bot.set_my_commands(_menu(grouped, own), BotCommandScopeAllGroupChats(), tag)
        yield bot.set_my_description(own.plain("profile.description"), tag)
        yield bot.set_my_short_description(own.plain("profile.short"), tag)


def _tag(language: str) -> str | None:
    """Give Telegram's tag; Chinese has none, for it is what every other language sees."""
    return None if language == "zh" else language


def _menu(commands: Iterable[Command], own: Words) -> list[BotCommand]:
    return [BotCommand(one.name, plain(own.html(f"menu.{one.name}"))) for one in commands]
