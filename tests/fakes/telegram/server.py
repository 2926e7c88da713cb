"""A stand-in for the Telegram Bot API server, for end-to-end tests of a bot. 127.0.0.1 only.

    python -m tests.fakes.telegram.server [--port 8081] [--token 1001:AAA ...] [--username lishui_bot] [--log]

The bot's side:  base_url  http://127.0.0.1:8081/bot     base_file_url  http://127.0.0.1:8081/file/bot
The test's side: http://127.0.0.1:8081/control/...       (JSON in, JSON out; see CONTROL below, or `driver`)

Behaviour and error texts follow Telegram's own server (tdlib/telegram-bot-api 10.0, read, not copied); message texts go
through Telegram's own parser (`parser`).  What is not from that source is marked GUESS.

CONTROL (all POST unless said; "token" may be left out when there is one bot)
 /control/message   {user_id,text,chat_id?,reply_to?,user:{},chat:{},extra:{},entities?,date?,times?}   a user writes
 /control/edit      {chat_id,message_id,text,user_id?}                    a user edits his message
 /control/click     {user_id,chat_id?,message_id?,text?|data?|row?,col?,inaccessible?,force?}   a user presses an inline button
 /control/inline    {user_id,query,offset?,chat_type?}                    inline query        /control/chosen {user_id,result_id,query}
 /control/group     {chat_id,title,type?,members?:[{id,status}],bot_status?,username?,announce?}   make a group
 /control/member    {chat_id,user_id,status}                              the bot's own status changes (block = private + kicked)
 /control/update    {update:{...}}          any update          /control/redeliver {update_id?|last?}   same update again
 /control/fault     {method:"sendMessage"|"*"|[..],kind,count?=1,skip?=0,chat_id?,retry_after?,delay?,code?,description?,prob?}
        kind: 429 | 500 | 502 | 400 | 401 | 403 | 404 | 409 | garbage | hang | reset | slow   (before the call is carried out)
              drop_after (carried out, then the connection is reset)   dup (getUpdates / webhook: each update is handed out twice)
 /control/config    {latency_ms?,jitter_ms?,flood?:{enabled,per_chat_per_s,per_chat_burst,group_per_min,global_per_s,penalty},privacy?,
                     username?,mention_in_privacy?,callback_ttl?,poll_quirks?,cloud?,seed?}      (cloud: webhooks need https and Telegram's ports)
 /control/clear_faults  /control/reset  /control/revoke
 GET /control/sent?after=N&wait=S&kinds=message,edit&chat_id=   what the bot did (t: monotonic seconds)
 GET /control/calls?after=N&method=   every API call             GET /control/state      GET /control/ready?wait=S
 GET /control/screen?chat_id=N        what the user sees now     GET /control/menu?user_id=&chat_id=  the command menu he gets
"""

from __future__ import annotations

import argparse
import json

from aiohttp import ClientSession, ClientTimeout, web

from tests.fakes.telegram import (  # noqa: F401 -- each fills the table of calls
    chats,
    files,
    presses,
    profile,
    sending,
    updates,
    watching,
)
from tests.fakes.telegram.control import CTL
from tests.fakes.telegram.front import answer, download, front
from tests.fakes.telegram.updates import stop_hook
from tests.fakes.telegram.world import World


async def control(req):
    f = CTL.get(req.match_info["name"])
    if f is None:
        return web.json_response({"error": "no such control call", "have": sorted(CTL)}, status=404)
    d = dict(req.query)
    if req.method == "POST" and req.can_read_body:
        try:
            d.update(json.loads(await req.text() or "{}"))
        except ValueError as e:
            return web.json_response({"error": f"JSON: {e}"}, status=400)
    try:
        return web.json_response(
            await f(req.app["w"], d),
            dumps=lambda o: json.dumps(o, ensure_ascii=False, default=list),
        )
    except web.HTTPBadRequest as e:
        return web.json_response({"error": e.text}, status=400)
    except (KeyError, ValueError, TypeError, AttributeError, IndexError, StopIteration) as e:
        return web.json_response({"error": f"{type(e).__name__}: {e}"}, status=400)


def make_app(args):
    app = web.Application(client_max_size=64 << 20)
    app["w"] = w = World(args)

    async def up(_):
        w.http = ClientSession(timeout=ClientTimeout(total=60))

    async def down(_):
        for b in w.bots.values():
            await stop_hook(b)
        await w.http.close()

    app.on_startup.append(up)
    app.on_cleanup.append(down)
    app.router.add_route("*", "/bot{token}/{method}", front)
    app.router.add_get("/file/bot{token}/{path:.+}", download)
    app.router.add_route("*", "/control/{name}", control)
    app.router.add_route("*", "/{rest:.*}", lambda r: _nf())
    return app


async def _nf():
    return answer(404, "Not Found")


def main():
    p = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    p.add_argument("--port", type=int, default=8081)
    p.add_argument("--username", default="lishui_test_bot")
    p.add_argument(
        "--token",
        action="append",
        default=[],
        help="the only tokens accepted (default: any well-formed one)",
    )
    p.add_argument("--log", action="store_true", help="one line per call on stderr")
    a = p.parse_args()
    web.run_app(
        make_app(a),
        host="127.0.0.1",
        port=a.port,
        print=lambda *x: None,
        access_log=None,
        shutdown_timeout=1,
    )


if __name__ == "__main__":
    main()
