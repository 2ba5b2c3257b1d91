"""Rows passed on: written as they come, in the format that the file's name ends in.

JSON lines are written at once; a table waits in a nameless file beside its place until all of its columns are known.
Values stay as they are: unlike a table of scores, no cell is changed to keep a spreadsheet from running it.
"""

import csv
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import AbstractContextManager, ExitStack, contextmanager, suppress
from itertools import islice
from pathlib import Path
from tempfile import TemporaryFile
from typing import IO, Any, BinaryIO, Protocol

from scorer.corpus.jsontext import json_text, parse_written
from scorer.corpus.streams import WRITTEN_COMPRESSIONS, Encoded, compressed, standard_output
from scorer.corpus.write.outputs import STANDARD_OUTPUT, demand_library
from scorer.drafts import replacing, reported, target_of
from scorer.errors import OutputError
from scorer.escape import plain

_LINES = (".jsonl", ".ndjson")
_TABLES = (".csv", ".tsv", ".parquet")
_ROWS_AT_ONCE = 1_000
_DELIMITERS = {".csv": ",", ".tsv": "\t"}


class RowsOutput(Protocol):
    """Takes rows, each a line of JSON, in order."""

    def add(self, lines: list[bytes]) -> None:
        """Take some rows.

        Raises:
            OutputError: if there is no space left.
        """
        ...


def open_rows(
    path: str | Path, *, inputs: Iterable[Path] = (), types: Callable[[], Mapping[str, Any]] = dict
) -> AbstractContextManager[RowsOutput]:
    """A place for rows: JSONL (also compressed), CSV, TSV or Parquet; ``-`` is JSONL on standard output.

    A file appears when the place is left without an error, whole, or not at all.

    Args:
        path: where the file will stand.
        inputs: files that are being read, which must not be replaced.
        types: gives the types of columns that are known, for Parquet; see :func:`column_types`.

    Raises:
        OutputError: if nothing can be written there.
        MissingExtraError: if the format needs a library that isn't installed.
    """
    if str(path) == STANDARD_OUTPUT:
        return _standard_output()
    target = target_of(path, inputs)
    kind, compression = _format(target)
    demand_library(target.name)
    if kind in _LINES:
        return _lines_file(target, compression)
    return _table_file(target, kind, types)


def _format(target: Path) -> tuple[str, str]:
    """The ending that tells the format, and the one that tells the compression, if any."""
    compression = target.suffix.lower() if target.suffix.lower() in WRITTEN_COMPRESSIONS else ""
    kind = (target.with_suffix("") if compression else target).suffix.lower()
    if kind not in (_LINES if compression else (*_LINES, *_TABLES)):
        raise OutputError(
            f"can't tell the format of {plain(str(target.name))}; end its name in "
            f"{', '.join((*_LINES, *_TABLES))}, or .jsonl and one of {', '.join(WRITTEN_COMPRESSIONS)}"
        )
    return kind, compression


class _Lines:
    """Writes lines as they are."""

    def __init__(self, file: IO[bytes], path: Path | None) -> None:
        self._file = file
        self._path = path

    def add(self, lines: list[bytes]) -> None:
        with reported(self._path):
            self._file.write(b"".join(lines))
            if self._path is None:
                self._file.flush()  # whoever reads the pipe goes on with what there is


@contextmanager
def _standard_output() -> Iterator[RowsOutput]:
    yield _Lines(standard_output(), None)


@contextmanager
def _lines_file(target: Path, compression: str) -> Iterator[RowsOutput]:
    with reported(target), replacing(target) as file, compressed(file, compression) as stream:
        yield _Lines(stream, target)


@contextmanager
def _table_file(target: Path, kind: str, types: Callable[[], Mapping[str, Any]]) -> Iterator[RowsOutput]:
    with ExitStack() as stack:
        stack.enter_context(reported(target))
        waiting = _Waiting(stack.enter_context(TemporaryFile(dir=target.parent)), target)
        columns: _Names | _Types = _Types(types()) if kind == ".parquet" else _Names()
        yield _Table(waiting, columns)
        with replacing(target) as file:
            columns.write(waiting.rows(), file, _DELIMITERS.get(kind, ""))


class _Waiting:
    """Rows in a nameless file."""

    def __init__(self, file: IO[bytes], path: Path) -> None:
        self._file = file
        self._path = path

    def add(self, lines: list[bytes]) -> None:
        with reported(self._path):
            self._file.writelines(lines)

    def rows(self) -> Iterator[list[dict[str, Any]]]:
        """The rows from the first on, some at once."""
        self._file.seek(0)
        lines = iter(self._file)
        while some := [_record(line) for line in islice(lines, _ROWS_AT_ONCE)]:
            yield some


class _Table:
    """Takes rows until their columns are known."""

    def __init__(self, waiting: _Waiting, columns: "_Names | _Types") -> None:
        self._waiting = waiting
        self._columns = columns

    def add(self, lines: list[bytes]) -> None:
        self._columns.note([_record(line) for line in lines])
        self._waiting.add(lines)


class _Names:
    """The columns of a CSV file, in the order in which they are first met."""

    def __init__(self) -> None:
        self._names: dict[str, None] = {}

    def note(self, rows: list[dict[str, Any]]) -> None:
        for row in rows:
            self._names.update(dict.fromkeys(row))

    def write(self, rows: Iterable[list[dict[str, Any]]], file: BinaryIO, delimiter: str) -> None:
        table = csv.writer(Encoded(file), delimiter=delimiter, lineterminator="\r\n")
        names = list(self._names)
        table.writerow(names)
        for some in rows:
            table.writerows([[_cell(row.get(name)) for name in names] for row in some])


def _cell(value: object) -> object:
    return json_text(value) if isinstance(value, (dict, list, bool)) else value


class _Types:
    """The columns of a Parquet file with their types: as they were in Parquet, else as the values are.

    Values that fit no one type are written as JSON.
    """

    def __init__(self, given: Mapping[str, Any]) -> None:
        self._given = dict(given)
        self._types: dict[str, Any] = {}

    def note(self, rows: list[dict[str, Any]]) -> None:
        for name in dict.fromkeys(name for row in rows for name in row):
            values = [row.get(name) for row in rows]
            if not self._fits_given(name, values):
                self._types[name] = _wider(self._types, name, values)

    def _fits_given(self, name: str, values: list[Any]) -> bool:
        if name not in self._given:
            return False
        try:
            _array(values, self._given[name])
        except _of_no_type():
            del self._given[name]
            return False
        self._types[name] = self._given[name]
        return True

    def write(self, rows: Iterable[list[dict[str, Any]]], file: BinaryIO, _: str) -> None:
        import pyarrow as pa
        import pyarrow.parquet as pq

        types = {name: pa.string() if kind == pa.null() else kind for name, kind in self._types.items()}
        schema = pa.schema([(name, kind or pa.string()) for name, kind in types.items()])
        with pq.ParquetWriter(file, schema, compression="zstd") as writer:
            for some in rows:
                columns = [_column([row.get(name) for row in some], kind) for name, kind in types.items()]
                writer.write_table(pa.Table.from_arrays(columns, schema=schema))


def _of_no_type() -> tuple[type[Exception], ...]:
    """What is raised where values aren't of a type; most errors of pyarrow's own are Python's, too."""
    import pyarrow as pa

    return ValueError, TypeError, OverflowError, KeyError, pa.ArrowNotImplementedError


def _wider(types: Mapping[str, Any], name: str, values: list[Any]) -> Any:
    """The type that holds what was met before and ``values``; ``None`` if there is none."""
    import pyarrow as pa

    known = types.get(name, pa.null())
    if known is None:
        return None
    try:
        both = [pa.schema([(name, kind)]) for kind in (known, pa.array(values).type)]
        return pa.unify_schemas(both, promote_options="permissive").field(0).type
    except _of_no_type():
        return None


def _column(values: list[Any], kind: Any) -> Any:
    import pyarrow as pa

    if kind is None:
        return pa.array([None if value is None else json_text(value) for value in values], pa.string())
    return _array(values, kind)


def _array(values: list[Any], kind: Any) -> Any:
    """Values as an array of a type; times and decimals are given as they are written."""
    import pyarrow as pa

    if pa.types.is_temporal(kind) or pa.types.is_decimal(kind):
        return pa.array(values, pa.string()).cast(kind)
    return pa.array(values, kind)


def _record(line: bytes) -> dict[str, Any]:
    record: dict[str, Any] = parse_written(line)
    return record


def column_types(files: Iterable[Path]) -> dict[str, Any]:
    """The types of the columns of Parquet files, of those columns that have one type in all of them.

    Columns of bytes are left out: what is read of them is text.
    """
    import pyarrow as pa
    import pyarrow.parquet as pq

    found: dict[str, set[Any]] = {}
    for file in files:
        with suppress(pa.ArrowException, OSError):  # whoever reads it tells what is wrong
            for column in pq.read_schema(file):
                found.setdefault(column.name, set()).add(column.type)
    return {name: kinds.pop() for name, kinds in found.items() if len(kinds) == 1 and "binary" not in str(*kinds)}
