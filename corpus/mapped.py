"""Files mapped into memory: what was opened stays readable, whatever becomes of its folder."""

from __future__ import annotations

import mmap
import os
from dataclasses import dataclass
from pathlib import Path

# Device and number on it: the same for all hard links to a file.
FileIdentity = tuple[int, int]


@dataclass(frozen=True, eq=False)
class MappedFile:
    """A file that never changes, mapped."""

    path: Path
    identity: FileIdentity
    memory: mmap.mmap | bytes

    @classmethod
    def open(cls, path: Path) -> MappedFile:
        """Map a file; nothing of it is read before it is asked for."""
        descriptor = os.open(path, os.O_RDONLY)
        try:
            state = os.fstat(descriptor)
            # An empty file cannot be mapped.
            memory = mmap.mmap(descriptor, 0, access=mmap.ACCESS_READ) if state.st_size else b""
        finally:
            os.close(descriptor)
        return cls(path, (state.st_dev, state.st_ino), memory)

    @property
    def view(self) -> memoryview:
        """The bytes; parts of it are taken without reading them."""
        return memoryview(self.memory)

    def save(self, target: Path) -> None:
        """Let another folder share the file; copy it where that cannot be or the path is gone."""
        try:
            target.hardlink_to(self.path)
        except OSError:
            target.write_bytes(self.memory)
