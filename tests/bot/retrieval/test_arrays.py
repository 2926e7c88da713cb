"""Arrays come back from their file as they were written."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.retrieval.arrays import map_arrays, save_arrays
from bot.retrieval.bits import Array
from corpus.mapped import MappedFile

KINDS = st.sampled_from(["u1", "<u2", "<u4", "<f8"])
SHAPES = st.lists(st.integers(0, 5), min_size=1, max_size=2).map(tuple)
ARRAYS = st.dictionaries(
    st.text(min_size=1, max_size=8),
    st.builds(
        lambda kind, shape: np.arange(np.prod(shape)).astype(kind).reshape(shape), KINDS, SHAPES
    ),
    max_size=5,
)


@given(arrays=ARRAYS)
@settings(deadline=None)
def test_any_arrays_come_back(arrays: dict[str, Array]) -> None:
    """Names, types, shapes and numbers are those that were saved, empty arrays among them."""
    with TemporaryDirectory() as folder:
        save_arrays(Path(folder) / "arrays", arrays)
        mapped = map_arrays(MappedFile.open(Path(folder) / "arrays"))

        assert mapped.keys() == arrays.keys()
        assert all(mapped[name].dtype == array.dtype for name, array in arrays.items())
        assert all(np.array_equal(mapped[name], array) for name, array in arrays.items())


def test_a_file_is_never_written_over(tmp_path: Path) -> None:
    """What an index has mapped stays as it is: a newer one is another file."""
    save_arrays(tmp_path / "arrays", {"one": np.zeros(3)})

    with pytest.raises(FileExistsError):
        save_arrays(tmp_path / "arrays", {"one": np.ones(3)})


def test_mapped_arrays_cannot_be_changed(tmp_path: Path) -> None:
    """Several processes share them."""
    save_arrays(tmp_path / "arrays", {"one": np.zeros(3)})

    with pytest.raises(ValueError, match="read-only"):
        map_arrays(MappedFile.open(tmp_path / "arrays"))["one"][0] = 1
