"""The door for the test: faults to order, and what the bot did."""

from __future__ import annotations

from collections import defaultdict

from aiohttp import web

from tests.fakes.telegram import parser
from tests.fakes.telegram.control import ctl, pick_bot
from tests.fakes.telegram.front import HTTP
from tests.fakes.telegram.updates import stop_hook
from tests.fakes.telegram.world import mono


@ctl
async def c_fault(w, d):
    ms = d.get("method", "*")
    fl = {
        **d,
        "kind": str(d["kind"]),
        "method": "*" if ms == "*" else {m.lower() for m in ([ms] if isinstance(ms, str) else ms)},
        "left": int(d.get("count", 1)),
        "skip": int(d.get("skip", 0)),
    }
    if fl["kind"] == "dup" and ms == "*":
        fl["method"] = {"getupdates", "webhook"}
    known = set(HTTP) | {"429", "502", "garbage", "hang", "reset", "slow", "drop_after", "dup"}
    if fl["kind"] not in known:
        raise web.HTTPBadRequest(text=f"kind is one of {sorted(known)}")
    w.faults.append(fl)
    return {"active": len(w.faults)}


@ctl
async def c_clear_faults(w, d):
    n = len(w.faults)
    w.faults.clear()
    return {"cleared": n}


@ctl
async def c_config(w, d):
    if "seed" in d:
        w.rng.seed(d["seed"])
    if "privacy" in d or "username" in d:
        b = pick_bot(w, d)
        b.privacy = d.get("privacy", b.privacy)
        b.username = d.get("username", b.username)
    for k, v in d.items():
        if k == "flood":
            w.cfg["flood"].update(v)
        elif k in w.cfg:
            w.cfg[k] = v
    return w.cfg


@ctl
async def c_revoke(w, d):
    w.revoked.add(d["token"])
    return {"ok": True}


@ctl
async def c_reset(w, d):
    for b in w.bots.values():
        await stop_hook(b)
    w.bots.clear()
    w.faults.clear()
    w.revoked.clear()
    w.reset_logs()
    return {"ok": True}


@ctl
async def c_sent(w, d):
    after, kinds = int(d.get("after", 0)), set(filter(None, str(d.get("kinds", "")).split(",")))

    def sel():
        return [
            e
            for e in w.events[after:]
            if (not kinds or e["kind"] in kinds)
            and ("chat_id" not in d or str(e.get("chat_id")) == str(d["chat_id"]))
        ]

    ev = await w.until(sel, float(d.get("wait", 0)))
    return {"events": ev or [], "last": w.n, "now": mono()}


@ctl
async def c_calls(w, d):
    m = str(d.get("method", "")).lower()
    return {
        "calls": [
            c
            for c in w.calls
            if c["n"] > int(d.get("after", 0)) and (not m or c["method"].lower() == m)
        ],
        "now": mono(),
    }


@ctl
async def c_ready(w, d):
    ok = await w.until(
        lambda: any(
            b.polled or b.webhook
            for b in w.bots.values()
            if not d.get("token") or b.token == d["token"]
        ),
        float(d.get("wait", 0)),
    )
    return {"ready": bool(ok)}


@ctl
async def c_state(w, d):
    out = {"now": mono(), "tdlib": parser.TDLIB_VERSION, "bots": []}
    for b in w.bots.values():
        calls = [c for c in w.calls if c["bot"] == b.id]
        per = defaultdict(lambda: defaultdict(int))
        for c in calls:
            per[c["method"]][str(c["status"])] += 1
        out["bots"].append(
            {
                "id": b.id,
                "username": b.username,
                "pending": len(b.queue),
                "polled": b.polled,
                "webhook": b.webhook
                and {"url": b.webhook["url"], "secret": bool(b.webhook["secret"])},
                "webhook_error": b.webhook_err,
                "allowed": sorted(b.allowed),
                "calls": per,
                "unimplemented": sorted({c["method"] for c in calls if c.get("unimplemented")}),
                "commands": [
                    {"scope": k[0], "language_code": k[1], "commands": v}
                    for k, v in b.commands.items()
                ],
                "texts": [
                    {"what": k[0], "language_code": k[1], "text": v} for k, v in b.texts.items()
                ],
                "chats": sorted(b.chats),
                "unanswered_callbacks": [q for q, x in b.callbacks.items() if not x["answers"]],
            }
        )
    return out


@ctl
async def c_screen(w, d):
    bot = pick_bot(w, d)
    c = bot.chat(int(d["chat_id"]))
    if c is None:
        return {"messages": []}
    act = c.actions.get(bot.id)
    return {
        "typing": act[0] if act and act[1] > mono() else None,
        "messages": [
            {
                "message_id": m["message_id"],
                "from": "bot" if m["from"]["id"] == bot.id else m["from"]["id"],
                "text": m.get("text", m.get("caption")),
                "edited": "edit_date" in m,
                "reply_to": (m.get("reply_to_message") or {}).get("message_id"),
                "entities": m.get("entities", []),
                "reaction": c.reactions.get(m["message_id"]),
                "keyboard": [
                    [b["text"] for b in row]
                    for row in m.get("reply_markup", {}).get("inline_keyboard", [])
                ],
            }
            for m in c.messages.values()
        ],
    }


@ctl
async def c_menu(w, d):
    bot = pick_bot(w, d)
    uid = int(d.get("user_id", 1001))
    cid = int(d.get("chat_id") or uid)
    c = bot.chat(cid)
    lang = str(
        d.get("language_code")
        or ((c.user if c and c.type == "private" else {}) or {}).get("language_code", "")
    )[:2]
    st = (
        "member"
        if c is None or c.type == "private"
        else c.members.get(uid, {}).get("status", "member")
    )
    adm = st in ("creator", "administrator")
    order = (
        [("chat", cid), ("all_private_chats",), ("default",)]
        if cid > 0
        else [("chat_member", cid, uid)]
        + ([("chat_administrators", cid)] if adm else [])
        + [("chat", cid)]
        + ([("all_chat_administrators",)] if adm else [])
        + [("all_group_chats",), ("default",)]
    )
    for s in order:
        for own in (lang, ""):
            if (s, own) in bot.commands:
                return {"scope": s, "language_code": own, "commands": bot.commands[s, own]}
    return {"scope": None, "commands": []}
