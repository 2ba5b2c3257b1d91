"""Streams: files as bytes, decompressed, of which no more is held than a chunk."""

import bz2
import gzip
import io
import os
import stat
import zlib
from abc import abstractmethod
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, BinaryIO, Protocol

from scorer.errors import InputError, MissingExtraError
from scorer.escape import plain

ROW_LIMIT = 16 * 2**20
"""Bytes of the longest row, or of the longest file that is one article."""
COMPRESSIONS = (".gz", ".bz2", ".zst")
DAMAGE = (EOFError, OSError, zlib.error)
"""What reading raises when a file ends too soon, fails its checksum or can't be read on."""

CHUNK = 2**16
# One byte of a Zstandard frame can stand for 30 kB, so little is taken at a time.
_ZSTD_CHUNK = 256


class DamagedError(OSError):
    """A stream that ends too soon or doesn't decode."""


@contextmanager
def open_bytes(file: Path, compression: str | None = None) -> Iterator[BinaryIO]:
    """Open a regular file for reading, decompressing ``.gz``, ``.bz2`` or ``.zst``.

    Raises:
        InputError: if it can't be opened, or is no regular file.
        MissingExtraError: if ``.zst`` needs a library that isn't installed.
    """
    with _open_regular(file) as raw:
        if compression == ".gz":
            yield buffered(_Steps(gzip.GzipFile(fileobj=raw)))
        elif compression == ".bz2":
            yield buffered(_Steps(bz2.BZ2File(raw)))
        elif compression == ".zst":
            yield buffered(_Zstandard(raw))
        else:
            yield raw


def buffered(pump: io.RawIOBase) -> BinaryIO:
    """``pump`` with lines to read."""
    return io.BufferedReader(pump, CHUNK)


def _open_regular(file: Path) -> BinaryIO:
    """Open without waiting, so that a pipe put in the file's place can't hang the run."""
    name = plain(str(file))
    try:
        raw = open(file, "rb", opener=_without_waiting)  # noqa: SIM115  (the caller closes it)
    except OSError as error:
        raise InputError(f"can't open {name}: {error.strerror}") from error
    if not stat.S_ISREG(os.fstat(raw.fileno()).st_mode):
        raw.close()
        raise InputError(f"{name} is not a regular file; give `-` to read JSONL from standard input")
    return raw


def _without_waiting(path: str, flags: int) -> int:
    return os.open(path, flags | getattr(os, "O_NONBLOCK", 0))


class Pump(io.RawIOBase):
    """A stream made from another, some bytes at a time."""

    def __init__(self) -> None:
        self._ready = memoryview(b"")

    def readable(self) -> bool:
        """Always."""
        return True

    def readinto(self, buffer: Any) -> int:
        """Fill ``buffer`` from its start; how many bytes were ready, 0 at the end."""
        while not self._ready:
            made = self._more()
            if made is None:
                return 0
            self._ready = memoryview(made)
        count = min(len(buffer), len(self._ready))
        buffer[:count] = self._ready[:count]
        self._ready = self._ready[count:]
        return count

    @abstractmethod
    def _more(self) -> bytes | None:
        """The next bytes, maybe none yet; ``None`` at the end."""


class _Steps(Pump):
    """Another stream, one of its own reads at a time.

    Reading more at once would drop what came before the damage together with the damage.
    """

    def __init__(self, source: gzip.GzipFile | bz2.BZ2File) -> None:
        super().__init__()
        self._source = source

    def _more(self) -> bytes | None:
        return self._source.read1(CHUNK) or None


class _ZstandardFrame(Protocol):
    eof: bool
    unused_data: bytes

    def decompress(self, data: bytes) -> bytes: ...


class _Zstandard(Pump):
    """Decompressed Zstandard frames. The library's own readers take a cut file for a whole one."""

    def __init__(self, source: BinaryIO) -> None:
        super().__init__()
        self._source = source
        self._library = zstandard()
        self._frame: _ZstandardFrame | None = None
        self._left = b""

    def _more(self) -> bytes | None:
        chunk = self._left or self._source.read(_ZSTD_CHUNK)
        self._left = b""
        if not chunk:
            if self._frame is not None:
                raise DamagedError("the file ends inside a Zstandard frame")
            return None
        self._frame = self._frame or self._library.ZstdDecompressor().decompressobj()
        try:
            made = self._frame.decompress(chunk)
        except self._library.ZstdError as error:
            raise DamagedError(str(error)) from error
        if self._frame.eof:
            self._left, self._frame = self._frame.unused_data, None
        return made


def zstandard() -> Any:
    """The Zstandard library.

    Raises:
        MissingExtraError: if it isn't installed.
    """
    try:
        import zstandard as library
    except ImportError as error:
        raise MissingExtraError("reading .zst needs zstandard: pip install 'scorer[zstd]'") from error
    return library
