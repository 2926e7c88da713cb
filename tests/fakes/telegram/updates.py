"""Updates handed out: long polling and webhooks."""

from __future__ import annotations

import asyncio
import contextlib
import json
import random
import re
import time

from tests.fakes.telegram.calls import API, api, matches, too_many
from tests.fakes.telegram.world import (
    CONFLICT_POLL,
    DEFAULT_ALLOWED,
    UPDATE_TYPES,
    ApiError,
    DropError,
    mono,
    to_bool,
    to_int,
)


def set_allowed(bot, a):
    raw = a.get("allowed_updates")
    if not raw:
        return
    try:
        v = json.loads(raw)
    except ValueError:
        return
    if isinstance(v, list):
        bot.allowed = (
            frozenset(x.lower() for x in v if str(x).lower() in UPDATE_TYPES) or DEFAULT_ALLOWED
        )


def fail_conflict(bot, fut):  # the first at once, further ones 3 s later, as the server does
    err = ApiError(409, CONFLICT_POLL)

    def go():
        if not fut.done():
            fut.set_exception(err)

    if mono() >= bot.next_conflict:
        bot.next_conflict = mono() + 3
        go()
    else:
        asyncio.get_running_loop().call_later(3, go)


def take(bot, offset, limit):
    out = []
    while bot.dups and len(out) < limit:
        out.append(bot.dups.pop(0))
    if offset > 0:
        tail = bot.next_update
        if offset <= tail + 10:
            while bot.queue and bot.queue[0]["id"] < offset:
                bot.queue.popleft()
    for q in bot.queue:
        if len(out) >= limit:
            break
        out.append(q["data"])
    for fl in bot.w.faults:
        if fl["kind"] == "dup" and fl["left"] > 0 and out and matches(fl, "getupdates", None):
            for u in out:
                if fl["left"] > 0 and u not in bot.dups:
                    fl["left"] -= 1
                    bot.dups.append(u)
    return out


@api("getUpdates")
async def get_updates(bot, a, f):
    if bot.webhook:
        raise ApiError(
            409,
            "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first",
        )
    offset, limit, timeout = (
        to_int(a.get("offset")),
        min(100, max(1, to_int(a.get("limit"), 100) or 100)),
        min(50, max(0, to_int(a.get("timeout")))),
    )
    set_allowed(bot, a)
    bot.prune()
    now = mono()
    if bot.w.cfg["poll_quirks"]:
        if offset == bot.prev_poll[0] and timeout < 3 and now < bot.prev_poll[1] + 3:
            timeout = 3
        if offset == bot.prev_poll[0] and now < bot.prev_poll[1] + 0.5:
            limit = 1
    bot.prev_poll = (offset, now)
    bot.polled += 1
    bot.w.pulse()
    if offset < 0:
        while len(bot.queue) > -offset:
            bot.queue.popleft()
    out = take(bot, offset, limit)
    if out or not timeout:
        return out
    if bot.poll_wait and not bot.poll_wait.done():
        if bot.poll_gone():
            bot.poll_wait.cancel()
        else:
            fail_conflict(bot, bot.poll_wait)
    fut = bot.poll_wait = asyncio.get_running_loop().create_future()
    bot.poll_gone = f["gone"]
    end = now + timeout
    while True:
        bot.wake.clear()
        if fut.cancelled() or f["gone"]():
            raise DropError
        out = take(bot, offset, limit)
        left = end - mono()
        if out or left <= 0 or bot.webhook:
            if bot.poll_wait is fut:
                bot.poll_wait = None
            if bot.webhook:
                raise ApiError(409, "Conflict: terminated by setWebhook request")
            return out
        waiter = asyncio.ensure_future(bot.wake.wait())
        try:
            await asyncio.wait({waiter, fut}, timeout=left, return_when=asyncio.FIRST_COMPLETED)
        finally:
            waiter.cancel()
        if fut.done() and not fut.cancelled():
            fut.result()


@api("setWebhook")
async def set_webhook(bot, a, f):
    url, secret = a.get("url", "").strip(), a.get("secret_token", "")
    if not url:
        return await delete_webhook(bot, a, f)
    if mono() < bot.next_set_webhook:
        raise too_many(1)
    bot.next_set_webhook = mono() + 1
    if not re.match(r"^(https?://)?[\w.\-\[\]:]+(/\S*)?$", url):
        raise ApiError(400, "Bad Request: invalid webhook URL specified")
    if len(secret) > 256:
        raise ApiError(400, "Bad Request: secret token is too long")
    if not re.fullmatch(r"[A-Za-z0-9_-]*", secret):
        raise ApiError(400, "Bad Request: secret token contains unallowed characters")
    if bot.w.cfg["cloud"]:
        m = re.match(r"^https://[^/:]+(?::(\d+))?", url)
        if not m:
            raise ApiError(
                400, "Bad Request: bad webhook: An HTTPS URL must be provided for webhook"
            )
        if int(m[1] or 443) not in (443, 80, 88, 8443):
            raise ApiError(
                400,
                "Bad Request: bad webhook: Webhook can be set up only on ports 80, 88, 443 or 8443",
            )
    set_allowed(bot, a)
    if to_bool(a.get("drop_pending_updates")):
        bot.queue.clear()
    await stop_hook(bot)
    bot.webhook = {
        "url": url,
        "secret": secret,
        "max": min(100, max(1, to_int(a.get("max_connections"), 40))),
        "ip": a.get("ip_address"),
    }
    bot.webhook_err = None
    bot.wake.set()
    bot.hook_task = asyncio.ensure_future(deliver(bot))
    bot.w.event(bot, "webhook", url=url, secret=bool(secret))
    return True


@api("deleteWebhook")
async def delete_webhook(bot, a, f):
    if to_bool(a.get("drop_pending_updates")):
        bot.queue.clear()
    had = bool(bot.webhook)
    bot.webhook = None
    await stop_hook(bot)
    bot.w.event(bot, "webhook", url="", secret=False)
    return ("Webhook was deleted" if had else "Webhook is already deleted",)


async def stop_hook(bot):
    for t in [bot.hook_task, *bot.hook_children]:
        if t:
            t.cancel()
    bot.hook_task = None
    bot.hook_children.clear()


@api("getWebhookInfo")
async def webhook_info(bot, a, f):
    bot.prune()
    o = {
        "url": bot.webhook["url"] if bot.webhook else "",
        "has_custom_certificate": False,
        "pending_update_count": len(bot.queue),
    }
    if bot.webhook:
        o |= {"max_connections": bot.webhook["max"], "ip_address": "127.0.0.1"}
    if bot.webhook_err:
        o |= {"last_error_date": bot.webhook_err[0], "last_error_message": bot.webhook_err[1]}
    if bot.allowed != DEFAULT_ALLOWED:
        o["allowed_updates"] = sorted(bot.allowed)
    return o


async def deliver(bot):
    """Webhook delivery: one chat's updates in order, different chats in parallel, failed ones again after 0, 2, 4 ... 60 s."""
    busy, sem = set(), asyncio.Semaphore(bot.webhook["max"])

    async def one(item):
        delay, fails = 1, 0
        try:
            while True:
                ok = False
                async with sem:
                    hook = bot.webhook
                    if not hook:
                        return
                    headers = {"Content-Type": "application/json"}
                    if hook["secret"]:
                        headers["X-Telegram-Bot-Api-Secret-Token"] = hook["secret"]
                    dup = next(
                        (
                            x
                            for x in bot.w.faults
                            if x["kind"] == "dup" and x["left"] > 0 and matches(x, "webhook", None)
                        ),
                        None,
                    )
                    if dup:
                        dup["left"] -= 1
                    for _ in range(2 if dup else 1):
                        t = mono()
                        status, body = 0, b""
                        try:
                            async with bot.w.http.post(
                                hook["url"],
                                data=json.dumps(item["data"], ensure_ascii=False).encode(),
                                headers=headers,
                            ) as r:
                                status, body = r.status, await r.read()
                            err = (
                                None
                                if 200 <= status <= 299
                                else f"Wrong response from the webhook: {status} {r.reason}"
                            )
                            after = to_int(r.headers.get("Retry-After"))
                        except asyncio.CancelledError:
                            raise
                        except Exception as e:  # noqa: BLE001 -- the bot's side may do anything
                            err, after = (
                                "Webhook connection closed"
                                if status
                                else f"Connection failed: {type(e).__name__}",
                                0,
                            )
                        bot.w.event(
                            bot,
                            "webhook_post",
                            update_id=item["id"],
                            status=status,
                            dt=mono() - t,
                            error=err,
                        )
                        ok = err is None
                        if ok and body[:1] == b"{":
                            await webhook_reply(bot, body)
                if ok:
                    with contextlib.suppress(ValueError):
                        bot.queue.remove(item)
                    return
                bot.webhook_err = (int(time.time()), err)
                if not after and fails:
                    delay = min(random.randint(60, 120), delay * 2)
                fails += 1
                if time.time() > item["expires"]:
                    return
                await asyncio.sleep(min(after, 3600) or (delay if fails > 1 else 0.05))
        finally:
            busy.discard(item["key"])
            active.discard(item["id"])
            bot.wake.set()

    active = set()
    while True:
        bot.wake.clear()
        for item in list(bot.queue):
            if item["id"] in active or (item["key"] and item["key"] in busy):
                continue
            active.add(item["id"])
            busy.add(item["key"])
            t = asyncio.ensure_future(one(item))
            bot.hook_children.add(t)
            t.add_done_callback(bot.hook_children.discard)
        await bot.wake.wait()


async def webhook_reply(bot, body):
    try:
        d = json.loads(body)
    except ValueError:
        return
    m = str(d.pop("method", "")).lower() if isinstance(d, dict) else ""
    if (
        m in API
        and not m.startswith("get")
        and m not in ("setwebhook", "deletewebhook", "close", "logout")
    ):
        try:
            await API[m](
                bot, {k: v if isinstance(v, str) else json.dumps(v) for k, v in d.items()}, {}
            )
        except ApiError as e:
            bot.w.event(bot, "webhook_reply_error", method=m, error=e.description)
