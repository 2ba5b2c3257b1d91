"""Stores: files that lie elsewhere, in an S3 bucket, say, read by the file systems of fsspec.

A path with a scheme, ``s3://bucket/articles.jsonl.gz``, names one; it may be a file, a folder, or a pattern with ``*``.
No other path leads out of this machine, and the web is no store: what is to be scored is downloaded first.
"""

import io
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, BinaryIO

from scorer.corpus.streams import CHUNK
from scorer.errors import InputError, MissingExtraError
from scorer.escape import plain, plain_line

Entry = tuple[str, int | None]
"""The path of a file and its size in bytes, if it is known."""

_ADDRESS = re.compile(r"([a-z][a-z0-9+.-]{1,30})://", re.IGNORECASE)
_LOCAL = ("file", "local")
_WEB = ("http", "https")
_PATTERN = re.compile(r"[*?\[]")
_LINE = 200


def is_address(path: str) -> bool:
    """Whether a path has a scheme, and so leads to a store."""
    return _ADDRESS.match(path) is not None


def local(path: str) -> Path:
    """The file of this machine that a path or an address leads to; of other addresses, a path of no file."""
    match = _ADDRESS.match(path)
    return Path(path[match.end() :] if match and match[1].lower() in _LOCAL else path)


def find(address: str) -> tuple[list[Entry], bool]:
    """The files that an address leads to, sorted by name, and whether it is a folder or a pattern.

    Raises:
        InputError: if there is no such file, the store can't be reached, or it is none.
        MissingExtraError: if the store needs a library that isn't installed.
    """
    system, path = _system(address)
    with _told(address):
        if system.isfile(path):
            return [(address, system.size(path))], False
        if system.isdir(path):
            found = system.find(path, detail=True)
        elif _PATTERN.search(path):
            found = system.glob(path, detail=True)
        else:
            raise InputError(f"can't read {plain(address)}: there is no such file or folder")
        entries = [
            (str(system.unstrip_protocol(name)), info.get("size"))
            for name, info in found.items()
            if info.get("type") == "file" and not info.get("islink")
        ]
    return sorted(entries, key=lambda entry: entry[0].encode("utf-8", "surrogateescape")), True


@contextmanager
def open_stored(address: str) -> Iterator[BinaryIO]:
    """Open a file of a store for reading.

    Raises:
        InputError: if it can't be opened.
        MissingExtraError: if the store needs a library that isn't installed.
    """
    system, path = _system(address)
    with _told(address):
        file = system.open(path, "rb")
    with file:
        yield io.BufferedReader(_Stored(file), CHUNK)


def _system(address: str) -> tuple[Any, str]:
    """The file system of an address, and the path there."""
    match = _ADDRESS.match(address)
    scheme = match[1].lower() if match else ""
    if scheme in _WEB:
        raise InputError(
            f"{plain(address)} is a web address, and scorer fetches nothing from the web; download it first"
        )
    if "::" in address:
        raise InputError(f"can't read {plain(address)}: a store inside another isn't read")
    try:
        import fsspec
    except ImportError as error:
        raise MissingExtraError(f"reading {plain(address)} needs fsspec: pip install 'scorer[stores]'") from error
    if scheme not in fsspec.available_protocols():
        raise InputError(f"can't read {plain(address)}: no store is called {scheme!r}")
    try:
        with _told(address):
            return fsspec.core.url_to_fs(address)  # type: ignore[no-any-return]
    except ImportError as error:
        raise MissingExtraError(f"can't read {plain(address)}: {_line(error)}") from error


@contextmanager
def _told(address: str) -> Iterator[None]:
    """Whatever goes wrong in a store, which may be of any library, is told in one line."""
    try:
        yield
    except (InputError, ImportError):
        raise
    except Exception as error:
        raise InputError(f"can't read {plain(address)}: {_line(error)}") from error


def _line(error: Exception) -> str:
    return plain_line(f"{error}" or type(error).__name__)[:_LINE]


class _Stored(io.RawIOBase):
    """A file of a store as any other; whatever goes wrong is an ``OSError``."""

    def __init__(self, file: Any) -> None:
        super().__init__()
        self._file = file

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        try:
            data = self._file.read(len(buffer))
        except Exception as error:
            raise OSError(_line(error)) from error
        buffer[: len(data)] = data
        return len(data)

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        return int(self._file.seek(offset, whence))

    def tell(self) -> int:
        return int(self._file.tell())
