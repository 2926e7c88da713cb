"""Generations on disk: each is a folder written once; one is served; the last few can come back.

    generations/
        000007/manifest.json   format, statistics, and every file with its size and checksum
        000007/…               what was built: pages, index
        serving                the number of the generation that is served

A generation is written beside the others under a name of its own, with its manifest last, and gets
its number by one rename: a crash leaves either the whole of it or a draft that nobody reads.
"""

from __future__ import annotations

import os
import shutil
import tempfile
import time
import zlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from pydantic import BaseModel, ValidationError

_MANIFEST = "manifest.json"
_SERVING = "serving"
_DRAFT = "draft-"
_CHUNK = 1 << 20
_DEAD_SECONDS = 24 * 3600


class StoreError(Exception):
    """A generation that was asked for cannot be used; says which, what was expected, what came."""


@dataclass(frozen=True)
class Generation:
    """One generation: its number, its folder, and what its builder said about it."""

    number: int
    folder: Path
    statistics: Mapping[str, int | str]


class Store:
    """The generations of one folder.

    `form` names everything that decides how to read them (versions of formats, of analysis): a
    generation of another form is foreign, and is as good as not there.
    """

    def __init__(self, folder: Path, *, form: str, keep: int = 5) -> None:
        self.folder = folder
        self.form = form
        self._keep = keep

    def generations(self) -> list[Generation]:
        """Give the generations that can be served, the newest first."""
        numbers = sorted(self._numbers(), reverse=True)
        return [generation for number in numbers if (generation := self._open(number))]

    def latest(self) -> Generation | None:
        """Give the generation that is served, else the newest whole one; None where there is none.

        What is torn (a file missing or of another size) or foreign is passed over.
        """
        try:
            number = int((self.folder / _SERVING).read_text(encoding="ascii"))
        except (OSError, ValueError):
            number = 0
        return self._open(number) or next(iter(self.generations()), None)

    def new_draft(self) -> Path:
        """Give a new folder beside the generations; forgotten a day later if nobody removes it."""
        self.folder.mkdir(parents=True, exist_ok=True)
        return Path(tempfile.mkdtemp(prefix=_DRAFT, dir=self.folder))

    @contextmanager
    def draft(self, statistics: Mapping[str, int | str]) -> Iterator[Path]:
        """Give a folder to build in; when that ends well, it is the newest generation.

        It is not served yet, and where building fails nothing is left of it.
        """
        draft = self.new_draft()
        try:
            yield draft
            self._write_manifest(draft, statistics)
            draft.rename(self._path(max(self._numbers(), default=0) + 1))
        finally:
            shutil.rmtree(draft, ignore_errors=True)

    def serve(self, number: int) -> Generation:
        """Serve a generation from now on, and forget those that nobody will ask for again.

        Raises StoreError where it is not there, torn or foreign.
        """
        generation = self._open(number)
        if generation is None:
            known = [one.number for one in self.generations()]
            raise StoreError(f"generation {number} cannot be served; there are {known}")
        pointer = self.folder / f"{_SERVING}.new"
        _write(pointer, str(number))
        pointer.replace(self.folder / _SERVING)
        self._forget_old(number)
        return generation

    def roll_back(self) -> Generation:
        """Serve the newest generation older than the one that is served.

        Raises StoreError where there is none.
        """
        serving = self.latest()
        older = [one for one in self.generations() if serving and one.number < serving.number]
        if not older:
            raise StoreError("there is no earlier generation to go back to")
        return self.serve(older[0].number)

    def damaged_files(self, generation: Generation) -> list[str]:
        """Read every byte of a generation and give the files that are not as they were written."""
        folder = generation.folder
        manifest = _Manifest.model_validate_json((folder / _MANIFEST).read_bytes())
        return [name for name, file in manifest.files.items() if _describe(folder / name) != file]

    def _write_manifest(self, draft: Path, statistics: Mapping[str, int | str]) -> None:
        files = sorted(path for path in draft.rglob("*") if path.is_file())
        manifest = _Manifest(
            form=self.form,
            statistics=dict(statistics),
            files={path.relative_to(draft).as_posix(): _describe(path) for path in files},
        )
        _write(draft / _MANIFEST, manifest.model_dump_json())

    def _path(self, number: int) -> Path:
        return self.folder / f"{number:06}"

    def _numbers(self) -> Iterator[int]:
        if self.folder.is_dir():
            yield from (int(path.name) for path in self.folder.iterdir() if path.name.isdecimal())

    def _open(self, number: int) -> Generation | None:
        """Open a generation; None where it is not there, torn or foreign."""
        folder = self._path(number)
        try:
            manifest = _Manifest.model_validate_json((folder / _MANIFEST).read_bytes())
            sizes = {name: (folder / name).stat().st_size for name in manifest.files}
        except (OSError, ValidationError):
            return None
        if manifest.form != self.form or sizes != {n: f.size for n, f in manifest.files.items()}:
            return None
        return Generation(number, folder, manifest.statistics)

    def _forget_old(self, serving: int) -> None:
        """Delete what is neither served nor among the newest, and drafts of builds that died."""
        numbers = sorted(self._numbers())
        for number in numbers[: -self._keep]:
            if number != serving:
                shutil.rmtree(self._path(number))
        for draft in self.folder.glob(f"{_DRAFT}*"):
            if time.time() - draft.stat().st_mtime > _DEAD_SECONDS:
                shutil.rmtree(draft)


class _File(BaseModel):
    size: int
    checksum: int


class _Manifest(BaseModel):
    form: str
    statistics: dict[str, int | str]
    files: dict[str, _File]


def _describe(file: Path) -> _File:
    """Measure a file, and see that it has reached the disk."""
    checksum = 0
    with file.open("rb") as opened:
        while chunk := opened.read(_CHUNK):
            checksum = zlib.crc32(chunk, checksum)
        os.fsync(opened.fileno())
    return _File(size=file.stat().st_size, checksum=checksum)


def _write(file: Path, text: str) -> None:
    """Write a file and wait until it has reached the disk."""
    with file.open("w", encoding="utf-8") as opened:
        opened.write(text)
        opened.flush()
        os.fsync(opened.fileno())
