"""Calls that answer presses and inline queries."""

from __future__ import annotations

import json

from tests.fakes.telegram import parser
from tests.fakes.telegram.arguments import check_markup, jarg
from tests.fakes.telegram.calls import api
from tests.fakes.telegram.parser import ParseError
from tests.fakes.telegram.world import ApiError, bad, mono, to_bool, to_int


@api("answerCallbackQuery")
async def answer_cb(bot, a, f):
    q = bot.callbacks.get(a.get("callback_query_id", ""))
    if q is None or mono() - q["t"] > bot.w.cfg["callback_ttl"]:
        raise ApiError(
            400, "Bad Request: query is too old and response timeout expired or query ID is invalid"
        )
    if len(a.get("text", "")) > 200:
        raise ApiError(400, "Bad Request: MESSAGE_TOO_LONG")
    q["answers"] += 1
    bot.w.event(
        bot,
        "answer_callback",
        query_id=a["callback_query_id"],
        user_id=q["user"],
        text=a.get("text", ""),
        show_alert=to_bool(a.get("show_alert")),
        url=a.get("url"),
        delay=mono() - q["t"],
        warnings=["answered twice"] if q["answers"] > 1 else [],
    )
    return True


@api("answerInlineQuery")
async def answer_inline(bot, a, f):
    q = bot.inline.get(a.get("inline_query_id", ""))
    rs = jarg(a, "results", "inline query results")
    w = []
    if not isinstance(rs, list):
        raise bad("Expected an Array of inline query results")
    if len(rs) > 50:
        raise ApiError(400, "Bad Request: RESULTS_TOO_MUCH")
    if len(a.get("next_offset", "").encode()) > 64:
        raise ApiError(400, "Bad Request: NEXT_OFFSET_INVALID")
    seen = set()
    for r in rs:
        if not isinstance(r, dict):
            raise bad("Can't parse inline query result: InlineQueryResult must be an Object")
        rid = str(r.get("id", ""))
        if not 1 <= len(rid.encode()) <= 64:
            raise ApiError(400, "Bad Request: RESULT_ID_INVALID")
        if rid in seen:
            raise ApiError(400, "Bad Request: RESULT_ID_DUPLICATE")
        seen.add(rid)
        if r.get("type") == "article":
            if not r.get("title"):
                raise ApiError(
                    400, "Bad Request: can't parse inline query result: Can't find field \"title\""
                )
            if not isinstance(r.get("input_message_content"), dict):
                raise ApiError(400, "Bad Request: message content is not specified")  # GUESS
        imc = r.get("input_message_content") or {}
        if "message_text" in imc:
            try:
                imc["_plain"], imc["_entities"] = parser.finalize(
                    imc["message_text"], imc.get("parse_mode"), imc.get("entities")
                )
            except ParseError as e:
                raise ApiError(400, "Bad Request: can't parse inline query result: " + e.message)
        if r.get("reply_markup"):
            check_markup({"reply_markup": json.dumps(r["reply_markup"])}, w, only_inline=True)
    if q is None or mono() - q["t"] > bot.w.cfg["callback_ttl"]:
        raise ApiError(
            400, "Bad Request: query is too old and response timeout expired or query ID is invalid"
        )
    bot.w.event(
        bot,
        "inline_answer",
        query_id=a["inline_query_id"],
        query=q["query"],
        user_id=q["user"],
        results=rs,
        cache_time=to_int(a.get("cache_time"), 300),
        is_personal=to_bool(a.get("is_personal")),
        next_offset=a.get("next_offset", ""),
        button=jarg(a, "button", "button"),
        delay=mono() - q["t"],
        warnings=w,
    )
    return True
