"""What people know of the pages: `pages.toml` in the corpus folder, a table a file.

["001.txt"]
source = "丽水日报"
page = "06要闻·南城"
date = 2020-06-24   # or: year = 2020
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from pathlib import Path

from corpus.model import Fault
from corpus.toml_file import TomlError, read_toml

FILE_NAME = "pages.toml"
_TYPES: Mapping[str, tuple[type, str]] = {
    "source": (str, '文字，如 "丽水日报"'),
    "page": (str, '文字，如 "06要闻·南城"'),
    "date": (dt.date, "日期，如 2020-06-24"),
    "year": (int, "年份，如 2020"),
}


@dataclass(frozen=True, slots=True)
class PageMetadata:
    """What `pages.toml` says of one page; everything is optional."""

    source: str | None = None
    page: str | None = None
    date: dt.date | None = None
    year: int | None = None


def read_metadata(
    folder: Path, files: Collection[str]
) -> tuple[dict[str, PageMetadata], list[Fault]]:
    """Read `pages.toml`; a row that cannot be used is left out and told as a fault."""
    path = folder / FILE_NAME
    if not path.exists():
        return {}, []
    try:
        tables, text = read_toml(path)
    except TomlError as error:
        return {}, [Fault(FILE_NAME, error.line, str(error))]
    return _read_tables(tables, text, files)


def _read_tables(
    tables: Mapping[str, object], text: str, files: Collection[str]
) -> tuple[dict[str, PageMetadata], list[Fault]]:
    found: dict[str, PageMetadata] = {}
    faults: list[Fault] = []
    for file, table in tables.items():
        line = _line_of(text, file)
        if not isinstance(table, dict):
            faults.append(Fault(FILE_NAME, line, f'「{file}」应是一个表，写作 ["文件名"]'))
        elif file not in files:
            faults.append(Fault(FILE_NAME, line, f"文件夹里没有「{file}」"))
        else:
            wrong = [(key, _complaint(key, value)) for key, value in table.items()]
            faults += [
                Fault(FILE_NAME, _line_of(text, key, after=line), complaint)
                for key, complaint in wrong
                if complaint
            ]
            good = {key: table[key] for key, complaint in wrong if not complaint}
            found[file] = PageMetadata(**good)
    return found, faults


def _complaint(key: str, value: object) -> str | None:
    if key not in _TYPES:
        return f"不认识「{key}」，可用的有 {'、'.join(_TYPES)}"
    wanted, description = _TYPES[key]
    if type(value) is not wanted:
        return f"「{key}」应为{description}，写的是 {value!r}"
    return None


def _line_of(text: str, name: str, after: int = 0) -> int:
    """Find the line that names something, at or below a line."""
    for number, line in enumerate(text.splitlines(), start=1):
        if number >= after and name in line:
            return number
    return after
