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
from ctypes import Structure, byref, c_char, c_double, c_int32, c_int64, c_void_p
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np

from bot.retrieval.bm25 import K1, Statistics
from bot.retrieval.live import LiveSegment
from bot.retrieval.ranking import RANKED
from bot.retrieval.segment import MAX_BOUND, Array

SOURCE = Path(__file__).with_suffix(".c")
# -ffp-contract=off: a fused multiply-add would change last bits, and with them ties.
_FLAGS = ("-O3", "-std=c11", "-ffp-contract=off", "-fPIC", "-shared")


class _Segment(Structure):
    _fields_ = [
        *((name, c_void_p) for name in ("keys", "starts", "bounds", "docs", "counts")),
        *((name, c_void_p) for name in ("norms", "classes", "floors", "articles", "ranks")),
        *((name, c_void_p) for name in ("lessened", "fewer")),
        *((name, c_int64) for name in ("passages", "terms", "lessened_terms")),
        ("step", c_double),
    ]


class _Index(Structure):
    _fields_ = [
        ("segments", c_void_p),
        ("count", c_int64),
        ("passages", c_int64),
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
    """Load the compiled kernel; None where this source was never compiled for this machine."""
    try:
        library = ctypes.CDLL(str(library_file()))
    except OSError:
        return None
    library.rank.argtypes = [c_void_p, c_void_p, c_int32, c_int32, c_void_p, c_void_p]
    library.rank.restype = c_int32
    return library


class CompiledRanker:
    """Skips the postings that cannot matter (MaxScore)."""

    def __init__(self, segments: Sequence[LiveSegment], statistics: Statistics) -> None:
        kernel = load_kernel()
        if kernel is None:
            raise RuntimeError("the kernel is not compiled: python -m bot.retrieval.kernel")
        self._kernel = kernel
        mean = statistics.mean_length
        # The kernel reads the memory of these; they must live as long as it does.
        self._arrays = [_arrays(live, mean) for live in segments]
        self._segments = (_Segment * len(segments))(
            *(_lay_out(*each, mean) for each in zip(segments, self._arrays, strict=True))
        )
        address = ctypes.addressof(self._segments)
        self._index = _Index(address, len(segments), statistics.passages, K1)

    def rank(self, keys: Array, k: int, admitted: Sequence[Array | None]) -> Array:
        """Give the k best passages as `RANKED`, best first; `admitted` is bool [N] a segment."""
        hits = np.empty(k, RANKED)
        masks = None
        if any(mask is not None for mask in admitted):
            masks = (c_void_p * len(admitted))(*map(_address, admitted))
        count = self._kernel.rank(
            byref(self._index), _pointer(keys), len(keys), k, masks, _pointer(hits)
        )
        if count < 0:
            raise MemoryError
        return hits[:count]


def _pointer(array: Any) -> Any:
    """Point to a writable array; twice as fast as asking for its address."""
    return byref(c_char.from_buffer(array))


def _address(array: Array | None) -> int | None:
    """Give where a contiguous array's memory begins."""
    return None if array is None else array.ctypes.data


def _arrays(live: LiveSegment, mean_length: float) -> tuple[Array, ...]:
    """Give a segment's arrays in the order in which the kernel has them."""
    segment, norms = live.segment, live.norms(mean_length)
    return (
        *(segment.keys, segment.starts, segment.bounds, segment.docs, segment.counts),
        *(norms, *_classify(norms), segment.articles, live.ranks, *live.fewer),
    )


def _classify(norms: Array) -> tuple[Array, Array]:
    """Round norms down to one of 256: give each one's class, and what the classes stand for."""
    floors = np.linspace(norms.min(), norms.max(), 256)
    classes = np.searchsorted(floors, norms, side="right") - 1
    return classes.astype(np.uint8), floors.astype(np.float32)


def _lay_out(live: LiveSegment, arrays: Sequence[Array], mean_length: float) -> _Segment:
    """Give a segment as the kernel reads it."""
    segment = live.segment
    # A longer mean length raises a saturation, at most in proportion.
    growth = max(1.0, mean_length / segment.statistics.mean_length)
    step = (K1 + 1) / MAX_BOUND * growth
    sizes = len(segment), len(segment.keys), len(live.fewer[0])
    return _Segment(*map(_address, arrays), *sizes, step)


def main() -> None:
    """Compile the kernel and say so; where that fails, nothing is lost but speed."""
    try:
        file = compile_kernel()
    except subprocess.CalledProcessError as error:
        print(f"{error}: questions are ranked with NumPy")
    else:
        print(f"compiled {file.name}" if file else "no C compiler: questions are ranked with NumPy")


if __name__ == "__main__":
    main()
