"""Telegram's own text parser, offline: TDLib through PyPI's `tdjson`.

`parse` does what parse_mode does. `finalize` does all that happens when a message is sent: parsed,
control characters cleaned, ends trimmed, empty text refused, automatic entities (@mention, URL,
/command) added, length checked. Entities have the Bot API's form, with UTF-16 offsets.
"""

from __future__ import annotations

import json
import re

import tdjson

MAX_TEXT = 4096  # code points after parsing (TDLib: utf8_length > message_text_length_max)
MAX_CAPTION = 1024
MAX_RAW_BYTES = 1 << 15  # the Bot API server refuses a longer raw text before it even parses it
MAX_ENTITIES = 100  # the server keeps the first 100


class ParseError(Exception):
    def __init__(self, code: int, message: str):
        super().__init__(message)
        self.code, self.message = code, message

    @property
    def description(self) -> str:  # as the Bot API server words it: prefix + first letter lowered
        m = self.message
        keep = len(m) >= 2 and (m[1] == "_" or m[1].isupper())
        return "Bad Request: " + (m if keep or not m else m[0].lower() + m[1:])


def execute(request: dict) -> dict:
    raw = tdjson.td_execute(
        json.dumps(request, ensure_ascii=False).encode("utf-8", "surrogatepass")
    )
    return (
        json.loads(raw)
        if raw
        else {"@type": "error", "code": 500, "message": "td_execute gave no answer"}
    )


execute({"@type": "setLogVerbosityLevel", "new_verbosity_level": 0})
TDLIB_VERSION = execute({"@type": "getOption", "name": "version"}).get("value", "?")

_SIMPLE = {
    "Mention": "mention",
    "Hashtag": "hashtag",
    "Cashtag": "cashtag",
    "BotCommand": "bot_command",
    "Url": "url",
    "EmailAddress": "email",
    "PhoneNumber": "phone_number",
    "Bold": "bold",
    "Italic": "italic",
    "Underline": "underline",
    "Strikethrough": "strikethrough",
    "Spoiler": "spoiler",
    "Code": "code",
    "Pre": "pre",
    "BlockQuote": "blockquote",
    "ExpandableBlockQuote": "expandable_blockquote",
}


def _entity(e: dict) -> dict | None:
    t = e["type"]
    kind = t["@type"].removeprefix("textEntityType")
    out = {"offset": e["offset"], "length": e["length"]}
    if kind in _SIMPLE:
        return {"type": _SIMPLE[kind], **out}
    if kind == "PreCode":
        return {"type": "pre", **out, "language": t["language"]}
    if kind == "TextUrl":
        return {"type": "text_link", **out, "url": t["url"]}
    if kind == "MentionName":
        return {
            "type": "text_mention",
            **out,
            "user": {"id": t["user_id"], "is_bot": False, "first_name": ""},
        }
    if kind == "CustomEmoji":
        return {"type": "custom_emoji", **out, "custom_emoji_id": str(t["custom_emoji_id"])}
    if kind == "DateTime":
        return {"type": "date_time", **out, "unix_time": t["unix_time"]}
    return None  # media timestamps, bank cards: not part of the Bot API


def utf16_len(s: str) -> int:
    return len(s.encode("utf-16-le", "surrogatepass")) // 2


def utf16_slice(s: str, offset: int, length: int) -> str:
    return s.encode("utf-16-le", "surrogatepass")[2 * offset : 2 * (offset + length)].decode(
        "utf-16-le", "replace"
    )


def parse(text: str, mode: str | None) -> tuple[str, list[dict]]:
    """What parse_mode does.  Raises ParseError as the Bot API server would answer it."""
    if len(text.encode("utf-8", "surrogatepass")) > MAX_RAW_BYTES:
        raise ParseError(400, "Text is too long")
    m = (mode or "").lower()
    if not text or m in ("", "none"):
        return text, []
    if m == "html":
        pm = {"@type": "textParseModeHTML"}
    elif m == "markdownv2":
        pm = {"@type": "textParseModeMarkdown", "version": 2}
    elif m == "markdown":
        pm = {"@type": "textParseModeMarkdown", "version": 1}
    else:
        raise ParseError(400, "Unsupported parse_mode")
    r = execute({"@type": "parseTextEntities", "text": text, "parse_mode": pm})
    if r["@type"] == "error":
        raise ParseError(r["code"], r["message"])
    return r["text"], [x for e in r["entities"] if (x := _entity(e))]


def find_entities(text: str) -> list[dict]:
    """Automatic entities (what a client or the server marks by itself): commands, mentions, URLs, hashtags ..."""
    r = execute({"@type": "getTextEntities", "text": text})
    return [x for e in r.get("entities", []) if (x := _entity(e))]


_DIRTY = re.compile("[\\x00-\\x09\\x0b-\\x1f\\u2028-\\u202e\\u0333\\u033f\\u030a]")


def _clean(text: str, entities: list[dict]) -> tuple[str, list[dict]]:
    if not _DIRTY.search(text):
        n = utf16_len(text)
        for e in entities:
            if e["offset"] < 0 or e["length"] < 0:
                raise ParseError(400, f"Receive an entity with incorrect offset {e['offset']}")
            if e["offset"] + e["length"] > n:
                raise ParseError(
                    400,
                    f"Entity beginning at UTF-16 offset {e['offset']} ends after the end of the text at UTF-16 offset {e['offset'] + e['length']}",
                )
        return text, sorted(
            (e for e in entities if e["length"]), key=lambda e: (e["offset"], -e["length"])
        )
    out, off = [], [0]  # off[i] = new UTF-16 offset of old UTF-16 offset i
    pos = 0
    for ch in text:
        o = ord(ch)
        w = 2 if o > 0xFFFF else 1
        if ch == "\r" or 0x2028 <= o <= 0x202E or o in (0x0333, 0x033F, 0x030A):
            keep = ""
        elif o < 32 and ch != "\n":
            keep = " "
        else:
            keep = ch
        out.append(keep)
        n = utf16_len(keep) if keep else 0
        off += [pos + min(k, n) for k in range(1, w + 1)]
        pos += n
    es = []
    for e in entities:
        a, b = e["offset"], e["offset"] + e["length"]
        if a < 0 or e["length"] < 0:
            raise ParseError(400, f"Receive an entity with incorrect offset {a}")
        if b >= len(off):
            raise ParseError(
                400,
                f"Entity beginning at UTF-16 offset {a} ends after the end of the text at UTF-16 offset {b}",
            )
        if off[b] > off[a]:
            es.append({**e, "offset": off[a], "length": off[b] - off[a]})
    return "".join(out), sorted(es, key=lambda e: (e["offset"], -e["length"]))


def finalize(
    text: str,
    mode: str | None = None,
    entities: list[dict] | None = None,
    *,
    limit: int = MAX_TEXT,
    allow_empty: bool = False,
    auto: bool = True,
    too_long: str = "Message is too long",
) -> tuple[str, list[dict]]:
    if not text and not allow_empty:
        raise ParseError(400, "Message text is empty")
    plain, ents = parse(text, mode)
    if not mode and entities:
        ents = entities
    plain, ents = _clean(plain, ents)
    end = len(plain.rstrip(" \n"))
    if end == 0:
        if allow_empty:
            return "", []
        raise ParseError(400, "Text must be non-empty")
    plain = plain[:end]
    n = utf16_len(plain)
    ents = [{**e, "length": min(e["length"], n - e["offset"])} for e in ents if e["offset"] < n]
    first = min((e["offset"] for e in ents), default=n)
    k = 0
    while k < first and plain[k] in " \n":
        k += 1
    plain, ents = plain[k:], [{**e, "offset": e["offset"] - k} for e in ents]
    if len(plain) > limit:
        raise ParseError(400, too_long)
    if auto:
        solid = [
            e
            for e in ents
            if e["type"]
            in (
                "code",
                "pre",
                "text_link",
                "text_mention",
                "custom_emoji",
                "date_time",
                "url",
                "mention",
            )
        ]
        for a in find_entities(plain):
            if not any(
                a["offset"] < s["offset"] + s["length"] and s["offset"] < a["offset"] + a["length"]
                for s in solid
            ):
                ents.append(a)
        ents.sort(key=lambda e: (e["offset"], -e["length"]))
    return plain, ents[:MAX_ENTITIES]
