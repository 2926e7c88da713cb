"""`corrections.toml`: people's corrections beside the print."""

from __future__ import annotations

from pathlib import Path

import pytest

from corpus.build import read_corpus
from corpus.errors import CorpusError
from corpus.model import Correction

_PAGE = """新桥通车
本报记者 王小明
6月23日，南明江上的新桥正式通车。大桥全长三百米，双向四车到。
"""


def _folder(folder: Path, corrections: str) -> Path:
    (folder / "a.txt").write_text(_PAGE, encoding="utf-8")
    (folder / "corrections.toml").write_text(corrections, encoding="utf-8")
    return folder


def test_the_print_stays_and_the_correction_stands_beside_it(tmp_path: Path) -> None:
    """A correction changes no printed word; the article carries it for the search."""
    row = '[[correction]]\narticle = "a-l1"\nwas = "四车到"\nnow = "四车道"\nwhy = "错字"\n'

    (article,) = read_corpus(_folder(tmp_path, row)).articles

    assert article.corrections == (Correction("四车到", "四车道", "错字"),)
    assert "四车到" in article.paragraphs[0].text


@pytest.mark.parametrize(
    ("row", "words"),
    [
        ('article = "a-l9"\nwas = "甲"\nnow = "乙"\nwhy = "丙"', "a-l9"),
        ('article = "a-l1"\nwas = "没有的字"\nnow = "乙"\nwhy = "丙"', "没有的字"),
        ('article = "a-l1"\nwas = "四车到"', "why"),
        ('article = "a-l1"\nwas = "四车到"\nnow = "乙"\nwhy = "丙"\nwho = "丁"', "who"),
    ],
)
def test_a_stale_row_stops_the_build_with_its_line(tmp_path: Path, row: str, words: str) -> None:
    """A correction that fits nothing any more is never passed over."""
    folder = _folder(tmp_path, f"# 更正\n\n[[correction]]\n{row}\n")

    with pytest.raises(CorpusError, match=r"corrections\.toml:3") as error:
        read_corpus(folder)

    assert words in str(error.value)


def test_a_file_that_is_no_toml_is_told(tmp_path: Path) -> None:
    """A slip in the file is one sentence with its line; so is a file that cannot be opened."""
    with pytest.raises(CorpusError, match=r"corrections\.toml:2"):
        read_corpus(_folder(tmp_path, "# 更正\n[[correction]\n"))

    (tmp_path / "corrections.toml").unlink()
    (tmp_path / "corrections.toml").mkdir()
    with pytest.raises(CorpusError, match=r"corrections\.toml：打不开"):
        read_corpus(tmp_path)
