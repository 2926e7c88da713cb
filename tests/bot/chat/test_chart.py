"""The chart of questions by day."""

from __future__ import annotations

import pytest

from bot.chat.chart import draw_days


def test_chart() -> None:
    """Days make a picture."""
    pytest.importorskip("matplotlib", reason="the extra `chart` is not installed")
    drawn = draw_days({"2031-05-01": 3, "2031-05-02": 5})

    assert drawn is not None
    assert drawn.startswith(b"\x89PNG")


def test_nothing_to_draw() -> None:
    """Without days there is no chart."""
    assert draw_days({}) is None
