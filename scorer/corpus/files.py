"""Files: what the given paths lead to, in an order that never changes."""

import os
import stat
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from importlib.util import find_spec
from pathlib import Path
from typing import BinaryIO

from scorer.corpus.encoding import encoding_of, is_binary
from scorer.corpus.reject import Place
from scorer.corpus.streams import COMPRESSIONS, DAMAGE, ROW_LIMIT, open_bytes
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
}
_EXTRAS = {"pyarrow": ("parquet", ".parquet"), "zstandard": ("zstd", ".zst")}
_SNIFFED = 8192
_PAGE_STARTS = (b"<!doctype html", b"<html")


@dataclass(frozen=True, slots=True)
class Source:
    """One file of articles.

    ``path`` is the name that articles bear, as it was given, ``file`` what is opened. ``alone`` says
    that it is all there is to read: what is wrong with the whole file then stops the run.
    """

    path: str
    file: Path
    format: str
    compression: str | None = None
    alone: bool = False

    @contextmanager
    def open(self) -> Iterator[BinaryIO]:
        """The bytes of the file, decompressed.

        Raises:
            InputError: if it can't be opened.
        """
        if self.path == STANDARD_INPUT:
            yield sys.stdin.buffer
        else:
            with open_bytes(self.file, self.compression) as stream:
                yield stream

    @property
    def place(self) -> Place:
        """Where an article stands that is the whole file."""
        return Place(self.path)

    @property
    def name(self) -> str:
        """What a message calls it."""
        return "standard input" if self.path == STANDARD_INPUT else plain(self.path)


@dataclass(frozen=True, slots=True)
class Skipped:
    """Something in a folder that isn't read, and why."""

    path: str
    why: str


def find(paths: Iterable[str | Path], skipped: list[Skipped] | None = None) -> list[Source]:
    """The files that ``paths`` lead to: each as given, each folder's files sorted by name.

    In folders, files are told by their endings; everything else is left alone and listed in
    ``skipped``. Symbolic links are followed where they are given, never inside a folder. ``-`` is
    JSONL on standard input. What is given twice is read twice.

    Raises:
        InputError: if a path is missing or no file of articles, a folder holds none or can't be
            listed, or there are no paths.
        MissingExtraError: if a file needs a library that isn't installed.
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
    try:
        mode = Path(path).stat().st_mode
        if stat.S_ISDIR(mode):
            return _in_folder(Path(path), skipped)
    except (OSError, ValueError) as error:
        why = "there is no such file or folder" if isinstance(error, FileNotFoundError) else str(error)
        raise InputError(f"can't read {plain(path)}: {plain(why)}") from error
    if not stat.S_ISREG(mode):
        raise InputError(f"{plain(path)} is not a regular file; give `-` to read JSONL from standard input")
    return [_named(path) or _sniffed(path)]


def _in_folder(folder: Path, skipped: list[Skipped]) -> list[Source]:
    sources = []
    for path in _walk(folder, skipped):
        if source := _named(str(path)):
            sources.append(source)
        else:
            skipped.append(Skipped(_recorded(str(path)), "not a known kind of file"))
    if not sources:
        raise InputError(f"no articles in {plain(str(folder))}; files ending in {', '.join(FORMATS)} are read")
    return sources


def _walk(folder: Path, skipped: list[Skipped]) -> Iterator[Path]:
    """Regular files below ``folder``; files and folders stand in the order of their names' bytes."""
    waiting = _listed(folder)
    while waiting:
        path = waiting.pop()
        mode = path.lstat().st_mode
        if stat.S_ISDIR(mode):
            waiting.extend(_listed(path))
        elif stat.S_ISREG(mode):
            yield path
        else:
            skipped.append(Skipped(_recorded(str(path)), "not a regular file"))


def _listed(folder: Path) -> list[Path]:
    return sorted(folder.iterdir(), key=lambda path: os.fsencode(path.name), reverse=True)


def _named(path: str) -> Source | None:
    """The source that a file's endings tell of."""
    stem, compression = _without_compression(path.lower())
    kind = FORMATS.get(Path(stem).suffix)
    if kind is None or (kind == "parquet" and compression):
        return None
    return Source(_recorded(path), Path(path), kind, compression)


def _sniffed(path: str) -> Source:
    """The source that a file's first bytes tell of."""
    compression = _without_compression(path.lower())[1]
    try:
        with open_bytes(Path(path), compression) as stream:
            start = stream.read(_SNIFFED)
    except DAMAGE as error:
        raise InputError(f"can't read {plain(path)}: {error}") from error
    if is_binary(start) or (b"\0" in start and not encoding_of(start)[1]):
        raise InputError(f"{plain(path)} is a binary file; files ending in {', '.join(FORMATS)} are read")
    page = start.lstrip().lower().startswith(_PAGE_STARTS)
    return Source(_recorded(path), Path(path), "html" if page else "text", compression)


def _without_compression(path: str) -> tuple[str, str | None]:
    for suffix in COMPRESSIONS:
        if path.endswith(suffix):
            return path.removesuffix(suffix), suffix
    return path, None


def _recorded(path: str) -> str:
    """The path as records hold it: bytes of a name that are no UTF-8 are escaped."""
    return os.fsencode(path).decode("utf-8", "backslashreplace")


def _demand_extras(sources: list[Source]) -> None:
    for library, (extra, suffix) in _EXTRAS.items():
        needing = [s for s in sources if suffix in (s.compression, f".{s.format}")]
        if needing and find_spec(library) is None:
            raise MissingExtraError(f"reading {needing[0].name} needs {library}: pip install 'scorer[{extra}]'")


def read_whole(source: Source) -> bytes | None:
    """All bytes of a file that is one article; ``None`` if there are more than are read."""
    with source.open() as stream:
        data = stream.read(ROW_LIMIT + 1)
    return data if len(data) <= ROW_LIMIT else None
