"""The door for the test: what users do."""

from __future__ import annotations

import json
import time

from aiohttp import web

from tests.fakes.telegram import parser
from tests.fakes.telegram.arguments import shallow
from tests.fakes.telegram.chats import member_json
from tests.fakes.telegram.world import Chat, mono

CTL = {}


def ctl(f):
    CTL[f.__name__.removeprefix("c_")] = f
    return f


def mk_user(d, uid=None):
    u = {
        "id": int(uid or d.get("id", 1001)),
        "is_bot": False,
        "first_name": "用户",
        "language_code": "zh-hans",
    }
    u.update({k: v for k, v in d.items() if v is not None})
    u["id"] = int(u["id"])
    return u


def pick_bot(w, d):
    if d.get("token"):
        return w.bot(d["token"])
    if not w.bots:
        raise web.HTTPBadRequest(text="no bot yet: give token")
    return next(iter(w.bots.values()))


def place(bot, d, user):
    cid = d.get("chat_id")
    if cid is None or int(cid) == user["id"]:
        return bot.private(user)
    c = bot.chat(int(cid))
    spec = d.get("chat") or {}
    if c is None:
        c = bot.chats[int(cid)] = Chat(
            int(cid),
            spec.get("type", "supergroup" if str(cid).startswith("-100") else "group"),
            spec.get("title", "测试群"),
            spec.get("username"),
        )
    if c.type != "private":
        c.members.setdefault(user["id"], {"status": "member", "user": user})["user"] = user
    return c


def visible(bot, c, m):
    """Would Telegram hand this message to a bot (privacy mode)?"""
    if c.type in ("private", "channel") or not bot.privacy or c.bot_status == "administrator":
        return True
    if (m.get("reply_to_message") or {}).get("from", {}).get("id") == bot.id:
        return True
    t = m.get("text", m.get("caption", ""))
    me = "@" + bot.username.lower()
    for e in m.get("entities", m.get("caption_entities", [])):
        s = parser.utf16_slice(t, e["offset"], e["length"]).lower()
        if e["type"] == "bot_command" and ("@" not in s or s.endswith(me)):
            return True
        if e["type"] == "mention" and s == me and bot.w.cfg["mention_in_privacy"]:
            return True  # BotFather says yes, the docs' list is silent
    return not t and not any(
        k in m for k in ("photo", "document", "sticker", "voice", "video", "audio")
    )  # service messages


@ctl
async def c_message(w, d):
    bot = pick_bot(w, d)
    user = mk_user(d.get("user") or {}, d.get("user_id"))
    c = place(bot, d, user)
    out = []
    for _ in range(int(d.get("times", 1))):
        m = {
            "message_id": bot.new_message_id(c),
            "from": user,
            "chat": c.json(),
            "date": int(d.get("date") or time.time()),
        }
        if d.get("text") is not None:
            text, ents = parser.finalize(d["text"], None, d.get("entities"), allow_empty=True)
            m["text"] = text
            if ents:
                m["entities"] = ents
        if d.get("reply_to"):
            t = c.messages.get(int(d["reply_to"]))
            if t:
                m["reply_to_message"] = shallow(t)
        m.update(d.get("extra") or {})
        c.messages[m["message_id"]] = m
        if c.type == "private" and c.bot_status == "kicked":
            c.bot_status = "member"
        seen = c.bot_status not in ("kicked", "left") and visible(bot, c, m)
        uid = (
            bot.add_update("channel_post" if c.type == "channel" else "message", dict(m), key=c.id)
            if seen
            else None
        )
        out.append(
            {
                "delivered": uid is not None,
                "update_id": uid,
                "message_id": m["message_id"],
                "chat_id": c.id,
                "t": mono(),
            }
        )
    return out[0] if len(out) == 1 else {"messages": out, **out[-1]}


@ctl
async def c_edit(w, d):
    bot = pick_bot(w, d)
    c = bot.chat(int(d["chat_id"]))
    m = c.messages[int(d["message_id"])]
    m.pop("entities", None)
    m["text"], ents = parser.finalize(d["text"], None, None)
    if ents:
        m["entities"] = ents
    m["edit_date"] = int(time.time())
    uid = bot.add_update("edited_message", dict(m), key=c.id) if visible(bot, c, m) else None
    return {"delivered": uid is not None, "update_id": uid, "t": mono()}


@ctl
async def c_click(w, d):
    bot = pick_bot(w, d)
    user = mk_user(d.get("user") or {}, d.get("user_id"))
    c = bot.chat(int(d.get("chat_id") or user["id"]))
    if c is None:
        raise web.HTTPBadRequest(text="no such chat")
    if c.type == "private":
        user = c.user
    mid = d.get("message_id")
    m = (
        c.messages.get(int(mid))
        if mid
        else next(
            (
                x
                for x in reversed(list(c.messages.values()))
                if x.get("reply_markup") and x["from"]["id"] == bot.id
            ),
            None,
        )
    )
    if m is None and not d.get("inaccessible"):
        raise web.HTTPBadRequest(text="no message with an inline keyboard")
    buttons = [
        b for row in ((m or {}).get("reply_markup") or {}).get("inline_keyboard", []) for b in row
    ]
    if d.get("force"):
        b = {"text": "", "callback_data": d["data"]}
    elif d.get("row") is not None:
        b = m["reply_markup"]["inline_keyboard"][int(d["row"])][int(d.get("col", 0))]
    else:
        b = next(
            (
                b
                for b in buttons
                if (d.get("data") is not None and b.get("callback_data") == d["data"])
                or (d.get("text") is not None and d["text"] in b["text"])
            ),
            None,
        )
    if b is None:
        raise web.HTTPBadRequest(
            text="no such button; have " + json.dumps(buttons, ensure_ascii=False)
        )
    if "callback_data" not in b:
        return {"delivered": False, "opens": b, "t": mono()}
    qid = str(next(w.ids))
    bot.callbacks[qid] = {"t": mono(), "user": user["id"], "answers": 0}
    q = {
        "id": qid,
        "from": user,
        "chat_instance": str(abs(hash((bot.id, c.id)))),
        "data": b["callback_data"],
    }
    q["message"] = (
        {"chat": c.json(), "message_id": int(mid or m["message_id"]), "date": 0}
        if d.get("inaccessible")
        else dict(m)
    )
    uid = bot.add_update("callback_query", q, ttl=150, key=user["id"] + (3 << 33))
    return {
        "delivered": uid is not None,
        "update_id": uid,
        "query_id": qid,
        "data": b["callback_data"],
        "message_id": q["message"]["message_id"],
        "chat_id": c.id,
        "t": mono(),
    }


@ctl
async def c_inline(w, d):
    bot = pick_bot(w, d)
    user = mk_user(d.get("user") or {}, d.get("user_id"))
    qid = str(next(w.ids))
    bot.inline[qid] = {"t": mono(), "query": d.get("query", "")[:256], "user": user["id"]}
    uid = bot.add_update(
        "inline_query",
        {
            "id": qid,
            "from": user,
            "query": d.get("query", "")[:256],
            "offset": d.get("offset", ""),
            "chat_type": d.get("chat_type", "sender"),
        },
        ttl=30,
        key=user["id"] + (1 << 33),
    )
    return {"delivered": uid is not None, "update_id": uid, "query_id": qid, "t": mono()}


@ctl
async def c_chosen(w, d):
    bot = pick_bot(w, d)
    user = mk_user(d.get("user") or {}, d.get("user_id"))
    uid = bot.add_update(
        "chosen_inline_result",
        {
            "result_id": d["result_id"],
            "from": user,
            "query": d.get("query", ""),
            **({"inline_message_id": d["inline_message_id"]} if d.get("inline_message_id") else {}),
        },
    )
    return {"update_id": uid, "t": mono()}


@ctl
async def c_group(w, d):
    bot = pick_bot(w, d)
    cid = int(d["chat_id"])
    c = bot.chats[cid] = Chat(
        cid, d.get("type", "supergroup"), d.get("title", "测试群"), d.get("username")
    )
    for x in d.get("members", []):
        c.members[int(x["id"])] = {
            "status": x.get("status", "member"),
            "user": mk_user(x.get("user") or {}, x["id"]),
        }
    c.bot_status = d.get("bot_status", "member")
    if d.get("announce"):
        member_update(bot, c, mk_user({}, d["announce"]), "left", c.bot_status)
    return {"chat": c.json()}


def member_update(bot, c, user, old, new):
    def f(s):
        return {"status": s, "user": bot.user()} | ({"until_date": 0} if s == "kicked" else {})

    if new == "administrator":
        c.bot_status = new
        newj = member_json(bot, c, bot.id)
    else:
        newj = f(new)
    return bot.add_update(
        "my_chat_member",
        {
            "chat": c.json(),
            "from": user,
            "date": int(time.time()),
            "old_chat_member": f("member" if old == "administrator" else old),
            "new_chat_member": newj,
        },
        key=c.id + (5 << 33),
    )


@ctl
async def c_member(w, d):
    bot = pick_bot(w, d)
    user = mk_user(d.get("user") or {}, d.get("user_id"))
    c = place(bot, d, user)
    old, c.bot_status = c.bot_status, d["status"]
    return {"update_id": member_update(bot, c, user, old, d["status"]), "t": mono()}


@ctl
async def c_migrate(w, d):
    bot = pick_bot(w, d)
    c = bot.chat(int(d["chat_id"]))
    new = int(d["to"])
    n = bot.chats[new] = Chat(new, "supergroup", c.title)
    n.members = c.members
    c.migrated_to = new
    for chat, extra in ((c, {"migrate_to_chat_id": new}), (n, {"migrate_from_chat_id": c.id})):
        bot.add_update(
            "message",
            {
                "message_id": bot.new_message_id(chat),
                "from": mk_user({}, 1),
                "chat": chat.json(),
                "date": int(time.time()),
                **extra,
            },
            key=chat.id,
        )
    return {"ok": True}


@ctl
async def c_update(w, d):
    bot = pick_bot(w, d)
    kind = next(k for k in d["update"] if k != "update_id")
    return {"update_id": bot.add_update(kind, d["update"][kind]), "t": mono()}


@ctl
async def c_redeliver(w, d):
    bot = pick_bot(w, d)
    pool = list(bot.history)
    us = (
        pool[-int(d["last"]) :]
        if d.get("last")
        else [u for u in pool if u["update_id"] == int(d["update_id"])]
    )
    if not us:
        raise web.HTTPBadRequest(text="no such update")
    bot.dups += us
    bot.wake.set()
    return {"again": [u["update_id"] for u in us], "t": mono()}
