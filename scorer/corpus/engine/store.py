"""Stores: finished parts of a run on the disk, so that a run that was stopped goes on where it was.

A part is finished when the manifest says so. What the manifest doesn't know is done anew, and what it knows is
held against its size and hash before it is used. So a run may be killed at any moment.
"""

import json
import os
from collections.abc import Callable, Iterable, Mapping
from contextlib import ExitStack, suppress
from dataclasses import dataclass, replace
from errno import ENOSPC
from hashlib import sha256
from io import FileIO
from pathlib import Path
from types import TracebackType
from typing import Any, BinaryIO, Self, TypedDict

import numpy as np

from scorer.corpus.engine.lock import locked
from scorer.corpus.reject import Reject
from scorer.corpus.write.columns import Columns
from scorer.corpus.write.packed import Packed
from scorer.corpus.write.target import Target
from scorer.drafts import DRAFT, replacing
from scorer.errors import OutputError
from scorer.escape import plain
from scorer.reading import Floats
from scorer.strict import strict_json

_MANIFEST = "manifest.jsonl"
_LOCK = "lock"
_CHUNK = 2**20
_NAME = 32  # hexadecimal digits of a digest that name the files of a part
_NUMBERS = np.dtype("<f8")
_KINDS = ("records", "qualities", "rejects")

Seal = list[Any]
"""Size and SHA-256 of a file."""


@dataclass(frozen=True, slots=True)
class Kept:
    """A finished part: the digest of its input, how many of its rows were scored and rejected, and its files."""

    digest: str
    scored: int
    rejected: int
    columns: Columns
    records: Path
    _qualities: Path
    _rejects: Path

    def open(self) -> BinaryIO:
        """The records, as they were packed or published."""
        return self.records.open("rb")

    @property
    def qualities(self) -> Floats:
        """The quality of each record, NaN for one that has no place."""
        return np.fromfile(self._qualities, dtype=_NUMBERS).astype(np.float64)

    @property
    def reject_lines(self) -> list[bytes]:
        """What was rejected, as lines of JSON."""
        return self._rejects.read_bytes().splitlines(keepends=True)

    @property
    def rejects(self) -> list[Reject]:
        """What was rejected."""
        return [Reject(**json.loads(line)) for line in self.reject_lines]


class Store:
    """The finished parts of a run, in a folder of their own.

    Args:
        target: where they are published when all are there. The store's own folder stands beside or inside it.
        run: what all scores of the run depend on, by name.
        restart: forget what was done before.

    Raises:
        OutputError: if another process is writing there, or another run was begun there.
    """

    def __init__(self, target: Target, run: Mapping[str, str], *, restart: bool = False) -> None:
        self._target = target
        self.folder = target.store
        self._columns: dict[str, Columns] = {}
        self._parts: dict[str, _Note] = {}
        self._published: list[_Published] = []
        self._open = ExitStack()
        self._open.enter_context(locked(self.folder / _LOCK, target.name))
        try:
            self._remove(lambda path: path.name.startswith(DRAFT))
            if restart:
                (self.folder / _MANIFEST).unlink(missing_ok=True)
            self._manifest = self._open.enter_context(_mended(self.folder / _MANIFEST))
            self._take_up(run)
        except BaseException as error:
            self._leave(broken=isinstance(error, OSError))
            raise

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._leave(broken=error is not None)

    def find(self, digest: str) -> Kept | None:
        """The finished part of this digest, if it is there and whole."""
        note = self._parts.get(digest)
        if note is None:
            return None
        kept = self._kept(note)
        seals = note["seals"]
        if not all(_is(self._file(digest, kind), [seals[kind]]) for kind in ("qualities", "rejects")):
            return None
        outside = [one for one in self._published if digest in one["parts"] and self._target.form.rereads]
        # A part that was taken back is as it was published.
        if _is(kept.records, [seals["records"], *(one["seal"] for one in outside)]):
            return kept
        whole = (self._target.path / one["file"] for one in outside if self._stands(one))
        return next((replace(kept, records=records) for records in whole), None)

    def keep(self, digest: str, pieces: list[Packed]) -> Kept:
        """Finish a part.

        Raises:
            OSError: if there is no space left.
        """
        columns = Columns()
        for piece in pieces:
            columns.add(piece.columns)
        rejects = [reject for piece in pieces for reject in piece.rejects]
        chunks = {
            "rejects": (strict_json(reject.to_dict()) + b"\n" for reject in rejects),
            "qualities": (piece.qualities.astype(_NUMBERS).tobytes() for piece in pieces),
            "records": (piece.data for piece in pieces),
        }
        note: _Note = {
            "part": digest,
            "scored": sum(len(piece.qualities) for piece in pieces),
            "rejected": len(rejects),
            "columns": self._noted(columns),
            "seals": {kind: _sealed(self._file(digest, kind), given) for kind, given in chunks.items()},
        }
        self._note(note)
        self._parts[digest] = note
        return self._kept(note)

    def stands(self, files: Mapping[str, list[Kept]]) -> bool:
        """Whether these files are published, whole, and nothing else is."""
        published = {one["file"]: one["parts"] for one in self._published}
        alone = self._target.parts <= {*files}
        return alone and published == _digests(files) and all(map(self._stands, self._published))

    def take_back(self, kept: Kept) -> Kept:
        """Take a published part back, so that another can be published in its place."""
        records = self._file(kept.digest, "records")
        if kept.records != records and kept.records.exists():
            kept.records.replace(records)
        return replace(kept, records=records)

    def note_published(self, files: Mapping[str, list[Kept]]) -> None:
        """Note which parts are published in which files, and remove what nobody needs any more."""
        out = self._target.path
        for name in self._target.parts - {*files}:
            (out / name).unlink()
        digests = _digests(files)
        self._published = [{"parts": parts, "file": name, "seal": _seal(out / name)} for name, parts in digests.items()]
        self._note({"published": self._published})
        kinds = _KINDS[self._target.form.rereads :]
        needed = {self._file(digest, kind) for parts in digests.values() for digest in parts for kind in kinds}
        self._remove(lambda path: path.name != _MANIFEST and path not in needed)

    def clear(self) -> None:
        """Remove the store; the lock last, for whoever takes it next begins anew."""
        self._remove(lambda _: True)
        (self.folder / _LOCK).unlink()
        with suppress(OSError):  # it isn't empty if somebody has begun anew
            self.folder.rmdir()

    def _leave(self, *, broken: bool) -> None:
        if broken and not self._parts and not self._target.in_use:
            with suppress(OSError):  # the error before it is the one to tell
                self.clear()
        self._open.close()

    def _remove(self, unwanted: Callable[[Path], bool]) -> None:
        for path in self.folder.iterdir():
            if path.name != _LOCK and unwanted(path):
                path.unlink()

    def _file(self, digest: str, kind: str) -> Path:
        return self.folder / f"{digest[:_NAME]}.{kind}"

    def _kept(self, note: "_Note") -> Kept:
        files = (self._file(note["part"], kind) for kind in _KINDS)
        return Kept(note["part"], note["scored"], note["rejected"], self._columns[note["columns"]], *files)

    def _stands(self, one: "_Published") -> bool:
        return _is(self._target.path / one["file"], [one["seal"]])

    def _noted(self, columns: Columns) -> str:
        """The name of columns, which are noted once: nearly all parts have the same."""
        names = columns.to_dict()
        name = sha256(json.dumps(names).encode()).hexdigest()[:_NAME]
        if name not in self._columns:
            self._note({"columns": name, "names": names})
            self._columns[name] = columns
        return name

    def _note(self, note: Mapping[str, Any]) -> None:
        line = json.dumps(note).encode() + b"\n"
        if self._manifest.write(line) != len(line):
            raise OSError(ENOSPC, os.strerror(ENOSPC))
        os.fsync(self._manifest.fileno())

    def _take_up(self, run: Mapping[str, str]) -> None:
        """Take up what the manifest says, or begin it.

        Raises:
            OutputError: if it is damaged, or another run was begun.
        """
        try:
            self._read(run)
        except (ValueError, LookupError, TypeError, AttributeError) as error:
            raise OutputError(
                f"what was noted in {plain(str(self.folder / _MANIFEST))} is damaged; --restart begins anew"
            ) from error

    def _read(self, run: Mapping[str, str]) -> None:
        notes = [json.loads(line) for line in self._manifest.readall().splitlines()]
        if not notes:
            self._note({"run": dict(run)})
            return
        _demand_same(notes[0]["run"], run, self._target.name)
        for note in notes[1:]:
            if "part" in note:
                self._parts[note["part"]] = note
            elif "columns" in note:
                self._columns[note["columns"]] = Columns(note["names"])
            else:
                self._published = note["published"]


class _Note(TypedDict):
    """What the manifest says of a part."""

    part: str
    scored: int
    rejected: int
    columns: str
    seals: dict[str, Seal]


class _Published(TypedDict):
    """Which parts stand in a file of the output."""

    parts: list[str]
    file: str
    seal: Seal


def _digests(files: Mapping[str, list[Kept]]) -> dict[str, list[str]]:
    return {name: [part.digest for part in parts] for name, parts in files.items()}


def _demand_same(begun: Mapping[str, str], run: Mapping[str, str], place: str) -> None:
    for name in sorted({*begun, *run}):
        if begun.get(name) != run.get(name):
            was, now = (plain(str(one.get(name, "nothing")))[:20] for one in (begun, run))
            raise OutputError(
                f"{place} was begun with another {name} ({was}; now it is {now}), and scores of both can't be mixed; "
                "--restart begins anew, another place leaves what is there"
            )


def _mended(path: Path) -> FileIO:
    """The manifest, open at its start; a last line that was cut off is dropped.

    It is unbuffered, so that nothing is held back that a full disk would refuse once more.
    """
    file = path.open("a+b", buffering=0)
    file.seek(0)
    file.truncate(file.readall().rfind(b"\n") + 1)
    file.seek(0)
    return file


def _sealed(path: Path, chunks: Iterable[bytes]) -> Seal:
    """Write a file; its seal."""
    size, hashed = 0, sha256()
    with replacing(path) as file:
        for chunk in chunks:
            file.write(chunk)
            hashed.update(chunk)
            size += len(chunk)
    return [size, hashed.hexdigest()]


def _seal(path: Path) -> Seal:
    """Size and SHA-256 of a file."""
    hashed, size = sha256(), 0
    with path.open("rb") as file:
        while chunk := file.read(_CHUNK):
            hashed.update(chunk)
            size += len(chunk)
    return [size, hashed.hexdigest()]


def _is(path: Path, seals: Iterable[Seal]) -> bool:
    """Whether a file is one of those that were sealed."""
    try:
        size = path.stat().st_size
        return any(size == one[0] for one in seals) and _seal(path) in list(seals)
    except OSError:
        return False
