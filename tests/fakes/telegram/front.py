"""The door for the bot: tokens, faults, answers."""

from __future__ import annotations

import asyncio
import json
import re
import sys

from aiohttp import web

from tests.fakes.telegram.arguments import read_args
from tests.fakes.telegram.calls import API, pick_fault, too_many
from tests.fakes.telegram.world import CONFLICT_POLL, ApiError, DropError, mono

HTTP = {
    "400": "Bad Request: injected",
    "401": "Unauthorized",
    "403": "Forbidden: bot was blocked by the user",
    "404": "Not Found",
    "409": CONFLICT_POLL,
    "500": "Internal Server Error: injected",
}
TOKEN_RE = re.compile(r"^[1-9]\d{0,16}:[\w-]{1,60}$")


def answer(code, description, parameters=None):
    body = {"ok": False, "error_code": code, "description": description} | (
        {"parameters": parameters} if parameters else {}
    )
    h = (
        {"Retry-After": str(parameters["retry_after"])}
        if parameters and "retry_after" in parameters
        else {}
    )
    return web.json_response(body, status=code, headers=h)


async def front(req):
    w, token, method = req.app["w"], req.match_info["token"], req.match_info["method"].lower()
    t0 = mono()
    if not TOKEN_RE.match(token):
        return answer(404, "Not Found")
    if token in w.revoked or (w.args.token and token not in w.args.token):
        return answer(401, "Unauthorized")
    bot = w.bot(token)
    rec = {
        "n": len(w.calls) + 1,
        "t": t0,
        "bot": bot.id,
        "method": req.match_info["method"],
        "status": None,
    }
    w.calls.append(rec)
    try:
        args, files = await read_args(req)

        def gone():
            return req.transport is None or req.transport.is_closing()

        if method == "getupdates":
            files["gone"] = gone
        rec["args"] = {k: (v if len(v) < 6000 else v[:6000] + "…") for k, v in args.items()}
        if files and method != "getupdates":
            rec["files"] = {k: len(v.data) for k, v in files.items()}
        c = w.cfg
        if c["latency_ms"] and method != "getupdates":
            await asyncio.sleep((c["latency_ms"] + c["jitter_ms"] * w.rng.random()) / 1000)
        fl = pick_fault(w, method, args.get("chat_id"))
        if fl:
            rec["fault"] = k = fl["kind"]
            delay = fl.get("delay")
            if k == "429":
                raise too_many(fl.get("retry_after", 1))
            if k == "502":
                rec["status"] = 502
                return web.Response(
                    status=502,
                    content_type="text/html",
                    text="<html>\r\n<head><title>502 Bad Gateway</title></head>\r\n<body>\r\n<center><h1>502 Bad Gateway</h1></center>\r\n<hr><center>nginx/1.18.0</center>\r\n</body>\r\n</html>\r\n",
                )
            if k == "garbage":
                rec["status"] = 200
                return web.Response(text='{"ok":tru', content_type="application/json")
            if k == "reset":
                raise DropError
            if k == "hang":
                await asyncio.sleep(3600 if delay is None else delay)
                raise DropError
            if k == "slow":
                await asyncio.sleep(1 if delay is None else delay)
            elif k != "drop_after":
                raise ApiError(
                    fl.get("code") or int(k), fl.get("description") or HTTP[k], fl.get("parameters")
                )
        h = API.get(method)
        if h is None:
            rec["unimplemented"] = True
            print(f"botapi: {req.match_info['method']} is not implemented here", file=sys.stderr)
            raise ApiError(404, "Not Found: method not found")
        result = await h(bot, args, files)
        if fl and fl["kind"] == "drop_after":
            raise DropError
        rec["status"] = 200
        body = {"ok": True, "result": result}
        if isinstance(result, tuple):
            body = {"ok": True, "result": True, "description": result[0]}
        return web.json_response(body, dumps=lambda o: json.dumps(o, ensure_ascii=False))
    except ApiError as e:
        rec["status"], rec["description"] = e.code, e.description
        return answer(e.code, e.description, e.parameters)
    except DropError:
        rec["status"] = 0
        if req.transport:
            req.transport.abort()
        return web.Response()
    finally:
        rec["dt"] = mono() - t0
        if w.args.log and method != "getupdates":
            print(
                f"{t0:.3f} {rec['method']} {rec['status']} {rec.get('description', '')}",
                file=sys.stderr,
            )
        w.pulse()


async def download(req):
    bot = req.app["w"].bots.get(req.match_info["token"])
    x = bot and next((x for x in bot.files.values() if x["path"] == req.match_info["path"]), None)
    return (
        web.Response(body=x["data"], content_type="application/octet-stream")
        if x
        else answer(404, "Not Found: file not found")
    )
