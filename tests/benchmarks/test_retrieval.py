"""The benchmark of retrieval: what befalls one engine befalls no other."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from benchmarks.peers import ENGINES, Numbers, Passages
from benchmarks.retrieval import measure

# multiprocessing forks a child to weigh an engine; a fork of a process with threads is warned of.
pytestmark = pytest.mark.filterwarnings("ignore:.*fork:DeprecationWarning")


class Uncompiled(Numbers):
    """An engine that was built, and cannot be opened here."""

    def build(self, passages: Passages, folder: Path) -> None:
        """Write something."""
        (folder / "index").touch()

    def open(self, folder: Path) -> None:
        """Fail as the kernel does where it was never compiled."""
        raise RuntimeError("the kernel is not compiled")

    def ask(self, terms: list[str], k: int) -> list[int]:
        """Find nothing."""
        return []


class Crashing(Uncompiled):
    """An engine that takes its process with it."""

    def open(self, folder: Path) -> None:
        """End, as a crash in C does."""
        os._exit(1)


def test_an_engine_that_cannot_answer_is_left_out(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """An engine that fails here is left out with its reason; the others are measured."""
    monkeypatch.setitem(ENGINES, "uncompiled", Uncompiled)
    monkeypatch.setitem(ENGINES, "crashing", Crashing)

    figures = measure(20, ["uncompiled", "crashing", "ours, NumPy"])

    assert [row["engine"] for row in figures] == ["ours, NumPy"]
    said = capsys.readouterr().out
    assert "uncompiled: left out (RuntimeError: the kernel is not compiled)" in said
    assert "crashing: left out (EOFError" in said
