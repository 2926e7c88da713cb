"""Pages a second, megabytes a second and peak memory of segmentation, at several sizes.

python -m benchmarks.segmentation            10 and 1 000 pages
python -m benchmarks.segmentation 10000      that many
python -m benchmarks.segmentation --profile  where the time goes
python -m benchmarks.segmentation --hurt     seconds a megabyte for texts made to hurt, at two sizes
"""

from __future__ import annotations

import argparse
import cProfile
import pstats
import resource
import statistics
import time
from collections.abc import Iterator
from itertools import cycle, islice
from pathlib import Path

from corpus.importers import IMPORTERS, importer_of
from corpus.model import Page
from corpus.segmentation.assembly import segment_page

HERE = Path(__file__).parents[1]
PAGES = (
    *sorted((HERE / "tests" / "quality" / "pages").glob("*/raw")),
    HERE / "corpus" / "pages",
)
REPEATS = 5
HURTFUL = {
    "titles": "开发区召开大会\n",
    "credits": "记者 王明\n",
    "titles and paragraphs": "开发区召开大会\n\n会议回顾了去年，部署了今年，代表们很受鼓舞。\n\n",
    "broken paragraphs": "会议回顾了去年，部署了今年，\n\n记者 王明\n\n",
    "rows": "|企业|产值|增速|\n",
    "figures": "1 2 3 4 5\n",
    "brackets": "（" * 30 + "\n",
    "links": "[a](" * 10 + "\n",
    "one line": "开发区的大会",
}
SIZES = (50_000, 200_000)  # bytes


def read_texts() -> list[tuple[str, str]]:
    """Give our own pages: name and text."""
    paths = [path for folder in PAGES for path in sorted(folder.iterdir())]
    return [(p.name, p.read_text("utf-8")) for p in paths if p.suffix in IMPORTERS]


def segment(pages: Iterator[tuple[str, str]]) -> int:
    """Segment pages one after the other; give their bytes."""
    size = 0
    for name, text in pages:
        importer = importer_of(Path(name).suffix, text)
        segment_page(Page(name, text), importer(text))
        size += len(text.encode())
    return size


def measure(count: int) -> None:
    """Print a row: the median of several runs, and what the process has held at most."""
    texts = read_texts()
    rates: list[tuple[float, float]] = []
    for _ in range(REPEATS if count <= 1000 else 1):
        start = time.process_time()
        size = segment(islice(cycle(texts), count))
        took = time.process_time() - start
        rates.append((count / took, size / took / 1e6))
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    pages, megabytes = (statistics.median(column) for column in zip(*rates, strict=True))
    print(f"{count:6} pages: {pages:6.0f} pages/s {megabytes:5.2f} MB/s, peak {peak:.0f} MB")


def hurt() -> None:
    """Print how long texts made to hurt take: where the larger takes no longer, time is linear."""
    print(f"{'s/MB at':24}" + "".join(f"{size // 1000:6} kB" for size in SIZES))
    for name, unit in HURTFUL.items():
        rates = []
        for size in SIZES:
            text = unit * (size // len(unit.encode()))
            start = time.process_time()
            rates.append(segment(iter([("page.txt", text)])) / 1e6 / (time.process_time() - start))
        print(f"{name:24}" + "".join(f"{1 / rate:9.1f}" for rate in rates))


def main() -> None:
    """Measure at the sizes asked for."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("counts", nargs="*", type=int, default=[10, 1000])
    parser.add_argument("--profile", action="store_true")
    parser.add_argument("--hurt", action="store_true")
    options = parser.parse_args()
    if options.hurt:
        hurt()
        return
    if options.profile:
        profile = cProfile.Profile()
        profile.runcall(segment, islice(cycle(read_texts()), 100))
        pstats.Stats(profile).sort_stats("tottime").print_stats(12)
        return
    for count in options.counts:
        measure(count)


if __name__ == "__main__":
    main()
