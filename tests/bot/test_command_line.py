"""The command line as an operator uses it: a line for what is wrong, and the right exit code."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from io import StringIO
from pathlib import Path

import pytest

from bot.__main__ import main
from bot.settings import Settings

PAGE = """# 云桥通车

本报讯（记者 王清）2031年5月1日，云桥正式通车。云桥全长820米，总投资3.5亿元。
"""


@pytest.fixture(autouse=True)
def _bare(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Have no settings but what a test sets, and a folder to write in."""
    for name in Settings.model_fields:
        monkeypatch.delenv(name.upper(), raising=False)
    monkeypatch.chdir(tmp_path)


@pytest.fixture
def pages(tmp_path: Path) -> str:
    """Give a corpus folder of one page."""
    folder = tmp_path / "pages"
    folder.mkdir()
    (folder / "bridge.md").write_text(PAGE, encoding="utf-8")
    return str(folder)


def test_ask(pages: str, capsys: pytest.CaptureFixture[str]) -> None:
    """A question is answered on stdout, and nothing else stands there."""
    assert main(["ask", "云桥总投资多少", "--pages", pages]) == 0

    shown = capsys.readouterr()
    assert shown.out.startswith("3.5亿元\n")
    assert shown.err == ""


def test_ask_many(
    pages: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Questions from stdin are answered each on its own, in order, one object a line."""
    monkeypatch.setattr("sys.stdin", StringIO("云桥总投资多少\n\n那它有多长\n"))

    assert main(["ask", "--json", "-", "--pages", pages]) == 0
    first, second = map(json.loads, capsys.readouterr().out.splitlines())
    assert first["answer"] == "3.5亿元"
    assert "云桥" not in json.dumps(second["messages"][0]["text"][:20], ensure_ascii=False)


def test_ask_without_quotes(pages: str, capsys: pytest.CaptureFixture[str]) -> None:
    """Words of a question that the shell took apart are one question."""
    assert main(["ask", "云桥", "总投资", "多少", "--pages", pages]) == 0

    assert capsys.readouterr().out.startswith("3.5亿元\n")


def test_odd_bytes(pages: str) -> None:
    """A question in another encoding stops nothing; a terminal shows what it has characters for."""
    typed = "云桥".encode("gbk") + b"\n" + "云桥总投资多少\n".encode()
    root = str(Path(__file__).parents[2])
    env = {**os.environ, "PYTHONPATH": root, "PYTHONIOENCODING": "utf-8"}
    command = [sys.executable, "-m", "bot", "ask", "--json", "-", "--pages", pages]
    asked = subprocess.run(command, input=typed, env=env, capture_output=True, check=True)
    env["PYTHONIOENCODING"] = "ascii"
    command[4:6] = ["云桥".encode("gbk"), "云桥总投资多少"]
    shown = subprocess.run(command, env=env, capture_output=True, check=True)

    assert [json.loads(line)["answer"] for line in asked.stdout.splitlines()] == [None, "3.5亿元"]
    assert b"3.5??" in shown.stdout


def test_latest(pages: str, capsys: pytest.CaptureFixture[str]) -> None:
    """The newest articles, as JSON with the contract's shape."""
    assert main(["latest", "--json", "--pages", pages]) == 0

    line = json.loads(capsys.readouterr().out)
    assert line["status"] == "answered"
    assert line["citations"][0]["headline"] == "云桥通车"


def test_latest_on_a_topic(pages: str, capsys: pytest.CaptureFixture[str]) -> None:
    """On a topic every article that names it is given, the newest first, however little it says."""
    older = "# 云溪电厂\n\n本报讯 2030年5月1日，电厂投产。电厂总投资9亿元。电厂有职工80人。\n"
    newer = "# 云桥亮灯\n\n本报讯 2032年5月1日，桥上亮起了灯，电来自电厂，一夜用电九十度。\n"
    (Path(pages) / "a.md").write_text(older, encoding="utf-8")
    (Path(pages) / "b.md").write_text(newer, encoding="utf-8")

    assert main(["latest", "电厂", "--json", "--pages", pages]) == 0
    cited = json.loads(capsys.readouterr().out)["citations"]
    assert [citation["headline"] for citation in cited] == ["云桥亮灯", "云溪电厂"]


def test_chat(
    pages: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """The whole input is one conversation, and --no-store writes nothing."""
    monkeypatch.setattr("sys.stdin", StringIO("云桥总投资多少\n1\n/reload\n"))

    assert main(["chat", "--pages", pages, "--no-store"]) == 0
    shown = capsys.readouterr().out
    assert "820米" in shown
    assert "管理员" in shown
    assert not Path("data").exists()


def test_chat_as_admin(
    pages: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """--as speaks as that user id; what is adopted is served after a restart."""
    monkeypatch.setenv("ADMIN_IDS", "42")
    monkeypatch.setattr("sys.stdin", StringIO("/reload\n"))
    main(["chat", "--pages", pages, "--as", "42"])

    assert "没有变化：1 个版面" in capsys.readouterr().out


def test_interrupted(pages: str) -> None:
    """Ctrl-C ends a conversation at once, while it waits for the next line as well."""
    command = [sys.executable, "-m", "bot", "chat", "--pages", pages, "--no-store"]
    root = str(Path(__file__).parents[2])
    with subprocess.Popen(
        command,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": root},
    ) as process:
        assert process.stdin
        assert process.stdout
        process.stdin.write("云桥总投资多少\n".encode())
        process.stdin.flush()
        answered = process.stdout.readline().decode()
        process.send_signal(signal.SIGINT)
        try:
            ended = process.wait(10)
        finally:
            process.kill()

    assert answered == "3.5亿元\n"
    assert ended == 0


def test_no_token_talks_here(
    pages: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Without a token and without a command it talks in the terminal, saying so in one line."""
    monkeypatch.setattr("sys.stdin", StringIO("云桥总投资多少\n"))

    assert main(["--pages", pages]) == 0
    shown = capsys.readouterr()
    assert "3.5亿元" in shown.out
    assert shown.err.count("\n") == 1
    assert "TELEGRAM_BOT_TOKEN" in shown.err


def test_eval(pages: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Eval prints figures by group, and the misses."""
    asked = {"id": "1", "group": "factoid", "question": "云桥总投资多少", "answerable": True}
    file = tmp_path / "questions.jsonl"
    file.write_text(json.dumps({**asked, "answers": ["3.5亿元"]}), encoding="utf-8")

    assert main(["eval", str(file), "--pages", pages]) == 0
    assert "evidence@1" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["run"], "TELEGRAM_BOT_TOKEN"),
        (["ask", "x", "--pages", "nowhere"], "nowhere"),
        (["ask", "x", "--pages", "."], "CORPUS_DIR"),
        (["eval", "nowhere.jsonl"], "nowhere.jsonl"),
        (["eval", "."], "."),
        (["eval", "empty.jsonl"], "empty.jsonl: 没有一道题"),
        (["eval", "gbk.jsonl"], "gbk.jsonl: 应为 UTF-8"),
    ],
)
def test_wrong_use(arguments: list[str], said: str, capsys: pytest.CaptureFixture[str]) -> None:
    """What is missing is named in one line, and the exit code is 2."""
    Path("empty.jsonl").touch()
    Path("gbk.jsonl").write_bytes("题".encode("gbk"))
    assert main(arguments) == 2

    shown = capsys.readouterr()
    assert shown.out == ""
    assert said in shown.err
    assert shown.err.count("\n") == 1


def test_empty_question(capsys: pytest.CaptureFixture[str]) -> None:
    """A question without a word is wrong use."""
    with pytest.raises(SystemExit) as ended:
        main(["ask", " "])

    assert ended.value.code == 2
    assert "is empty" in capsys.readouterr().err


def test_wrong_setting(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """A wrong setting is one line, and the exit code is 2."""
    monkeypatch.setenv("PORT", "many")

    assert main(["ask", "x"]) == 2
    assert capsys.readouterr().err.startswith("PORT ")


def test_wrong_sources(
    monkeypatch: pytest.MonkeyPatch, pages: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """A list of sources that cannot be read is one line that names it."""
    monkeypatch.setenv("SOURCES_FILE", "nowhere.toml")

    assert main(["ask", "x", "--pages", pages]) == 2
    assert "nowhere.toml" in capsys.readouterr().err


def test_sources_without_a_folder(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Fetched pages need a folder of their own: among the shipped ones nothing is put."""
    monkeypatch.setenv("SOURCES_FILE", "sources.toml")

    assert main(["ask", "x"]) == 2
    assert "CORPUS_DIR 没有设置" in capsys.readouterr().err


def test_binary_among_the_pages(pages: str, capsys: pytest.CaptureFixture[str]) -> None:
    """A binary file among the pages is a line on stderr; the rest is served."""
    (Path(pages) / "photo.txt").write_bytes(b"\x89PNG\r\n\x00\x00" * 50)

    assert main(["ask", "云桥总投资多少", "--pages", pages]) == 0
    shown = capsys.readouterr()
    assert "3.5亿元" in shown.out
    assert shown.err.startswith("photo.txt")
    assert shown.err.count("\n") == 1


def test_many_bad_files(pages: str, capsys: pytest.CaptureFixture[str]) -> None:
    """Of many bad files a few are named, and the command that names them all."""
    for number in range(40):
        (Path(pages) / f"{number}.pdf").touch()

    assert main(["ask", "云桥总投资多少", "--pages", pages]) == 0
    told = capsys.readouterr().err.splitlines()
    assert len(told) < 10
    assert told[-1].endswith(f"python -m corpus check {pages}")
