"""The bot on Telegram, wired: what comes in, in which order, and what happens when it fails."""

from __future__ import annotations

import asyncio
import logging
import secrets
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from functools import partial
from typing import Any
from urllib.parse import urlsplit

import httpx
from telegram import Bot, Chat, ChatMember, Update
from telegram.constants import ChatAction
from telegram.error import Conflict, InvalidToken, NetworkError, TelegramError
from telegram.ext import Application, ApplicationBuilder, CallbackContext, TypeHandler

from bot.chat.following import due
from bot.chat.model import Incoming, Place, Reply, Said, Toast
from bot.chat.room import Room
from bot.chat.telegram.connection import Connection, WatchedRequest
from bot.chat.telegram.delivery import PatientDelivery
from bot.chat.telegram.incoming import read_update
from bot.chat.telegram.mishaps import Mishaps
from bot.chat.telegram.outgoing import Carrier, push
from bot.chat.telegram.profile import set_admin_menu, set_profile
from bot.chat.telegram.reception import MAX_AT_ONCE, DurableQueue, OneByOne
from bot.chat.words import in_all_languages
from bot.settings import Settings, refused
from bot.state.database import StateError

ALLOWED_UPDATES = [
    Update.MESSAGE,
    Update.CALLBACK_QUERY,
    Update.INLINE_QUERY,
    Update.MY_CHAT_MEMBER,
]
TYPING_AFTER_SECONDS = 0.3
"""Most answers take a tenth of it; a sign for those would be a call wasted."""
TYPING_EVERY_SECONDS = 4.5
"""Telegram shows the sign for five seconds."""
TICK_SECONDS = 30
_SENDING = {"read_timeout": 20, "write_timeout": 20}

_log = logging.getLogger(__name__)
_Context = CallbackContext[Any, Any, Any, Any]
_Application = Application[Any, Any, Any, Any, Any, Any]


class TelegramRoom:
    """Hands Telegram's updates to the room and what the room gives to Telegram."""

    def __init__(self, room: Room, queue: DurableQueue) -> None:
        self._room = room
        self._queue = queue
        self._mishaps = Mishaps(room.services)
        self._greeted: set[int] = set()
        self._is_ending = False

    async def start(self, application: _Application) -> None:
        """Before the first update: learn the bot's own name, take up what a crash left."""
        self._application = application
        services = self._room.services
        services.username = application.bot.username
        self._queue.put_unfinished(application.bot)
        corpus = services.generations.serving.corpus
        counts = {"pages": corpus.page_count, "articles": corpus.article_count}
        _log.info("%s", in_all_languages("log.online", name=services.username, **counts))
        if not services.admins:
            _log.warning("%s", in_all_languages("log.no_admins"))

    async def set_profile(self, context: _Context) -> None:
        """Set what Telegram shows about the bot."""
        await set_profile(context.bot, self._room.services)

    async def watch_token(self, answer: httpx.Response) -> None:
        """End the bot where polling is refused: python-telegram-bot 22 would wait for ever."""
        if answer.status_code == httpx.codes.UNAUTHORIZED and not self._is_ending:
            self._is_ending = True  # once: its own last poll is refused as well
            asyncio.get_running_loop().call_soon(self._application.stop_running)

    async def tick(self, context: _Context) -> None:
        """Send what is due by now: digests, news on followed topics."""
        for reply in due(self._room.services):
            await self._push(context.bot, reply)

    async def receive(self, update: Update, context: _Context) -> None:
        """Handle one update."""
        if update.my_chat_member:
            self._note_membership(update)
            return
        incoming = read_update(update, context.bot.bot)
        if incoming:
            carrier = Carrier(context.bot, update, incoming.place)
            await self._converse(carrier, incoming, context.bot)
            await self._greet_admin(incoming, context.bot)
        elif update.callback_query:  # of a message that is none of ours: end its waiting sign
            with suppress(TelegramError):
                await update.callback_query.answer()

    async def fail(self, _update: object, context: _Context) -> None:
        """Take an error that happened outside a conversation: while polling, in a timer."""
        error = context.error
        if isinstance(error, Conflict):
            _log.error("%s", in_all_languages("log.conflict"))
        elif error and not isinstance(error, NetworkError):  # of those `Connection` tells
            await self._report(error, context.bot)

    async def _converse(self, carrier: Carrier, incoming: Incoming, bot: Bot) -> None:
        answered = False
        try:
            async with _typing(bot, incoming):
                async for outgoing in self._room.receive(incoming):
                    if isinstance(outgoing, Reply) and outgoing.to:
                        await self._push(bot, outgoing)
                    else:
                        await carrier.carry(outgoing)
                        answered = True
            await carrier.answer_press()
        except Exception as error:  # noqa: BLE001 -- whatever goes wrong, the user hears of it
            mishap_id = await self._report(error, bot)
            if answered and isinstance(error, StateError):
                return  # a figure that was not kept concerns the admins alone
            sorry = self._room.turn(incoming).words.plain("error.user", id=mishap_id)
            with suppress(TelegramError):
                await carrier.carry(Reply(sorry) if isinstance(incoming, Said) else Toast(sorry))

    async def _report(self, error: BaseException, bot: Bot) -> str:
        mishap_id, messages = self._mishaps.note(error)
        for message in messages:
            with suppress(TelegramError):
                await push(bot, message)
        return mishap_id

    async def _push(self, bot: Bot, reply: Reply) -> None:
        """Send what nobody asked for; who has blocked the bot gets nothing more."""
        if reply.to and not await push(bot, reply):
            self._room.services.state.people.block(reply.to.chat_id)

    async def _greet_admin(self, incoming: Incoming, bot: Bot) -> None:
        """Give an admin his menu when he first writes: before that Telegram knows no such chat."""
        admin = incoming.sender.id
        if admin in self._room.services.admins - self._greeted and incoming.place.private:
            self._greeted.add(admin)
            await set_admin_menu(bot, self._room.services, admin)

    def _note_membership(self, update: Update) -> None:
        member = update.my_chat_member
        if member and member.chat.type == Chat.PRIVATE:
            people = self._room.services.state.people
            if member.new_chat_member.status == ChatMember.BANNED:
                people.block(member.chat.id)
            else:
                people.unblock(member.chat.id)


@asynccontextmanager
async def _typing(bot: Bot, incoming: Incoming) -> AsyncIterator[None]:
    """Show that an answer is coming, if it takes a while; a sign that fails harms nothing."""

    async def show(place: Place) -> None:
        await asyncio.sleep(TYPING_AFTER_SECONDS)
        while True:
            with suppress(TelegramError):
                await bot.send_chat_action(place.chat_id, ChatAction.TYPING, place.thread_id)
            await asyncio.sleep(TYPING_EVERY_SECONDS)

    sign = asyncio.create_task(show(incoming.place)) if isinstance(incoming, Said) else None
    try:
        yield
    finally:
        if sign:
            sign.cancel()


def build_application(room: Room, settings: Settings) -> _Application:
    """Wire the bot. Needs a token."""
    if not settings.telegram_bot_token:
        raise ValueError("no token")
    inbox = room.services.state.inbox
    queue = DurableQueue(inbox)
    telegram_room = TelegramRoom(room, queue)
    api = settings.telegram_api_url.rstrip("/")
    new_request = partial(WatchedRequest, Connection(api), proxy=settings.proxy_url)
    watching = {"event_hooks": {"response": [telegram_room.watch_token]}}
    application = (
        ApplicationBuilder()
        .token(settings.telegram_bot_token.get_secret_value())
        .base_url(f"{api}/bot")
        .base_file_url(f"{api}/file/bot")
        .rate_limiter(PatientDelivery())
        .update_queue(queue)
        .concurrent_updates(OneByOne(inbox))
        .request(new_request(connection_pool_size=MAX_AT_ONCE * 2, **_SENDING))
        .get_updates_request(new_request(connection_pool_size=1, httpx_kwargs=watching))
        .post_init(telegram_room.start)
        .build()
    )
    application.add_handler(TypeHandler(Update, telegram_room.receive))
    application.add_error_handler(telegram_room.fail)
    if application.job_queue:
        # A job, so that polling need not wait for the profile's dozen calls.
        application.job_queue.run_once(telegram_room.set_profile, 0)
        application.job_queue.run_repeating(telegram_room.tick, TICK_SECONDS, first=1)
    return application


def serve(room: Room, settings: Settings) -> None:
    """Serve until SIGTERM or SIGINT: polling, or by webhook where its URL is set.

    Both keep trying to reach Telegram at start; updates that were being handled are finished
    before it returns. Raises SettingsError where Telegram refuses the token, at start or later,
    and where nothing can be received at the port.
    """
    application = build_application(room, settings)
    loop = asyncio.new_event_loop()
    asyncio.set_event_loop(loop)
    try:
        if settings.webhook_url:
            _run_webhook(application, settings, settings.webhook_url)
        else:
            _run_polling(application)
    except InvalidToken:  # its own words hold the token
        raise refused("telegram_bot_token", "401 Unauthorized") from None
    except OSError as error:
        raise refused("port", f"{settings.port}, {error.strerror}") from error
    finally:
        _end(application, loop)


def _run_polling(application: _Application) -> None:
    application.run_polling(bootstrap_retries=-1, allowed_updates=ALLOWED_UPDATES, close_loop=False)


def _end(application: _Application, loop: asyncio.AbstractEventLoop) -> None:
    """Stop what python-telegram-bot leaves running where its last poll is refused, too."""
    if application.running:
        loop.run_until_complete(application.stop())
    loop.run_until_complete(application.shutdown())
    loop.close()


def _run_webhook(application: _Application, settings: Settings, url: str) -> None:
    secret = settings.webhook_secret
    application.run_webhook(
        listen="0.0.0.0",  # noqa: S104 -- in a container the proxy with the certificate is outside
        port=settings.port,
        url_path=urlsplit(url).path.strip("/"),
        webhook_url=url,
        secret_token=secret.get_secret_value() if secret else secrets.token_urlsafe(32),
        bootstrap_retries=-1,
        allowed_updates=ALLOWED_UPDATES,
        close_loop=False,
    )
