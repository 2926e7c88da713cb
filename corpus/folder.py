"""The files of a corpus folder: which of them are pages."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path

from corpus.corrections import FILE_NAME as CORRECTIONS_FILE
from corpus.errors import CorpusError
from corpus.importers import IMPORTERS
from corpus.metadata import FILE_NAME as METADATA_FILE

SHIPPED_PAGES = Path(__file__).resolve().parent / "pages"

Progress = Callable[[int, int], None]
"""Told after each page: how many are done, of how many."""

_OF_WINDOWS = {"Thumbs.db", "desktop.ini"}  # hidden there, as names with a dot are here
_NO_PAGES = frozenset({METADATA_FILE, CORRECTIONS_FILE, *_OF_WINDOWS})


def page_files(folder: Path) -> dict[str, str]:
    """Give the files that may be pages, by their names relative to the folder, in their order.

    Beside each stand its size and time, which tell whether it changed.
    """
    if not folder.exists():
        raise CorpusError(f"找不到版面文件夹：{folder}")
    if not folder.is_dir():
        raise CorpusError(f"应为文件夹，却是文件：{folder}")
    if not os.access(folder, os.R_OK | os.X_OK):
        raise CorpusError(f"没有权限读版面文件夹：{folder}")
    # A folder comes with what is in it: "/" sorts before anything else.
    files = sorted(_may_be_pages(folder), key=lambda file: file[0].replace("/", "\0"))
    if not files:
        raise CorpusError(f"文件夹里没有版面文件（{'、'.join(IMPORTERS)}）：{folder}")
    return dict(files)


def _may_be_pages(folder: str | Path, above: str = "") -> Iterator[tuple[str, str]]:
    """Give the files of a folder and of those in it, but for hidden ones and links to folders.

    A folder that cannot be looked into is given as well: to read it fails, and the reason is told.
    To use `Path` for it takes ten times as long, and the reload of one page mostly waits for this.
    """
    try:
        entries = list(os.scandir(folder))
    except OSError:
        yield above.removesuffix("/"), ""
        return
    for entry in entries:
        if entry.name.startswith("."):
            continue
        if entry.is_dir(follow_symlinks=False):
            yield from _may_be_pages(entry.path, f"{above}{entry.name}/")
        elif entry.is_file() and entry.name not in _NO_PAGES:
            yield above + entry.name, _state(entry)


def _state(file: os.DirEntry[str]) -> str:
    """Give a file's size and time; nothing of one that was taken away just now."""
    try:
        stat = file.stat()
    except OSError:
        return ""
    return f"{stat.st_size} {stat.st_mtime_ns}"
