"""Taking turns: how a thread that opens an index lets questions go on in between.

Python computes in one thread at a time; a question that wants its turn waits till the other thread
sleeps. So what runs `gently` sleeps half a millisecond after each step of some 50 µs, wherever it
calls `give_way`. Shorter turns of Python's own (`sys.setswitchinterval`) do less: they are handed
over in the midst of questions, and several times in one.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

_SECONDS = 5e-4
_thread = threading.local()


@contextmanager
def gently() -> Iterator[None]:
    """Have this thread give way to others where its code says so."""
    _thread.gives_way = True
    try:
        yield
    finally:
        _thread.gives_way = False


def give_way() -> None:
    """Let other threads have their turn, if this one works gently."""
    if getattr(_thread, "gives_way", False):
        time.sleep(_SECONDS)
