"""Encodings: how bytes are read as text, and when they are none."""

import codecs

# The longer marks come first: the one of UTF-32 begins with the one of UTF-16.
_BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
WINDOWS = "cp1252"
"""What browsers take ASCII and Latin-1 for."""

_LATIN = ("iso8859-1", "ascii")
_WEB_ENCODINGS = (
    "utf-8", "cp125", "cp874", "cp932", "cp949", "iso8859", "koi8", "gb", "big5", "euc_", "shift_jis", "iso2022_jp",
    "mac-", "tis-620",
)  # fmt: skip
_CONTROLS = bytes({*range(32)} - {*b"\t\n\v\f\r\b\x1b"})
_SNIFFED = 8192
_CONTROLS_IN_BINARY = 0.01
_CONTROLS_IN_TEXT = 0.10


def encoding_of(start: bytes) -> tuple[str, int]:
    """The encoding that a byte order mark names, UTF-8 without one, and the length of the mark."""
    for mark, encoding in _BYTE_ORDER_MARKS:
        if start.startswith(mark):
            return encoding, len(mark)
    return "utf-8", 0


def is_binary(start: bytes) -> bool:
    """Whether a file that begins so is no text: full of control characters."""
    start = start[:_SNIFFED]
    if not start or encoding_of(start)[1]:
        return False
    controls = len(start) - len(start.translate(None, _CONTROLS))
    return controls > len(start) * (_CONTROLS_IN_TEXT if _decodes(start) else _CONTROLS_IN_BINARY)


def _decodes(start: bytes) -> bool:
    """Whether these are the first bytes of UTF-8; the last character may be cut."""
    try:
        codecs.getincrementaldecoder("utf-8")().decode(start)
    except UnicodeDecodeError:
        return False
    return True


def decode(data: bytes) -> str:
    """A whole text, as its byte order mark says or else as UTF-8; the mark is no part of it.

    Raises:
        UnicodeDecodeError: if the bytes are not so encoded.
    """
    encoding, length = encoding_of(data)
    return data[length:].decode(encoding)


def web_encoding(name: str | None) -> str | None:
    """The encoding that a web page means by a name, if it is one of the web's."""
    try:
        found = codecs.lookup(name).name if name else ""
    except (LookupError, ValueError):
        return None
    if found in _LATIN:
        return WINDOWS
    return found if found.startswith(_WEB_ENCODINGS) else None
