"""Which files of a folder are pages."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from corpus.build import read_corpus
from corpus.errors import CorpusError
from corpus.folder import page_files


def test_pages_come_in_the_order_of_their_folders(tmp_path: Path) -> None:
    """Files in folders are pages too, in their order; hidden ones, notes on pages are none."""
    for name in (
        "b.txt",
        "a/2.txt",
        "a/1.txt",
        "a-b/1.txt",
        ".git/x.txt",
        "a/.x.txt",
        "pages.toml",
        "Thumbs.db",
    ):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).touch()
    (tmp_path / "again").symlink_to(tmp_path / "a")
    (tmp_path / "gone.txt").symlink_to(tmp_path / "nowhere.txt")
    (tmp_path / "linked.txt").symlink_to(tmp_path / "b.txt")

    assert list(page_files(tmp_path)) == ["a/1.txt", "a/2.txt", "a-b/1.txt", "b.txt", "linked.txt"]


def test_a_folder_that_cannot_be_read_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A folder among the pages that may not be looked into is a fault; the others are read."""
    (tmp_path / "a.txt").write_text("新桥通车\n\n6月23日，新桥正式通车。\n", encoding="utf-8")
    locked = tmp_path / "locked"
    locked.mkdir()
    look = os.scandir

    def looked(folder: Path | str) -> Iterator[os.DirEntry[str]]:
        if Path(folder) == locked:  # root may look into any
            raise PermissionError(13, "Permission denied")
        return look(folder)

    monkeypatch.setattr(os, "scandir", looked)
    corpus = read_corpus(tmp_path)

    assert [page.file for page in corpus.pages] == ["a.txt"]
    assert [fault.file for fault in corpus.faults] == ["locked"]
    assert "打不开" in corpus.faults[0].message


def test_a_folder_without_pages_is_told(tmp_path: Path) -> None:
    """Nothing to read is told with the folder's name, and so is what is no folder."""
    file = tmp_path / "pages.toml"
    file.touch()

    for wrong in (tmp_path, file, tmp_path / "nowhere"):
        with pytest.raises(CorpusError, match=str(wrong)):
            page_files(wrong)
