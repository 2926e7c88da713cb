"""`python -m bot`: the command line, loaded without looking for garbage meanwhile."""

from __future__ import annotations

import gc
import os
import sys


def main(arguments: list[str] | None = None) -> int:
    """Run a command and give its exit code; see `bot.command_line`."""
    # To look for pydantic's plugins reads what every installed package says of itself: .06 s.
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "true")
    gc.disable()  # starting leaves next to none, and looking for it takes .06 s
    try:
        from bot.command_line import run  # noqa: PLC0415 - the very thing that is to load fast

        return run(arguments)
    finally:
        gc.enable()


if __name__ == "__main__":
    sys.exit(main())
