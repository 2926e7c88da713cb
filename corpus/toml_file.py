"""TOML files that people write: read whole, or said in one sentence what is wrong with them."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import Any

from corpus.errors import CorpusError

_LINE = re.compile(r"line (\d+)")


class TomlError(CorpusError):
    """A file that cannot be read as TOML; the text says why, `line` where (0: all of it)."""

    def __init__(self, reason: str, line: int = 0) -> None:
        super().__init__(reason)
        self.line = line


def read_toml(path: Path) -> tuple[dict[str, Any], str]:
    """Read a TOML file; give its tables, and its text to find lines in. Raises TomlError."""
    try:
        text = path.read_text(encoding="utf-8-sig")
        return tomllib.loads(text), text
    except OSError as error:
        raise TomlError(f"打不开：{error.strerror}") from None
    except UnicodeDecodeError as error:
        line = error.object.count(b"\n", 0, error.start) + 1
        raise TomlError("应为 UTF-8 编码的 TOML 文件，读不出文字", line) from None
    except tomllib.TOMLDecodeError as error:
        found = _LINE.search(str(error))
        raise TomlError(f"TOML 写法有误：{error}", int(found[1]) if found else 0) from None
