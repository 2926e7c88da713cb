"""Taking turns: how a thread that has long to compute lets questions go on in between.

Python computes in one thread at a time. One that wants its turn waits till the other sleeps, or for
5 ms: the one can be made to sleep oftener, the other be made shorter.
"""

from __future__ import annotations

import gc
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

_SECONDS = 5e-4
_thread = threading.local()


@contextmanager
def gently() -> Iterator[None]:
    """Have this thread rest wherever its code gives way: for work of a millisecond, cut in steps.

    A question then waits for a step of some 50 µs, and once. Short turns do less for it: they are
    handed over in the midst of questions, and several times in one.
    """
    _thread.gives_way = True
    try:
        yield
    finally:
        _thread.gives_way = False


def give_way() -> None:
    """Let other threads have their turn, if this one works gently."""
    if getattr(_thread, "gives_way", False):
        time.sleep(_SECONDS)


@contextmanager
def short_turns(seconds: float) -> Iterator[None]:
    """Have all threads take turns of that length, for work that goes on for long.

    Nobody looks for garbage meanwhile: that takes a turn as long as there are objects, .2 ms while
    a page is read, .3 s while what is known of a thousand articles is worked out.
    """
    usual, collecting = sys.getswitchinterval(), gc.isenabled()
    sys.setswitchinterval(seconds)
    gc.disable()
    try:
        yield
    finally:
        sys.setswitchinterval(usual)
        if collecting:
            gc.enable()
