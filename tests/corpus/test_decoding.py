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


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "gb18030", "big5"])
def test_a_file_still_being_copied_is_told(encoding: str) -> None:
    """A file that ends inside a character is told as such, with the line, whatever its encoding."""
    whole = (_TRADITIONAL * 3).rstrip().encode(encoding)

    with pytest.raises(NotTextError, match="还没有拷完") as caught:
        decode(whole[:-1])

    assert caught.value.line == 18


def test_damage_inside_is_told_with_its_line() -> None:
    """A page that is UTF-8 but for a few bytes is told the line that has them."""
    lines = _SIMPLIFIED.encode().splitlines(keepends=True)
    lines[2] = lines[2][:5] + b"\xff" + lines[2][5:]

    with pytest.raises(NotTextError, match="UTF-8") as caught:
        decode(b"".join(lines))

    assert caught.value.line == 3


@pytest.mark.parametrize(
    ("start", "name"),
    [(b"%PDF-1.4\n", "PDF"), (b"PK\x03\x04", "Word"), (b"\xff\xd8\xff\xe0", "图片")],
)
def test_a_renamed_file_is_called_what_it_is(start: bytes, name: str) -> None:
    """A PDF, a Word file or a picture that was renamed is called so, though its bytes be text."""
    with pytest.raises(NotTextError, match=name):
        decode(start + _SIMPLIFIED.encode())
