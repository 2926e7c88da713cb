"""Pages a second, megabytes a second and peak memory of segmentation, at several sizes.

python -m benchmarks.segmentation            10 and 1 000 pages
python -m benchmarks.segmentation 10000      that many
python -m benchmarks.segmentation --profile  where the time goes
python -m benchmarks.segmentation --stages   what a page takes up to each stage
python -m benchmarks.segmentation --growth   seconds a megabyte for pages ever longer
python -m benchmarks.segmentation --hurt     seconds a megabyte for texts made to hurt, at two sizes
python -m benchmarks.segmentation 2000 --cores   files read and dated, by one process and several
"""

from __future__ import annotations

import argparse
import cProfile
import pstats
import resource
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from functools import partial
from itertools import cycle, islice
from pathlib import Path

from corpus.importers import IMPORTERS, importer_of
from corpus.metadata import PageMetadata
from corpus.model import Page
from corpus.page_reading import read_pages, usable_cores
from corpus.segmentation.assembly import segment_page
from corpus.segmentation.structure import outline_page
from corpus.segmentation.unwrapping import find_blocks

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
GROWTH = (1, 10, 100)
STAGE_REPEATS = 15


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


def grow() -> None:
    """Print the seconds a megabyte of ever longer pages: our own set in a row, over and over."""
    texts = [text for name, text in read_texts() if not name.endswith(".html")]
    for times in GROWTH:
        text = "\n\n".join(islice(cycle(texts), times))
        took = _cpu_time(lambda text=text: segment(iter([("page.txt", text)])))
        megabytes = len(text.encode()) / 1e6
        print(f"{times:4} pages in one, {1000 * megabytes:5.0f} kB: {took / megabytes:5.2f} s/MB")


def stages() -> None:
    """Print what a page takes up to each stage: the least of several runs on every page."""
    took = dict.fromkeys(("lines", "and blocks", "and outlines", "and all"), 0.0)
    texts = read_texts()
    for name, text in texts:
        read, page = importer_of(Path(name).suffix, text), Page(name, text)
        runs: tuple[Callable[[], object], ...] = (
            partial(read, text),
            lambda r=read, t=text: find_blocks(r(t)),
            lambda r=read, t=text: outline_page(find_blocks(r(t))),
            lambda r=read, t=text, p=page: segment_page(p, r(t)),
        )
        for stage, run in zip(took, runs, strict=True):
            took[stage] += _cpu_time(run)
    size = sum(len(text.encode()) for _, text in texts) / 1e6
    for stage, seconds in took.items():
        print(
            f"{stage:12} {1000 * seconds / len(texts):5.2f} ms a page, {size / seconds:5.2f} MB/s"
        )


def _cpu_time(run: Callable[[], object]) -> float:
    """Give the least time that one of several runs takes the processor."""
    times = []
    for _ in range(STAGE_REPEATS):
        start = time.process_time()
        run()
        times.append(time.process_time() - start)
    return min(times)


def share(count: int) -> None:
    """Print how fast page files are read by one process and by one a core."""
    with tempfile.TemporaryDirectory() as folder:
        jobs = []
        for number, (name, text) in enumerate(islice(cycle(read_texts()), count)):
            path = Path(folder) / f"{number}-{name}"
            path.write_text(text, "utf-8")
            jobs.append((path, path.name, PageMetadata()))
        size = sum(path.stat().st_size for path, *_ in jobs) / 1e6
        for processes in sorted({1, usable_cores()}):
            start = time.perf_counter()
            assert sum(1 for _ in read_pages(jobs, processes=processes)) == count
            took = time.perf_counter() - start
            print(f"{processes} processes: {count / took:5.0f} pages/s {size / took:5.2f} MB/s")


def main() -> None:
    """Measure at the sizes asked for."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("counts", nargs="*", type=int, default=[10, 1000])
    parser.add_argument("--profile", action="store_true")
    for option in ("--hurt", "--growth", "--stages", "--cores"):
        parser.add_argument(option, action="store_true")
    options = parser.parse_args()
    for chosen, run in ((options.hurt, hurt), (options.growth, grow), (options.stages, stages)):
        if chosen:
            run()
            return
    if options.profile:
        profile = cProfile.Profile()
        profile.runcall(segment, islice(cycle(read_texts()), 100))
        pstats.Stats(profile).sort_stats("tottime").print_stats(12)
        return
    for count in options.counts:
        (share if options.cores else measure)(count)


if __name__ == "__main__":
    main()
