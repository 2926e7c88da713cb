"""Named arrays in one file: a line of JSON, then the arrays as they lie in memory.

{"docs": ["<u2", [3], 0], "lengths": ["<u4", [2], 64]}    type, shape, place after the line
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

import numpy as np

from bot.retrieval.bits import Array
from corpus.mapped import MappedFile

_ALIGNMENT = 64  # a line of the processor's cache


def save_arrays(file: Path, arrays: Mapping[str, Array]) -> None:
    """Write arrays of plain numbers into a new file."""
    table, place = {}, 0
    for name, array in arrays.items():
        table[name] = (array.dtype.str, array.shape, place)
        place += _aligned(array.nbytes)
    line = json.dumps(table).encode()
    with file.open("xb") as opened:
        opened.write(line.ljust(_aligned(len(line) + 1) - 1) + b"\n")
        for array in arrays.values():
            opened.write(np.ascontiguousarray(array).data.cast("B") if array.size else b"")
            opened.write(bytes(_aligned(array.nbytes) - array.nbytes))


def map_arrays(file: MappedFile) -> dict[str, Array]:
    """Give the arrays that `save_arrays` wrote; nothing is read before it is asked for."""
    start = file.memory.find(b"\n") + 1
    return {
        name: np.ndarray(shape, kind, file.memory, start + place)
        for name, (kind, shape, place) in json.loads(file.memory[:start].decode()).items()
    }


def _aligned(size: int) -> int:
    return -(-size // _ALIGNMENT) * _ALIGNMENT
