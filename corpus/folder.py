"""The files of a corpus folder: which of them are pages."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from corpus.corrections import FILE_NAME as CORRECTIONS_FILE
from corpus.errors import CorpusError
from corpus.importers import IMPORTERS
from corpus.metadata import FILE_NAME as METADATA_FILE

SHIPPED_PAGES = Path(__file__).resolve().parent / "pages"

Progress = Callable[[int, int], None]
"""Told after each page: how many are done, of how many."""

_NO_PAGES = frozenset({METADATA_FILE, CORRECTIONS_FILE})


def page_files(folder: Path) -> dict[str, Path]:
    """Give the files that may be pages, by their names relative to the folder, in their order."""
    if not folder.exists():
        raise CorpusError(f"找不到版面文件夹：{folder}")
    if not folder.is_dir():
        raise CorpusError(f"应为文件夹，却是文件：{folder}")
    paths = [path for path in sorted(folder.rglob("*")) if _may_be_page(path, folder)]
    if not paths:
        raise CorpusError(f"文件夹里没有版面文件（{'、'.join(IMPORTERS)}）：{folder}")
    return {path.relative_to(folder).as_posix(): path for path in paths}


def _may_be_page(path: Path, folder: Path) -> bool:
    hidden = any(part.startswith(".") for part in path.relative_to(folder).parts)
    return path.is_file() and not hidden and path.name not in _NO_PAGES
