"""The table of API calls, flood limits, and faults to order."""

from __future__ import annotations

import math

from tests.fakes.telegram.world import ApiError, mono

API = {}


def api(*names):
    def deco(f):
        for n in names:
            API[n.lower()] = f
        return f

    return deco


def flood(bot, chat):
    f = bot.w.cfg["flood"]
    if not f["enabled"]:
        return
    now = mono()
    rules = [(("g",), f["global_per_s"], f["global_per_s"])]
    rules.append((("c", chat.id), f["per_chat_per_s"], f["per_chat_burst"]))
    if chat.type != "private":
        rules.append((("m", chat.id), f["group_per_min"] / 60, f["group_per_min"]))
    worst = 0.0
    for key, rate, cap in rules:
        level, t = bot.buckets.get(key, (cap, now))
        level = min(cap, level + (now - t) * rate)
        bot.buckets[key] = (level, now)
        if level < 1:
            worst = max(worst, (1 - level) / rate)
    if worst:
        raise too_many(max(1, math.ceil(worst)) + f["penalty"])
    for key, _, _ in rules:
        level, t = bot.buckets[key]
        bot.buckets[key] = (level - 1, t)


def too_many(sec):
    return ApiError(429, f"Too Many Requests: retry after {sec}", {"retry_after": int(sec)})


def matches(fl, method, chat_id):
    ms = fl["method"]
    return ((ms == "*" and method != "getupdates") or method in ms) and (
        fl.get("chat_id") is None or str(fl["chat_id"]) == str(chat_id)
    )


def pick_fault(w, method, chat_id):
    for fl in w.faults:
        if fl["left"] > 0 and fl["kind"] != "dup" and matches(fl, method, chat_id):
            if fl["skip"] > 0:
                fl["skip"] -= 1
                continue
            if w.rng.random() > fl.get("prob", 1):
                continue
            fl["left"] -= 1
            return fl
    return None
