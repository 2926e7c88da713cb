"""Retrieval, ours and the peers', on the same passages, terms and questions: `make bench`.

All engines answer in one process, in turns of some questions, so that a busy machine slows
all of them alike; the median is told, and ratios mean more than microseconds. An engine that cannot
answer here, not being installed or compiled, is left out with the reason. Writes
docs/performance.json, the plots beside it, and the tables into docs/performance.md.
"""

from __future__ import annotations

import argparse
import itertools
import json
import multiprocessing
import os
import tempfile
import time
from collections.abc import Iterable
from dataclasses import dataclass
from multiprocessing.connection import Connection
from pathlib import Path
from typing import NamedTuple

import numpy as np

from benchmarks.peers import ENGINES, MOST_PASSAGES, Engine
from benchmarks.report import FIGURES, write_report
from benchmarks.sample import Sample

TOP = 10
EXACT = "ours, NumPy"  # equal to the reference, hit for hit: tests/bot/retrieval/test_exactness.py
ROUNDS = 3
TURN = 20  # questions; with fewer, an engine mostly waits for its own code to be read again
PATIENCE_SECONDS = 20.0  # of one engine at one size; a slow one is asked fewer questions


@dataclass
class Subject:
    """An engine under measurement, with what was measured so far."""

    name: str
    engine: Engine
    figures: dict[str, float | str]
    seconds: list[list[float]]


def measure(passages: int, engines: Iterable[str]) -> list[dict[str, float | str]]:
    """Measure engines at one size."""
    sample = Sample(passages)
    with tempfile.TemporaryDirectory() as folder:
        built: dict[type[Engine], Built] = {}
        subjects = [
            subject
            for name in engines
            if passages <= MOST_PASSAGES.get(name, passages)
            and (subject := _open(name, sample, Path(folder), built))
        ]
        _ask_in_turn(subjects, sample.questions)
        exact = {s.name: s.engine for s in subjects}[EXACT]
        for subject in subjects:
            times = [min(rounds) for rounds in subject.seconds if rounds]
            subject.figures |= {
                "p50_microseconds": float(np.median(times)) * 1e6,
                "p99_microseconds": float(np.percentile(times, 99)) * 1e6,
                "agreement": _agreement(subject.engine, exact, sample.questions[:50]),
            }
    floor = _floor_microseconds(sample.postings_touched())
    print(f"{passages} passages: reading a question's postings takes {floor:.1f} µs of memory")
    return [subject.figures | {"floor_microseconds": floor} for subject in subjects]


class Built(NamedTuple):
    """An index on disk: where it is, and how long that took."""

    folder: Path
    seconds: float


def _build(engine: Engine, sample: Sample, folder: Path) -> Built:
    folder.mkdir(exist_ok=True)  # by one of its kind that failed
    started = time.perf_counter()
    engine.build(sample.passages(), folder)
    return Built(folder, time.perf_counter() - started)


def _open(
    name: str, sample: Sample, folder: Path, built: dict[type[Engine], Built]
) -> Subject | None:
    """Open an engine, on an index that its kind has built; None where it cannot answer here."""
    engine = ENGINES[name]()
    kind = type(engine)
    try:
        if kind not in built:
            built[kind] = _build(engine, sample, folder / kind.__name__)
        # Before this process opens it: its child would wait for ever for a lock of its own.
        memory = _memory(engine, built[kind].folder, sample.questions)
        started = time.perf_counter()
        engine.open(built[kind].folder)
        opened = time.perf_counter()
    except Exception as error:  # noqa: BLE001 - whatever a peer may raise
        print(f"{name}: left out ({type(error).__name__}: {error})")
        return None
    files = [file for file in built[kind].folder.rglob("*") if file.is_file()]
    figures: dict[str, float | str] = {
        "engine": name,
        "passages": sample.count,
        "build_seconds": built[kind].seconds,
        "open_milliseconds": (opened - started) * 1e3,
        "megabytes": sum(file.stat().st_size for file in files) / 1e6,
        "memory_megabytes": memory,
    }
    print(name, {key: round(value, 2) for key, value in figures.items() if key != "engine"})
    return Subject(name, engine, figures, [[] for _ in sample.questions])


def _ask_in_turn(subjects: list[Subject], questions: list[list[str]]) -> None:
    """Ask every engine every question, in turns of some; the best of the rounds counts."""
    spent = dict.fromkeys((subject.name for subject in subjects), 0.0)
    for subject in subjects:
        subject.engine.ask(questions[0], TOP)  # whatever is compiled or read at first use
    turns = [
        range(start, min(start + TURN, len(questions))) for start in range(0, len(questions), TURN)
    ]
    for _, turn, subject in itertools.product(range(ROUNDS), turns, subjects):
        for number in turn:
            if spent[subject.name] < PATIENCE_SECONDS:
                started = time.perf_counter()
                subject.engine.ask(questions[number], TOP)
                took = time.perf_counter() - started
                spent[subject.name] += took
                subject.seconds[number].append(took)


def _agreement(engine: Engine, exact: Engine, questions: list[list[str]]) -> float:
    """Give the share of the exact best passages that the engine finds."""
    shares = []
    for terms in questions:
        wanted = {exact.number(found) for found in exact.ask(terms, TOP)}
        found = {engine.number(found) for found in engine.ask(terms, TOP)}
        shares.append(len(wanted & found) / max(1, len(wanted)))
    return float(np.mean(shares))


def _memory(engine: Engine, folder: Path, questions: list[list[str]]) -> float:
    """Give the memory in MB that a process gains by opening an index and answering questions.

    Raises what the engine raises there, EOFError where it ends the process.
    """
    context = multiprocessing.get_context("fork")  # the engine may hold what cannot be sent
    receiving, sending = context.Pipe(duplex=False)
    child = context.Process(target=_tell_gain, args=(engine, folder, questions, sending))
    child.start()
    sending.close()
    try:
        told: float | Exception = receiving.recv()
    finally:
        child.join()
    if isinstance(told, Exception):
        raise told
    return told


def _tell_gain(
    engine: Engine, folder: Path, questions: list[list[str]], sending: Connection
) -> None:
    """Send the memory in MB that this process gains, or what keeps the engine from answering."""
    before = _resident()
    try:
        engine.open(folder)
        for terms in questions[:100]:
            engine.ask(terms, TOP)
    except Exception as error:  # noqa: BLE001 - sent to whoever waits
        sending.send(error)
    else:
        sending.send(max(0, _resident() - before) / 1e6)


def _resident() -> int:
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE")


def _floor_microseconds(postings: float) -> float:
    """Give the time that reading so many postings of a byte takes this machine's memory."""
    memory = np.ones(1 << 27, np.uint8)
    seconds = []
    for _ in range(5):
        started = time.perf_counter()
        memory.view(np.uint64).max()
        seconds.append(time.perf_counter() - started)
    return postings / (len(memory) / min(seconds)) * 1e6


def main() -> None:
    """Measure the sizes and engines asked for; figures of others are kept."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("sizes", nargs="*", type=int, default=[1_000, 10_000, 100_000])
    parser.add_argument("--engines", nargs="*", choices=list(ENGINES), default=list(ENGINES))
    options = parser.parse_args()
    known = json.loads(FIGURES.read_text("utf-8")) if FIGURES.exists() else []
    engines = dict.fromkeys([*options.engines, EXACT])
    figures = [
        row for row in known if row["passages"] not in options.sizes or row["engine"] not in engines
    ]
    for size in options.sizes:
        figures += measure(size, engines)
        write_report(sorted(figures, key=lambda row: row["passages"]))


if __name__ == "__main__":
    main()
