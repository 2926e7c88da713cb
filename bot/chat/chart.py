"""A small chart of questions by day; needs matplotlib, which is an optional extra."""

from __future__ import annotations

from collections.abc import Mapping
from io import BytesIO

try:
    from matplotlib.figure import Figure
    from matplotlib.ticker import MaxNLocator
except ImportError:  # the extra `chart` is not installed
    Figure = None  # type: ignore[assignment,misc]


def draw_days(counts: Mapping[str, int]) -> bytes | None:
    """Draw a bar for each day (ISO), as PNG; None without matplotlib or without days.

    Labels are figures only, so that no font is needed.
    """
    if Figure is None or not counts:
        return None
    days = sorted(counts)
    figure = Figure(figsize=(6, 2.4), layout="constrained")
    axes = figure.subplots()
    axes.bar([day[5:] for day in days], [counts[day] for day in days], color="#2f6f9f")
    axes.tick_params(axis="x", rotation=60)
    axes.yaxis.set_major_locator(MaxNLocator(integer=True))
    out = BytesIO()
    figure.savefig(out, format="png", dpi=120)
    return out.getvalue()
