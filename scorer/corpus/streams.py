"""Streams: files as bytes, decompressed as they are read and compressed as they are written."""

import bz2
import gzip
import io
import os
import stat
import sys
import zlib
from abc import abstractmethod
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, BinaryIO, Protocol, cast

from scorer.errors import InputError, MissingExtraError
from scorer.escape import plain

ROW_LIMIT = 16 * 2**20
"""Bytes of the longest row, or of the longest file that is one article."""
COMPRESSIONS = (".gz", ".bz2", ".zst")
WRITTEN_COMPRESSIONS = (".gz", ".zst")
DAMAGE = (EOFError, OSError, zlib.error)
"""What reading raises when a file ends too soon, fails its checksum or can't be read on."""

CHUNK = 2**16
# One byte of a Zstandard frame can stand for 30 kB, so little is taken at a time.
_ZSTD_CHUNK = 256
_ZSTD_FRAME, _ZSTD_DICTIONARY = b"\x28\xb5\x2f\xfd", b"\x5d\x2a\x4d\x18"


class DamagedError(OSError):
    """A stream that ends too soon or doesn't decode."""


@contextmanager
def open_bytes(file: Path, compression: str | None = None) -> Iterator[BinaryIO]:
    """Open a regular file for reading, decompressing ``.gz``, ``.bz2`` or ``.zst``.

    Raises:
        InputError: if it can't be opened, or is no regular file.
        MissingExtraError: if ``.zst`` needs a library that isn't installed.
    """
    with open_regular(file) as raw:
        yield decompressed(raw, compression)


def decompressed(raw: BinaryIO, compression: str | None) -> BinaryIO:
    """What stands in ``raw`` before ``compression``, one of :data:`COMPRESSIONS` or ``None``.

    Raises:
        MissingExtraError: if ``.zst`` needs a library that isn't installed.
    """
    if compression == ".gz":
        return buffered(_Steps(gzip.GzipFile(fileobj=raw)))
    if compression == ".bz2":
        return buffered(_Steps(bz2.BZ2File(raw)))
    return buffered(_Zstandard(raw)) if compression == ".zst" else raw


def buffered(pump: io.RawIOBase) -> BinaryIO:
    """``pump`` with lines to read."""
    return io.BufferedReader(pump, CHUNK)


def open_regular(file: Path) -> BinaryIO:
    """Open a regular file without waiting, so that a pipe put in its place can't hang the run.

    Raises:
        InputError: if it can't be opened, or is no regular file.
    """
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


class Counted(Pump):
    """A stream that doesn't know where it stands, with its bytes counted."""

    def __init__(self, source: BinaryIO) -> None:
        super().__init__()
        self._source = cast("io.BufferedReader", source)
        self._count = 0

    def tell(self) -> int:
        """How many bytes were read."""
        return self._count

    def _more(self) -> bytes | None:
        data = self._source.read1(CHUNK)
        self._count += len(data)
        return data or None


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
    """Decompressed Zstandard frames. The library's own readers take a cut file for a whole one.

    The frames may need a dictionary that stands before them, as those of archives of web pages do.
    """

    def __init__(self, source: BinaryIO) -> None:
        super().__init__()
        self._source = source
        self._library = zstandard()
        self._decompressor: Any = None
        self._frame: _ZstandardFrame | None = None
        self._left = b""

    def _more(self) -> bytes | None:
        chunk = self._left or self._source.read(_ZSTD_CHUNK)
        self._left = b""
        if not chunk:
            if self._frame is not None:
                raise DamagedError("the file ends inside a Zstandard frame")
            return None
        try:
            return self._decompressed(chunk)
        except self._library.ZstdError as error:
            raise DamagedError(str(error)) from error

    def _decompressed(self, chunk: bytes) -> bytes:
        if self._decompressor is None:
            dictionary, chunk = self._dictionary(chunk)
            self._decompressor = self._library.ZstdDecompressor(dict_data=dictionary)
        if self._frame is None:
            self._frame = cast("_ZstandardFrame", self._decompressor.decompressobj())
        made = self._frame.decompress(chunk)
        if self._frame.eof:
            self._left, self._frame = self._frame.unused_data, None
        return made

    def _dictionary(self, chunk: bytes) -> tuple[Any, bytes]:
        """The dictionary that a file begins with, if any, and what comes after it."""
        size = int.from_bytes(chunk[4:8], "little")
        if not chunk.startswith(_ZSTD_DICTIONARY) or size > ROW_LIMIT:
            return None, chunk
        whole = chunk[8:] + self._source.read(max(0, size - len(chunk[8:])))
        data, rest = whole[:size], whole[size:]
        if data.startswith(_ZSTD_FRAME):
            data = self._library.ZstdDecompressor().decompress(data, max_output_size=ROW_LIMIT)
        return self._library.ZstdCompressionDict(data), rest or self._source.read(_ZSTD_CHUNK)


def zstandard() -> Any:
    """The Zstandard library.

    Raises:
        MissingExtraError: if it isn't installed.
    """
    try:
        import zstandard as library
    except ImportError as error:
        raise MissingExtraError(".zst needs zstandard: pip install 'scorer[zstd]'") from error
    return library


def compression_of(name: str) -> str | None:
    """The ending that tells how a file of this name is written: one of :data:`WRITTEN_COMPRESSIONS` or ``None``."""
    return next((ending for ending in WRITTEN_COMPRESSIONS if name.lower().endswith(ending)), None)


@contextmanager
def compressed(file: BinaryIO, compression: str | None) -> Iterator[BinaryIO]:
    """``file``, compressed while it is written; the same bytes at any time and under any name.

    ``compression`` is one of :data:`WRITTEN_COMPRESSIONS` or ``None``.

    Raises:
        MissingExtraError: if ``.zst`` needs a library that isn't installed.
    """
    if compression == ".gz":
        with gzip.GzipFile("", "wb", fileobj=file, mtime=0) as stream:
            yield cast("BinaryIO", stream)
    elif compression == ".zst":
        with zstandard().ZstdCompressor().stream_writer(file, closefd=False) as stream:
            yield stream
    else:
        yield file


class Encoded:
    """Text written as UTF-8. Unlike the library's wrapper it holds nothing back that a full disk would refuse later."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file

    def write(self, text: str) -> int:
        """Write text; how many bytes it takes."""
        return self._file.write(text.encode())


def standard_output() -> BinaryIO:
    """Standard output for bytes, which are all written even where Python was told not to buffer."""
    out = sys.stdout.buffer
    return cast("BinaryIO", _Whole(out)) if isinstance(out, io.RawIOBase) else out


class _Whole:
    """A bare file, which may write a part of what it is given only, told to go on until all is written."""

    def __init__(self, file: io.RawIOBase) -> None:
        self._file = file

    def write(self, data: bytes) -> int:
        """Write bytes; how many they are."""
        rest = memoryview(data)
        while rest:
            rest = rest[self._file.write(rest) or 0 :]
        return len(data)

    def flush(self) -> None:
        """Hold nothing back; nothing is."""
