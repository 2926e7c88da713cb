"""Encodings: what a page file may be written in."""

from __future__ import annotations

import random

import pytest

from corpus.decoding import NotTextError, decode

_SIMPLIFIED = "开发区召开会议，部署下半年工作。会议要求，各部门要抓好项目建设。\n" * 6
_TRADITIONAL = "開發區召開會議，部署下半年工作。會議要求，各部門要抓好專案建設與環境整治。\n" * 6


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        (_SIMPLIFIED, "utf-8"),
        (_SIMPLIFIED, "utf-8-sig"),
        (_SIMPLIFIED, "utf-16"),
        (_SIMPLIFIED + " 2020", "utf-16-le"),
        (_SIMPLIFIED + " 2020", "utf-16-be"),
        (_SIMPLIFIED, "gb18030"),
        (_SIMPLIFIED, "gbk"),
        (_TRADITIONAL, "big5"),
        (_TRADITIONAL, "utf-8"),
    ],
)
def test_every_usual_encoding_is_read(text: str, encoding: str) -> None:
    """A page may be UTF-8 with or without a mark, UTF-16, GB18030, GBK or Big5."""
    assert decode(text.encode(encoding)) == text


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_newlines_stay_as_they_stand(newline: str) -> None:
    """Offsets refer to the file as it is, so no newline is changed."""
    text = f"一行{newline}两行{newline}"

    assert decode(text.encode()) == text


@pytest.mark.parametrize("seed", range(5))
def test_binary_is_refused(seed: int) -> None:
    """A picture among the pages is no text in any encoding."""
    picture = b"\x89PNG\r\n\x1a\n" + random.Random(seed).randbytes(4000)

    with pytest.raises(NotTextError):
        decode(picture)


def test_an_empty_file_is_text() -> None:
    """Nothing is text, too."""
    assert decode(b"") == ""
