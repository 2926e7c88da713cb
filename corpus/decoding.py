"""Bytes to text: which encoding a page file is in. What cannot be text is refused.

The order is that of certainty: a byte-order mark, UTF-8 (random bytes are hardly ever valid),
UTF-16 without a mark (it has zero bytes, and reads well one way), then the Chinese
encodings that cannot be told apart by validity alone, told apart by charset-normalizer. What cannot
be text is named after its first bytes, or after the line to which it can be read.
"""

from __future__ import annotations

import codecs
import re

from charset_normalizer import from_bytes

_MARKED = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_CHINESE = ("gb18030", "big5hkscs")
_NO_TEXT = (
    (b"%PDF-", "PDF"),
    (b"PK\x03\x04", "Word 等办公软件的文件，或压缩包"),
    (b"\xd0\xcf\x11\xe0", "旧版 Word 等办公软件的文件"),
    (b"{\\rtf", "RTF"),
    (b"\x89PNG", "图片"),
    (b"\xff\xd8\xff", "图片"),
    (b"GIF8", "图片"),
    (b"II*\0", "图片"),
    (b"MM\0*", "图片"),
)
_LINE_END = re.compile(r"\r\n?|\n")
_CONTROL = re.compile("[\x00-\x08\x0e-\x1a\x7f]")
_USUAL = re.compile(r"[\t\n\r -~\u2010-\u203b\u3000-\u303f\u4e00-\u9fff\uff00-\uffef]")
_USUAL_SHARE = 0.9  # of a page in its own encoding nearly all; of one misread, a third
_MAX_CONTROL_SHARE = 0.01  # text has a stray control character at most; pictures have a tenth
_SURELY_UTF8 = 8  # so many Chinese characters of another encoding read as UTF-8 once in 10^5 files


class NotTextError(ValueError):
    """The bytes are no text in any encoding known here; the text says why, `line` up to where."""

    def __init__(self, reason: str = "", line: int = 0) -> None:
        super().__init__(reason or "不是文本：试过 UTF-8、UTF-16、GB18030、Big5，都读不出文字")
        self.line = line


def decode(data: bytes) -> str:
    """Decode a page file; newlines stay as they stand. Raises NotTextError for binary data."""
    for start, name in _NO_TEXT:
        if data.startswith(start):
            raise NotTextError(f"这是{name}，不是文本")
    for mark, encoding in _MARKED:
        if data.startswith(mark):
            return _decoded(data, encoding)
    try:
        return _checked(data.decode("utf-8"))
    except UnicodeDecodeError as error:
        if sum(not character.isascii() for character in _read_so_far(error)) >= _SURELY_UTF8:
            raise _broken_off(error) from None
    for encoding in ("utf-16-le", "utf-16-be"):
        if b"\0" in data and _reads_well(data, encoding):
            return _decoded(data, encoding)
    return _decoded(data, _chinese_encoding(data))


def _reads_well(data: bytes, encoding: str) -> bool:
    """Tell whether an encoding gives Chinese text, and not the mixture that a wrong one gives."""
    if _failure(data, encoding):
        return False
    text = data.decode(encoding)
    return len(_USUAL.findall(text)) >= _USUAL_SHARE * len(text)


def _chinese_encoding(data: bytes) -> str:
    failures = {encoding: _failure(data, encoding) for encoding in _CHINESE}
    readable = [encoding for encoding, failure in failures.items() if not failure]
    if len(readable) == 1:
        return readable[0]
    if readable:
        best = from_bytes(data, cp_isolation=list(_CHINESE)).best()
        return best.encoding if best else readable[0]
    at_the_end = (one for one in failures.values() if one and one.end == len(data))
    raise next(map(_broken_off, at_the_end), NotTextError())


def _failure(data: bytes, encoding: str) -> UnicodeDecodeError | None:
    try:
        data.decode(encoding)
    except UnicodeDecodeError as error:
        return error
    return None


def _decoded(data: bytes, encoding: str) -> str:
    try:
        return _checked(data.decode(encoding))
    except UnicodeDecodeError as error:
        raise _broken_off(error) from None


def _broken_off(error: UnicodeDecodeError) -> NotTextError:
    """Say where text that could be read so far cannot be read on."""
    is_cut = error.end == len(error.object)
    why = "断在半个字上，也许还没有拷完" if is_cut else f"有不是 {error.encoding.upper()} 的字节"
    return NotTextError(f"这一行{why}", len(_LINE_END.findall(_read_so_far(error))) + 1)


def _read_so_far(error: UnicodeDecodeError) -> str:
    return error.object[: error.start].decode(error.encoding, "ignore")


def _checked(text: str) -> str:
    if len(_CONTROL.findall(text)) > _MAX_CONTROL_SHARE * len(text):
        raise NotTextError
    return text
