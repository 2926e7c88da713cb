"""Calls about chats and their members."""

from __future__ import annotations

from tests.fakes.telegram.calls import api
from tests.fakes.telegram.world import ApiError, bad, to_int


@api("getChat")
async def get_chat(bot, a, f):
    c = bot.check_chat(a.get("chat_id"))
    return {
        **c.json(),
        "accent_color_id": 0,
        "max_reaction_count": 11,
        "accepted_gift_types": {
            "unlimited_gifts": True,
            "limited_gifts": True,
            "unique_gifts": True,
            "premium_subscription": True,
            "gifts_from_channels": True,
        },
    }


def member_json(bot, c, uid):
    user = (
        bot.user()
        if uid == bot.id
        else (
            c.user
            if c.type == "private" and c.user and c.user["id"] == uid
            else (c.members.get(uid) or {}).get("user")
        )
    )
    if not user:
        raise ApiError(400, "Bad Request: user not found")
    st = (
        c.bot_status
        if uid == bot.id
        else ("member" if c.type == "private" else c.members[uid]["status"])
    )
    o = {"status": st, "user": user}
    if st == "creator":
        o["is_anonymous"] = False
    if st == "administrator":
        o |= {
            k: k == "can_be_edited" or k.startswith("can_delete")
            for k in [
                "can_be_edited",
                "is_anonymous",
                "can_manage_chat",
                "can_delete_messages",
                "can_manage_video_chats",
                "can_restrict_members",
                "can_promote_members",
                "can_change_info",
                "can_invite_users",
                "can_post_stories",
                "can_edit_stories",
                "can_delete_stories",
            ]
        }
    if st == "kicked":
        o["until_date"] = 0
    return o


@api("getChatMember")
async def get_member(bot, a, f):
    c = bot.check_chat(a.get("chat_id"))
    uid = to_int(a.get("user_id"))
    if uid <= 0:
        raise bad("Invalid user_id specified")
    return member_json(bot, c, uid)


@api("getChatAdministrators")
async def get_admins(bot, a, f):
    c = bot.check_chat(a.get("chat_id"))
    if c.type == "private":
        raise ApiError(400, "Bad Request: there are no administrators in the private chat")
    return [
        member_json(bot, c, u)
        for u, m in c.members.items()
        if m["status"] in ("creator", "administrator")
    ]


@api("getChatMemberCount")
async def count(bot, a, f):
    c = bot.check_chat(a.get("chat_id"))
    return 2 if c.type == "private" else len(c.members) + 1


@api("leaveChat")
async def leave(bot, a, f):
    c = bot.check_chat(a.get("chat_id"))
    c.bot_status = "left"
    bot.w.event(bot, "leave", chat_id=c.id)
    return True


@api("logOut", "close")
async def logout(bot, a, f):
    return True
