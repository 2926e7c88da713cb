"""The benchmark's figures as JSON, as tables in docs/performance.md, and as plots."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

Row = dict[str, Any]

DOCS = Path(__file__).parents[1] / "docs"
FIGURES = DOCS / "performance.json"
_PAGE = DOCS / "performance.md"
_COLUMNS: dict[str, Callable[[Row], str]] = {
    "p50 µs": lambda row: f"{row['p50_microseconds']:,.0f}",
    "p99 µs": lambda row: f"{row['p99_microseconds']:,.0f}",
    "agrees": lambda row: f"{row['agreement']:.3f}",
    "build s": lambda row: f"{row['build_seconds']:,.2f}",
    "disk MB": lambda row: f"{row['megabytes']:,.1f}" if row["megabytes"] else "–",
    "open ms": lambda row: f"{row['open_milliseconds']:,.1f}" if row["megabytes"] else "–",
    "memory MB": lambda row: f"{row['memory_megabytes']:,.0f}" if row["megabytes"] else "–",
}


def write_report(figures: Sequence[Row]) -> None:
    """Write figures, tables and plots."""
    FIGURES.write_text(json.dumps(figures, indent=1, ensure_ascii=False) + "\n", "utf-8")
    page = _PAGE.read_text("utf-8")
    between = re.compile(r"(?<=<!-- figures -->\n).*(?=<!-- /figures -->)", re.DOTALL)
    _PAGE.write_text(between.sub(lambda _: _tables(figures), page), "utf-8")
    _plot(figures)


def _tables(figures: Sequence[Row]) -> str:
    tables = []
    for size in sorted({row["passages"] for row in figures}):
        rows = [row for row in figures if row["passages"] == size]
        rows.sort(key=lambda row: row["p50_microseconds"])
        lines = [f"### {size:,} passages", "", _line(["engine", *_COLUMNS])]
        lines.append(_line(["---", *["---:"] * len(_COLUMNS)]))
        lines += [
            _line([row["engine"], *(show(row) for show in _COLUMNS.values())]) for row in rows
        ]
        floor = rows[0]["floor_microseconds"]
        lines += ["", f"Reading a question's postings alone: {floor:,.1f} µs of memory.", ""]
        tables.append("\n".join(lines) + "\n")
    return "\n".join(tables)


def _line(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _plot(figures: Sequence[Row]) -> None:
    """Draw how latency, build time and size grow, both axes logarithmic."""
    import matplotlib as mpl

    mpl.use("svg")
    mpl.rcParams["svg.hashsalt"] = "performance"  # the same figures give the same file
    import matplotlib.pyplot as plt

    plots = {
        "performance-latency": ("p50_microseconds", "microseconds a question (median)"),
        "performance-build": ("build_seconds", "seconds to build"),
        "performance-disk": ("megabytes", "MB on disk"),
    }
    for name, (column, label) in plots.items():
        figure, axes = plt.subplots(figsize=(7, 4.5))
        for engine in dict.fromkeys(row["engine"] for row in figures if row[column]):
            points = [(r["passages"], r[column]) for r in figures if r["engine"] == engine]
            width = 3 if engine.startswith("ours") else 1
            axes.plot(*zip(*points, strict=True), "o-", lw=width, ms=4, label=engine)
        if column == "p50_microseconds":
            floor = {row["passages"]: row["floor_microseconds"] for row in figures}
            axes.plot(list(floor), list(floor.values()), "k:", label="reading all postings")
        axes.set(xscale="log", yscale="log", xlabel="passages", ylabel=label)
        axes.grid(alpha=0.3)
        axes.legend(fontsize=7)
        figure.tight_layout()
        figure.savefig(DOCS / f"{name}.svg", metadata={"Date": None})
        plt.close(figure)
