"""Starts the stand-in and a bot, writes to the bot as users do, and hears what it answers."""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Self

import httpx

ROOT = Path(__file__).parents[3]
TOKEN = "1001:LISHUI-TEST"
ANSWERS = "message,edit,document,photo"
SETTLED_SECONDS = 0.1
"""With nothing heard for so long an answer is taken to be whole."""


def free_port() -> int:
    """Give a port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    return port


@dataclass
class Heard:
    """What the bot did for one thing that a user did."""

    events: list[dict[str, Any]] = field(default_factory=list)
    toasts: list[str] = field(default_factory=list)

    @property
    def messages(self) -> list[dict[str, Any]]:
        """The new messages."""
        return [event for event in self.events if event["kind"] != "edit"]

    @property
    def text(self) -> str:
        """What a user reads in the end: the last state of each message."""
        shown = {event.get("message_id"): event.get("text") or "" for event in self.events}
        return "\n".join(shown.values())

    @property
    def labels(self) -> list[str]:
        """The buttons under the last message that has some."""
        return [button["text"] for row in self.keyboard for button in row]

    @property
    def keyboard(self) -> list[list[dict[str, Any]]]:
        """The same with all that they hold."""
        for event in reversed(self.events):
            rows: list[list[dict[str, Any]]] = (event.get("reply_markup") or {}).get(
                "inline_keyboard", []
            )
            if rows:
                return rows
        return []


class Server:
    """The stand-in in a process of its own."""

    def __init__(self, token: str = TOKEN) -> None:
        self.port, self.token = free_port(), token
        self.base = f"http://127.0.0.1:{self.port}"
        self.base_url, self.base_file_url = f"{self.base}/bot", f"{self.base}/file/bot"
        self.http = httpx.Client(base_url=self.base, trust_env=False, timeout=70)

    def __enter__(self) -> Self:
        command = [sys.executable, "-m", "tests.fakes.telegram.server", "--port", str(self.port)]
        self._process = subprocess.Popen(command, cwd=ROOT)
        for _ in range(200):
            try:
                self.ctl("state")
                break
            except httpx.HTTPError:
                time.sleep(0.05)
        self.http.post(f"/bot{self.token}/getMe")  # so that the token is known to /control
        return self

    def __exit__(self, *raised: object) -> None:
        self.http.close()
        self._process.terminate()
        self._process.wait(10)

    def ctl(self, name: str, **values: object) -> dict[str, Any]:
        """Make a control call. Raises RuntimeError with what the stand-in says against it."""
        response = self.http.post(f"/control/{name}", json=values)
        body: dict[str, Any] = response.json()
        if response.status_code != 200:
            raise RuntimeError(f"/control/{name}: {body.get('error')}")
        return body

    def send(
        self,
        text: str | None = None,
        user: int = 1001,
        chat: int | None = None,
        profile: Mapping[str, object] | None = None,
        **more: object,
    ) -> dict[str, Any]:
        """Write to the bot as a user; `profile` has his language_code, first_name."""
        place = chat or user
        return self.ctl(
            "message", text=text, user_id=user, chat_id=place, user=profile or {}, **more
        )

    def click(
        self, text: str | None = None, user: int = 1001, chat: int | None = None, **more: object
    ) -> dict[str, Any]:
        """Press a button by its label, or with `data` and `force` one that was never shown."""
        return self.ctl("click", text=text, user_id=user, chat_id=chat or user, **more)

    def inline(self, query: str, user: int = 1001, **more: object) -> dict[str, Any]:
        """Type an inline query."""
        return self.ctl("inline", query=query, user_id=user, **more)

    def fault(self, method: str, kind: str | int, **more: object) -> None:
        """Let the next call of a method go wrong."""
        self.ctl("fault", method=method, kind=kind, **more)

    def sent(self, after: int = 0, wait: float = 0, **more: object) -> dict[str, Any]:
        """Give what the bot did after an event number."""
        return self.ctl("sent", after=after, wait=wait, **more)

    def calls(self, **more: object) -> list[dict[str, Any]]:
        """Give every call of the API."""
        calls: list[dict[str, Any]] = self.ctl("calls", **more)["calls"]
        return calls

    def ask(self, text: str, user: int = 1001, chat: int | None = None, **more: Any) -> Heard:
        """Write to the bot and hear what it answers there."""
        timeout, final = more.pop("timeout", 10), more.pop("final", None)
        after = self.sent()["last"]
        self.send(text, user, chat, **more)
        return self.hear(after, chat or user, timeout=timeout, final=final)

    def press(
        self, text: str | None = None, user: int = 1001, chat: int | None = None, **more: Any
    ) -> Heard:
        """Press a button and hear what comes of it: messages, edits, a toast."""
        timeout, final = more.pop("timeout", 10), more.pop("final", None)
        after = self.sent()["last"]
        query = self.click(text, user, chat, **more)["query_id"]
        answers = self.sent(after=after, wait=timeout, kinds="answer_callback")["events"]
        toasts = [one["text"] for one in answers if one["query_id"] == query and one["text"]]
        patience = SETTLED_SECONDS if toasts and not final else timeout
        heard = self.hear(after, chat or user, timeout=patience, final=final)
        heard.toasts = toasts
        return heard

    def hear(
        self, after: int, chat: int, *, timeout: float = 10, final: str | None = None
    ) -> Heard:
        """Gather what the bot does in a chat, until it settles or the text matches `final`."""
        heard, end = Heard(), time.monotonic() + timeout
        while True:
            left = end - time.monotonic()
            settled = heard.events and not final
            wait = min(SETTLED_SECONDS, left) if settled else left
            if wait <= 0:
                return heard
            events = self.sent(after=after, wait=wait, kinds=ANSWERS, chat_id=chat)["events"]
            heard.events += events
            after = max([after, *(event["n"] for event in events)])
            if (final and re.search(final, heard.text)) or (settled and not events):
                return heard


class BotProcess:
    """A bot in a process of its own, talking to the stand-in."""

    def __init__(self, server: Server, command: Sequence[str], env: Mapping[str, str]) -> None:
        self._server, self._command = server, list(command)
        own = {"TELEGRAM_BOT_TOKEN": server.token, "TELEGRAM_API_URL": server.base}
        self._env = {
            **os.environ,
            "PYTHONPATH": str(ROOT),
            "NO_PROXY": "127.0.0.1",
            "no_proxy": "127.0.0.1",
            **own,
            **env,
        }
        self._folder = tempfile.TemporaryDirectory()
        self._log = Path(self._folder.name) / "bot.log"

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(self, *raised: object) -> None:
        self.stop()
        self._folder.cleanup()

    def start(self, timeout: float = 60) -> None:
        """Start it and wait until it asks for updates. Raises RuntimeError with its log if not."""
        polled = self._polled()
        with self._log.open("ab") as log:
            self._process = subprocess.Popen(
                self._command,
                env=self._env,
                cwd=self._folder.name,  # where no .env of the developer's is
                stdout=log,
                stderr=subprocess.STDOUT,
            )
        end = time.monotonic() + timeout
        while time.monotonic() < end and self._process.poll() is None:
            if self._polled() > polled:
                return
            time.sleep(0.05)
        self.stop(signal.SIGKILL)
        raise RuntimeError(f"the bot does not poll:\n{self.log()[-2500:]}")

    def stop(self, how: signal.Signals = signal.SIGTERM, timeout: float = 30) -> int:
        """Stop it; gives its exit code."""
        if self._process.poll() is None:
            self._process.send_signal(how)
        return self.wait(timeout)

    def wait(self, timeout: float = 30) -> int:
        """Wait until it ends by itself; gives its exit code."""
        return self._process.wait(timeout)

    def log(self) -> str:
        """Give all that it logged."""
        return self._log.read_text(encoding="utf-8", errors="replace")

    def _polled(self) -> int:
        """Count what shows that the bot is there: polls, or a webhook that it set."""
        own = int(self._server.token.split(":")[0])
        states = [bot for bot in self._server.ctl("state")["bots"] if bot["id"] == own]
        return sum(state["polled"] + bool(state["webhook"]) for state in states)
