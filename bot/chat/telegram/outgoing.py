"""What a turn gives, as calls to Telegram."""

from __future__ import annotations

import logging
from io import BytesIO

from telegram import (
    Bot,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    InlineQueryResultArticle,
    InputTextMessageContent,
    LinkPreviewOptions,
    Message,
    ReplyParameters,
    Update,
)
from telegram.constants import InlineQueryLimit, ParseMode
from telegram.error import BadRequest, ChatMigrated, Forbidden

from bot.chat.markup import plain, split
from bot.chat.model import (
    Button,
    Document,
    Edit,
    InlineResults,
    Keyboard,
    Outgoing,
    Place,
    Reply,
    Toast,
)

INLINE_CACHE_SECONDS = 30
"""A reload must show soon; one person typing the same again within it costs nothing."""
MAX_TOAST_CHARS = 200
NO_PREVIEW = LinkPreviewOptions(is_disabled=True)

_log = logging.getLogger(__name__)


class Carrier:
    """Carries what one turn gives to where its user is."""

    def __init__(self, bot: Bot, update: Update, place: Place) -> None:
        self._bot = bot
        self._update = update
        self._place = place
        self._query = update.callback_query
        pressed = self._query.message if self._query else None
        self._shown: tuple[int, int] | None = (
            (pressed.chat.id, pressed.message_id) if pressed else None
        )

    async def carry(self, outgoing: Outgoing) -> None:
        """Send one thing."""
        if not isinstance(outgoing, Toast):
            await self.answer_press()
        match outgoing:
            case Reply():
                await self._reply(outgoing)
            case Edit():
                await self._edit(outgoing)
            case Toast(text=text):
                await self.answer_press(text)
            case Document():
                await self._document(outgoing)
            case InlineResults():
                await self._offer(outgoing)

    async def answer_press(self, text: str | None = None) -> None:
        """End the waiting sign on a pressed button, once; a press too old for it is let be."""
        query, self._query = self._query, None
        if not query:
            return
        try:
            await query.answer(text[:MAX_TOAST_CHARS] if text else None)
        except BadRequest as error:
            if "query is too old" not in str(error).lower():
                raise
            _log.info("a press was too old to be answered")

    async def _reply(self, reply: Reply) -> None:
        message = await send(self._bot, reply, self._place, self._answered())
        if message:
            self._shown = (message.chat.id, message.message_id)

    def _answered(self) -> ReplyParameters | None:
        """In a group, show which question it answers: its sender is whose buttons they are."""
        message = self._update.message
        if self._place.private:
            return None
        pressed = self._update.callback_query.message if self._update.callback_query else None
        if isinstance(pressed, Message) and pressed.reply_to_message:
            message = pressed.reply_to_message
        if not message:
            return None
        return ReplyParameters(message.message_id, allow_sending_without_reply=True)

    async def _edit(self, edit: Edit) -> None:
        if not self._shown:
            await self._reply(Reply(edit.html, edit.buttons))
            return
        chat_id, message_id = self._shown
        try:
            await self._bot.edit_message_text(
                next(split(edit.html)),
                chat_id,
                message_id,
                parse_mode=ParseMode.HTML,
                reply_markup=keyboard(edit.buttons),
                link_preview_options=NO_PREVIEW,
            )
        except BadRequest as error:
            if "message is not modified" in str(error).lower():
                return
            _log.info("an edit was refused, sent anew: %s", error.message)
            await self._reply(Reply(edit.html, edit.buttons))

    async def _document(self, document: Document) -> None:
        file = BytesIO(document.content)
        chat_id, thread_id = self._place.chat_id, self._place.thread_id
        caption = document.caption or None
        if document.image:
            await self._bot.send_photo(chat_id, file, caption, message_thread_id=thread_id)
        else:
            await self._bot.send_document(
                chat_id, file, caption, filename=document.name, message_thread_id=thread_id
            )

    async def _offer(self, offered: InlineResults) -> None:
        query = self._update.inline_query
        if not query:
            return
        results = [
            InlineQueryResultArticle(
                one.id,
                one.title,
                InputTextMessageContent(
                    one.html, parse_mode=ParseMode.HTML, link_preview_options=NO_PREVIEW
                ),
                description=one.description,
            )
            for one in offered.results[: InlineQueryLimit.RESULTS]
        ]
        try:
            await query.answer(results, cache_time=INLINE_CACHE_SECONDS, is_personal=True)
        except BadRequest as error:
            if "query is too old" not in str(error).lower():
                raise


async def send(
    bot: Bot, reply: Reply, place: Place, answered: ReplyParameters | None = None
) -> Message | None:
    """Send a message, in parts where it is long; gives the last part.

    A group that became another chat is followed there; text that Telegram cannot parse is sent
    plain. Raises Forbidden where the chat wants nothing from the bot.
    """
    parts = list(split(reply.html))
    message = None
    for number, part in enumerate(parts, 1):
        buttons = reply.buttons if number == len(parts) else ()
        try:
            message = await _send_part(bot, part, place, keyboard(buttons), answered)
        except ChatMigrated as moved:
            place = Place(moved.new_chat_id, private=False)
            message = await _send_part(bot, part, place, keyboard(buttons), None)
    return message


async def _send_part(
    bot: Bot,
    html: str,
    place: Place,
    buttons: InlineKeyboardMarkup | None,
    answered: ReplyParameters | None,
) -> Message:
    async def attempt(text: str, parse_mode: str | None) -> Message:
        return await bot.send_message(
            place.chat_id,
            text,
            parse_mode=parse_mode,
            reply_markup=buttons,
            reply_parameters=answered,
            message_thread_id=place.thread_id,
            link_preview_options=NO_PREVIEW,
        )

    try:
        return await attempt(html, ParseMode.HTML)
    except BadRequest as error:
        if "can't parse entities" not in str(error).lower():
            raise
        _log.exception("Telegram could not parse a message; it was sent plain")
        return await attempt(plain(html), None)


async def push(bot: Bot, reply: Reply) -> bool:
    """Send what nobody asked for just now; False where the chat wants nothing from the bot."""
    if not reply.to:
        raise ValueError("a pushed message needs a place to go to")
    try:
        await send(bot, reply, reply.to)
    except Forbidden:
        return False
    except BadRequest as error:
        if "chat not found" not in str(error).lower():
            raise
        return False
    return True


def keyboard(rows: Keyboard) -> InlineKeyboardMarkup | None:
    """Give buttons in Telegram's shape; None where there are none."""
    shaped = [[_button(button) for button in row] for row in rows if row]
    return InlineKeyboardMarkup(shaped) if shaped else None


def _button(button: Button) -> InlineKeyboardButton:
    if button.url:
        return InlineKeyboardButton(button.label, url=button.url)
    return InlineKeyboardButton(button.label, callback_data=button.data)
