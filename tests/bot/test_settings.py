"""Settings: a wrong one is one sentence that names it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from bot.settings import Settings, SettingsError, read_settings

ROOT = Path(__file__).parents[2]
UNREADABLE = Path("/proc/self/mem")  # a file that fails to be read, for root too
NAMES = [name.upper() for name in Settings.model_fields]


@pytest.fixture(autouse=True)
def _bare(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Have no environment and no .env but what a test sets."""
    for name in NAMES:
        monkeypatch.delenv(name, raising=False)
    monkeypatch.chdir(tmp_path)


@pytest.mark.parametrize(
    ("name", "came"),
    [
        ("ADMIN_IDS", "12,abc"),
        ("ADMIN_IDS", "-1001234"),
        ("ALLOWED_IDS", "@someone"),
        ("PORT", "70000"),
        ("PORT", "http"),
        ("LOG_LEVEL", "LOUD"),
        ("TELEGRAM_API_URL", "api.telegram.org"),
        ("PROXY_URL", "ftp://x"),
        ("PROXY_URL", "http://x:port"),
        ("WEBHOOK_URL", "example"),
    ],
)
def test_wrong(monkeypatch: pytest.MonkeyPatch, name: str, came: str) -> None:
    """A wrong setting is named, with what came and what is wanted."""
    monkeypatch.setenv(name, came)

    with pytest.raises(
        SettingsError,
        match=rf"^{name} .*“{re.escape(came.rsplit(',', maxsplit=1)[-1])}”.*wanted: .",
    ):
        read_settings()


@pytest.mark.parametrize("name", ["TELEGRAM_BOT_TOKEN", "WEBHOOK_SECRET"])
def test_wrong_secret(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    """A wrong secret is named and never shown."""
    monkeypatch.setenv(name, "not a secret!")

    with pytest.raises(SettingsError) as caught:
        read_settings()

    assert name in str(caught.value)
    assert "not a secret" not in str(caught.value)


def test_wrong_proxy_with_a_password(monkeypatch: pytest.MonkeyPatch) -> None:
    """The password in a wrong proxy is not shown, the rest is."""
    monkeypatch.setenv("PROXY_URL", "ftp://me:secret@host:1080")

    with pytest.raises(SettingsError, match=re.escape("“ftp://***@host:1080”")):
        read_settings()


@pytest.mark.parametrize(
    "typed", ["http://127.0.0.1:7890", "socks5h://me:secret@host:1080/", "socks5://[::1]:1080"]
)
def test_proxy(monkeypatch: pytest.MonkeyPatch, typed: str) -> None:
    """A proxy is an HTTP or a SOCKS one, with a password or without."""
    monkeypatch.setenv("PROXY_URL", typed)

    assert read_settings().proxy_url == typed


@pytest.mark.parametrize("typed", ["42, 43，44", "42 43、44", "42;43;44,"])
def test_ids(monkeypatch: pytest.MonkeyPatch, typed: str) -> None:
    """Ids are a list, whatever people put between them, and after the last."""
    monkeypatch.setenv("ADMIN_IDS", typed)

    assert read_settings().admin_ids == {42, 43, 44}


def test_empty_is_unset(monkeypatch: pytest.MonkeyPatch) -> None:
    """A setting left empty is as if it were not there."""
    monkeypatch.setenv("ADMIN_IDS", "")
    monkeypatch.setenv("TELEGRAM_BOT_TOKEN", "")

    assert read_settings().admin_ids == frozenset()
    assert read_settings().telegram_bot_token is None


def test_env_file() -> None:
    """A .env file in the working folder is read."""
    Path(".env").write_text("PORT=9000\nUNKNOWN=x\n", encoding="utf-8")

    assert read_settings().port == 9000


def test_env_file_of_windows() -> None:
    """A .env as Windows' Notepad writes it is read: a mark first, CR LF."""
    Path(".env").write_bytes("\ufeffADMIN_IDS=42\r\nPORT=9000\r\n".encode())

    assert (read_settings().admin_ids, read_settings().port) == ({42}, 9000)


def test_env_file_in_another_encoding() -> None:
    """A .env that is no UTF-8 is one sentence that names the line."""
    Path(".env").write_bytes("PORT=9000\n# 端口\n".encode("gbk"))

    with pytest.raises(SettingsError, match=r"^\.env:2 .*UTF-8"):
        read_settings()


@pytest.mark.skipif(not UNREADABLE.exists(), reason=f"there is no {UNREADABLE} here")
def test_env_file_that_cannot_be_read() -> None:
    """A .env that cannot be read is one sentence that says so."""
    Path(".env").symlink_to(UNREADABLE)

    with pytest.raises(SettingsError, match=r"^\.env .*cannot be read"):
        read_settings()


def test_home(monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder under ~ is found, though no shell reads `.env`."""
    Path(".env").write_text("CORPUS_DIR=~/pages\nDATA_DIR=~/data\n", encoding="utf-8")
    monkeypatch.setenv("HOME", "/home/desk")

    assert read_settings().corpus_dir == Path("/home/desk/pages")
    assert read_settings().data_dir == Path("/home/desk/data")


def test_given_wins(monkeypatch: pytest.MonkeyPatch) -> None:
    """--pages wins over CORPUS_DIR."""
    monkeypatch.setenv("CORPUS_DIR", "a")

    assert read_settings(corpus_dir="b").corpus_dir == Path("b")


def test_token_is_not_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever prints the settings sees no token."""
    monkeypatch.setenv("TELEGRAM_BOT_TOKEN", "123:abcDEF")

    assert "abcDEF" not in repr(read_settings())


def test_example_names_every_setting() -> None:
    """.env.example names every setting, with a line of why."""
    example = (ROOT / ".env.example").read_text(encoding="utf-8")

    assert re.findall(r"^# ?([A-Z_]+)=", example, re.MULTILINE) == NAMES
