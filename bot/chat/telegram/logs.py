"""The log: no token, and no word of what users write."""

from __future__ import annotations

import logging
import re
import sys

from telegram.error import InvalidToken

_TOKEN = re.compile(r"\d+:[\w-]{30,}")


class Redacting(logging.Formatter):
    """Formats records with every bot token struck out, in tracebacks and addresses too."""

    def __init__(self, token: str) -> None:
        super().__init__("%(asctime)s %(levelname)s %(name)s %(message)s")
        self._token = token

    def format(self, record: logging.LogRecord) -> str:
        """Format a record, redacted."""
        text = super().format(record).replace(self._token, "***")
        return _TOKEN.sub("***", text)


def configure_logging(level: str, token: str) -> None:
    """Log to stderr.

    What httpx says of every call holds the token, so only its warnings show; what
    python-telegram-bot says of it when debugged holds what users write, so that never shows.
    """
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(Redacting(token))
    handler.addFilter(_is_news)
    logging.basicConfig(level=level, handlers=[handler], force=True)
    for name in ("httpx", "httpcore", "apscheduler", "matplotlib"):
        logging.getLogger(name).setLevel(logging.WARNING)
    logging.getLogger("telegram").setLevel(max(logging.INFO, logging.getLogger().level))


def _is_news(record: logging.LogRecord) -> bool:
    """Leave out a refused token: who starts the bot says so in one sentence."""
    return not (record.exc_info and isinstance(record.exc_info[1], InvalidToken))
