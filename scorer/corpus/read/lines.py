"""Lines: a stream of bytes cut into rows of bounded length."""

import codecs
import io
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256
from typing import BinaryIO, cast

from scorer.corpus.read.encoding import encoding_of
from scorer.corpus.streams import CHUNK, ROW_LIMIT, DamagedError, Pump, buffered


class _Utf8(Pump):
    """UTF-16 or UTF-32 as UTF-8."""

    def __init__(self, source: io.BufferedReader, encoding: str) -> None:
        super().__init__()
        self._source = source
        self._encoding = encoding
        self._decoder = codecs.getincrementaldecoder(encoding)()
        self._error: UnicodeDecodeError | None = None
        self._ended = False

    def _more(self) -> bytes | None:
        if self._error is not None:
            raise DamagedError(str(self._error)) from self._error
        if self._ended:
            return None
        chunk = self._source.read1(CHUNK)
        self._ended = not chunk
        try:
            return self._decoder.decode(chunk, final=self._ended).encode()
        except UnicodeDecodeError as error:
            self._error = error
            return error.object[: error.start].decode(self._encoding).encode()


@dataclass(frozen=True, slots=True)
class Line:
    """One line: its number from 1, where it begins, its bytes without the line end, and that end.

    ``offset`` is ``None`` where the file isn't UTF-8. Of a line that is too long, ``data`` is the
    beginning and ``digest`` the SHA-256 of all of it.
    """

    number: int
    offset: int | None
    data: bytes
    end: bytes = b"\n"
    digest: str | None = None


def read_lines(stream: BinaryIO, limit: int = ROW_LIMIT) -> Iterator[Line]:
    r"""Lines of a UTF-8, UTF-16 or UTF-32 stream, ended by ``\n`` and nothing else.

    No more than ``limit`` bytes of a line are held in memory. Empty lines are given as well.

    Raises:
        OSError: where the stream is damaged; the lines before were given.
    """
    stream, exact = as_utf8(stream)
    offset, number = 0, 0
    while data := stream.readline(limit + 1):
        number += 1
        start, offset = offset, offset + len(data)
        digest = None
        if len(data) > limit and not data.endswith(b"\n"):
            digest, length = _pass_over(data, stream)
            offset += length
        elif start == 0:
            data = data.removeprefix(codecs.BOM_UTF8)
        content = data.removesuffix(b"\n").removesuffix(b"\r")
        yield Line(number, start if exact else None, content, data[len(content) :], digest)


def as_utf8(stream: BinaryIO) -> tuple[BinaryIO, bool]:
    """The stream as UTF-8, and whether it is so as it stands. A byte order mark of UTF-8 stays."""
    reader = stream if isinstance(stream, io.BufferedReader) else io.BufferedReader(cast("io.RawIOBase", stream))
    encoding, length = encoding_of(reader.peek(4)[:4])
    if encoding == "utf-8":
        return reader, True
    reader.read(length)
    return buffered(_Utf8(reader, encoding)), False


def _pass_over(start: bytes, stream: BinaryIO) -> tuple[str, int]:
    """Read to the end of a long line; its hash and how many bytes more it had."""
    digest, length = sha256(start), 0
    while more := stream.readline(CHUNK):
        length += len(more)
        digest.update(more.removesuffix(b"\n"))
        if more.endswith(b"\n"):
            break
    return digest.hexdigest(), length
