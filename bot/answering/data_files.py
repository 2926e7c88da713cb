"""The data files of answering: words, rules and fitted weights that a person can read."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any


@cache
def load_data(name: str) -> dict[str, Any]:
    """Read a data file, once. Raises tomllib.TOMLDecodeError where it is broken."""
    return tomllib.loads((files(__package__) / "data" / name).read_text(encoding="utf-8"))
