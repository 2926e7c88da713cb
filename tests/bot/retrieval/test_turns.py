"""Turns that threads take."""

from __future__ import annotations

import gc
import sys
from concurrent.futures import ThreadPoolExecutor

import pytest

from bot.retrieval import turns
from bot.retrieval.turns import gently, give_way, short_turns


def test_only_gentle_work_rests(monkeypatch: pytest.MonkeyPatch) -> None:
    """Code that can give way does so where it was asked to, and in that thread alone."""
    rests: list[float] = []
    monkeypatch.setattr(turns.time, "sleep", rests.append)
    give_way()
    with gently(), ThreadPoolExecutor(1) as pool:
        pool.submit(give_way).result()
        assert not rests
        give_way()
    give_way()

    assert len(rests) == 1


def test_turns_are_short_for_a_while() -> None:
    """Afterwards Python's turns are what they were, and garbage is found."""
    usual = sys.getswitchinterval(), gc.isenabled()
    with short_turns(1e-4):
        meanwhile = sys.getswitchinterval(), gc.isenabled()

    assert meanwhile == (pytest.approx(1e-4), False)
    assert (sys.getswitchinterval(), gc.isenabled()) == usual
