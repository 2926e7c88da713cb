"""What several rooms of the bot are tested with: pages that may be changed, and a store."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.retrieval.archive import open_store
from corpus.store import Store

SHIPPED = Path(__file__).parents[2] / "corpus" / "pages"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Copy the shipped pages, to be changed."""
    pages = tmp_path / "pages"
    pages.mkdir()
    for file in SHIPPED.iterdir():
        (pages / file.name).write_bytes(file.read_bytes())
    return pages


@pytest.fixture
def store(tmp_path: Path) -> Store:
    """Give an empty store."""
    return open_store(tmp_path / "data")
