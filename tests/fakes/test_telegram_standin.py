"""The stand-in answers as Telegram does: through python-telegram-bot, and through plain HTTP."""

import asyncio
import http.server
import json
import threading
import time

import httpx
import pytest
from telegram import (
    Bot,
    BotCommand,
    BotCommandScopeAllPrivateChats,
    BotCommandScopeChat,
    InlineQueryResultArticle,
    InputTextMessageContent,
    LinkPreviewOptions,
    ReactionTypeEmoji,
    ReplyParameters,
)
from telegram import (
    InlineKeyboardButton as B,
)
from telegram import (
    InlineKeyboardMarkup as M,
)
from telegram.error import (
    BadRequest,
    ChatMigrated,
    Conflict,
    Forbidden,
    InvalidToken,
    NetworkError,
    RetryAfter,
    TimedOut,
)

from tests.fakes.telegram.driver import Server, free_port

T = "1001:TEST"


@pytest.fixture(autouse=True)
def _timedelta(monkeypatch):
    monkeypatch.setenv("PTB_TIMEDELTA", "1")  # else python-telegram-bot 22 warns


@pytest.fixture(scope="module")
def srv():
    with Server(token=T) as s:
        yield s


@pytest.fixture
def s(srv):
    srv.ctl("reset")
    srv.ctl("config", latency_ms=0, flood={"enabled": False}, callback_ttl=60, cloud=False)
    srv.http.post(f"/bot{T}/getMe")
    return srv


def run(s, f):
    async def go():
        async with Bot(T, base_url=s.base_url, base_file_url=s.base_file_url) as b:
            return await f(b)

    return asyncio.run(go())


def fails(s, f, exc, text):
    with pytest.raises(exc) as e:
        run(s, f)
    assert text.lower() in str(e.value).lower(), str(
        e.value
    )  # PTB strips "Bad Request: " and capitalises


def raw(s, method, **kw):
    return s.http.post(f"/bot{T}/{method}", data=kw).json()


def test_get_me_and_unknown(s):
    """It introduces the bot, and refuses a method that Telegram does not have."""
    me = run(s, lambda b: b.get_me())
    assert (
        me.is_bot and me.username == "lishui_test_bot" and me.can_read_all_group_messages is False
    )
    r = s.http.post(f"/bot{T}/noSuch")
    assert r.status_code == 404 and r.json() == {
        "ok": False,
        "error_code": 404,
        "description": "Not Found: method not found",
    }
    assert s.http.get("/botX/getMe").status_code == 404
    s.ctl("revoke", token=T)
    assert s.http.get(f"/bot{T}/getMe").json()["error_code"] == 401


def test_send_html_and_keyboard(s):
    """A message is parsed as Telegram parses it: plain text, entities, quote, keyboard."""
    s.send("hi", 5)
    m = run(
        s,
        lambda b: b.send_message(
            5,
            "<b>丽水</b> &amp; <a href='https://a.example/x'>源</a>",
            parse_mode="HTML",
            reply_markup=M(
                [[B("下一页", callback_data="n:1"), B("原文", url="https://a.example")]]
            ),
            link_preview_options=LinkPreviewOptions(is_disabled=True),
            reply_parameters=ReplyParameters(1, quote="h"),
        ),
    )
    assert (
        m.text == "丽水 & 源"
        and [e.type for e in m.entities] == ["bold", "text_link"]
        and m.reply_to_message.text == "hi"
        and m.quote.text == "h"
    )
    e = s.sent(kinds="message")["events"][-1]
    assert (
        e["reply_to"] == 1
        and e["quote"] == "h"
        and e["link_preview_options"] == {"is_disabled": True}
        and e["raw"].startswith("<b>")
    )


@pytest.mark.parametrize(
    ("kw", "text"),
    [
        ({"text": ""}, "message text is empty"),
        ({"text": "  \n "}, "text must be non-empty"),
        ({"text": "字" * 4097}, "message is too long"),
        ({"text": "<b>x", "parse_mode": "HTML"}, "can't parse entities: Can't find end tag"),
        (
            {"text": "1.5", "parse_mode": "MarkdownV2"},
            "can't parse entities: Character '.' is reserved",
        ),
        ({"text": "字" * 11000, "parse_mode": "HTML"}, "text is too long"),
        ({"text": "x", "parse_mode": "Foo"}, "unsupported parse_mode"),
        (
            {"text": "x", "reply_markup": M([[B("a", callback_data="好" * 22)]])},
            "BUTTON_DATA_INVALID",
        ),
        ({"text": "x", "reply_markup": M([[B("a", url="ftp: bad")]])}, "is invalid"),
        (
            {"text": "x", "reply_markup": M([[B(str(i), callback_data="x")] for i in range(101)])},
            "reply markup is too long",
        ),
        (
            {"text": "x", "reply_parameters": ReplyParameters(999)},
            "message to be replied not found",
        ),
        (
            {"text": "x", "reply_parameters": ReplyParameters(1, quote="没有的话")},
            "QUOTE_TEXT_INVALID",
        ),
    ],
)
def test_400(s, kw, text):
    """What Telegram refuses it refuses, in Telegram's words."""
    s.send("你好", 5)
    fails(s, lambda b: b.send_message(5, **kw), BadRequest, text)


def test_limits_that_pass(s):
    """What just fits passes, with a warning where a client would count otherwise."""
    s.send("x", 5)
    assert (
        len(
            run(
                s, lambda b: b.send_message(5, "<b>" + "字" * 4096 + "</b>", parse_mode="HTML")
            ).text
        )
        == 4096
    )
    assert run(
        s,
        lambda b: b.send_message(5, "x", reply_markup=M([[B("a", callback_data="好" * 21 + "1")]])),
    ).message_id
    assert (
        run(
            s,
            lambda b: b.send_message(
                5, "x", reply_parameters=ReplyParameters(999, allow_sending_without_reply=True)
            ),
        ).reply_to_message
        is None
    )
    run(s, lambda b: b.send_message(5, "😀" * 3000))
    assert "UTF-16" in s.sent(kinds="message")["events"][-1]["warnings"][0]


def test_raw_keyboard_shapes(s):
    """A keyboard of the wrong shape is refused with what is wrong about it."""
    s.send("x", 5)
    for mk, want in (
        ("{", "can't parse reply keyboard markup JSON object"),
        ("[]", "object expected as reply markup"),
        ('{"inline_keyboard":[{}]}', "must be an Array of Arrays"),
        (
            '{"inline_keyboard":[[{"text":"a"}]]}',
            "Text buttons are unallowed in the inline keyboard",
        ),
        ('{"inline_keyboard":[[{"callback_data":"a"}]]}', "Can't find field"),
    ):
        r = raw(s, "sendMessage", chat_id=5, text="x", reply_markup=mk)
        assert not r["ok"] and want in r["description"], r


def test_chats(s):
    """Unknown, blocked and upgraded chats answer as Telegram's do."""
    fails(s, lambda b: b.send_message(77, "x"), BadRequest, "chat not found")
    s.send("x", 5)
    s.ctl("member", user_id=5, status="kicked")
    fails(s, lambda b: b.send_message(5, "x"), Forbidden, "bot was blocked by the user")
    s.ctl("group", chat_id=-7, type="group", title="g")
    s.ctl("migrate", chat_id=-7, to=-1007)
    fails(s, lambda b: b.send_message(-7, "x"), ChatMigrated, "-1007")
    s.ctl("group", chat_id=-1008, members=[{"id": 9, "status": "creator"}, {"id": 8}])
    assert run(s, lambda b: b.get_chat_member(-1008, 9)).status == "creator"
    assert [m.user.id for m in run(s, lambda b: b.get_chat_administrators(-1008))] == [9]
    assert run(s, lambda b: b.get_chat(-1008)).title == "测试群"


def test_edit(s):
    """Edits follow Telegram's rules: not the same content, not another's message, keyboard gone."""
    s.send("x", 5)
    m = run(s, lambda b: b.send_message(5, "甲", reply_markup=M([[B("a", callback_data="1")]])))
    fails(
        s,
        lambda b: b.edit_message_text(
            "甲", 5, m.message_id, reply_markup=M([[B("a", callback_data="1")]])
        ),
        BadRequest,
        "message is not modified",
    )
    m2 = run(s, lambda b: b.edit_message_text("<i>乙</i>", 5, m.message_id, parse_mode="HTML"))
    assert m2.text == "乙" and m2.reply_markup is None and m2.edit_date
    assert run(
        s,
        lambda b: b.edit_message_reply_markup(
            5, m.message_id, reply_markup=M([[B("b", callback_data="2")]])
        ),
    ).reply_markup
    fails(s, lambda b: b.edit_message_text("x", 5, 1), BadRequest, "message can't be edited")
    fails(s, lambda b: b.edit_message_text("x", 5, 999), BadRequest, "message to edit not found")
    assert run(s, lambda b: b.delete_message(5, m.message_id))
    fails(s, lambda b: b.delete_message(5, m.message_id), BadRequest, "message to delete not found")


def test_callback(s):
    """A press is delivered, answered once, and in time."""
    s.send("x", 5)
    m = run(
        s,
        lambda b: b.send_message(
            5, "x", reply_markup=M([[B("a", callback_data="1"), B("u", url="https://a.example")]])
        ),
    )
    assert "opens" in s.click("u", 5)
    r = s.click("a", 5)
    u = run(s, lambda b: b.get_updates(offset=r["update_id"]))[0]
    assert u.callback_query.data == "1" and u.callback_query.message.message_id == m.message_id
    assert run(s, lambda b: b.answer_callback_query(u.callback_query.id, "好"))
    fails(s, lambda b: b.answer_callback_query("12"), BadRequest, "query is too old")
    s.ctl("config", callback_ttl=0)
    r = s.click("a", 5)
    fails(s, lambda b: b.answer_callback_query(r["query_id"]), BadRequest, "query is too old")
    s.click("a", 5, message_id=m.message_id, inaccessible=True, force=True, data="z")
    u = run(s, lambda b: b.get_updates(offset=-1))[-1]
    assert u.callback_query.message.date is not None and not u.callback_query.message.is_accessible


def test_misc_methods(s):
    """Typing, reactions, files and drafts work within their limits."""
    s.send("x", 5)
    assert run(s, lambda b: b.send_chat_action(5, "typing"))
    fails(
        s, lambda b: b.send_chat_action(5, "nope"), BadRequest, "wrong parameter action in request"
    )
    assert run(s, lambda b: b.set_message_reaction(5, 1, ReactionTypeEmoji("👍")))
    fails(
        s,
        lambda b: b.set_message_reaction(5, 1, ReactionTypeEmoji("🚗")),
        BadRequest,
        "REACTION_INVALID",
    )
    d = run(
        s,
        lambda b: b.send_document(
            5, b"hello", caption="<b>c</b>", parse_mode="HTML", filename="报表.csv"
        ),
    )
    assert d.document.file_name == "报表.csv" and d.caption == "c"

    async def dl(b):
        return bytes(await (await b.get_file(d.document.file_id)).download_as_bytearray())

    assert run(s, dl) == b"hello"
    fails(
        s,
        lambda b: b.send_document(5, b"x", caption="字" * 1025),
        BadRequest,
        "message caption is too long",
    )
    assert run(s, lambda b: b.send_message_draft(5, 1, "正在写"))


def test_profile(s):
    """Menus follow scope and language; profile texts their lengths."""
    s.send("x", 5, profile={"language_code": "en"})

    async def go(b):
        await b.set_my_commands([BotCommand("start", "开始")])
        await b.set_my_commands(
            [BotCommand("start", "Start")],
            scope=BotCommandScopeAllPrivateChats(),
            language_code="en",
        )
        await b.set_my_commands([BotCommand("reload", "重载")], scope=BotCommandScopeChat(5))
        await b.set_my_description("介绍")
        await b.set_my_short_description("短", language_code="zh")
        return await b.get_my_commands(), await b.get_my_description()

    c, d = run(s, go)
    assert c[0].description == "开始" and d.description == "介绍"
    assert (
        s.ctl("menu", user_id=5)["commands"][0]["command"] == "reload"
        and s.ctl("menu", user_id=6, language_code="en")["commands"][0]["description"] == "Start"
    )
    fails(
        s, lambda b: b.set_my_commands([BotCommand("Bad", "x")]), BadRequest, "BOT_COMMAND_INVALID"
    )
    fails(
        s,
        lambda b: b.set_my_commands([BotCommand("a", "x")], language_code="zh-hans"),
        BadRequest,
        "invalid language code specified",
    )
    fails(s, lambda b: b.set_my_short_description("字" * 121), BadRequest, "")
    fails(
        s,
        lambda b: b.set_my_commands([BotCommand("a", "x")], scope=BotCommandScopeChat(404)),
        BadRequest,
        "chat not found",
    )


def test_inline(s):
    """Inline answers are checked: number, ids, and texts."""
    r = s.inline("半导体", 5)

    def mk(n):
        return [
            InlineQueryResultArticle(
                str(i), "t", InputTextMessageContent("<b>x</b>", parse_mode="HTML")
            )
            for i in range(n)
        ]

    assert run(s, lambda b: b.answer_inline_query(r["query_id"], mk(3), cache_time=5))
    assert (
        s.sent(kinds="inline_answer")["events"][0]["results"][0]["input_message_content"]["_plain"]
        == "x"
    )
    fails(
        s,
        lambda b: b.answer_inline_query(r["query_id"], mk(1) * 2),
        BadRequest,
        "RESULT_ID_DUPLICATE",
    )
    fails(s, lambda b: b.answer_inline_query("1", mk(1)), BadRequest, "query is too old")
    r2 = raw(
        s,
        "answerInlineQuery",
        inline_query_id=r["query_id"],
        results=json.dumps(
            [
                {
                    "type": "article",
                    "id": str(i),
                    "title": "t",
                    "input_message_content": {"message_text": "x"},
                }
                for i in range(51)
            ]
        ),
    )
    assert "RESULTS_TOO_MUCH" in r2["description"]
    fails(
        s,
        lambda b: b.answer_inline_query(
            r["query_id"],
            [
                InlineQueryResultArticle(
                    "1", "t", InputTextMessageContent("<b>x", parse_mode="HTML")
                )
            ],
        ),
        BadRequest,
        "can't parse inline query result",
    )


def test_offsets(s):
    """Polling confirms by offset, from the front and from the back."""
    ids = [s.send(str(i), 5)["update_id"] for i in range(5)]

    def get(**kw):
        return [u["update_id"] for u in raw(s, "getUpdates", **kw)["result"]]

    s.ctl("config", poll_quirks=False)
    assert get() == ids and get() == ids and get(limit=2) == ids[:2]
    assert get(offset=ids[2]) == ids[2:]
    assert get() == ids[2:]
    assert get(offset=-1) == ids[4:] and get() == ids[4:]
    assert get(offset=ids[4] + 1) == []
    assert get(offset=ids[4] + 500) == []
    s.ctl("config", poll_quirks=True)
    s.send("a", 5)
    s.send("b", 5)
    s.send("c", 5)
    assert len(get(offset=1)) == 3
    assert len(get(offset=1)) == 1  # same offset at once: one update


def test_long_poll_and_conflict(s):
    """A poll waits for an update; a second poller ends the first."""
    out = {}

    def poll(name, **kw):
        t = time.monotonic()
        r = httpx.post(f"{s.base}/bot{T}/getUpdates", data=kw, timeout=20, trust_env=False).json()
        out[name] = (time.monotonic() - t, r)

    th = threading.Thread(target=poll, args=("a",), kwargs={"timeout": 10})
    th.start()
    time.sleep(0.4)
    s.send("x", 5)
    th.join()
    assert 0.3 < out["a"][0] < 1.5 and out["a"][1]["result"][0]["message"]["text"] == "x"
    nxt = out["a"][1]["result"][0]["update_id"] + 1
    t1 = threading.Thread(target=poll, args=("b",), kwargs={"timeout": 8, "offset": nxt})
    t1.start()
    time.sleep(0.4)
    t2 = threading.Thread(target=poll, args=("c",), kwargs={"timeout": 2, "offset": nxt})
    t2.start()
    t1.join()
    t2.join()
    assert (
        out["b"][1]["error_code"] == 409
        and "terminated by other getUpdates" in out["b"][1]["description"]
        and out["c"][1]["ok"]
        and 1.5 < out["c"][0] < 4
    )


def test_allowed_updates(s):
    """Only the kinds of update that were asked for are delivered."""
    raw(s, "getUpdates", allowed_updates='["callback_query"]')
    assert s.send("x", 5)["delivered"] is False
    raw(s, "getUpdates", allowed_updates="[]", offset=1)
    assert s.send("x", 5)["delivered"] is True


def test_privacy(s):
    """In privacy mode a bot sees only what is meant for it."""
    s.ctl("group", chat_id=-1009)
    g = {"chat": -1009}
    assert (
        not s.send("随便说说", 5, **g)["delivered"]
        and s.send("/latest", 5, **g)["delivered"]
        and s.send("/latest@lishui_test_bot", 5, **g)["delivered"]
        and not s.send("/latest@other_bot", 5, **g)["delivered"]
    )
    assert s.send("@lishui_test_bot 问题", 5, **g)["delivered"]
    m = run(s, lambda b: b.send_message(-1009, "x"))
    assert s.send("接着问", 5, reply_to=m.message_id, **g)["delivered"]
    s.ctl("config", privacy=False)
    assert s.send("随便说说", 5, **g)["delivered"]


def test_faults(s):
    """Each fault that can be ordered does what it says."""
    s.send("x", 5)

    def n():
        return len(s.sent(kinds="message")["events"])

    def send(b):
        return b.send_message(5, "x")

    s.fault("sendMessage", 429, retry_after=7)
    fails(s, send, RetryAfter, "Flood control exceeded")
    assert s.http.post(f"/bot{T}/sendMessage", data={"chat_id": 5, "text": "ok"}).status_code == 200
    k = n()
    for kind, exc in (
        (500, NetworkError),
        (502, NetworkError),
        ("reset", NetworkError),
        ("garbage", Exception),
        (403, Forbidden),
        (401, InvalidToken),
        (409, Conflict),
        (400, BadRequest),
    ):
        s.fault("sendMessage", kind)
        fails(s, send, exc, "")
    assert n() == k
    s.fault("sendMessage", "drop_after")
    fails(s, send, NetworkError, "")
    assert n() == k + 1  # was carried out all the same
    s.fault("sendMessage", "hang", delay=3)
    fails(s, lambda b: b.send_message(5, "x", read_timeout=0.5), TimedOut, "")
    assert n() == k + 1
    s.fault("sendMessage", "slow", delay=1.2)
    fails(s, lambda b: b.send_message(5, "x", read_timeout=0.5), TimedOut, "")
    time.sleep(1.2)
    assert n() == k + 2  # timed out, yet sent
    s.fault("sendMessage", 429, retry_after=1, skip=1, count=1)
    run(s, send)
    fails(s, send, RetryAfter, "")


def test_duplicates(s):
    """An update can be delivered twice, as Telegram sometimes does."""
    s.ctl("config", poll_quirks=False)
    s.fault("getUpdates", "dup", count=1)
    a = s.send("x", 5)["update_id"]

    def get(**kw):
        return [u["update_id"] for u in raw(s, "getUpdates", **kw)["result"]]

    assert get() == [a] and get(offset=a + 1) == [a] and get(offset=a + 1) == []
    s.ctl("redeliver", update_id=a)
    assert get(offset=a + 1) == [a]


def test_flood(s):
    """The published limits for a chat and a group hold."""
    s.send("x", 5)
    s.ctl("config", flood={"enabled": True, "per_chat_burst": 2})
    rs = [raw(s, "sendMessage", chat_id=5, text="x") for _ in range(4)]
    assert (
        [r["ok"] for r in rs] == [True, True, False, False]
        and rs[2]["parameters"]["retry_after"] >= 1
        and rs[2]["description"].startswith("Too Many Requests: retry after")
    )
    s.ctl("group", chat_id=-5, type="group")
    s.ctl("config", flood={"enabled": True, "per_chat_burst": 100})
    time.sleep(1)
    assert sum(raw(s, "sendMessage", chat_id=-5, text="x")["ok"] for _ in range(25)) == 20


def test_webhook(s):
    """Updates are posted in order, with the secret, again after a failure."""
    got, port, codes = [], free_port(), [500, 500]

    class H(http.server.BaseHTTPRequestHandler):
        def do_POST(self):
            body = json.loads(self.rfile.read(int(self.headers["content-length"])))
            got.append(
                (time.monotonic(), self.headers.get("X-Telegram-Bot-Api-Secret-Token"), body)
            )
            self.send_response(codes.pop(0) if codes else 200)
            self.send_header("Content-Type", "application/json")
            out = (
                json.dumps({"method": "sendMessage", "chat_id": 5, "text": "回执"}).encode()
                if body.get("message", {}).get("text") == "reply"
                else b""
            )
            self.send_header("Content-Length", str(len(out)))
            self.end_headers()
            self.wfile.write(out)

        def log_message(self, *a):
            pass

    h = http.server.ThreadingHTTPServer(("127.0.0.1", port), H)
    threading.Thread(target=h.serve_forever, daemon=True).start()
    assert (
        "unallowed"
        in raw(s, "setWebhook", url=f"http://127.0.0.1:{port}/h", secret_token="a b")["description"]
    )
    time.sleep(1.05)
    assert raw(s, "setWebhook", url=f"http://127.0.0.1:{port}/h", secret_token="S-1")["ok"]
    assert raw(s, "setWebhook", url="http://x/")["error_code"] == 429
    assert raw(s, "getUpdates")["error_code"] == 409
    s.send("x", 5)
    s.send("reply", 5)
    for _ in range(80):
        if len(got) >= 4:
            break
        time.sleep(0.1)
    assert [g[1] for g in got] == ["S-1"] * 4 and [g[2]["message"]["text"] for g in got] == [
        "x",
        "x",
        "x",
        "reply",
    ]  # in order, after two failures
    time.sleep(0.2)
    assert s.sent(kinds="message")["events"][-1]["text"] == "回执"
    i = raw(s, "getWebhookInfo")["result"]
    assert i["pending_update_count"] == 0 and "500" in i["last_error_message"]
    s.fault("webhook", "dup")
    s.send("d", 5)
    time.sleep(0.5)
    assert [g[2]["update_id"] for g in got[-2:]] == [got[-1][2]["update_id"]] * 2
    assert raw(s, "deleteWebhook")["description"] == "Webhook was deleted"
    h.shutdown()
    h.server_close()
    s.ctl("config", cloud=True)
    time.sleep(1)
    assert "HTTPS" in raw(s, "setWebhook", url="http://127.0.0.1:1/h")["description"]
