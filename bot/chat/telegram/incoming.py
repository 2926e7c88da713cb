"""Telegram's updates as what users do."""

from __future__ import annotations

from collections.abc import Iterator

from telegram import CallbackQuery, Chat, Message, MessageEntity, Update, User

from bot.chat.model import Incoming, Place, Pressed, Said, Searched, Sender


def read_update(update: Update, me: User) -> Incoming | None:
    """Tell what a user did; None for what is nothing to the bot.

    Edits, channel posts, and whatever bots write are nothing to it.
    """
    user = update.effective_user
    if not user or user.is_bot:
        return None
    sender = Sender(user.id, user.language_code)
    if update.inline_query:
        return Searched(sender, Place(user.id), update.inline_query.query)
    if update.callback_query:
        return _read_press(update.callback_query, sender)
    if update.message and not update.message.via_bot:
        return _read_message(update.message, sender, me)
    return None


def _read_press(query: CallbackQuery, sender: Sender) -> Pressed | None:
    message = query.message
    if not message or not query.data:
        return None
    private = message.chat.type == Chat.PRIVATE
    owner: int | None = sender.id if private else None
    thread_id = None
    if isinstance(message, Message):
        thread_id = _thread_of(message)
        asked = message.reply_to_message
        if not private and asked and asked.from_user:
            owner = asked.from_user.id
    return Pressed(sender, Place(message.chat.id, private, thread_id), query.data, owner)


def _read_message(message: Message, sender: Sender, me: User) -> Said | None:
    private = message.chat.type == Chat.PRIVATE
    text = message.text or (message.caption if private else None) or ""
    if not text and not (private and message.effective_attachment):
        return None
    place = Place(message.chat.id, private, _thread_of(message))
    addressed = private or _is_addressed(message, me)
    said = _without_mention(message, me) if message.text else text
    return Said(sender, place, said, message.message_id, addressed)


def _thread_of(message: Message) -> int | None:
    return message.message_thread_id if message.is_topic_message else None


def _is_addressed(message: Message, me: User) -> bool:
    """Tell whether a message in a group is for the bot: a command, a reply to it, a mention."""
    answered = message.reply_to_message
    if answered and answered.from_user and answered.from_user.id == me.id:
        return True
    command = next(iter(message.parse_entities([MessageEntity.BOT_COMMAND]).items()), None)
    if command and command[0].offset == 0:
        _, _, addressee = command[1].partition("@")
        return not addressee or addressee.lower() == (me.username or "").lower()
    return any(_mentions(message, me))


def _mentions(message: Message, me: User) -> Iterator[MessageEntity]:
    kinds: list[str | None] = [MessageEntity.MENTION, MessageEntity.TEXT_MENTION]
    for entity, words in message.parse_entities(kinds).items():
        named = words.lower() == f"@{me.username}".lower()
        if named or (entity.user and entity.user.id == me.id):
            yield entity


def _without_mention(message: Message, me: User) -> str:
    text = message.text or ""
    for entity in _mentions(message, me):
        text = text.replace(message.parse_entity(entity), "", 1)
    return text.strip()
