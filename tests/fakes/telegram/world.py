"""The bots, chats and messages that the stand-in knows."""

from __future__ import annotations

import asyncio
import contextlib
import itertools
import random
import time
from collections import deque

from tests.fakes.telegram.parser import ParseError

UPDATE_TYPES = [
    "message",
    "edited_message",
    "channel_post",
    "edited_channel_post",
    "business_connection",
    "business_message",
    "edited_business_message",
    "deleted_business_messages",
    "message_reaction",
    "message_reaction_count",
    "inline_query",
    "chosen_inline_result",
    "callback_query",
    "shipping_query",
    "pre_checkout_query",
    "purchased_paid_media",
    "poll",
    "poll_answer",
    "my_chat_member",
    "chat_member",
    "chat_join_request",
    "chat_boost",
    "removed_chat_boost",
]
DEFAULT_ALLOWED = frozenset(UPDATE_TYPES) - {
    "chat_member",
    "message_reaction",
    "message_reaction_count",
}
ACTIONS = {
    "cancel",
    "typing",
    "record_video",
    "upload_video",
    "record_audio",
    "record_voice",
    "upload_audio",
    "upload_voice",
    "upload_photo",
    "upload_document",
    "choose_sticker",
    "pick_up_location",
    "find_location",
    "record_video_note",
    "upload_video_note",
}
REACTIONS = {
    "❤",
    "👍",
    "👎",
    "🔥",
    "🥰",
    "👏",
    "😁",
    "🤔",
    "🤯",
    "😱",
    "🤬",
    "😢",
    "🎉",
    "🤩",
    "🤮",
    "💩",
    "🙏",
    "👌",
    "🕊",
    "🤡",
    "🥱",
    "🥴",
    "😍",
    "🐳",
    "❤\u200d🔥",
    "🌚",
    "🌭",
    "💯",
    "🤣",
    "⚡",
    "🍌",
    "🏆",
    "💔",
    "🤨",
    "😐",
    "🍓",
    "🍾",
    "💋",
    "🖕",
    "😈",
    "😴",
    "😭",
    "🤓",
    "👻",
    "👨\u200d💻",
    "👀",
    "🎃",
    "🙈",
    "😇",
    "😨",
    "🤝",
    "✍",
    "🤗",
    "🫡",
    "🎅",
    "🎄",
    "☃",
    "💅",
    "🤪",
    "🗿",
    "🆒",
    "💘",
    "🙉",
    "🦄",
    "😘",
    "💊",
    "🙊",
    "😎",
    "👾",
    "🤷\u200d♂",
    "🤷",
    "🤷\u200d♀",
    "😡",
}
NOT_MODIFIED = (
    "message is not modified: specified new message content and reply markup are exactly the same as a current "
    "content and reply markup of the message"
)
CONFLICT_POLL = "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running"
mono = time.monotonic


class ApiError(Exception):
    def __init__(self, code, description, parameters=None):
        super().__init__(description)
        self.code, self.description, self.parameters = code, description, parameters


class DropError(Exception):
    """reset the connection."""


def bad(text):  # "Bad Request: ..." with the server's own capitalisation rule
    return ApiError(400, ParseError(400, text).description)


def to_bool(v):
    return str(v).strip().lower() in ("true", "yes", "1")


def to_int(v, default=0):
    try:
        return int(str(v))
    except (TypeError, ValueError):
        return default


class Bot:
    def __init__(self, token, username, world):
        self.token, self.id, self.w = token, int(token.split(":")[0]), world
        self.username, self.first_name = username, "经开区助手"
        self.next_update = 800_000_000 + random.randrange(10_000_000)
        self.queue: deque = deque()  # {"id", "data", "expires", "key"}
        self.dups: list = []  # updates to hand out once more
        self.history: deque = deque(maxlen=5000)
        self.hook_children: set = set()
        self.allowed = DEFAULT_ALLOWED
        self.prev_poll = (None, -99.0)
        self.poll_wait = None
        self.next_conflict = 0.0
        self.polled = 0
        self.webhook = None
        self.webhook_err = None
        self.hook_task = None
        self.next_set_webhook = 0.0
        self.wake = asyncio.Event()
        self.poll_gone = lambda: True
        self.commands, self.texts = {}, {}  # (scope, lang) -> [..];  (kind, lang) -> str
        self.menu_buttons = {}
        self.chats, self.msg_id, self.callbacks, self.inline, self.files = {}, 0, {}, {}, {}
        self.buckets = {}
        self.privacy = True
        self.log_out = False

    def user(self, *, full=False):
        u = {
            "id": self.id,
            "is_bot": True,
            "first_name": self.texts.get(("name", ""), self.first_name),
            "username": self.username,
        }
        if full:
            u |= {
                "can_join_groups": True,
                "can_read_all_group_messages": not self.privacy,
                "supports_inline_queries": True,
                "can_connect_to_business": False,
                "has_main_web_app": False,
            }
        return u

    # ---- updates -------------------------------------------------------------------------------------------------
    def add_update(self, kind, payload, ttl=86400, key=0):
        if kind not in self.allowed:
            return None
        u = {"update_id": self.next_update, kind: payload}
        self.next_update += 1
        self.queue.append(
            {"id": u["update_id"], "data": u, "expires": time.time() + ttl, "key": key, "t": mono()}
        )
        self.history.append(u)
        self.wake.set()
        self.w.pulse()
        return u["update_id"]

    def prune(self):
        now = time.time()
        if any(q["expires"] < now for q in self.queue):
            self.queue = deque(q for q in self.queue if q["expires"] >= now)

    # ---- chats ---------------------------------------------------------------------------------------------------
    def chat(self, cid):
        return self.chats.get(cid)

    def private(self, user):
        c = self.chats.get(user["id"])
        if c is None:
            c = self.chats[user["id"]] = Chat(user["id"], "private", None)
        c.user = {**(c.user or {}), **user}
        return c

    def check_chat(self, raw):
        raw = str(raw if raw is not None else "")
        if raw == "":
            raise ApiError(400, "Bad Request: chat_id is empty")
        c = None
        if raw.startswith("@"):
            c = next(
                (
                    c
                    for c in self.chats.values()
                    if c.username and c.username.lower() == raw[1:].lower()
                ),
                None,
            )
        else:
            c = self.chats.get(to_int(raw, None))
        if c is None:
            raise ApiError(400, "Bad Request: chat not found")
        if c.migrated_to:
            raise ApiError(
                400,
                "Bad Request: group chat was upgraded to a supergroup chat",
                {"migrate_to_chat_id": c.migrated_to},
            )
        if c.bot_status == "kicked":
            raise ApiError(
                403,
                "Forbidden: bot was blocked by the user"
                if c.type == "private"
                else f"Forbidden: bot was kicked from the {c.type} chat",
            )
        if c.bot_status == "left":
            raise ApiError(403, f"Forbidden: bot is not a member of the {c.type} chat")
        return c

    def new_message_id(self, chat):
        if chat.type in ("supergroup", "channel"):
            chat.msg_id += 1
            return chat.msg_id
        self.msg_id += 1
        return self.msg_id


class Chat:
    def __init__(self, cid, type_, title, username=None):
        self.id, self.type, self.title, self.username = cid, type_, title, username
        self.user = None
        self.members = {}
        self.bot_status = "member"
        self.migrated_to = None
        self.messages = {}
        self.msg_id = 0
        self.actions = {}
        self.reactions = {}

    def json(self):
        o = {"id": self.id, "type": self.type}
        if self.type == "private":
            o |= {
                k: self.user[k]
                for k in ("first_name", "last_name", "username")
                if k in (self.user or {})
            }
        else:
            o["title"] = self.title
            if self.username:
                o["username"] = self.username
        return o


class World:
    def __init__(self, args):
        self.args = args
        self.bots = {}
        self.revoked = set()
        self.reset_logs()
        self.cfg = {
            "latency_ms": 0,
            "jitter_ms": 0,
            "callback_ttl": 60.0,
            "cloud": False,
            "poll_quirks": True,
            "mention_in_privacy": True,
            "flood": {
                "enabled": False,
                "per_chat_per_s": 1.0,
                "per_chat_burst": 3,
                "group_per_min": 20,
                "global_per_s": 30,
                "penalty": 0,
            },
        }
        self.faults = []
        self.rng = random.Random(0)
        self.ids = itertools.count(7_000_000_000_000_001)
        self._pulse = asyncio.Event()
        self.http = None

    def reset_logs(self):
        self.calls, self.events, self.n = [], [], 0

    def pulse(self):
        self._pulse.set()
        self._pulse = asyncio.Event()

    async def until(self, cond, seconds):
        end = mono() + seconds
        while not (r := cond()) and (left := end - mono()) > 0:
            with contextlib.suppress(asyncio.TimeoutError):
                await asyncio.wait_for(self._pulse.wait(), min(left, 1.0))
        return r

    def bot(self, token):
        if token not in self.bots:
            self.bots[token] = Bot(token, self.args.username, self)
        return self.bots[token]

    def event(self, bot, kind, **kw):
        self.n += 1
        e = {"n": self.n, "t": mono(), "kind": kind, "bot": bot.id, **kw}
        self.events.append(e)
        self.pulse()
        return e
