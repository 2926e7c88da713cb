"""What a call brings: arguments, keyboards, texts, the message it answers; checked as Telegram does."""

from __future__ import annotations

import json
import re

from tests.fakes.telegram import parser
from tests.fakes.telegram.parser import ParseError, utf16_len
from tests.fakes.telegram.world import ApiError, bad, to_bool, to_int


class Upload:
    def __init__(self, name, data, ctype):
        self.name, self.data, self.ctype = name, data, ctype


async def read_args(req):
    args, files = dict(req.query), {}
    ct = req.content_type
    if req.method == "POST" and req.can_read_body:
        if ct == "application/json":
            try:
                body = json.loads(await req.text() or "{}")
            except ValueError:
                raise ApiError(400, "Bad Request: can't parse JSON")  # GUESS
            for k, v in (body if isinstance(body, dict) else {}).items():
                args[k] = v if isinstance(v, str) else json.dumps(v, ensure_ascii=False)
        elif ct == "multipart/form-data":
            async for part in await req.multipart():
                data = await part.read(decode=False)
                if part.filename:
                    files[part.name] = Upload(
                        part.filename, bytes(data), part.headers.get("Content-Type", "")
                    )
                else:
                    args[part.name] = data.decode()
        else:
            args.update(await req.post())
    return args, files


def jarg(args, name, what):
    raw = args.get(name)
    if raw in (None, ""):
        return None
    try:
        return json.loads(raw)
    except ValueError:
        raise bad(f"Can't parse {what} JSON object")


URL_RE = re.compile(
    r"^(https?|tg|ton)://[^\s/?#]+\S*$|^tg:\S+$|^[\w.-]+\.[a-z]{2,}(/\S*)?$", re.IGNORECASE
)


def check_markup(args, warnings, *, only_inline=False):
    m = jarg(args, "reply_markup", "reply keyboard markup")
    if m is None:
        return None
    if not isinstance(m, dict):
        raise bad("Object expected as reply markup")
    kb = m.get("keyboard")
    if kb:
        if only_inline:
            raise bad("Inline keyboard expected")
        for row in kb:
            if not isinstance(row, list):
                raise bad('Field "keyboard" must be an Array of Arrays')
            for b in row:
                if not isinstance(b, (str, dict)):
                    raise bad(
                        "Can't parse keyboard button: KeyboardButton must be a String or an Object"
                    )
                if isinstance(b, dict) and not isinstance(b.get("text"), str):
                    raise bad("Can't parse keyboard button: Can't find field \"text\"")
        return m
    rows, total = [], 0
    ik = m.get("inline_keyboard")
    if ik is not None and not isinstance(ik, list):
        raise bad('Field "inline_keyboard" must be of type Array')
    for row in ik or []:
        if not isinstance(row, list):
            raise bad(
                'Field "inline_keyboard" of the InlineKeyboardMarkup must be an Array of Arrays'
            )
        out = []
        for b in row:
            pre = "Can't parse inline keyboard button: "
            if not isinstance(b, dict):
                raise bad(pre + "InlineKeyboardButton must be an Object")
            if not isinstance(b.get("text"), str):
                raise bad(pre + 'Can\'t find field "text"')
            if b["text"] == "":
                continue
            if b.get("url"):
                if not URL_RE.match(b["url"]):
                    raise bad(f"Inline keyboard button URL '{b['url']}' is invalid: Wrong HTTP URL")
            elif b.get("callback_data"):
                if len(str(b["callback_data"]).encode()) > 64:
                    raise ApiError(400, "Bad Request: BUTTON_DATA_INVALID")
            elif "copy_text" in b:
                if not 1 <= len((b["copy_text"] or {}).get("text", "")) <= 256:
                    raise ApiError(400, "Bad Request: BUTTON_COPY_TEXT_INVALID")
            elif not any(
                k in b
                for k in (
                    "switch_inline_query",
                    "switch_inline_query_current_chat",
                    "switch_inline_query_chosen_chat",
                    "web_app",
                    "login_url",
                    "pay",
                    "callback_game",
                )
            ):
                raise bad(pre + "Text buttons are unallowed in the inline keyboard")
            kinds = [
                k
                for k in (
                    "url",
                    "callback_data",
                    "copy_text",
                    "web_app",
                    "login_url",
                    "switch_inline_query",
                    "switch_inline_query_current_chat",
                )
                if b.get(k) is not None
            ]
            if len(kinds) > 1:
                warnings.append(
                    f"button {b['text']!r} has several actions {kinds}; only one counts"
                )
            out.append(b)
            total += 1
        if len(out) > 8:
            warnings.append(
                f"row of {len(out)} buttons; Telegram shows at most 8"
            )  # undocumented (PTB InlineKeyboardMarkupLimit)
        if out:
            rows.append(out)
    if total > 100:
        raise bad("reply markup is too long")  # undocumented (ditto)
    if rows:
        return {"inline_keyboard": rows}
    if m.get("remove_keyboard") or m.get("force_reply"):
        if only_inline:
            raise bad("Inline keyboard expected")
        return m
    return None


def inline_only(markup):
    return markup if markup and "inline_keyboard" in markup else None


def get_text(
    args,
    name="text",
    *,
    limit=parser.MAX_TEXT,
    allow_empty=False,
    mode_key="parse_mode",
    ent_key="entities",
    too_long="Message is too long",
):
    ents = jarg(args, ent_key, "entities") if args.get(ent_key) else None
    try:
        return parser.finalize(
            args.get(name, ""),
            args.get(mode_key) or None,
            ents,
            limit=limit,
            allow_empty=allow_empty,
            too_long=too_long,
        )
    except ParseError as e:
        raise ApiError(e.code, e.description)


def text_warnings(plain, ents, warnings):
    if utf16_len(plain) > parser.MAX_TEXT:
        warnings.append(
            f"{utf16_len(plain)} UTF-16 units > 4096 (code points {len(plain)}): accepted, but tight"
        )
    if len(ents) >= parser.MAX_ENTITIES:
        warnings.append("100 entities reached: Telegram drops the rest")


def link_options(args):
    o = jarg(args, "link_preview_options", "link preview options")
    if o is None:
        return {"is_disabled": True} if to_bool(args.get("disable_web_page_preview")) else None
    if not isinstance(o, dict):
        raise bad("Object expected as link preview options")
    return o


def reply_params(bot, chat, args):
    raw = jarg(args, "reply_parameters", "reply parameters")
    if raw is None:
        mid, lenient, quote = (
            to_int(args.get("reply_to_message_id")),
            to_bool(args.get("allow_sending_without_reply")),
            None,
        )
    else:
        if not isinstance(raw, dict):
            raise bad("Object expected as reply parameters")
        if not raw:
            return None, None
        if "message_id" not in raw:
            raise bad('Can\'t find field "message_id"')
        mid, lenient, quote = (
            to_int(raw["message_id"]),
            to_bool(raw.get("allow_sending_without_reply")),
            raw.get("quote"),
        )
        if raw.get("chat_id"):
            chat = bot.check_chat(raw["chat_id"])
    if mid <= 0:
        return None, None
    target = chat.messages.get(mid)
    if target is None:
        if lenient:
            return None, None
        raise ApiError(400, "Bad Request: message to be replied not found")
    q = None
    if quote:
        try:
            qt, qe = parser.finalize(
                quote,
                raw.get("quote_parse_mode") or None,
                raw.get("quote_entities"),
                auto=False,
                limit=10**9,
            )
        except ParseError as e:
            raise ApiError(e.code, e.description)
        src = target.get("text") or target.get("caption") or ""
        if len(qt) > 1024 or qt not in src:
            raise ApiError(400, "Bad Request: QUOTE_TEXT_INVALID")
        q = {
            "text": qt,
            "position": utf16_len(src[: src.index(qt)]),
            "is_manual": True,
            **({"entities": qe} if qe else {}),
        }
    return target, q


def shallow(m):
    return {k: v for k, v in m.items() if k != "reply_to_message"}
