"""Which files of a folder are pages."""

from __future__ import annotations

from pathlib import Path

import pytest

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
    ):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).touch()
    (tmp_path / "again").symlink_to(tmp_path / "a")
    (tmp_path / "gone.txt").symlink_to(tmp_path / "nowhere.txt")
    (tmp_path / "linked.txt").symlink_to(tmp_path / "b.txt")

    assert list(page_files(tmp_path)) == ["a/1.txt", "a/2.txt", "a-b/1.txt", "b.txt", "linked.txt"]


def test_a_folder_without_pages_is_told(tmp_path: Path) -> None:
    """Nothing to read is told with the folder's name, and so is what is no folder."""
    file = tmp_path / "pages.toml"
    file.touch()

    for wrong in (tmp_path, file, tmp_path / "nowhere"):
        with pytest.raises(CorpusError, match=str(wrong)):
            page_files(wrong)
