"""What a button sends back: a version, a verb and a few short arguments in 64 bytes.

Telegram hands this text back unchecked, from old messages and from forged clients alike; whoever
reads it treats it as untrusted.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from corpus.model import Article

MAX_CALLBACK_BYTES = 64
VERSION = "1"


@dataclass(frozen=True, slots=True)
class Press:
    """A verb with the rest of what the button carries."""

    verb: str
    rest: str


def encode(verb: str, *arguments: object) -> str:
    """Give the data of a button. Raises ValueError where Telegram would refuse it."""
    data = ":".join([VERSION, verb, *map(str, arguments)])
    if len(data.encode()) > MAX_CALLBACK_BYTES:
        raise ValueError(f"callback data of {len(data.encode())} bytes, at most 64: {data}")
    return data


def decode(data: str) -> Press | None:
    """Read a button's data; None where this version did not make it."""
    version, _, rest = data.partition(":")
    verb, _, rest = rest.partition(":")
    return Press(verb, rest) if version == VERSION and verb else None


def article_key(article: Article) -> str:
    """Name an article in ten safe characters, the same after a restart and on every machine."""
    return hashlib.sha256(article.id.encode()).hexdigest()[:10]
