"""Calls that set and give menus and profile texts."""

from __future__ import annotations

import re

from tests.fakes.telegram.arguments import jarg
from tests.fakes.telegram.calls import api, too_many
from tests.fakes.telegram.world import ApiError, bad, to_int

SCOPES = (
    "default",
    "all_private_chats",
    "all_group_chats",
    "all_chat_administrators",
    "chat",
    "chat_administrators",
    "chat_member",
)


def scope_of(bot, a):
    s = jarg(a, "scope", "BotCommandScope") or {"type": "default"}
    pre = "Can't parse BotCommandScope: "
    if not isinstance(s, dict):
        raise bad(pre + "BotCommandScope must be an Object")
    if s.get("type") not in SCOPES:
        raise bad(pre + "Unsupported type specified")
    key = [s["type"]]
    if s["type"].startswith("chat"):
        if not str(s.get("chat_id", "")):
            raise bad(pre + "Empty chat_id specified")
        key.append(bot.check_chat(s["chat_id"]).id)
    if s["type"] == "chat_member":
        if to_int(s.get("user_id")) <= 0:
            raise bad(pre + "Invalid user_id specified")
        key.append(to_int(s["user_id"]))
    lang = a.get("language_code", "")
    if lang and not re.fullmatch("[a-z]{2}", lang):
        raise bad("Invalid language code specified")
    return tuple(key), lang


@api("setMyCommands")
async def set_commands(bot, a, f):
    cs = jarg(a, "commands", "commands") or []
    if not isinstance(cs, list):
        raise bad("Expected an Array of BotCommand")
    out = []
    for c in cs:
        pre = "Can't parse BotCommand: "
        if not isinstance(c, dict):
            raise bad(pre + "expected an Object")
        for k in ("command", "description"):
            if not isinstance(c.get(k), str):
                raise bad(pre + f'Can\'t find field "{k}"')
        name, d = c["command"].strip().removeprefix("/"), c["description"].strip()
        if not name:
            raise bad("Command must be non-empty")
        if len(name) > 32:
            raise bad("Command length must not exceed 32")
        if not d:
            raise bad("Command description must be non-empty")
        if len(d) > 256:
            raise bad("Command description length must not exceed 256")
        if not re.fullmatch("[a-z0-9_]+", name):
            raise ApiError(400, "Bad Request: BOT_COMMAND_INVALID")
        out.append({"command": name, "description": d})
    key = scope_of(bot, a)
    if len(out) > 100:
        raise ApiError(400, "Bad Request: BOT_COMMANDS_TOO_MUCH")
    if out:
        bot.commands[key] = out
    else:
        bot.commands.pop(key, None)
    bot.w.event(bot, "commands", scope=key[0], language_code=key[1], commands=out)
    return True


@api("getMyCommands")
async def get_commands(bot, a, f):
    return bot.commands.get(scope_of(bot, a), [])


@api("deleteMyCommands")
async def del_commands(bot, a, f):
    key = scope_of(bot, a)
    bot.commands.pop(key, None)
    bot.w.event(bot, "commands", scope=key[0], language_code=key[1], commands=[])
    return True


def _profile(kind, arg, limit, err):
    async def setter(bot, a, f):
        lang, v = a.get("language_code", ""), a.get(arg, "")
        if lang and not re.fullmatch("[a-z]{2}", lang):
            raise bad("Invalid language code specified")
        if len(v) > limit:
            raise ApiError(400, f"Bad Request: {err}")  # GUESS (the code's name)
        if kind == "name":  # the cloud limits name changes hard
            n = sum(
                1
                for e in bot.w.events
                if e["kind"] == "profile" and e["what"] == "name" and e["bot"] == bot.id
            )
            if n >= 5:
                raise too_many(86400 // 2)  # GUESS (number)
        if v:
            bot.texts[(kind, lang)] = v
        else:
            bot.texts.pop((kind, lang), None)
        bot.w.event(bot, "profile", what=kind, language_code=lang, text=v)
        return True

    async def getter(bot, a, f):
        return {
            arg: bot.texts.get(
                (kind, a.get("language_code", "")),
                bot.texts.get((kind, ""), bot.first_name if kind == "name" else ""),
            )
        }

    return setter, getter


for _kind, _arg, _lim, _name, _err in (
    ("description", "description", 512, "MyDescription", "BOT_DESCRIPTION_TOO_LONG"),
    ("short", "short_description", 120, "MyShortDescription", "ABOUT_TOO_LONG"),
    ("name", "name", 64, "MyName", "BOT_TITLE_INVALID"),
):
    _s, _g = _profile(_kind, _arg, _lim, _err)
    api("set" + _name)(_s)
    api("get" + _name)(_g)


@api("setChatMenuButton")
async def set_menu(bot, a, f):
    bot.menu_buttons[to_int(a.get("chat_id"))] = jarg(a, "menu_button", "menu button") or {
        "type": "default"
    }
    return True


@api("getChatMenuButton")
async def get_menu(bot, a, f):
    return (
        bot.menu_buttons.get(to_int(a.get("chat_id")))
        or bot.menu_buttons.get(0)
        or {"type": "commands"}
    )


@api("setMyDefaultAdministratorRights")
async def set_rights(bot, a, f):
    return True
