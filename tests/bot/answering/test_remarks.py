"""Every remark has words in both languages, and the words name the right values."""

from __future__ import annotations

import ast
import string
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

import bot.answering

ROOM = Path(bot.answering.__file__).parent
WORDS = tomllib.loads((ROOM / "data/remarks.toml").read_text(encoding="utf-8"))
GRAMMAR = tomllib.loads((ROOM / "data/grammar.toml").read_text(encoding="utf-8"))
READS = {"pages", "articles", "since", "until"}
# Codes that are worked out, with the names of their values.
WORKED_OUT = {
    "not_explained": {"word"},
    "not_printed": {"word"},
    "no_reason": set(),
    "no_manner": set(),
    "dated": {"date"},
    "dated_inferred": {"date"},
    "outside": READS,
} | {row["reason"]: READS for row in GRAMMAR["cue"] if "reason" in row}


def remarks() -> Iterator[tuple[str, set[str]]]:
    """Find every remark that the code makes: its code and the names of its values."""
    for path in ROOM.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "Remark":
                code, *values = node.args
                if isinstance(code, ast.Constant):
                    keys = values[0].keys if values and isinstance(values[0], ast.Dict) else []
                    yield str(code.value), {k.value for k in keys if isinstance(k, ast.Constant)}
    yield from WORKED_OUT.items()
    yield from ((row["reason"], {"asked"}) for row in GRAMMAR["bound"])


@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_remark_is_worded(language: str) -> None:
    """A remark's words use no value that it does not carry."""
    for code, values in remarks():
        fields = {name for _, name, *_ in string.Formatter().parse(WORDS[language][code]) if name}

        assert fields <= values, (code, fields, values)


def test_no_words_are_left_over() -> None:
    """Words for remarks that nobody makes are gone, in both languages."""
    made = {code for code, _ in remarks()}

    assert set(WORDS["zh"]) == made
    assert set(WORDS["en"]) == made
