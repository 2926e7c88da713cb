"""Files mapped into memory."""

from __future__ import annotations

from pathlib import Path

import pytest

from corpus.mapped import MappedFile


@pytest.mark.parametrize("written", [b"", b"words"])
def test_what_was_opened_outlives_its_file(tmp_path: Path, written: bytes) -> None:
    """A file that is gone can still be read, and written anew."""
    (tmp_path / "one").write_bytes(written)
    mapped = MappedFile.open(tmp_path / "one")
    (tmp_path / "one").unlink()
    mapped.save(tmp_path / "two")

    assert bytes(mapped.view) == written
    assert (tmp_path / "two").read_bytes() == written


def test_links_to_a_file_are_the_same_file(tmp_path: Path) -> None:
    """What is saved beside its file is not copied, and is known for the same."""
    (tmp_path / "one").write_bytes(b"words")
    mapped = MappedFile.open(tmp_path / "one")
    mapped.save(tmp_path / "two")
    (tmp_path / "other").write_bytes(b"words")

    assert MappedFile.open(tmp_path / "two").identity == mapped.identity
    assert MappedFile.open(tmp_path / "other").identity != mapped.identity
