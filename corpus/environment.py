"""What both command lines have around them: the environment with `.env`, the terminal."""

from __future__ import annotations

import sys
from io import TextIOWrapper
from pathlib import Path
from typing import Annotated, Any, Self

from pydantic import AfterValidator
from pydantic_settings import BaseSettings, SettingsConfigDict

from corpus.errors import CorpusError

ENV_FILE = ".env"
Place = Annotated[Path, AfterValidator(Path.expanduser)]  # no shell opens the ~ of `.env`


class Environment(BaseSettings):
    """Settings by their names; what is set to nothing is as if it were not there."""

    model_config = SettingsConfigDict(
        env_file=ENV_FILE,
        env_file_encoding="utf-8-sig",  # Windows' editors put a mark first
        env_ignore_empty=True,
        extra="ignore",
        frozen=True,
        hide_input_in_errors=True,
    )

    @classmethod
    def read(cls, **given: Any) -> Self:
        """Read them; what is given wins.

        Raises CorpusError where `.env` cannot be read, pydantic's ValidationError for a wrong one.
        """
        try:
            return cls(**given)
        except OSError as error:
            raise CorpusError(f"{ENV_FILE} 打不开 / cannot be read: {error.strerror}") from None
        except UnicodeDecodeError as error:
            line = error.object.count(b"\n", 0, error.start) + 1
            raise CorpusError(f"{ENV_FILE}:{line} 应为 UTF-8 / wanted: UTF-8") from None


def forgive_streams() -> None:
    """Show � for an odd byte on stdin and ? for what a terminal has no character for."""
    for stream in (sys.stdin, sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="replace")
