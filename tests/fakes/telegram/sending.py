"""Calls that send, edit and delete messages."""

from __future__ import annotations

import time

from tests.fakes.telegram import parser
from tests.fakes.telegram.arguments import (
    check_markup,
    get_text,
    inline_only,
    jarg,
    link_options,
    reply_params,
    shallow,
    text_warnings,
)
from tests.fakes.telegram.calls import api, flood
from tests.fakes.telegram.world import (
    ACTIONS,
    NOT_MODIFIED,
    REACTIONS,
    ApiError,
    bad,
    mono,
    to_bool,
    to_int,
)


def put(bot, chat, content, args, markup, warnings, kind, **log):
    target, quote = reply_params(bot, chat, args)
    flood(bot, chat)
    m = {
        "message_id": bot.new_message_id(chat),
        "from": bot.user(),
        "chat": chat.json(),
        "date": int(time.time()),
        **content,
    }
    if args.get("message_thread_id"):
        m["message_thread_id"] = to_int(args["message_thread_id"])
    if target:
        m["reply_to_message"] = shallow(target)
    if quote:
        m["quote"] = quote
    if inline_only(markup):
        m["reply_markup"] = markup
    if to_bool(args.get("protect_content")):
        m["has_protected_content"] = True
    chat.messages[m["message_id"]] = m
    chat.actions.pop(bot.id, None)
    bot.w.event(
        bot,
        kind,
        chat_id=chat.id,
        message_id=m["message_id"],
        reply_to=target and target["message_id"],
        quote=quote and quote["text"],
        text=content.get("text", content.get("caption")),
        entities=content.get("entities", content.get("caption_entities", [])),
        parse_mode=args.get("parse_mode"),
        raw=args.get("text", args.get("caption")),
        reply_markup=markup,
        warnings=warnings,
        link_preview_options=content.get("link_preview_options"),
        silent=to_bool(args.get("disable_notification")),
        **log,
    )
    return m


@api("getMe")
async def get_me(bot, a, f):
    return bot.user(full=True)


@api("sendMessage")
async def send_message(bot, a, f):
    lp = link_options(a)
    text, ents = get_text(a)
    w = []
    text_warnings(text, ents, w)
    markup = check_markup(a, w)
    chat = bot.check_chat(a.get("chat_id"))
    c = (
        {"text": text}
        | ({"entities": ents} if ents else {})
        | ({"link_preview_options": lp} if lp else {})
    )
    return put(bot, chat, c, a, markup, w, "message")


@api("sendMessageDraft")
async def send_draft(bot, a, f):
    text, ents = get_text(a, allow_empty=True)
    chat = bot.check_chat(a.get("chat_id"))
    if chat.type != "private":
        raise bad("method is available only in private chats")  # GUESS
    if not to_int(a.get("draft_id")):
        raise bad("draft identifier must be non-zero")  # GUESS
    bot.w.event(
        bot, "draft", chat_id=chat.id, draft_id=to_int(a["draft_id"]), text=text, entities=ents
    )
    return True


def own_message(bot, a, verb):
    chat = bot.check_chat(a.get("chat_id"))
    m = chat.messages.get(to_int(a.get("message_id")))
    if m is None:
        raise ApiError(400, f"Bad Request: message to {verb} not found")
    return chat, m


def target_of_edit(bot, a):
    if not a.get("chat_id") and not a.get("message_id"):
        if not a.get("inline_message_id"):
            raise bad("message identifier is not specified")
        return None, None
    chat, m = own_message(bot, a, "edit")
    if m["from"]["id"] != bot.id:
        raise ApiError(400, "Bad Request: message can't be edited")
    return chat, m


def commit_edit(bot, chat, m, new, a, w, kind):
    keys = (
        "text",
        "entities",
        "caption",
        "caption_entities",
        "reply_markup",
        "link_preview_options",
    )
    if all(m.get(k) == new.get(k) for k in keys):
        raise bad(NOT_MODIFIED)
    flood(bot, chat)
    for k in keys:
        m.pop(k, None)
    m.update({k: v for k, v in new.items() if v})
    m["edit_date"] = int(time.time())
    bot.w.event(
        bot,
        kind,
        chat_id=chat.id,
        message_id=m["message_id"],
        text=m.get("text", m.get("caption")),
        entities=m.get("entities", []),
        parse_mode=a.get("parse_mode"),
        raw=a.get("text"),
        reply_markup=m.get("reply_markup"),
        warnings=w,
        reply_to=(m.get("reply_to_message") or {}).get("message_id"),
        link_preview_options=m.get("link_preview_options"),
    )
    return m


@api("editMessageText")
async def edit_text(bot, a, f):
    lp = link_options(a)
    text, ents = get_text(a)
    w = []
    text_warnings(text, ents, w)
    markup = check_markup(a, w, only_inline=True)
    chat, m = target_of_edit(bot, a)
    if m is None:
        bot.w.event(
            bot,
            "edit",
            inline_message_id=a["inline_message_id"],
            text=text,
            entities=ents,
            reply_markup=markup,
            warnings=w,
        )
        return True
    if "text" not in m:
        raise ApiError(400, "Bad Request: there is no text in the message to edit")
    return commit_edit(
        bot,
        chat,
        m,
        {
            "text": text,
            "entities": ents or None,
            "reply_markup": markup,
            "link_preview_options": lp,
        },
        a,
        w,
        "edit",
    )


@api("editMessageCaption")
async def edit_caption(bot, a, f):
    text, ents = get_text(
        a,
        "caption",
        limit=parser.MAX_CAPTION,
        allow_empty=True,
        ent_key="caption_entities",
        too_long="Message caption is too long",
    )
    w = []
    markup = check_markup(a, w, only_inline=True)
    chat, m = target_of_edit(bot, a)
    if m is None:
        return True
    return commit_edit(
        bot,
        chat,
        m,
        {"caption": text or None, "caption_entities": ents or None, "reply_markup": markup},
        a,
        w,
        "edit",
    )


@api("editMessageReplyMarkup")
async def edit_markup(bot, a, f):
    w = []
    markup = check_markup(a, w, only_inline=True)
    chat, m = target_of_edit(bot, a)
    if m is None:
        return True
    return commit_edit(
        bot,
        chat,
        m,
        {
            **{
                k: m.get(k)
                for k in ("text", "entities", "caption", "caption_entities", "link_preview_options")
            },
            "reply_markup": markup,
        },
        a,
        w,
        "edit_markup",
    )


@api("deleteMessage")
async def delete_message(bot, a, f):
    if not a.get("chat_id"):
        raise bad("Chat identifier is not specified")
    if not to_int(a.get("message_id")):
        raise bad("Message identifier is not specified")
    chat, m = own_message(bot, a, "delete")
    if time.time() - m["date"] > 48 * 3600 or (
        chat.type != "private" and m["from"]["id"] != bot.id and chat.bot_status != "administrator"
    ):
        raise ApiError(400, "Bad Request: message can't be deleted")
    del chat.messages[m["message_id"]]
    bot.w.event(bot, "delete", chat_id=chat.id, message_id=m["message_id"])
    return True


@api("deleteMessages")
async def delete_messages(bot, a, f):
    chat = bot.check_chat(a.get("chat_id"))
    ids = jarg(a, "message_ids", "message identifiers") or []
    if not ids:
        raise bad("Message identifiers are not specified")
    for i in ids:
        if chat.messages.pop(to_int(i), None):
            bot.w.event(bot, "delete", chat_id=chat.id, message_id=to_int(i))
    return True


@api("sendChatAction")
async def chat_action(bot, a, f):
    if a.get("action", "").lower() not in ACTIONS:
        raise bad("Wrong parameter action in request")
    chat = bot.check_chat(a.get("chat_id"))
    chat.actions[bot.id] = (a["action"], mono() + 5)
    bot.w.event(bot, "action", chat_id=chat.id, action=a["action"])
    return True


@api("setMessageReaction")
async def set_reaction(bot, a, f):
    rs = jarg(a, "reaction", "reaction types") or []
    chat, m = own_message(bot, a, "react")
    if len(rs) > 1:
        raise ApiError(400, "Bad Request: REACTIONS_TOO_MANY")
    for r in rs:
        if not isinstance(r, dict) or r.get("type") not in ("emoji", "custom_emoji"):
            raise bad("Can't parse reaction type")  # GUESS
        if r["type"] == "emoji" and r.get("emoji", "").replace("\ufe0f", "") not in {
            x.replace("\ufe0f", "") for x in REACTIONS
        }:
            raise ApiError(400, "Bad Request: REACTION_INVALID")
    chat.reactions[m["message_id"]] = rs
    bot.w.event(bot, "reaction", chat_id=chat.id, message_id=m["message_id"], reaction=rs)
    return True
