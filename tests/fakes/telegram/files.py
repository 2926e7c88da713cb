"""Calls that send and fetch files."""

from __future__ import annotations

import hashlib

from tests.fakes.telegram import parser
from tests.fakes.telegram.arguments import check_markup, get_text
from tests.fakes.telegram.calls import api
from tests.fakes.telegram.sending import put
from tests.fakes.telegram.world import ApiError, bad, to_int


async def send_file(bot, a, f, field, kind):
    cap, ents = get_text(
        a,
        "caption",
        limit=parser.MAX_CAPTION,
        allow_empty=True,
        ent_key="caption_entities",
        too_long="Message caption is too long",
    )
    w = []
    up, ref = f.get(field), a.get(field)
    if up is None and ref and ref.startswith("attach://"):
        up = f.get(ref[9:])
    if up is None and not ref:
        raise bad(f"There is no {field} in the request")
    markup = check_markup(a, w)
    chat = bot.check_chat(a.get("chat_id"))
    if up is not None:
        if not up.data:
            raise bad("file must be non-empty")
        if len(up.data) > 50 << 20:
            raise ApiError(413, "Request Entity Too Large")
        h = hashlib.sha256(up.data).hexdigest()
        fid = "BQAC" + h[:40]
        bot.files[fid] = {
            "name": up.name,
            "data": up.data,
            "path": f"documents/file_{len(bot.files)}.{up.name.rsplit('.', 1)[-1]}",
            "sha256": h,
        }
    elif ref in bot.files:
        fid = ref
    elif ref.startswith(("http://", "https://")):
        fid = "BQACurl"
        bot.files.setdefault(fid, {"name": ref, "data": b"", "path": "documents/url", "sha256": ""})
    else:
        raise ApiError(400, "Bad Request: wrong file identifier/HTTP URL specified")
    x = bot.files[fid]
    base = {"file_id": fid, "file_unique_id": fid[4:20], "file_size": len(x["data"])}
    body = {
        "document": {**base, "file_name": x["name"]},
        "photo": [{**base, "width": 1, "height": 1}],
        "audio": {**base, "duration": 0},
        "voice": {**base, "duration": 0},
        "video": {**base, "width": 1, "height": 1, "duration": 0},
        "animation": {**base, "width": 1, "height": 1, "duration": 0},
    }[field]
    c = (
        {field: body}
        | ({"caption": cap} if cap else {})
        | ({"caption_entities": ents} if ents else {})
    )
    return put(
        bot,
        chat,
        c,
        a,
        markup,
        w,
        kind,
        file={"name": x["name"], "size": len(x["data"]), "sha256": x["sha256"], "file_id": fid},
    )


for _k in ("Document", "Photo", "Audio", "Voice", "Video", "Animation"):
    api("send" + _k)(lambda bot, a, f, _k=_k: send_file(bot, a, f, _k.lower(), _k.lower()))


@api("getFile")
async def get_file(bot, a, f):
    x = bot.files.get(a.get("file_id", ""))
    if not x:
        raise ApiError(400, "Bad Request: wrong file_id or the file is temporarily unavailable")
    if len(x["data"]) > 20 << 20:
        raise ApiError(400, "Bad Request: file is too big")
    return {
        "file_id": a["file_id"],
        "file_unique_id": a["file_id"][4:20],
        "file_size": len(x["data"]),
        "file_path": x["path"],
    }


@api("copyMessage", "forwardMessage")
async def copy_message(bot, a, f):
    src = bot.check_chat(a.get("from_chat_id"))
    m = src.messages.get(to_int(a.get("message_id")))
    if m is None:
        raise ApiError(400, "Bad Request: message to copy not found")
    chat = bot.check_chat(a.get("chat_id"))
    c = {
        k: v
        for k, v in m.items()
        if k
        not in (
            "message_id",
            "from",
            "chat",
            "date",
            "reply_to_message",
            "reply_markup",
            "edit_date",
        )
    }
    return put(
        bot,
        chat,
        c,
        {"reply_parameters": a.get("reply_parameters", "")},
        check_markup(a, []),
        [],
        "message",
    )


@api("pinChatMessage", "unpinChatMessage", "unpinAllChatMessages")
async def pin(bot, a, f):
    chat = bot.check_chat(a.get("chat_id"))
    bot.w.event(bot, "pin", chat_id=chat.id, message_id=to_int(a.get("message_id")))
    return True
