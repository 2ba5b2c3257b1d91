"""Outputs: scored records ranked and written to a file that appears whole or not at all."""

import sys
from array import array
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from importlib.util import find_spec
from math import nan
from pathlib import Path
from tempfile import TemporaryFile
from types import TracebackType
from typing import IO, BinaryIO, Self

import numpy as np
import numpy.typing as npt

from scorer.corpus.jsontext import json_text
from scorer.corpus.reject import Reject
from scorer.corpus.tables import Columns, Record, write_csv, write_parquet
from scorer.drafts import replacing, reported, target_of
from scorer.errors import MissingExtraError, OutputError
from scorer.escape import plain
from scorer.score import Score

STANDARD_OUTPUT = "-"
_UNRANKED = b'"rank":null'

Write = Callable[[Iterator[bytes], Columns, BinaryIO], None]


def ranks(qualities: npt.ArrayLike) -> Iterator[int | None]:
    """Places by quality, 1 = best; equal quality shares a place and the next place is left out (1, 2, 2, 4).

    Args:
        qualities: one number for each record, NaN for one that has no place.
    """
    values = np.asarray(qualities, dtype=np.float64)
    best_first = np.sort(-values[~np.isnan(values)])
    places = np.searchsorted(best_first, -values) + 1
    return (None if np.isnan(value) else int(place) for value, place in zip(values, places, strict=True))


class Output:
    """Takes scores in order; when it is left without an error, ranks and writes them all.

    Records wait in a nameless file beside the output, so memory holds one number for each.
    """

    def __init__(self, path: Path | None, write: Write) -> None:
        self._path = path
        self._write = write
        self._columns = Columns()
        self._qualities = array("d")
        self._waiting: IO[bytes] = TemporaryFile(dir=path.parent if path else None)  # noqa: SIM115  (closed on exit)

    def add(self, score: Score) -> None:
        """Take one score.

        Raises:
            OutputError: if there is no space left.
        """
        record = score.to_dict()
        self._columns.note(record)
        self._qualities.append(nan if score.quality is None else score.quality)  # not rounded, as in the record
        with reported(self._path):
            self._waiting.write(json_text(record).encode() + b"\n")

    def _lines(self) -> Iterator[bytes]:
        """Records as lines of JSON, ranked."""
        self._waiting.seek(0)
        for line, rank in zip(self._waiting, ranks(self._qualities), strict=True):
            # A quote inside a string is escaped, so the first such text is the record's own field.
            yield line if rank is None else line.replace(_UNRANKED, b'"rank":%d' % rank, 1)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        try:
            if error is None:
                with reported(self._path):
                    self._commit()
        finally:
            # Closing writes what is left; on a full disk that fails once more.
            with suppress(OSError):
                self._waiting.close()

    def _commit(self) -> None:
        if self._path is None:
            self._write(self._lines(), self._columns, sys.stdout.buffer)
            sys.stdout.buffer.flush()
            return
        with replacing(self._path) as file:
            self._write(self._lines(), self._columns, file)


class RejectsOutput:
    """Takes rejects and writes them as JSONL; the file appears when it is left without an error."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._replacing = replacing(path)
        self._file: BinaryIO

    def add(self, reject: Reject) -> None:
        """Write one reject.

        Raises:
            OutputError: if there is no space left.
        """
        with reported(self._path):
            self._file.write(json_text(reject.to_dict()).encode() + b"\n")

    def __enter__(self) -> Self:
        with reported(self._path):
            self._file = self._replacing.__enter__()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        with reported(self._path):
            self._replacing.__exit__(kind, error, trace)


def open_output(path: str | Path, *, inputs: Iterable[Path] = ()) -> Output:
    """A place for scores: ``.jsonl``, ``.csv`` or ``.parquet``, or ``-`` for JSONL on standard output.

    Args:
        path: where the file will stand; one that is there is replaced when all is written.
        inputs: files that are being read, which must not be replaced.

    Raises:
        OutputError: if nothing can be written there.
        MissingExtraError: if the format needs a library that isn't installed.
    """
    target, write = _place(path, inputs)
    with reported(target):
        return Output(target, write)


def write_records(path: str | Path, records: Iterable[Record], *, inputs: Iterable[Path] = ()) -> None:
    """Write a few records, in their order, as :func:`open_output` would; it raises the same errors."""
    target, write = _place(path, inputs)
    rows = list(records)
    columns = Columns()
    for record in rows:
        columns.note(record)
    lines = (json_text(record).encode() + b"\n" for record in rows)
    with reported(target):
        if target is None:
            write(lines, columns, sys.stdout.buffer)
            return
        with replacing(target) as file:
            write(lines, columns, file)


def _place(path: str | Path, inputs: Iterable[Path]) -> tuple[Path | None, Write]:
    """The file to write, ``None`` for standard output, and how."""
    if str(path) == STANDARD_OUTPUT:
        return None, _write_jsonl
    target = target_of(path, inputs)
    write = _WRITERS.get(target.suffix.lower())
    if write is None:
        raise OutputError(f"can't tell the format of {plain(str(path))}; end its name in {', '.join(_WRITERS)}")
    if write is write_parquet and find_spec("pyarrow") is None:
        raise MissingExtraError("writing .parquet needs pyarrow: pip install 'scorer[parquet]'")
    return target, write


def open_rejects(path: str | Path, *, inputs: Iterable[Path] = ()) -> RejectsOutput:
    """A place for rejects, as JSONL; otherwise as :func:`open_output`."""
    return RejectsOutput(target_of(path, inputs))


def _write_jsonl(lines: Iterator[bytes], _: Columns, file: BinaryIO) -> None:
    file.writelines(lines)


_WRITERS: Mapping[str, Write] = {
    ".jsonl": _write_jsonl,
    ".ndjson": _write_jsonl,
    ".csv": write_csv,
    ".parquet": write_parquet,
}
