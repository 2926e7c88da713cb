"""Bytes to text: which encoding a page file is in. What cannot be text is refused.

The order is that of certainty: a byte-order mark, UTF-8 (random bytes are hardly ever valid),
UTF-16 without a mark (every other byte of its blanks and digits is zero), then the Chinese
encodings that cannot be told apart by validity alone, told apart by charset-normalizer.
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
_CONTROL = re.compile("[\x00-\x08\x0e-\x1a\x7f]")
_MAX_CONTROL_SHARE = 0.01  # text has a stray control character at most; pictures have a tenth


class NotTextError(ValueError):
    """The bytes are no text in any encoding known here."""


def decode(data: bytes) -> str:
    """Decode a page file; newlines stay as they stand. Raises NotTextError for binary data."""
    for mark, encoding in _MARKED:
        if data.startswith(mark):
            return _decoded(data, encoding)
    try:
        return _checked(data.decode("utf-8"))
    except UnicodeDecodeError:
        pass
    if _looks_like_utf16(data):
        little = data[1::2].count(0) >= data[::2].count(0)
        return _decoded(data, "utf-16-le" if little else "utf-16-be")
    return _decoded(data, _chinese_encoding(data))


def _looks_like_utf16(data: bytes) -> bool:
    even, odd = data[::2].count(0), data[1::2].count(0)
    return len(data) % 2 == 0 and max(even, odd) > 2 and min(even, odd) == 0


def _chinese_encoding(data: bytes) -> str:
    readable = [encoding for encoding in _CHINESE if _is_valid(data, encoding)]
    if len(readable) == 1:
        return readable[0]
    if readable:
        best = from_bytes(data, cp_isolation=list(_CHINESE)).best()
        return best.encoding if best else readable[0]
    raise NotTextError


def _is_valid(data: bytes, encoding: str) -> bool:
    try:
        data.decode(encoding)
    except UnicodeDecodeError:
        return False
    return True


def _decoded(data: bytes, encoding: str) -> str:
    try:
        return _checked(data.decode(encoding))
    except UnicodeDecodeError as error:
        raise NotTextError from error


def _checked(text: str) -> str:
    if len(_CONTROL.findall(text)) > _MAX_CONTROL_SHARE * len(text):
        raise NotTextError
    return text
