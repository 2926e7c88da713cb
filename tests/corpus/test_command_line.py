"""`python -m corpus`: what an operator sees."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from corpus.__main__ import main

_PAGE = "新桥通车\n\n记者 王小明\n\n6月23日，南明江上的新桥正式通车。大桥全长三百米。\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Give a folder with one page."""
    (tmp_path / "a.txt").write_text(_PAGE, encoding="utf-8")
    return tmp_path


def test_segment_prints_one_object_a_page(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """`segment --json` gives the contract's shape, one page a line."""
    code = main(["segment", str(folder), "--json"])

    (line,) = capsys.readouterr().out.splitlines()
    page = json.loads(line)
    assert code == 0
    assert page["file"] == "a.txt"
    assert page["articles"][0]["headline"] == "新桥通车"
    assert {piece["role"] for piece in page["articles"][0]["pieces"]} == {
        "headline",
        "byline",
        "paragraph",
    }


def test_one_file_is_enough(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A file may be given instead of a folder; people get plain text."""
    assert main(["segment", str(folder / "a.txt")]) == 0
    assert "新桥通车" in capsys.readouterr().out


def test_check_tells_what_could_not_be_used(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A binary file among the pages is told, the rest is used, and the exit code is 1."""
    (folder / "b.txt").write_bytes(bytes(range(256)) * 20)

    code = main(["check", str(folder)])

    report = capsys.readouterr().out
    assert code == 1
    assert "a.txt：1 篇" in report
    assert "b.txt：不是文本" in report


def test_doubts_come_worst_first(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The operator looks at a few lines instead of all pages."""
    (folder / "c.txt").write_text("记者 李芳\n\n新桥昨日通车，两岸往来方便。\n", encoding="utf-8")

    main(["check", str(folder)])

    assert "c.txt:3  没有找到标题" in capsys.readouterr().out


@pytest.mark.parametrize("name", ["nowhere", "a.txt", "empty"])
def test_a_wrong_folder_is_one_sentence(
    folder: Path, name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """A folder that is missing, a file, or empty gives a sentence, exit code 2 and no traceback."""
    (folder / "empty").mkdir()

    code = main(["check", str(folder / name)])

    errors = capsys.readouterr().err
    assert code == 2
    assert str(folder / name) in errors
    assert len(errors.splitlines()) == 1


def test_the_environment_names_the_folder(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """CORPUS_DIR is used where no folder is given."""
    monkeypatch.setenv("CORPUS_DIR", str(folder))

    assert main(["segment", "--json"]) == 0
    assert '"file": "a.txt"' in capsys.readouterr().out


def test_the_env_file_names_the_folder(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """What the bot reads from .env the check reads too."""
    monkeypatch.delenv("CORPUS_DIR", raising=False)
    monkeypatch.chdir(folder)
    (folder / ".env").write_text("CORPUS_DIR=.\nPORT=9000\n", encoding="utf-8")

    assert main(["check"]) == 0
    assert "a.txt：1 篇" in capsys.readouterr().out


def test_show_writes_one_page_that_needs_nothing_else(folder: Path) -> None:
    """The picture of a page is a single HTML file, every character of the print in it."""
    out = folder / "out.html"

    assert main(["show", str(folder / "a.txt"), "--out", str(out)]) == 0

    rendered = out.read_text("utf-8")
    assert "新桥通车" in rendered
    assert not any(word in rendered for word in ("src=", "href=", "<script"))


def test_show_wants_a_file(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A folder where a file is wanted is told as what it is, and exit code 2."""
    assert main(["show", str(folder)]) == 2
    assert "应为文件，却是文件夹" in capsys.readouterr().err


def test_show_refuses_a_picture(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A file that is no page gives a sentence and exit code 1."""
    (folder / "b.txt").write_bytes(bytes(range(256)) * 20)

    assert main(["show", str(folder / "b.txt")]) == 1
    assert "不是文本" in capsys.readouterr().err


def test_show_cannot_write(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Where the picture cannot be written is one sentence with the place, and exit code 2."""
    out = folder / "nowhere" / "out.html"

    assert main(["show", str(folder / "a.txt"), "--out", str(out)]) == 2
    assert str(out) in capsys.readouterr().err


def test_an_empty_file_is_called_empty(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A file without a word, as a copy begins, is told as that."""
    (folder / "b.txt").touch()

    assert main(["check", str(folder)]) == 1
    assert "b.txt：文件是空的" in capsys.readouterr().out
