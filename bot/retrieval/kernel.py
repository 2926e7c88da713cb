"""The compiled kernel, where this machine has it: `python -m bot.retrieval.kernel` compiles it.

It is C, called through ctypes, which lets other threads run meanwhile. Without it (no compiler,
never compiled) questions are ranked with NumPy: the same hits, only slower.
"""

from __future__ import annotations

import ctypes
import hashlib
import platform
import shutil
import subprocess
import sys
from ctypes import c_char_p, c_int32, c_void_p
from functools import cache
from pathlib import Path

_ROOM = Path(__file__).parent
_SOURCE = _ROOM / "kernel.c"
# -ffp-contract=off: a fused multiply-add would change last bits, and with them ties.
_FLAGS = ("-O3", "-std=c11", "-ffp-contract=off", "-fPIC", "-shared")


def library_file() -> Path:
    """Give where the compiled kernel of this very source belongs."""
    sources = b"".join(file.read_bytes() for file in (_SOURCE, *sorted(_ROOM.glob("*.h"))))
    digest = hashlib.sha256(sources).hexdigest()[:12]
    return _ROOM / f"_kernel-{sys.platform}-{platform.machine()}-{digest}.so"


def compile_kernel() -> Path | None:
    """Compile the kernel beside its source; None where there is no C compiler.

    Raises CalledProcessError where the compiler fails.
    """
    compiler = shutil.which("cc") or shutil.which("gcc") or shutil.which("clang")
    if compiler is None or sys.byteorder != "little":
        return None
    target = library_file()
    draft = target.with_suffix(".draft")
    subprocess.run([compiler, *_FLAGS, "-o", draft, _SOURCE, "-lm"], check=True)  # noqa: S603 - our own source
    draft.replace(target)
    return target


@cache
def load_kernel() -> ctypes.CDLL | None:
    """Load the compiled kernel; None where this source was never compiled for this machine."""
    try:
        library = ctypes.CDLL(str(library_file()))
    except OSError:
        return None
    library.rank.argtypes = [c_void_p, c_char_p, c_int32, c_int32, c_void_p, c_void_p]
    library.rank.restype = c_int32
    return library


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
