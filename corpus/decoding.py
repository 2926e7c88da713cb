"""Bytes to text: which encoding a page file is in. What cannot be text is refused.

The order is that of certainty: a byte-order mark, UTF-8 (random bytes are hardly ever valid),
UTF-16 without a mark (it has zero bytes, and reads well one way), then the Chinese
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
_USUAL = re.compile(r"[\t\n\r -~\u2010-\u203b\u3000-\u303f\u4e00-\u9fff\uff00-\uffef]")
_USUAL_SHARE = 0.9  # of a page in its own encoding nearly all; of one misread, a third
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
    for encoding in ("utf-16-le", "utf-16-be"):
        if b"\0" in data and _reads_well(data, encoding):
            return _decoded(data, encoding)
    return _decoded(data, _chinese_encoding(data))


def _reads_well(data: bytes, encoding: str) -> bool:
    """Tell whether an encoding gives Chinese text, and not the mixture that a wrong one gives."""
    if not _is_valid(data, encoding):
        return False
    text = data.decode(encoding)
    return len(_USUAL.findall(text)) >= _USUAL_SHARE * len(text)


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
