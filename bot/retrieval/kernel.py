"""The compiled kernel, where this machine has it: `python -m bot.retrieval.kernel` compiles it.

It is one file of C, called through ctypes, which lets other threads run meanwhile. Without it (no
compiler, never compiled) questions are ranked with NumPy: the same hits, only slower.
"""

from __future__ import annotations

import ctypes
import hashlib
import shutil
import subprocess
import sys
from collections.abc import Sequence
from ctypes import Structure, byref, c_double, c_int32, c_void_p
from functools import cache
from itertools import repeat
from pathlib import Path

import numpy as np

from bot.retrieval.bm25 import K1
from bot.retrieval.live import LiveSegment
from bot.retrieval.ranking import RANKED, Asked
from bot.retrieval.segment import MAX_BOUND, Array

SOURCE = Path(__file__).with_suffix(".c")
# -ffp-contract=off: a fused multiply-add would change last bits, and with them ties.
_FLAGS = ("-O3", "-std=c11", "-ffp-contract=off", "-fPIC", "-shared")


class _Segment(Structure):
    _fields_ = [
        *((name, c_void_p) for name in ("starts", "bounds", "docs", "counts")),
        *((name, c_void_p) for name in ("norms", "articles", "ranks")),
        ("step", c_double),
    ]


class _Question(Structure):
    _fields_ = [
        *((name, c_void_p) for name in ("sequence", "repeats", "idf")),
        *((name, c_int32) for name in ("length", "terms", "k")),
        ("k1", c_double),
    ]


def library_file() -> Path:
    """Give where the compiled kernel of this very source belongs."""
    digest = hashlib.sha256(SOURCE.read_bytes()).hexdigest()[:12]
    return SOURCE.with_name(f"_kernel-{sys.platform}-{digest}.so")


def compile_kernel() -> Path | None:
    """Compile the kernel beside its source; None where there is no C compiler.

    Raises CalledProcessError where the compiler fails.
    """
    compiler = shutil.which("cc") or shutil.which("gcc") or shutil.which("clang")
    if compiler is None:
        return None
    target = library_file()
    draft = target.with_suffix(".draft")
    subprocess.run([compiler, *_FLAGS, "-o", draft, SOURCE, "-lm"], check=True)  # noqa: S603 - our own source
    draft.replace(target)
    return target


@cache
def load_kernel() -> ctypes.CDLL | None:
    """Load the compiled kernel; None where this source was never compiled here."""
    file = library_file()
    if not file.exists():
        return None
    library = ctypes.CDLL(str(file))
    library.rank.argtypes = [c_void_p, c_int32, c_void_p, c_void_p, c_void_p, c_void_p]
    library.rank.restype = c_int32
    return library


class CompiledRanker:
    """Skips the postings that cannot matter (MaxScore)."""

    def __init__(self, segments: Sequence[LiveSegment], mean_length: float) -> None:
        kernel = load_kernel()
        if kernel is None:
            raise RuntimeError("the kernel is not compiled: python -m bot.retrieval.kernel")
        self._rank = kernel.rank
        self._norms = [live.norms(mean_length) for live in segments]
        self._segments = (_Segment * len(segments))(
            *map(_lay_out, segments, self._norms, repeat(mean_length))
        )
        self._kept = segments  # the kernel reads their memory

    def rank(self, asked: Asked, k: int, admitted: Sequence[Array | None]) -> Array:
        """Give the k best passages as `RANKED`, best first; `admitted` is bool [N] a segment."""
        hits = np.empty(k, RANKED)
        question = _Question(
            *map(_address, (asked.sequence, asked.repeats, asked.idf)),
            len(asked.sequence),
            len(asked.idf),
            k,
            K1,
        )
        masks = (c_void_p * len(admitted))(*map(_address, admitted))
        size = self._rank(
            self._segments,
            len(self._segments),
            _address(asked.found),
            byref(question),
            masks,
            _address(hits),
        )
        if size < 0:
            raise MemoryError
        return hits[:size]


def _address(array: Array | None) -> int | None:
    """Give where a contiguous array's memory begins."""
    return None if array is None else array.ctypes.data


def _lay_out(live: LiveSegment, norms: Array, mean_length: float) -> _Segment:
    """Give a segment as the kernel reads it."""
    segment = live.segment
    # A longer mean length raises a saturation, at most in proportion.
    growth = max(1.0, mean_length / segment.statistics.mean_length)
    arrays = (segment.starts, segment.bounds, segment.docs, segment.counts)
    addresses = map(_address, (*arrays, norms, segment.articles, live.ranks))
    return _Segment(*addresses, (K1 + 1) / MAX_BOUND * growth)


def main() -> None:
    """Compile the kernel and say so; its absence is no error."""
    file = compile_kernel()
    print(f"compiled {file.name}" if file else "no C compiler: questions are ranked with NumPy")


if __name__ == "__main__":
    main()
