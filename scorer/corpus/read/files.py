"""Files: what the given paths lead to, in an order that never changes."""

import os
import stat
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field, replace
from importlib.util import find_spec
from pathlib import Path
from typing import BinaryIO

from scorer.corpus.read import datasets, stores
from scorer.corpus.read.encoding import encoding_of, is_binary
from scorer.corpus.read.meter import Meter
from scorer.corpus.read.stores import Entry
from scorer.corpus.reject import Place, Reject
from scorer.corpus.streams import COMPRESSIONS, DAMAGE, ROW_LIMIT, Counted, buffered, decompressed, open_regular
from scorer.errors import InputError, MissingExtraError
from scorer.escape import plain

STANDARD_INPUT = "-"
FORMATS = {
    ".txt": "text",
    ".text": "text",
    ".md": "markdown",
    ".markdown": "markdown",
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
    ".json": "json",
    ".csv": "csv",
    ".tsv": "tsv",
    ".parquet": "parquet",
    ".arrow": "arrow",
    ".feather": "arrow",
    ".warc": "warc",
    ".wet": "warc",
}
_WHOLE = ("parquet", "arrow")  # what compresses its own parts, and is never compressed as a whole
_NEEDS = {"parquet": "pyarrow", "arrow": "pyarrow", ".zst": "zstandard"}
_EXTRAS = {"pyarrow": "parquet", "zstandard": "zstd"}
_SNIFFED = 8192
_PAGE_STARTS = (b"<!doctype html", b"<html")


@dataclass(frozen=True, slots=True)
class Source:
    """One file of articles.

    ``path`` is the name that articles bear, as it was given, ``file`` what is opened, ``size`` how many bytes it has as
    it lies there, if that is known. ``alone`` says that it is all there is to read: what is wrong with the whole file
    then stops the run. ``meter`` follows the reading.
    """

    path: str
    file: Path
    format: str
    compression: str | None = None
    alone: bool = False
    size: int | None = None
    meter: Meter | None = field(default=None, compare=False, repr=False)

    @contextmanager
    def open(self, share: Callable[[], float] | None = None) -> Iterator[BinaryIO]:
        """The bytes of the file, decompressed.

        Args:
            share: how much of the file was used, 0 to 1, where its position doesn't tell.

        Raises:
            InputError: if it can't be opened.
        """
        with ExitStack() as stack:
            raw = stack.enter_context(self._raw())
            if self.meter:
                position = raw.tell if share is None else lambda: share() * (self.size or 0)
                stack.enter_context(self.meter.follow(position, self.size))
            yield decompressed(raw, self.compression)

    @contextmanager
    def _raw(self) -> Iterator[BinaryIO]:
        if self.path == STANDARD_INPUT:
            yield buffered(Counted(sys.stdin.buffer)) if self.meter else sys.stdin.buffer
        elif self.stored:
            with stores.open_stored(self.path) as raw:
                yield raw
        else:
            with open_regular(self.file) as raw:
                yield raw

    @property
    def stored(self) -> bool:
        """Whether it lies in a store, not among this machine's files."""
        return stores.is_address(self.path)

    @property
    def place(self) -> Place:
        """Where an article stands that is the whole file."""
        return Place(self.path)

    def refused(self, reason: str, message: str) -> Reject:
        """The reject of a file that can't be read at all.

        Raises:
            InputError: if it is all there is to read.
        """
        if self.alone:
            raise InputError(message)
        return self.place.reject(reason, message)

    @property
    def name(self) -> str:
        """What a message calls it."""
        return "standard input" if self.path == STANDARD_INPUT else plain(self.path)


@dataclass(frozen=True, slots=True)
class Skipped:
    """Something that isn't read, and why: a file in a folder, or some records of a file."""

    path: str
    why: str


def find(paths: Iterable[str | Path], skipped: list[Skipped] | None = None) -> list[Source]:
    """The files that ``paths`` lead to: each as given, each folder's files sorted by name.

    In folders, files are told by their endings; everything else is left alone and listed in
    ``skipped``. Symbolic links are followed where they are given, never inside a folder. ``-`` is
    JSONL on standard input. What has a scheme (``s3://…``) lies in a store. What is given twice is read twice.

    Raises:
        InputError: if a path is missing or no file of articles, a folder holds none or can't be
            listed, a store can't be reached, or there are no paths.
        MissingExtraError: if a file or store needs a library that isn't installed.
    """
    skipped = [] if skipped is None else skipped
    sources = [source for path in paths for source in _found(str(path), skipped)]
    if not sources:
        raise InputError("nothing to read; give files, folders or `-` for JSONL on standard input")
    if sum(source.path == STANDARD_INPUT for source in sources) > 1:
        raise InputError("standard input can be read only once; give `-` once")
    _demand_extras(sources)
    return [replace(source, alone=len(sources) == 1) for source in sources]


def _found(path: str, skipped: list[Skipped]) -> list[Source]:
    if path == STANDARD_INPUT:
        return [Source(path, Path(path), "jsonl")]
    if stores.is_address(path):
        entries, several = stores.find(path)
        return _chosen(path, entries, skipped) if several else [_told(*entries[0])]
    try:
        status = Path(path).stat()
        if stat.S_ISDIR(status.st_mode):
            return _chosen(path, _walk(Path(path), skipped), skipped)
    except (OSError, ValueError) as error:
        why = "there is no such file or folder" if isinstance(error, FileNotFoundError) else str(error)
        raise InputError(f"can't read {plain(path)}: {plain(why)}") from error
    if not stat.S_ISREG(status.st_mode):
        raise InputError(f"{plain(path)} is not a regular file; give `-` to read JSONL from standard input")
    return [_told(path, status.st_size)]


def _told(path: str, size: int | None) -> Source:
    return _named(path, size) or _sniffed(path, size)


def _chosen(folder: str, entries: Iterable[Entry], skipped: list[Skipped]) -> list[Source]:
    """The files of a folder that are read."""
    sizes = dict(entries)
    unread = datasets.unread(sizes.keys(), lambda path: _start_of(_source(path, "json"), ROW_LIMIT))
    sources = []
    for path, size in sizes.items():
        source = None if path in unread else _named(path, size)
        if source:
            sources.append(source)
        elif why := unread.get(path, "not a known kind of file"):
            skipped.append(Skipped(_recorded(path), why))
    if not sources:
        raise InputError(f"no articles in {plain(folder)}; files ending in {', '.join(FORMATS)} are read")
    return sources


def _walk(folder: Path, skipped: list[Skipped]) -> Iterator[Entry]:
    """Regular files below ``folder``; files and folders stand in the order of their names' bytes."""
    waiting = _listed(folder)
    while waiting:
        path = waiting.pop()
        status = path.lstat()
        if stat.S_ISDIR(status.st_mode):
            waiting.extend(_listed(path))
        elif stat.S_ISREG(status.st_mode):
            yield str(path), status.st_size
        else:
            skipped.append(Skipped(_recorded(str(path)), "not a regular file"))


def _listed(folder: Path) -> list[Path]:
    return sorted(folder.iterdir(), key=lambda path: os.fsencode(path.name), reverse=True)


def _named(path: str, size: int | None) -> Source | None:
    """The source that a file's endings tell of."""
    stem, compression = _without_compression(path.lower())
    kind = FORMATS.get(Path(stem).suffix)
    if kind is None or (kind in _WHOLE and compression):
        return None
    return _source(path, kind, compression, size)


def _sniffed(path: str, size: int | None) -> Source:
    """The source that a file's first bytes tell of."""
    source = _source(path, "text", _without_compression(path.lower())[1], size)
    start = _start_of(source)
    if is_binary(start) or (b"\0" in start and not encoding_of(start)[1]):
        raise InputError(f"{plain(path)} is a binary file; files ending in {', '.join(FORMATS)} are read")
    page = start.lstrip().lower().startswith(_PAGE_STARTS)
    return replace(source, format="html") if page else source


def _source(path: str, kind: str, compression: str | None = None, size: int | None = None) -> Source:
    return Source(_recorded(path), stores.local(path), kind, compression, size=size)


def _start_of(source: Source, length: int = _SNIFFED) -> bytes:
    try:
        with source.open() as stream:
            return stream.read(length)
    except DAMAGE as error:
        raise InputError(f"can't read {source.name}: {error}") from error


def _without_compression(path: str) -> tuple[str, str | None]:
    for suffix in COMPRESSIONS:
        if path.endswith(suffix):
            return path.removesuffix(suffix), suffix
    return path, None


def _recorded(path: str) -> str:
    """The path as records hold it: bytes of a name that are no UTF-8 are escaped."""
    return os.fsencode(path).decode("utf-8", "backslashreplace")


def _demand_extras(sources: list[Source]) -> None:
    for what, library in _NEEDS.items():
        needing = [source for source in sources if what in (source.format, source.compression)]
        if needing and find_spec(library) is None:
            extra = _EXTRAS[library]
            raise MissingExtraError(f"reading {needing[0].name} needs {library}: pip install 'scorer[{extra}]'")


def read_whole(source: Source) -> bytes | None:
    """All bytes of a file that is one article; ``None`` if there are more than are read."""
    with source.open() as stream:
        data = stream.read(ROW_LIMIT + 1)
    return data if len(data) <= ROW_LIMIT else None
