"""`pages.toml`: what people know of the pages."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from corpus.metadata import PageMetadata, read_metadata
from corpus.model import Fault


def _read(folder: Path, text: str) -> tuple[dict[str, PageMetadata], list[Fault]]:
    (folder / "pages.toml").write_text(text, encoding="utf-8")
    return read_metadata(folder, {"a.txt", "b.txt"})


def test_every_key_is_optional(tmp_path: Path) -> None:
    """A table may say source, page, date and year, or none of them."""
    text = '["a.txt"]\nsource = "某报"\npage = "02"\ndate = 2020-06-24\n["b.txt"]\n'

    found, faults = _read(tmp_path, text)

    assert found["a.txt"] == PageMetadata("某报", "02", dt.date(2020, 6, 24))
    assert found["b.txt"] == PageMetadata()
    assert faults == []


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ('["c.txt"]\n', 1, "c.txt"),
        ('["a.txt"]\nyeer = 2020\n', 2, "yeer"),
        ('["a.txt"]\nyear = "2020"\n', 2, "'2020'"),
        ('["a.txt"]\n\ndate = "6月24日"\n', 3, "日期"),
        ('["a.txt"]\nyear = true\n', 2, "True"),
        ('"a.txt" = 5\n', 1, "a.txt"),
        ('["a.txt"]\nyear = \n', 2, "TOML"),
    ],
)
def test_a_wrong_row_names_its_line(tmp_path: Path, text: str, line: int, words: str) -> None:
    """What cannot be used is one sentence with file and line; the rest is used."""
    _, faults = _read(tmp_path, text)

    assert [(fault.file, fault.line) for fault in faults] == [("pages.toml", line)]
    assert words in faults[0].message


def test_no_file_is_no_fault(tmp_path: Path) -> None:
    """A folder need not have a pages.toml."""
    assert read_metadata(tmp_path, set()) == ({}, [])


@pytest.mark.parametrize("content", ["# 版面\n".encode("gbk"), None], ids=["GBK", "folder"])
def test_a_file_that_cannot_be_read_is_told(tmp_path: Path, content: bytes | None) -> None:
    """A pages.toml that cannot be read is a fault of its own; the pages are read without it."""
    file = tmp_path / "pages.toml"
    file.mkdir() if content is None else file.write_bytes(content)

    found, faults = read_metadata(tmp_path, {"a.txt"})

    assert found == {}
    assert [fault.file for fault in faults] == ["pages.toml"]
