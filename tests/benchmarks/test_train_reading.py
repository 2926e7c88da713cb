"""What ships is what `make train` writes."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks import train_reading
from benchmarks.placing_lessons import placing_as_toml
from benchmarks.train_reading import PLACING, SHIPPED, WEIGHTS, main
from bot.answering.placing import load_placing
from bot.answering.reading.scoring import load_weights, weights_as_toml


def test_shipped_weights_are_as_their_writer_writes_them() -> None:
    """No line was written by hand, and none is of a feature that is gone."""
    assert (SHIPPED / WEIGHTS).read_text(encoding="utf-8") == weights_as_toml(load_weights())
    assert (SHIPPED / PLACING).read_text(encoding="utf-8") == placing_as_toml(load_placing())


def test_a_check_names_the_file_that_differs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """--check writes nothing, and fails with the file that is not what was learned."""
    shared = Path(__file__)  # stands for ../shared, which is not needed here
    texts = {WEIGHTS: "learned\n", PLACING: "learned, too\n"}
    monkeypatch.setattr(train_reading, "SHARED", shared.parent)
    monkeypatch.setattr(train_reading, "learned", lambda _: texts)
    monkeypatch.setattr("sys.argv", ["train_reading", "--out", str(tmp_path)])
    main()
    monkeypatch.setattr("sys.argv", ["train_reading", "--out", str(tmp_path), "--check"])
    with pytest.raises(SystemExit) as passed:
        main()
    assert passed.value.code == 0

    (tmp_path / PLACING).write_text("mended by hand\n", encoding="utf-8")

    with pytest.raises(SystemExit, match=r"placing\.toml: 2 lines differ"):
        main()
