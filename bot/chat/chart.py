"""A small chart of questions by day; needs matplotlib, which is an optional extra."""

from __future__ import annotations

from collections.abc import Mapping
from importlib.util import find_spec
from io import BytesIO


def draw_days(counts: Mapping[str, int]) -> bytes | None:
    """Draw a bar for each day (ISO), as PNG; None without matplotlib or without days.

    Labels are figures only, so that no font is needed. Slow: for a thread.
    """
    if not counts or not find_spec("matplotlib"):
        return None
    from matplotlib.figure import Figure  # noqa: PLC0415 -- takes a second to load
    from matplotlib.ticker import MaxNLocator  # noqa: PLC0415

    days = sorted(counts)
    figure = Figure(figsize=(6, 2.4), layout="constrained")
    axes = figure.subplots()
    axes.bar([day[5:] for day in days], [counts[day] for day in days], color="#2f6f9f")
    axes.tick_params(axis="x", rotation=60)
    axes.yaxis.set_major_locator(MaxNLocator(integer=True))
    out = BytesIO()
    figure.savefig(out, format="png", dpi=120)
    return out.getvalue()
