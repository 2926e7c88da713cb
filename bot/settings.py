"""Settings from the environment and `.env`, checked once, at start."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import Field, PositiveInt, Secret, StringConstraints, ValidationError, field_validator
from pydantic_settings import NoDecode

from corpus.environment import Environment, Place
from corpus.errors import CorpusError
from corpus.folder import SHIPPED_PAGES

Token = Secret[Annotated[str, StringConstraints(pattern=r"^[0-9]+:[A-Za-z0-9_-]+$")]]
WebhookSecret = Secret[Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9_-]{1,256}$")]]
Ids = Annotated[frozenset[PositiveInt], NoDecode]  # a group's id is negative, and no person
_BETWEEN_IDS = re.compile(r"[\s,，、;；]+")
_PASSWORD = re.compile(r"[^/\s]+@")  # before a proxy's host


class SettingsError(Exception):
    """A setting is missing or wrong; the message names it, what came and what is wanted."""


class Settings(Environment):
    """Every setting, with its default. A description says what is wanted."""

    telegram_bot_token: Token | None = Field(
        None,
        description="BotFather 给的 token，数字:字母 / the token from BotFather, digits:letters",
    )
    admin_ids: Ids = Field(
        frozenset(),
        description="逗号分隔的数字 Telegram id / numeric Telegram ids, comma between",
    )
    allowed_ids: Ids = Field(
        frozenset(),
        description="逗号分隔的数字 id，空则人人可用 / numeric Telegram ids; empty: everybody",
    )
    corpus_dir: Place = Field(
        SHIPPED_PAGES, description="放版面文件的文件夹 / a folder with page files"
    )
    data_dir: Place = Field(Path("data"), description="可写的文件夹 / a folder to write in")
    telegram_api_url: str = Field(
        "https://api.telegram.org",
        pattern=r"^https?://[^/\s]+",
        description="Bot API 服务器的网址 / the URL of a Bot API server",
    )
    proxy_url: str | None = Field(
        None,
        pattern=r"^(https?|socks5h?)://([^/\s@]+@)?([^/\s@:\[]+|\[[0-9A-Fa-f:]+\])(:\d+)?/?$",
        description="代理的网址，如 http://127.0.0.1:8080 / a proxy's URL",
    )
    webhook_url: str | None = Field(
        None,
        pattern=r"^https?://[^/\s]+",
        description="Telegram 送达更新的网址 / the URL at which Telegram delivers updates",
    )
    webhook_secret: WebhookSecret | None = Field(
        None,
        description="1–256 个字母、数字、_ 或 - / 1 to 256 letters, digits, _ or -",
    )
    port: int = Field(8080, ge=1, le=65535, description="1–65535 的端口号 / a port, 1 to 65535")
    log_level: Literal["DEBUG", "INFO", "WARNING", "ERROR"] = Field(
        "INFO", description="DEBUG、INFO、WARNING 或 ERROR / one of these"
    )
    sources_file: Place | None = Field(
        None, description="列出新版面来源的文件 / a file that lists where new pages come from"
    )

    @field_validator("admin_ids", "allowed_ids", mode="before")
    @classmethod
    def _split_ids(cls, value: Any) -> Any:
        return list(filter(None, _BETWEEN_IDS.split(value))) if isinstance(value, str) else value

    @field_validator("log_level", mode="before")
    @classmethod
    def _fold_level(cls, value: Any) -> Any:
        return value.upper() if isinstance(value, str) else value


def read_settings(*, corpus_dir: str | None = None) -> Settings:
    """Read the settings; a corpus folder given on the command line wins over the environment.

    Raises SettingsError with one sentence for the first that is wrong.
    """
    given: dict[str, Any] = {"corpus_dir": corpus_dir} if corpus_dir else {}
    try:
        return Settings.read(**given)
    except CorpusError as error:
        raise SettingsError(str(error)) from None
    except ValidationError as error:
        raise SettingsError(_sentence(error)) from None


def missing(name: str) -> SettingsError:
    """Give the sentence for a setting that is needed and was not set."""
    return SettingsError(f"{name.upper()} 没有设置，应为 / is not set; wanted: {_wanted(name)}")


def refused(name: str, reason: str) -> SettingsError:
    """Give the sentence for a setting that looked right and turned out not to serve."""
    return SettingsError(
        f"{name.upper()} 不能用 / does not serve: {reason}; wanted: {_wanted(name)}"
    )


def _sentence(error: ValidationError) -> str:
    first = error.errors(include_url=False, include_context=False)[0]
    name = str(first["loc"][0])
    is_secret = name in {"telegram_bot_token", "webhook_secret"}
    typed = _PASSWORD.sub("***@", str(first["input"]))
    came = "（不显示 / not shown）" if is_secret else f"“{typed}”"
    return f"{name.upper()} 是 / is {came}，应为 / wanted: {_wanted(name)}"


def _wanted(name: str) -> str:
    return Settings.model_fields[name].description or name
