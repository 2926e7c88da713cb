"""What a question from the command line takes, with and without a store: `python -m bot ask`.

python -m benchmarks.start_up [QUESTION]     medians of several fresh processes

The code is compiled, as after `make` or an installation from a wheel.
"""

from __future__ import annotations

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import time
from typing import NamedTuple

QUESTION = "开发区有多少企业"
REPEATS = 7


class Ran(NamedTuple):
    """One run of a process: seconds on the clock and of the processor, megabytes at its largest."""

    wall: float
    processor: float
    memory: float


def run(arguments: list[str], data: str, said: str = "") -> Ran:
    """Run the bot in a process of its own, with its data in a folder, and `said` typed into it."""
    started = time.perf_counter()
    process = subprocess.Popen(
        [sys.executable, "-m", "bot", *arguments],
        env=os.environ | {"DATA_DIR": data, "PYTHONDONTWRITEBYTECODE": ""},
        stdin=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        text=True,
    )
    if process.stdin:
        process.stdin.write(said)
        process.stdin.close()
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(f"python -m bot {' '.join(arguments)} ended with {process.returncode}")
    wall = time.perf_counter() - started
    return Ran(wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024)


def measure(name: str, question: str, data: str) -> None:
    """Print a row: medians of several runs."""
    runs = [run(["ask", question, "--json"], data) for _ in range(REPEATS)]
    wall, processor, memory = map(statistics.median, zip(*runs, strict=True))
    print(f"{name:12} {wall:5.2f} s, {processor:5.2f} s of the processor, {memory:4.0f} MB")


def main() -> None:
    """Ask with nothing stored, then with what a conversation has stored."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("question", nargs="?", default=QUESTION)
    question = parser.parse_args().question
    with tempfile.TemporaryDirectory() as data:
        run(["ask", question], data)  # compiles
        measure("no store", question, data)
        run(["chat"], data, said=f"{question}\n")
        measure("warm store", question, data)


if __name__ == "__main__":
    main()
